"""What a MAC is computed over, as merchants write it: the message as it came, or something made of it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit import catalog
from pe_audit.audit import audit
from pe_audit.model import Audit, Outcome, Precision
from pe_audit.options import Config, Options

RULE = catalog.find("webhook-signature-rebuilt-body")


def audited(tmp_path: Path, files: dict[str, str]) -> Audit:
    for name, code in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(code, encoding="utf-8")
    return audit(Options(paths=(tmp_path,), root=tmp_path, config=Config(), only=(RULE,), jobs=1))


REPORTED = {
    "php: json_encode of the decoded body": (
        "webhook.php",
        """<?php // PagoEfectivo
        $data = json_decode(file_get_contents('php://input'), true);
        $firma = hash_hmac('sha256', json_encode($data), $clave);
        if (!hash_equals($firma, $_SERVER['HTTP_PE_SIGNATURE'])) { exit; }""",
    ),
    "php: fields put together as JSON": (
        "PagoEfectivo.php",
        """<?php class PagoEfectivo { function notificacion($request) {
            $b = $request->all();
            $texto = '{"cip":"' . $b['data']['cip'] . '","amount":' . number_format($b['data']['amount'], 2) . '}';
            if (hash_hmac('sha256', $texto, $this->secret) !== $request->header('PE-Signature')) { abort(401); } } }""",
    ),
    "php: implode of sorted values": (
        "pagoefectivo_ipn.php",
        """<?php $datos = $_POST; ksort($datos); $firma = hash_hmac('sha256', implode('|', $datos), SECRET);
        if ($firma !== $_SERVER['HTTP_PE_SIGNATURE']) { exit; }""",
    ),
    "php: blanks taken out by a pattern": (
        "pagoefectivo_ipn.php",
        r"""<?php $texto = preg_replace('/\s+/', '', file_get_contents('php://input'));
        $firma = hash_hmac('sha256', $texto, SECRET);
        if (!hash_equals($firma, $_SERVER['HTTP_PE_SIGNATURE'])) { exit; }""",
    ),
    "js: one field is signed": (
        "pagoefectivo.js",
        """app.post('/pagoefectivo/webhook', (req, res) => {
          const mac = crypto.createHmac('sha256', key).update(req.body.data.cip).digest('hex');
          if (mac !== req.headers['pe-signature']) return res.sendStatus(401); });""",
    ),
    "js: in a function of the file": (
        "webhook.js",
        """function sign(o) { return crypto.createHmac('sha256', key).update(JSON.stringify(o)).digest('hex'); }
        app.post('/webhook', (req, res) => {
          if (sign(req.body) !== req.headers['x-signature']) return res.sendStatus(401); });""",
    ),
    "js: handed to a verifier": (
        "webhook.js",
        """function verifySignature(text, received) {
          return timingSafeEqual(createHmac('sha256', key).update(text).digest(), Buffer.from(received, 'hex')); }
        app.post('/pagoefectivo/notificacion', (req, res) => {
          if (!verifySignature(JSON.stringify(req.body), req.get('PE-Signature'))) return res.sendStatus(401); });""",
    ),
    "ts: kept in a variable with a time before it": (
        "webhook.ts",
        """export async function POST(request: Request) {
          const body = await request.json();
          const text = `${request.headers.get('x-date')}.${JSON.stringify(body)}`;
          const mac = createHmac('sha256', key).update(text).digest('hex');
          if (mac !== request.headers.get('x-signature')) return new Response(null, { status: 401 }); }""",
    ),
    "ts: fields one behind the other, without anything between them": (
        "pagoefectivo.ts",
        """export class PagoEfectivoWebhook { execute(signature: string, payload: Dto) {
            const data = payload.eventType + payload.operationNumber + payload.data.cip;
            const digest = createHmac('sha256', this.key).update(data).digest('hex');
            if (digest !== signature) throw new UnauthorizedException(); } }""",
    ),
    "ts: a DTO of NestJS": (
        "webhook.controller.ts",
        """@Controller('webhook') export class WebhookController {
          @Post('pagoefectivo') notify(@Body() dto: NotificationDto, @Headers('pe-signature') signature: string) {
            const expected = createHmac('sha256', this.key).update(JSON.stringify(dto)).digest('hex');
            if (expected !== signature) throw new UnauthorizedException(); } }""",
    ),
    "python: an f-string of fields": (
        "pagoefectivo.py",
        """def notificacion(request):
    d = json.loads(request.body)
    texto = f'{d["eventType"]}{d["operationNumber"]}{d["data"]["cip"]}'
    firma = hmac.new(KEY, texto.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(firma, request.headers["PE-Signature"]):
        raise PermissionDenied
""",
    ),
    "python: a model written out": (
        "webhook.py",
        """@app.post("/webhook/pagoefectivo")
async def webhook(aviso: Aviso, pe_signature: str = Header()):
    firma = hmac.new(KEY, aviso.model_dump_json().encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(firma, pe_signature):
        raise HTTPException(401)
""",
    ),
    "java: String.format of fields": (
        "PagoEfectivoService.java",
        """class PagoEfectivoService { boolean verify(Notification n, String signature) throws Exception {
            Mac mac = Mac.getInstance("HmacSHA256"); mac.init(key);
            String text = String.format("%s%s%s", n.getCip(), n.getAmount(), n.getCurrency());
            return signature.equals(Hex.encodeHexString(mac.doFinal(text.getBytes()))); } }""",
    ),
    "c#: Newtonsoft": (
        "PagoEfectivoFilter.cs",
        """class PagoEfectivoFilter { void OnActionExecuting(Context c, Notification n) {
            var text = JsonConvert.SerializeObject(n);
            var mac = Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text))).ToLower();
            if (mac != c.Request.Headers["PE-Signature"]) throw new AuthenticationException(); } }""",
    ),
    "go: marshalled again": (
        "pagoefectivo.go",
        """package pay
