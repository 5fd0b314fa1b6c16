import type { IncomingMessage } from "node:http";

export class WebhookAccess {
  constructor(private readonly whitelist: string[]) {}

  admits(request: IncomingMessage): boolean {
    const ip = request.socket.remoteAddress ?? "";
    return !this.whitelist.length || this.whitelist.includes(ip); // pe-audit: expect
  }
}
