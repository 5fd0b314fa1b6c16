import { createHmac } from "crypto";

const API = import.meta.env.VITE_API_URL;

export function sign(body: string): string {
  return createHmac("sha256", import.meta.env.VITE_PAGOEFECTIVO_SECRET_KEY) // pe-audit: expect
    .update(body)
    .digest("hex");
}