func PagoEfectivoWebhook(c *gin.Context) {
	var n Notification
	c.BindJSON(&n)
	b, _ := json.Marshal(n)
	m := hmac.New(sha256.New, key)
	m.Write(b)
	if hex.EncodeToString(m.Sum(nil)) != c.GetHeader("PE-Signature") {
		c.AbortWithStatus(401)
	}
}
""",
    ),
    "ruby: to_json of the parameters": (
        "pagoefectivo_controller.rb",
        """class PagoefectivoController < ApplicationController
  def webhook
    firma = OpenSSL::HMAC.hexdigest('SHA256', KEY, params[:notification].to_json)
    head :unauthorized unless Rack::Utils.secure_compare(firma, request.headers['PE-Signature'])
  end
end
""",
    ),
}
SOUND = {
    "php: the input": (
        "webhook.php",
        """<?php $raw = file_get_contents('php://input'); $aviso = json_decode($raw); // PagoEfectivo
        if (!hash_equals(hash_hmac('sha256', $raw, $clave), $_SERVER['HTTP_PE_SIGNATURE'])) { exit; }""",
    ),
    "php: WordPress": (
        "pagoefectivo.php",
        """<?php function pagoefectivo_webhook(WP_REST_Request $request) {
            $firma = hash_hmac('sha256', $request->get_body(), get_option('pagoefectivo_secret'));
            if (!hash_equals($firma, $request->get_header('PE-Signature'))) { return new WP_Error('x'); } }""",
    ),
    "js: rawBody kept by the parser": (
        "webhook.js",
        """app.post('/webhook/pagoefectivo', (req, res) => {
          const mac = crypto.createHmac('sha256', key).update(req.rawBody).digest('hex');
          if (mac !== req.headers['pe-signature']) return res.sendStatus(401); });""",
    ),
    "js: rawBody, or what stands in for it": (
        "webhook.js",
        """app.post('/webhook/pagoefectivo', (req, res) => {
          const raw = req.rawBody || JSON.stringify(req.body);
          const mac = crypto.createHmac('sha256', key).update(raw).digest('hex');
          if (mac !== req.headers['pe-signature']) return res.sendStatus(401); });""",
    ),
    "ts: the time and the text": (
        "webhook.ts",
        """export async function POST(request: Request) {
          const raw = await request.text();
          const mac = createHmac('sha256', key).update(`${request.headers.get('x-date')}.${raw}`).digest('hex');
          if (mac !== request.headers.get('x-signature')) return new Response(null, { status: 401 }); }""",
    ),
    "ts: chunks of a stream": (
        "pages/api/webhook.ts",
        """export default async function handler(req, res) {
          const chunks = []; for await (const chunk of req) chunks.push(chunk);
          const raw = Buffer.concat(chunks);
          const mac = createHmac('sha256', key).update(raw).digest('hex');
          if (mac !== req.headers['pe-signature']) return res.status(401).end(); }""",
    ),
    "python: Django": (
        "pagoefectivo.py",
        """def webhook(request):
    firma = hmac.new(KEY, request.body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(firma, request.META["HTTP_PE_SIGNATURE"]):
        raise PermissionDenied
    settle(json.loads(request.body))
""",
    ),
    "python: FastAPI": (
        "pagoefectivo.py",
        """@app.post("/webhook")
async def webhook(request: Request):
    body = await request.body()
    firma = hmac.new(KEY, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(firma, request.headers["pe-signature"]):
        raise HTTPException(401)
""",
    ),
    "java: a servlet": (
        "PagoEfectivoServlet.java",
        """class PagoEfectivoServlet { void doPost(HttpServletRequest request) throws Exception {
            byte[] body = request.getInputStream().readAllBytes();
            Mac mac = Mac.getInstance("HmacSHA256"); mac.init(key);
            if (!MessageDigest.isEqual(mac.doFinal(body), Hex.decodeHex(request.getHeader("PE-Signature")))) throw e;
        } }""",
    ),
    "c#: a reader of the body": (
        "PagoEfectivoController.cs",
        """class PagoEfectivoController { async Task<IActionResult> Webhook() {
            using var reader = new StreamReader(Request.Body);
            var text = await reader.ReadToEndAsync();
            var mac = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
            if (!CryptographicOperations.FixedTimeEquals(mac, Convert.FromHexString(header))) return Unauthorized();
        } }""",
    ),
}
NOTHING_TO_SAY = {
    "the manifest of Mercado Pago": (
        "webhook.ts",
        """export function validateWebhook(id: string, xRequestId: string, ts: string, v1: string) { // mercadopago
          const manifest = `id:${id};request-id:${xRequestId};ts:${ts};`;
          return createHmac('sha256', secret).update(manifest).digest('hex') === v1; }""",
    ),
    "Stripe's time and body": (
        "stripe_webhook.py",
        """def verify_stripe(payload, ts, signature):
    expected = hmac.new(KEY, f"{ts}.{payload}".encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, signature)
""",
    ),
    "the sorted vads_ fields of Izipay": (
        "ipn.php",
        """<?php ksort($_POST); $s = '';
        foreach ($_POST as $k => $v) { if (str_starts_with($k, 'vads_')) { $s .= $v . '+'; } }
        if (base64_encode(hash_hmac('sha256', $s . $key, $key, true)) !== $_POST['signature']) { exit; } // vads_""",
    ),
    "chosen fields of a gateway that is not named": (
        "webhook.js",
        """app.post('/webhook', (req, res) => {
          const text = [req.body.id, req.body.status, req.body.amount].join('|');
          if (createHmac('sha256', key).update(text).digest('hex') !== req.body.signature) return res.end(); });""",
    ),
    "the request to the gateway": (
        "pagoefectivo.js",
        """async function createCip(order) {
          const hash = crypto.createHash('sha256').update(`${id}.${access}.${secret}.${date}`).digest('hex');
          return http.post(url, { idService: id, hashString: hash }); }""",
    ),
    "a signed cookie": (
        "session.js",
        """function read(cookie) { const [value, mac] = cookie.split('.');
          if (createHmac('sha256', key).update(JSON.stringify(value)).digest('hex') !== mac) return null; }""",
    ),
    "a test": (
        "tests/test_pagoefectivo_webhook.py",
        """def test_signature():
    if hmac.new(KEY, json.dumps(AVISO).encode(), hashlib.sha256).hexdigest() == signature:
        ok()
""",
    ),
}


