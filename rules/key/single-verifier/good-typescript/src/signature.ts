import { createHmac, timingSafeEqual } from "node:crypto";

const keys = [process.env.PAGOEFECTIVO_SECRET_KEY, process.env.PAGOEFECTIVO_SECRET_KEY_OLD].filter(Boolean);

export function verifyPagoEfectivo(body: Buffer, given: Buffer): boolean {
  return keys.some((key) => {
    const expected = createHmac("sha256", key!).update(body).digest();
    return given.length === expected.length && timingSafeEqual(expected, given);
  });
}
