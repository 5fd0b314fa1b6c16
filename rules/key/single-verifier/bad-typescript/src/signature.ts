import { createHmac, timingSafeEqual } from "node:crypto";

export function verifyPagoEfectivo(body: Buffer, given: Buffer): boolean {
  const key = process.env.PAGOEFECTIVO_SECRET_KEY!;
  const expected = createHmac("sha256", key).update(body).digest();
  return given.length === expected.length && timingSafeEqual(expected, given); // pe-audit: expect
}