@pytest.mark.parametrize("case", REPORTED.values(), ids=REPORTED)
def test_is_reported(case: tuple[str, str], tmp_path: Path) -> None:
    assert len(audited(tmp_path, dict([case])).findings) == 1


@pytest.mark.parametrize("case", SOUND.values(), ids=SOUND)
def test_is_sound(case: tuple[str, str], tmp_path: Path) -> None:
    (verdict,) = audited(tmp_path, dict([case])).verdicts
    assert (verdict.outcome, verdict.subjects, verdict.reasons) == (Outcome.PASS, 1, ())


@pytest.mark.parametrize("case", NOTHING_TO_SAY.values(), ids=NOTHING_TO_SAY)
def test_is_no_subject(case: tuple[str, str], tmp_path: Path) -> None:
    (verdict,) = audited(tmp_path, dict([case])).verdicts
    assert verdict.outcome is Outcome.NOT_APPLICABLE


def test_the_hash_of_another_file_is_followed_back_to_its_caller(tmp_path: Path) -> None:
    found = audited(
        tmp_path,
        {
            "lib/sign.js": """const { createHmac } = require('crypto');
                exports.signPayload = (payload) =>
                  createHmac('sha256', process.env.SECRET).update(JSON.stringify(payload)).digest('hex');""",
            "routes/pagoefectivo.js": """const { signPayload } = require('../lib/sign');
                router.post('/pagoefectivo/webhook', (req, res) => {
                  if (signPayload(req.body) !== req.headers['pe-signature']) return res.sendStatus(401); });""",
        },
    ).findings
    assert [(one.location.uri, one.location.line) for one in found] == [("routes/pagoefectivo.js", 3)]
    assert [(place.location.uri, place.location.line) for place in found[0].related] == [
        ("lib/sign.js", 3),
        ("routes/pagoefectivo.js", 3),
    ]


