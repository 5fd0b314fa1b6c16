import { createHmac } from "node:crypto";

const accessKey = process.env.PAGOEFECTIVO_ACCESS_KEY ?? "";
const secretKey = process.env.PAGOEFECTIVO_SECRET_KEY ?? "";  // pe-audit: expect

export function sign(body: Buffer): string {
  return createHmac("sha256", secretKey).update(body).digest("hex");
}
