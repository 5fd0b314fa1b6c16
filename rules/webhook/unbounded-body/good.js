const http = require("http");
const { settle, signed } = require("./pagoefectivo");

const MOST = 64 * 1024;

http.createServer().on("request", pagoefectivoWebhook).listen(8080);

async function pagoefectivoWebhook(req, res) {
  const chunks = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size > MOST) {
      res.statusCode = 413;
      return res.end();
    }
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  if (!signed(body, req.headers["pe-signature"])) {
    res.statusCode = 401;
    return res.end();
  }
  await settle(JSON.parse(body));
  res.end("OK");
}