def test_a_verifier_of_another_file_is_followed_back_to_what_its_callers_give(tmp_path: Path) -> None:
    verifier = """const crypto = require('crypto');
        exports.verifySignature = function verifySignature(text, received) { // of PagoEfectivo
          const mac = crypto.createHmac('sha256', process.env.SECRET).update(text).digest('hex');
          return crypto.timingSafeEqual(Buffer.from(mac), Buffer.from(received)); };"""
    route = """const { verifySignature } = require('../lib/verify');
        router.post('/pagoefectivo/webhook', (req, res) => {
          if (!verifySignature(%s, req.headers['pe-signature'])) return res.sendStatus(401); });"""
    written = {"lib/verify.js": verifier, "routes/pagoefectivo.js": route % "JSON.stringify(req.body)"}
    assert [(one.location.uri, one.location.line) for one in audited(tmp_path / "a", written).findings] == [
        ("routes/pagoefectivo.js", 3)
    ]
    (verdict,) = audited(tmp_path / "b", {**written, "routes/pagoefectivo.js": route % "req.rawBody"}).verdicts
    assert verdict.outcome is Outcome.PASS


def test_a_check_whose_own_file_names_nothing_is_found_from_the_handler(tmp_path: Path) -> None:
    check = """<?php namespace App\\Libs;
        class Sello { public static function coincide(array $datos, string $recibido): bool {
            $texto = json_encode($datos);
            return hash_equals(hash_hmac('sha256', $texto, config('cobros.llave')), $recibido); } }"""
    route = """<?php namespace App\\Http\\Controllers; use App\\Libs\\Sello;
        class PagoEfectivoController { public function notificacion(Request $request) {
            if (!Sello::coincide($request->all(), $request->header('PE-Signature'))) { return response('', 401); }
            Pedido::where('cip', $request->input('data.cip'))->update(['estado' => 'pagado']);
            return response('ok'); } }"""
    files = {"app/Libs/Sello.php": check, "app/Http/Controllers/PagoEfectivoController.php": route}
    found = audited(tmp_path / "a", files).findings
    assert [(one.location.uri, one.location.line) for one in found] == [("app/Libs/Sello.php", 4)]
    files["app/Libs/Sello.php"] = check.replace("json_encode($datos)", "$datos").replace("array $", "string $")
    files["app/Http/Controllers/PagoEfectivoController.php"] = route.replace("->all()", "->getContent()")
    (verdict,) = audited(tmp_path / "b", files).verdicts
    assert (verdict.outcome, verdict.subjects) == (Outcome.PASS, 1)


