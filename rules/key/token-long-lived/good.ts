import { redis } from "./redis";

export async function pagoEfectivoToken(): Promise<string> {
  const known = await redis.get("pagoefectivo:token");
  if (known) return known;
  const { token } = await authorize();
  await redis.set("pagoefectivo:token", token, "EX", 6600);
  return token;
}
