"""Receivers of payment notifications: which functions are some, what they reach and what they change."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.handler import Change, deeds, handlers
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of

TOLD = Circumstances(gateways.load())


def source(uri: str, code: str) -> SourceFile:
    language = language_of(uri)
    assert language is not None
    return SourceFile(File(uri, code.encode(), TOLD), language)


def names(uri: str, code: str) -> list[str]:
    return [handler.name for handler in handlers(source(uri, code))]


RECEIVERS = {
    "a Laravel controller's method": (
        "app/Http/Controllers/PagoEfectivoController.php",
        "<?php class PagoEfectivoController { public function webhook(Request $request) { f($request->all()); } }",
        "PagoEfectivoController.webhook",
    ),
    "a Laravel closure": (
        "routes/api.php",
        "<?php Route::post('/notificacion/pago', function (Request $r) { if ($r->estado == 'pagado') f($r); });",
        "/notificacion/pago",
    ),
    "a PHP file without functions": (
        "ipn/pagoefectivo.php",
        "<?php $aviso = json_decode(file_get_contents('php://input'));",
        "pagoefectivo.php",
    ),
    "a WordPress action": (
        "class-gateway.php",
        "<?php add_action('woocommerce_api_culqi_ipn', [$g, 'recibir']); class G { function recibir() { f($_POST); } }",
        "G.recibir",
    ),
    "an Express route": (
        "app.js",
        "app.post('/webhooks/niubiz', async (req, res) => { f(req.body); });",
        "/webhooks/niubiz",
    ),
    "an Express route that names its handler": (
        "app.js",
        "app.post('/webhooks/izipay', receive); function receive(req, res) { f(req.body); }",
        "receive",
    ),
    "a chained Express route": (
        "app.js",
        "router.route('/culqi/ipn').post(async (req, res) => { f(req.body); });",
        "/culqi/ipn",
    ),
    "a Next.js route": (
        "app/api/webhooks/mercadopago/route.ts",
        "export async function POST(request: Request) { f(await request.json()); }",
        "POST",
    ),
    "a NestJS method": (
        "pay.controller.ts",
        "@Controller('pagoefectivo') class P { @Post('webhook') async on(@Body() dto: Dto) { f(dto); } }",
        "P.on",
    ),
    "a Flask view": ("pay.py", "@app.post('/kushki/webhook')\ndef hook():\n    f(request.get_json())\n", "hook"),
    "a Django view": ("views.py", "def pagoefectivo_webhook(request):\n    f(request.body)\n", "pagoefectivo_webhook"),
    "a Django REST view": (
        "views.py",
        "class NiubizCallback(APIView):\n    def post(self, request):\n        f(request.data)\n",
        "NiubizCallback.post",
    ),
    "a Lambda": (
        "pagoefectivo_webhook.py",
        "def handler(event, context):\n    f(event['body'])\n",
        "handler",
    ),
    "a Spring method": (
        "PayController.java",
        'class PayController { @PostMapping("/culqi/webhook") void on(@RequestBody Event e) { f(e); } }',
        "PayController.on",
    ),
    "a consumer of a queue": (
        "L.java",
        'class L { @RabbitListener(queues = "pagoefectivo.notifications") void on(Message m) { f(m); } }',
        "L.on",
    ),
    "a servlet": (
        "PagoEfectivoIpn.java",
        "class PagoEfectivoIpn { void doPost(HttpServletRequest r, HttpServletResponse s) { f(r); } }",
        "PagoEfectivoIpn.doPost",
    ),
    "an ASP.NET action": (
        "C.cs",
        'class C { [HttpPost("pagoefectivo/webhook")] public void On([FromBody] Aviso a) { F(a); } }',
        "C.On",
    ),
    "a minimal API": ("Program.cs", 'app.MapPost("/webhooks/culqi", (Aviso a) => { F(a); });', "/webhooks/culqi"),
    "one that a function makes": (
        "payments.go",
        "package a\nfunc CulqiWebhook(d DB) gin.HandlerFunc { return func(c *gin.Context) { f(c.Request.Body) } }",
        "CulqiWebhook",
    ),
    "one that an arrow makes": (
        "payments.js",
        "const culqiWebhook = (db) => async (req, res) => { f(db, req.body); };",
        "culqiWebhook",
    ),
    "one known by its fields and its header": (
        "a.js",
        "app.post('/x', (req, res) => { f(req.body.eventType, req.body.operationNumber, req.get('pe-signature')); });",
        "/x",
    ),
}


@pytest.mark.parametrize(("uri", "code", "name"), RECEIVERS.values(), ids=RECEIVERS.keys())
def test_is_a_receiver(uri: str, code: str, name: str) -> None:
    assert names(uri, code) == [name]


OTHERS = {
    "cash at the till": ("CajaController.php", "<?php class Caja { function pagoEfectivo(Request $r) { f($r); } }"),
    "a webhook about code": ("a.js", "app.post('/webhooks/github', (req, res) => { f(req.body.action); });"),
    "a route that is only read": ("a.js", "app.get('/webhooks/culqi', (req, res) => { f(req.query); });"),
    "a member's own page": (
        "views.py",
        "@login_required\ndef pagoefectivo_notifications(request):\n    f(request.body)\n",
    ),
    "a member's own request": (
        "a.js",
        "app.post('/culqi/webhooks', (req, res) => { Hook.create({ owner: req.user.id, event: req.body.event }); });",
    ),
    "another gateway's signature taken for ours": (
        "a.js",
        "app.post('/x', (req, res) => { f(req.get('some-pe-signature-of-theirs')); });",
    ),
    "one that nobody calls with a message": ("N.java", "class CulqiNotifier { void notifyPaid(Order o) { f(o); } }"),
    "a middleware that a function makes": (
        "a.go",
        "package a\nfunc CulqiWebhookLog(l Log) gin.HandlerFunc { return func(c *gin.Context) { f(c); c.Next() } }\n",
    ),
    "words in comments only": ("a.js", "// culqi webhook: paid\napp.post('/x', (req, res) => { f(req.body); });"),
}


@pytest.mark.parametrize(("uri", "code"), OTHERS.values(), ids=OTHERS.keys())
def test_is_no_receiver(uri: str, code: str) -> None:
    assert names(uri, code) == []


def test_what_a_receiver_calls_is_no_receiver_of_its_own() -> None:
    code = """
        app.post('/culqi/webhook', async (req, res) => { await webhookOf(req); });
        async function webhookOf(request) { f(request.body); }
    """
    assert names("a.js", code) == ["/culqi/webhook"]


def test_the_slice_follows_calls_of_the_file_three_deep_and_no_circle() -> None:
    code = """
        app.post('/culqi/webhook', (req, res) => one(req.body));
        const one = (x) => two(x);
        function two(x) { three(x); one(x); }
        function three(x) { four(x); }
        function four(x) { Payment.create({ x }); }
    """
    (handler,) = handlers(source("a.js", code))
    assert [frame.scope.name for frame in handler.frames] == ["", "one", "two", "three"]


def test_changes_come_in_the_order_they_run_whatever_function_makes_them() -> None:
    code = """
        app.post('/culqi/webhook', async (req, res) => {
          const order = await Order.findOne({ id: req.body.id });
          await book(order);
          await mailer.sendReceipt(order);
        });
        async function book(order) {
          order.status = 'paid';
          order.paidAmount += 1;
          await Ledger.create({ order: order.id });
        }
    """
    (handler,) = handlers(source("a.js", code))
    changes = [deed.effect.change for deed in deeds(handler)]
    assert changes == [Change.SET, Change.COUNT, Change.INSERT, Change.SEND]


@pytest.mark.parametrize(
    ("statement", "change"),
    [
        ("await order.save()", Change.SET),
        ("await new Ledger({ order }).save()", Change.INSERT),
        ("await pool.query('UPDATE a SET b = b + 1 WHERE c = $1', [id])", Change.COUNT),
        ("await pool.query('UPDATE a SET b = 1 WHERE c = $1', [id])", Change.SET),
        ("await pool.query('INSERT INTO a (b) VALUES ($1)', [id])", Change.INSERT),
        ("await pool.query('INSERT INTO a (b) VALUES ($1) ON CONFLICT DO NOTHING', [id])", Change.CLAIM),
        ("await pool.query(\"UPDATE a SET status = 'paid' WHERE c = $1 AND status = 'new'\", [id])", Change.CLAIM),
        ("await stock.updateOne({ id }, { $inc: { units: -1 } })", Change.COUNT),
        ("await whatsapp.sendMessage(order.phone)", Change.SEND),
        ("await shipOrder(order.id)", Change.FULFIL),
        ("await orderService.confirmPayment(id)", Change.LEAVE),
        ("queue.emit('order.paid', id)", Change.LEAVE),
    ],
)
def test_a_statement_changes(statement: str, change: Change) -> None:
    code = "app.post('/culqi/webhook', async (req, res) => { const id = req.body.id; "
    code += f"const order = await Order.findOne({{ id }}); {statement}; }});"
    (handler,) = handlers(source("a.js", code))
    assert [deed.effect.change for deed in deeds(handler)] == [change]


@pytest.mark.parametrize(
    "statement",
    [
        "console.log('paid', id)",
        "logger.info({ order })",
        "res.status(200).send('ok')",
        "await prisma.webhookLog.create({ data: { id } })",
        "crypto.createHmac('sha256', key).update(id)",
        "const copy = Object.create(order)",
        "list.push(order)",
        "const total = order.lines.reduce((a, b) => a + b.price, 0)",
        "await culqi.charges.create({ id })",
        "await axios.post('https://api.example.pe/orders', { id })",
        "const paid = order.status",
    ],
)
def test_a_statement_changes_nothing(statement: str) -> None:
    code = "app.post('/culqi/webhook', async (req, res) => { const id = req.body.id; "
    code += f"const order = await Order.findOne({{ id }}); {statement}; }});"
    (handler,) = handlers(source("a.js", code))
    assert [deed.effect.span.text for deed in deeds(handler)] == []
