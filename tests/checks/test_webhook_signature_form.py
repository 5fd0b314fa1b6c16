"""The form of a notification's signature: header, algorithm, encoding; and that the right one is not given away."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit import catalog
from pe_audit.audit import audit
from pe_audit.model import Audit, Outcome, Precision
from pe_audit.options import Config, Options


def audited(tmp_path: Path, rule: str, name: str, code: str) -> Audit:
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(code, encoding="utf-8")
    only = (catalog.find(rule),)
    return audit(Options(paths=(tmp_path,), root=tmp_path, config=Config(), only=only, jobs=1))


JS = """const crypto = require('crypto');
router.post('/pagoefectivo/webhook', express.raw(), (req, res) => {{
  const expected = {mac};
  const received = {header};
  if ({test}) {{ {refuse} }}
  settle(req.body);
  res.sendStatus(200); }});"""
MAC = "crypto.createHmac('sha256', key).update(req.body).digest('hex')"
HEADER = "req.headers['pe-signature']"
TEST = "received !== expected"
REFUSE = "return res.sendStatus(401);"


def handler(mac: str = MAC, header: str = HEADER, test: str = TEST, refuse: str = REFUSE) -> str:
    return JS.format(mac=mac, header=header, test=test, refuse=refuse)


def outcome(tmp_path: Path, rule: str, code: str, name: str = "routes/webhook.js") -> Outcome:
    (verdict,) = audited(tmp_path, rule, name, code).verdicts
    return verdict.outcome


@pytest.mark.parametrize(
    "header",
    [
        "req.headers['pe-signature']",
        "req.get('PE-Signature')",
        "req.header('Pe-Signature')",
        "req.headers['pe-signature'] || req.headers['x-signature']",
    ],
)
def test_the_gateway_s_own_header_is_sound(header: str, tmp_path: Path) -> None:
    assert outcome(tmp_path, "webhook-wrong-header", handler(header=header)) is Outcome.PASS


@pytest.mark.parametrize(
    "header",
    [
        "req.headers['x-signature']",
        "req.headers['x-pagoefectivo-signature']",
        "req.get('X-Webhook-Signature')",
        "req.headers['x-hub-signature-256']",
        "req.headers.signature || req.headers['signature']",
        "req.headers['x-pe-hmac']",
    ],
)
def test_a_header_that_the_gateway_does_not_send_is_reported(header: str, tmp_path: Path) -> None:
    assert outcome(tmp_path, "webhook-wrong-header", handler(header=header)) is Outcome.FAIL


OTHER_HEADERS = {
    "Stripe's own handler": (
        "stripe.js",
        "app.post('/stripe/webhook', (req, res) => verify(req.body, req.headers['stripe-signature'])); // pagoefectivo",
    ),
    "Mercado Pago beside PagoEfectivo": (
        "webhooks.js",
        """app.post('/webhooks/mercadopago', (req, res) => { verify(req.body, req.headers['x-signature']); });
        app.post('/webhooks/pagoefectivo', (req, res) => { verify(req.body, req.headers['pe-signature']); });""",
    ),
    "a header that is sent": (
        "pagoefectivo.js",
        """async function createCip(order) { // pagoefectivo
          return axios.post(url, order, { headers: { 'X-Signature': sign(order) } }); }""",
    ),
    "a header that is set": (
        "PagoEfectivoClient.cs",
        """class PagoEfectivoClient { void Sign(HttpRequestMessage request) {
            request.Headers.Add("X-Signature", Compute(request)); } }""",
    ),
    "paying cash at a till": ("caja.php", "<?php $pago_efectivo = true; $f = $_POST['firma']; // 'firma'"),
}


@pytest.mark.parametrize("case", OTHER_HEADERS.values(), ids=OTHER_HEADERS)
def test_other_headers_are_not_blamed(case: tuple[str, str], tmp_path: Path) -> None:
    assert audited(tmp_path, "webhook-wrong-header", *case).findings == ()


@pytest.mark.parametrize(
    ("mac", "expected"),
    [
        (MAC, Outcome.PASS),
        ("crypto.createHmac('SHA256', key).update(req.body).digest('hex')", Outcome.PASS),
        ("crypto.createHmac('sha1', key).update(req.body).digest('hex')", Outcome.FAIL),
        ("crypto.createHmac('sha512', key).update(req.body).digest('hex')", Outcome.FAIL),
        ("crypto.createHash('sha256').update(req.body + process.env.SECRET_KEY).digest('hex')", Outcome.FAIL),
        ("crypto.createHash('md5').update(req.body).digest('hex')", Outcome.FAIL),
        ("CryptoJS.HmacMD5(req.body, key).toString()", Outcome.FAIL),
        ("crypto.createHmac(config.algorithm, key).update(req.body).digest('hex')", Outcome.OPEN),
    ],
)
def test_which_algorithms_are_the_gateway_s(mac: str, expected: Outcome, tmp_path: Path) -> None:
    assert outcome(tmp_path, "webhook-signature-algorithm", handler(mac)) is expected


OTHER_ALGORITHMS = {
    "the hash of a request for a token is a plain SHA-256": (
        "pagoefectivo.php",
        """<?php // webhook: see notificacion.php
        $hashString = hash('sha256', $idService . '.' . $accessKey . '.' . $secretKey . '.' . $dateRequest);
        $token = $http->post('/v1/authorizations', compact('accessKey', 'idService', 'dateRequest', 'hashString'));""",
    ),
    "PayU signs with MD5": (
        "payu/confirmation.php",
        """<?php $firma = md5("$apiKey~$merchantId~$reference~$value~$currency~$state"); // payu webhook
        if ($firma !== $_POST['sign']) { exit; }""",
    ),
    "Paystack signs with SHA-512": (
        "paystack.py",
        """def webhook(request):  # paystack
    mac = hmac.new(KEY, request.body, hashlib.sha512).hexdigest()
    return hmac.compare_digest(mac, request.headers["x-paystack-signature"])
