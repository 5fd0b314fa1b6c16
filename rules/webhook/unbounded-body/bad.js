const http = require("http");
const { settle, signed } = require("./pagoefectivo");

http.createServer().on("request", pagoefectivoWebhook).listen(8080);

async function pagoefectivoWebhook(req, res) {
  const chunks = [];
  for await (const chunk of req) { // pe-audit: expect
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
