"""What handlers answer: the status at the end, after a failed check, after an exception, in many frameworks."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.handler import handlers
from pe_audit.evidence.handler.answered.answer import Under, answers
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of

TOLD = Circumstances(gateways.load())


def answered(uri: str, code: str, under: Under) -> list[tuple[str, int | None]]:
    """How, and with what, the handlers of a file answer there; each told once."""
    language = language_of(uri)
    assert language is not None
    found = handlers(SourceFile(File(uri, code.encode(), TOLD), language))
    given = [one for handler in found for one in answers(handler) if one.under is under]
    return list(dict.fromkeys((one.outcome.how.value, one.outcome.status) for one in given))


ENDS = {
    "Laravel's json with a status": (
        "app/PagoEfectivoController.php",
        (
            "<?php class PagoEfectivoController { function webhook(Request $r) { Pedido::where('cip', $r->cip)"
            "->update(['estado' => 'pagado']); return response()->json(['ok' => true], 201); } }"
        ),
        ("said", 201),
    ),
    "a PHP file that sets a status": (
        "ipn/pagoefectivo.php",
        (
            "<?php $aviso = json_decode(file_get_contents('php://input')); $pdo->prepare(\"UPDATE "
            "pedidos SET estado = 'pagado'"
            ' WHERE cip = ?")->execute([$aviso->cip]); http_response_code(202);'
        ),
        ("said", 202),
    ),
    "a PHP file that says nothing": (
        "ipn/pagoefectivo.php",
        (
            "<?php $aviso = json_decode(file_get_contents('php://input')); $pdo->prepare(\"UPDATE "
            "pedidos SET estado = 'pagado'"
            ' WHERE cip = ?")->execute([$aviso->cip]); echo "OK";'
        ),
        ("silent", 200),
    ),
    "a status header in PHP": (
        "ipn/pagoefectivo.php",
        (
            "<?php $aviso = json_decode(file_get_contents('php://input')); $pdo->prepare(\"UPDATE "
            "pedidos SET estado = 'pagado'"
            " WHERE cip = ?\")->execute([$aviso->cip]); header('HTTP/1.1 204 No Content'); exit;"
        ),
        ("said", 204),
    ),
    "Express": (
        "routes/pagoefectivo.js",
        (
            "router.post('/webhook/pagoefectivo', async (req, res) => { await Order.updateOne({cip: req.body.cip},"
            " {status: 'paid'}); res.status(202).json({ok: true}); });"
        ),
        ("said", 202),
    ),
    "Express that never answers": (
        "routes/pagoefectivo.js",
        (
            "router.post('/webhook/pagoefectivo', async (req, res) => { if (!req.body.cip) return res.sendStatus(400);"
            " await Order.updateOne({cip: req.body.cip}, {status: 'paid'}); });"
        ),
        ("never", None),
    ),
    "Nest, whose POST answers 201": (
        "src/pagoefectivo.controller.ts",
        (
            "@Controller('pagoefectivo') export class PagoEfectivoController { @Post('webhook') async "
            "webhook(@Body() body: Aviso)"
            " { await this.orders.update({cip: body.cip}, {status: 'paid'}); return { ok: true }; } }"
        ),
        ("silent", 201),
    ),
    "Nest told to answer 200": (
        "src/pagoefectivo.controller.ts",
        (
            "@Controller('pagoefectivo') export class PagoEfectivoController { @Post('webhook') "
            "@HttpCode(200) async webhook("
            "@Body() body: Aviso) { await this.orders.update({cip: body.cip}, {status: 'paid'}); return "
            "{ ok: true }; } }"
        ),
        ("silent", 200),
    ),
    "Flask's tuple": (
        "pagoefectivo/webhook.py",
        (
            "@app.route('/webhook/pagoefectivo', methods=['POST'])\ndef webhook():\n    order = Order.query.filter_by("
            "cip=request.json['cip']).first()\n    order.status = 'paid'\n    db.session.commit()\n    "
            "return jsonify(ok=True), 202\n"
        ),
        ("said", 202),
    ),
    "a status in a variable of Django": (
        "pagoefectivo/views.py",
        (
            "@csrf_exempt\ndef webhook_pago(request):\n    "
            "Order.objects.filter(cip=request.POST['cip']).update(status='paid')\n"
            "    code = status.HTTP_201_CREATED\n    return JsonResponse({'ok': True}, status=code)\n"
        ),
        ("said", 201),
    ),
    "Spring's ResponseEntity": (
        "PagoEfectivoController.java",
        (
            'class PagoEfectivoController { @PostMapping("/webhook/pagoefectivo") ResponseEntity<?> '
            "aviso(@RequestBody Aviso a)"
            ' { orders.updateStatus(a.getCip(), "PAID"); return ResponseEntity.noContent().build(); } }'
        ),
        ("said", 204),
    ),
    "ASP.NET": (
        "PagoEfectivoController.cs",
        (
            'class PagoEfectivoController { [HttpPost("webhook")] public IActionResult Aviso([FromBody] Aviso a)'
            ' { var pedido = _db.Pedidos.First(p => p.Cip == a.Cip); pedido.Estado = "pagado"; _db.SaveChanges();'
            " return StatusCode(202); } }"
        ),
        ("said", 202),
    ),
    "a status in a lambda's answer": (
        "src/pagoefectivo-webhook.js",
        (
            "exports.handler = async (event, context) => { const aviso = JSON.parse(event.body);"
            " await db.query(\"UPDATE orders SET status = 'paid' WHERE cip = $1\", [aviso.cip]);"
            " return { statusCode: 202, body: 'ok' }; };"
        ),
        ("said", 202),
    ),
}


@pytest.mark.parametrize(("uri", "code", "wanted"), ENDS.values(), ids=list(ENDS))
def test_the_answer_when_everything_is_done(uri: str, code: str, wanted: tuple[str, int | None]) -> None:
    assert answered(uri, code, Under.DONE) == [wanted]


EXPRESS = (
    "router.post('/webhook/pagoefectivo', async (req, res) => {{ {} const order = await "
    "Order.findOne({{cip: req.body.cip}});"
    " {} order.status = 'paid'; await order.save(); res.sendStatus(200); }});"
)
CHECKS = {
    "a signature that is wrong": (
        EXPRESS.format("if (!verify(req.headers['pe-signature'])) return res.status(401).end();", ""),
        Under.REFUSED,
        ("said", 401),
    ),
    "a signature that is right": (
        EXPRESS.format("if (signature === expected) { log('ok'); } else { return res.sendStatus(500); }", ""),
        Under.REFUSED,
        ("said", 500),
    ),
    "an order that is missing": (
        EXPRESS.format("", "if (!order) return res.json({ok: false});"),
        Under.UNKNOWN,
        ("said", 200),
    ),
    "a duplicate": (
        EXPRESS.format("", "if (order.status === 'paid') return res.status(409).send();"),
        Under.DUPLICATE,
        ("said", 409),
    ),
    "an exception handed on": (
        (
            "router.post('/webhook/pagoefectivo', async (req, res, next) => { try { await "
            "Order.updateOne({cip: req.body.cip},"
            " {status: 'paid'}); res.sendStatus(200); } catch (error) { next(error); } });"
        ),
        Under.CAUGHT,
        ("thrown", 500),
    ),
    "an exception in a function that is called": (
        (
            "router.post('/webhook/pagoefectivo', async (req, res) => { await settle(req.body); "
            "res.sendStatus(200); });\n"
            "async function settle(aviso) { try { await Order.updateOne({cip: aviso.cip}, {status: 'paid'}); }"
            " catch (error) { console.log(error); } }"
        ),
        Under.CAUGHT,
        ("said", 200),
    ),
    "an exception thrown again and caught outside": (
        (
            "router.post('/webhook/pagoefectivo', async (req, res) => { try { await settle(req.body); "
            "res.sendStatus(200); }"
            " catch (e) { res.status(503).end(); } });\n"
            "async function settle(aviso) { try { await Order.updateOne({cip: aviso.cip}, {status: 'paid'}); }"
            " catch (error) { console.log(error); throw error; } }"
        ),
        Under.CAUGHT,
        ("said", 503),
    ),
    "a promise's error": (
        (
            "router.post('/webhook/pagoefectivo', (req, res) => { Order.updateOne({cip: req.body.cip}, "
            "{status: 'paid'})"
            ".catch(() => {}); res.sendStatus(200); });"
        ),
        Under.CAUGHT,
        ("said", 200),
    ),
}


@pytest.mark.parametrize(("code", "under", "wanted"), CHECKS.values(), ids=list(CHECKS))
def test_the_answer_after(code: str, under: Under, wanted: tuple[str, int | None]) -> None:
    assert answered("routes/pagoefectivo.js", code, under) == [wanted]
