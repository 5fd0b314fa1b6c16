const NodeCache = require("node-cache");
const cache = new NodeCache();

async function pagoefectivoToken() {
  const known = cache.get("pagoefectivo_token");
  if (known) return known;
  const { token } = await authorize();
  cache.set("pagoefectivo_token", token, 60 * 60 * 24 * 7); // pe-audit: expect
  return token;
}