""",
    ),
    "an etag": (
        "pagoefectivo_logo.py",
        """def webhook_logo(request):
    etag = hashlib.md5(LOGO).hexdigest()
    return etag == request.headers.get("If-None-Match")
""",
    ),
}


@pytest.mark.parametrize("case", OTHER_ALGORITHMS.values(), ids=OTHER_ALGORITHMS)
def test_other_hashes_are_not_blamed(case: tuple[str, str], tmp_path: Path) -> None:
    assert audited(tmp_path, "webhook-signature-algorithm", *case).findings == ()


@pytest.mark.parametrize(
    ("mac", "test", "expected"),
    [
        (MAC, TEST, Outcome.PASS),
        (MAC + ".toUpperCase()", TEST, Outcome.FAIL),
        (MAC + ".toUpperCase()", "received.toUpperCase() !== expected", Outcome.PASS),
        (MAC + ".toLowerCase()", "received.toLowerCase() !== expected", Outcome.PASS),
        (MAC.replace("'hex'", "'base64'"), TEST, Outcome.FAIL),
        (MAC.replace("'hex'", ""), "!crypto.timingSafeEqual(expected, Buffer.from(received, 'hex'))", Outcome.PASS),
        (MAC.replace("'hex'", ""), "!crypto.timingSafeEqual(expected, Buffer.from(received))", Outcome.FAIL),
        (MAC, "!crypto.timingSafeEqual(Buffer.from(expected), Buffer.from(received))", Outcome.PASS),
        (MAC, "!crypto.timingSafeEqual(Buffer.from(expected, 'hex'), Buffer.from(received, 'hex'))", Outcome.PASS),
    ],
)
def test_how_the_two_signatures_are_written(mac: str, test: str, expected: Outcome, tmp_path: Path) -> None:
    assert outcome(tmp_path, "webhook-signature-uppercase", handler(mac, test=test)) is expected


def test_case_does_not_matter_where_it_is_ignored(tmp_path: Path) -> None:
    code = """<?php // pagoefectivo
        $firma = strtoupper(hash_hmac('sha256', file_get_contents('php://input'), $clave));
        if (strcasecmp($firma, $_SERVER['HTTP_PE_SIGNATURE']) !== 0) { exit; }"""
    assert outcome(tmp_path, "webhook-signature-uppercase", code, "notificacion.php") is Outcome.PASS


def test_base64_of_another_gateway_is_not_blamed(tmp_path: Path) -> None:
    code = """app.post('/shopify/webhook', (req, res) => {
      const mac = crypto.createHmac('sha256', key).update(req.body).digest('base64');
      if (mac !== req.headers['x-shopify-hmac-sha256']) return res.sendStatus(401); });"""
    assert audited(tmp_path, "webhook-signature-uppercase", "shopify.js", code).findings == ()


@pytest.mark.parametrize(
    ("refuse", "expected"),
    [
        (REFUSE, Outcome.PASS),
        ("return res.status(401).json({ error: 'invalid signature', received });", Outcome.PASS),
        ("return res.status(401).json({ expected: true });", Outcome.PASS),
        ("console.error('invalid signature', received); return res.sendStatus(401);", Outcome.PASS),
        ("console.warn('wrong', expected.slice(0, 6)); return res.sendStatus(401);", Outcome.PASS),
        ("logger.info(`equal: ${expected === received}`); return res.sendStatus(401);", Outcome.PASS),
        ("return res.status(401).json({ expected, received });", Outcome.FAIL),
        ("return res.status(401).send(`expected ${expected}`);", Outcome.FAIL),
        ("return res.status(401).json({ error: 'firma', calculada: expected });", Outcome.FAIL),
        ("throw new HttpException('wrong signature, not ' + expected);", Outcome.FAIL),
        ("console.error('invalid signature', { expected, received }); return res.sendStatus(401);", Outcome.FAIL),
    ],
)
def test_what_is_told_when_the_signature_is_wrong(refuse: str, expected: Outcome, tmp_path: Path) -> None:
    assert outcome(tmp_path, "webhook-signature-oracle", handler(refuse=refuse)) is expected


ORACLES = {
    "php: echo": (
        "notificacion.php",
        """<?php $firma = hash_hmac('sha256', file_get_contents('php://input'), $clave);
        if ($firma !== $_SERVER['HTTP_PE_SIGNATURE']) { echo "firma esperada: $firma"; exit; }""",
    ),
    "php: exit with a message": (
        "notificacion.php",
        """<?php $firma = hash_hmac('sha256', file_get_contents('php://input'), $clave);
        if ($firma !== $_SERVER['HTTP_PE_SIGNATURE']) { exit('firma mala, debe ser ' . $firma); }""",
    ),
    "python: Django": (
        "webhook.py",
        """def webhook(request):
    firma = hmac.new(KEY, request.body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(firma, request.META["HTTP_PE_SIGNATURE"]):
        return JsonResponse({"error": "firma", "esperada": firma}, status=401)
""",
    ),
    "python: FastAPI": (
        "webhook.py",
        """async def webhook(request: Request):
    firma = hmac.new(KEY, await request.body(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(firma, request.headers["pe-signature"]):
        raise HTTPException(401, detail=f"expected {firma}")
""",
    ),
    "java: the message of an exception": (
        "WebhookController.java",
        """class WebhookController { void notify(@RequestBody String body, String signature) throws Exception {
            Mac mac = Mac.getInstance("HmacSHA256"); mac.init(key);
            String expected = Hex.encodeHexString(mac.doFinal(body.getBytes()));
            if (!expected.equals(signature)) { throw new SecurityException("Invalid, expected " + expected); } } }""",
    ),
    "go: gin": (
        "webhook.go",
        """package pay
func Webhook(c *gin.Context) {
	m := hmac.New(sha256.New, key)
	m.Write(raw)
	expected := hex.EncodeToString(m.Sum(nil))
	if expected != c.GetHeader("PE-Signature") {
		c.JSON(401, gin.H{"error": "signature", "expected": expected})
	}
}
""",
    ),
}


@pytest.mark.parametrize("case", ORACLES.values(), ids=ORACLES)
def test_the_right_signature_is_given_away_in_every_language(case: tuple[str, str], tmp_path: Path) -> None:
    assert len(audited(tmp_path, "webhook-signature-oracle", *case).findings) == 1


def test_a_helper_that_gives_the_signature_to_its_caller_gives_it_to_nobody_else(tmp_path: Path) -> None:
    code = """function sign(body) { const mac = createHmac('sha256', key).update(body).digest('hex'); return mac; }
        app.post('/webhook', (req, res) => { if (sign(req.body) !== req.headers['x-signature']) return res.end(); });"""
    assert outcome(tmp_path, "webhook-signature-oracle", code, "webhook.js") is Outcome.PASS


def test_the_log_is_blamed_with_less_certainty_than_the_answer(tmp_path: Path) -> None:
    logged = handler(refuse="console.error('invalid', expected); return res.sendStatus(401);")
    (finding,) = audited(tmp_path, "webhook-signature-oracle", "webhook.js", logged).findings
    assert finding.precision is Precision.MEDIUM


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("webhook-wrong-header", handler(header="req.get('X-Signature')")),
        ("webhook-signature-algorithm", handler(MAC.replace("sha256", "sha1"))),
        ("webhook-signature-uppercase", handler(MAC + ".toUpperCase()")),
        ("webhook-signature-oracle", handler(refuse="return res.status(401).send(expected);")),
    ],
)
def test_the_first_sentence_is_short_and_moved_lines_change_nothing(rule: str, code: str, tmp_path: Path) -> None:
    (one,) = audited(tmp_path / "a", rule, "webhook.js", code).findings
    (other,) = audited(tmp_path / "b", rule, "webhook.js", "\n// moved\n\n" + code).findings
    assert one.fingerprint == other.fingerprint and one.location.line != other.location.line
    assert len(one.message.partition(". ")[0]) <= 80


@pytest.mark.parametrize(
    "rule",
    [
        "webhook-wrong-header",
        "webhook-signature-algorithm",
        "webhook-signature-uppercase",
        "webhook-signature-oracle",
        "webhook-signature-rebuilt-body",
    ],
)
def test_thousands_of_checks_in_one_file_are_survived(rule: str, tmp_path: Path) -> None:
    line = "h = createHmac('sha256', k); h.update(b); x = h.digest('hex'); if (x === req.headers['x-sign']) { j(x); }"
    code = "app.post('/pagoefectivo/webhook', (req, res) => {\n" + (line + "\n") * 800 + "});"
    (verdict,) = audited(tmp_path, rule, "webhook.js", code).verdicts
    assert 0 < verdict.subjects <= 60
