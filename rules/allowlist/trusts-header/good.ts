import type { IncomingMessage, ServerResponse } from "node:http";
import { webhookIps } from "./config";

export function receive(request: IncomingMessage, response: ServerResponse) {
  const whitelist = new Set(webhookIps);
  const ip = request.socket.remoteAddress ?? "";
  if (!whitelist.has(ip)) {
    response.writeHead(403).end();
    return;
  }
  settle(request, response);
}
