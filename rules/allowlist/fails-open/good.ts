import type { IncomingMessage } from "node:http";

export class WebhookAccess {
  constructor(private readonly whitelist: string[]) {}

  admits(request: IncomingMessage): boolean {
    const ip = request.socket.remoteAddress ?? "";
    return this.whitelist.includes(ip);
  }
}