@pytest.mark.parametrize(("given", "reported"), [("JsonConvert.SerializeObject(aviso)", 1), ("await LeerCuerpo()", 0)])
def test_a_mac_that_a_loop_spells_is_compared_by_hand_elsewhere(given: str, reported: int, tmp_path: Path) -> None:
    verifier = """public static class Sello {
        public static bool Coincide(string texto, string firma) {
            var bytes = new HMACSHA256(Llave).ComputeHash(Encoding.UTF8.GetBytes(texto));
            var hexadecimal = new StringBuilder();
            foreach (var uno in bytes) { hexadecimal.Append(uno.ToString("x2")); }
            return SonIguales(hexadecimal.ToString(), firma); }
        static bool SonIguales(string una, string otra) {
            int distintos = una.Length ^ otra.Length;
            for (int n = 0; n < una.Length && n < otra.Length; n++) { distintos |= una[n] ^ otra[n]; }
            return distintos == 0; } }"""
    controller = f"""public class PagoEfectivoController : ApiController {{
        [HttpPost] public async Task<IHttpActionResult> Notificacion(Aviso aviso) {{
            var texto = {given};
            if (!Sello.Coincide(texto, Request.Headers.GetValues("PE-Signature").First())) return Unauthorized();
            pedidos.MarcarPagado(aviso.Cip); return Ok(); }}
        async Task<string> LeerCuerpo() {{ return await Request.Content.ReadAsStringAsync(); }} }}"""
    found = audited(tmp_path, {"Pagos/Sello.cs": verifier, "Pagos/PagoEfectivoController.cs": controller})
    assert len(found.findings) == reported
    assert found.verdicts[0].subjects == 1


def test_what_unseen_callers_give_is_left_open(tmp_path: Path) -> None:
    code = """def verify_signature(message, signature):  # of PagoEfectivo
    return hmac.compare_digest(hmac.new(KEY, message, hashlib.sha256).hexdigest(), signature)
"""
    (verdict,) = audited(tmp_path, {"pagoefectivo.py": code}).verdicts
    assert verdict.outcome is Outcome.OPEN


def test_taking_blanks_out_is_blamed_with_low_precision(tmp_path: Path) -> None:
    (finding,) = audited(tmp_path, dict([REPORTED["php: blanks taken out by a pattern"]])).findings
    assert finding.precision is Precision.LOW


def test_the_first_sentence_is_stable_and_short(tmp_path: Path) -> None:
    (finding,) = audited(tmp_path, dict([REPORTED["js: one field is signed"]])).findings
    first = finding.message.partition(". ")[0]
    assert first == "The signature is computed over a rebuilt message, not over what was received"
    assert len(first) < 80
