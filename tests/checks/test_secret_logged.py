"""What is written to a log and what is only asked of it, in code that is about payments and in code that is not."""

from __future__ import annotations

from contextlib import suppress

import pytest

from pe_audit import gateways
from pe_audit.checks.secret_logged import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of
from pe_audit.model import Observed, Precision

TOLD = Circumstances(gateways.load())
HANDLER = """
router.post('/webhooks/pagoefectivo', async (req, res) => {{
  const secretKey = process.env.PAGOEFECTIVO_SECRET_KEY;
  const payload = JSON.parse(req.rawBody);
  const {{ eventType, data }} = payload;
  const fingerprint = sha256(req.rawBody);
  {0}
  await settle(payload.data.cip, payload.data.amount);
  res.sendStatus(200);
}});
"""


def observed(uri: str, code: str) -> list[Observed]:
    language = language_of(uri)
    assert language is not None
    return list(check(SourceFile(File(uri, code.encode(), TOLD), language)))


def reported(uri: str, code: str) -> list[Observed]:
    return [one for one in observed(uri, code) if one.problem is not None]


WRITTEN = [
    "console.log(secretKey)",
    "console.log('key: ' + secretKey)",
    "console.log(`key: ${secretKey}`)",
    "console.log({ secretKey })",
    "logger.info('settings', { key: secretKey, mode: 'live' })",
    "logger.info(JSON.stringify({ secretKey }))",
    "console.log(secretKey || 'missing')",
    "console.log(process.env.PAGOEFECTIVO_SECRET_KEY)",
    "console.log(req.get('PE-Signature'))",
    "console.log(req.headers['authorization'])",
    "console.log(req.headers)",
    "console.log(JSON.stringify(req.headers, null, 2))",
    "console.log(req.body)",
    "console.log('received', payload)",
    "req.log.info({ body: req.body })",
    "this.logger.debug(secretKey)",
    "winston.error(`refused ${JSON.stringify(payload)}`)",
    "fs.appendFileSync('./logs/ipn.log', JSON.stringify(req.body))",
    "writeLog(payload)",
    "console.log(payload.substring(0, 500))",
]
NOT_WRITTEN = [
    "console.log(secretKey ? 'set' : 'missing')",
    "console.log(!!secretKey)",
    "console.log(secretKey !== undefined)",
    "console.log(secretKey.length)",
    "console.log(typeof secretKey)",
    "console.log('secretKey is missing')",
    "console.log(mask(secretKey))",
    "console.log(secretKey.substring(0, 4) + '…')",
    "console.log(secretKey.slice(-4))",
    "console.log({ secretKey: mask(secretKey) })",
    "console.log(Object.keys(req.headers))",
    "console.log(req.headers['x-request-id'])",
    "console.log(req.get('X-Request-Id'))",
    "console.log(payload.operationNumber, payload.data.cip)",
    "console.log(eventType)",
    "console.log(fingerprint)",
    "console.log(createHash('sha256').update(req.rawBody).digest('hex'))",
    "console.log(`${req.rawBody.length} bytes`)",
    "console.error('failed', error.message)",
    "console.log(Math.log(payload.length))",
    "crypto.createHmac('sha256', secretKey)",
    "blog(payload)",
    "login(secretKey)",
    "getLogger(payload)",
]


@pytest.mark.parametrize("statement", WRITTEN)
def test_a_secret_or_a_whole_message_in_a_log_is_reported(statement: str) -> None:
    assert len(reported("routes/webhook.js", HANDLER.format(statement + ";"))) == 1


@pytest.mark.parametrize("statement", NOT_WRITTEN)
def test_what_only_asks_of_a_secret_or_hides_it_is_not(statement: str) -> None:
    assert reported("routes/webhook.js", HANDLER.format(statement + ";")) == []


