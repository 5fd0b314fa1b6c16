import { createHash } from "node:crypto";

export function authorization(idService: number, accessKey: string, secretKey: string, zone: string) {
  const dateRequest = new Date().toLocaleString("sv-SE", { timeZone: zone });
  const text = `${idService}.${accessKey}.${secretKey}.${dateRequest}`;
  return { accessKey, idService, dateRequest, hashString: createHash("sha256").update(text).digest("hex") };
}
