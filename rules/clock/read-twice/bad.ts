import { createHash } from "node:crypto";

export class AuthorizationRequest {
  constructor(
    private readonly idService: number,
    private readonly accessKey: string,
    private readonly secretKey: string,
  ) {}

  get dateRequest(): string { // pe-audit: expect
    return new Date().toISOString();
  }

  get hashString(): string {
    const text = `${this.idService}.${this.accessKey}.${this.secretKey}.${this.dateRequest}`;
    return createHash("sha256").update(text).digest("hex");
  }
}