@pytest.mark.parametrize(
    ("uri", "code"),
    [
        ("PagoWebhook.php", "<?php function recibir() { error_log(print_r($_POST, true)); pagar(); }"),
        ("PagoWebhook.php", "<?php function recibir() { error_log(file_get_contents('php://input')); pagar(); }"),
        ("PagoWebhook.php", "<?php function recibir($r) { var_dump(getallheaders()); pagar($r); }"),
        ("PagoWebhook.php", '<?php function recibir($claveSecreta) { syslog(1, "clave $claveSecreta"); pagar(); }'),
        ("pago_webhook.py", "def recibir(request):\n    print(request.body)\n    pagar(request)\n"),
        ("pago_webhook.py", "def recibir(request):\n    log.info('x', extra={'h': request.headers})\n"),
        ("pago_webhook.py", "def recibir(request):\n    logging.warning('%r', request.get_json())\n"),
        ("PagoWebhook.java", "class A { void notify(String payload) { LOG.info(payload); pay(payload); } }"),
        ("PagoWebhook.cs", 'class A { void Notify(string payload) { Console.WriteLine($"got {payload}"); } }'),
        ("pago_webhook.go", 'package a\nfunc Notify(payload []byte) { fmt.Println(string(payload)) }\n'),
        ("pago_webhook.rb", "def notify(payload)\n  puts payload\n  pay(payload)\nend\n"),
    ],
)  # fmt: skip
def test_every_language_s_way_to_write_is_known(uri: str, code: str) -> None:
    assert len(reported(uri, code)) == 1


@pytest.mark.parametrize(
    ("uri", "code"),
    [
        ("routes/users.js", "app.post('/users', (req, res) => { console.log(req.body); res.send('ok'); });"),
        ("auth.py", "def login(request):\n    print(request.headers)\n    return token\n"),
        ("till.php", "<?php function pagoEfectivo($request) { Log::info($request->all()); $venta->save(); }"),
        ("tests/webhook.js", HANDLER.format("console.log(secretKey);")),
        ("checkout.js", "document.title = ''; function pay() { console.log(culqi.token); fetch('/payment/webhook'); }"),
    ],
)
def test_code_that_is_not_a_shop_s_payment_code_is_left_alone(uri: str, code: str) -> None:
    assert reported(uri, code) == []


PLAIN_PHP = """<?php
$aviso = file_get_contents('php://input');
$recibida = $_SERVER['{}'];
fwrite(fopen(RUTA . 'avisos.log', 'a'), $aviso . PHP_EOL);
if (hash_equals(hash_hmac('sha256', $aviso, CLAVE), $recibida)) {{ marcar_pago($aviso); }}
"""


def test_the_header_that_the_gateway_signs_in_says_whose_message_it_is() -> None:
    assert reported("recibe.php", PLAIN_PHP.format("HTTP_PE_SIGNATURE"))
    assert not reported("recibe.php", PLAIN_PHP.format("HTTP_TYPE_SIGNATURE")), "only its end is the same"


def test_a_branch_for_developers_makes_a_whole_secret_less_sure_and_a_message_sound() -> None:
    guarded = "if (process.env.NODE_ENV === 'development') {{ console.log({0}); }}"
    (secret,) = reported("routes/webhook.js", HANDLER.format(guarded.format("secretKey")))
    assert secret.precision is Precision.LOW
    assert reported("routes/webhook.js", HANDLER.format(guarded.format("req.body"))) == []


def test_a_text_made_of_a_secret_is_as_secret_as_it() -> None:
    code = HANDLER.format("const plain = [id, accessKey, secretKey, date].join('.'); console.log(plain);")
    (one,) = reported("routes/webhook.js", code)
    assert one.precision is Precision.HIGH
    assert one.problem is not None
    assert one.problem.startswith("A credential is written to a log. `plain`")


def test_the_identity_survives_moved_lines() -> None:
    (one,) = reported("routes/webhook.js", HANDLER.format("console.log(req.body);"))
    (other,) = reported("routes/webhook.js", "\n\n" + HANDLER.format("console.log(req.body);"))
    assert one.line != other.line
    assert one.identity == other.identity


@pytest.mark.parametrize(
    "data", ["", "console.log(" * 3000, "console.log(payload" + ".a" * 5000, "`${" * 2000, "log(" + "'" * 999]
)
@pytest.mark.parametrize(
    "uri", ["webhook/pago.php", "webhook/pago.js", "webhook/pago.ts", "webhook/pago.py", "webhook/pago.java"]
)
def test_garbage_is_survived(uri: str, data: str) -> None:
    with suppress(Unreadable):
        observed(uri, data)
