"""Handlers written for the traps: what the gateway is told when a payment could not be stored."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.webhook_errors_swallowed import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.project import Project
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of
from pe_audit.model import Observed, Precision

TOLD = Circumstances(gateways.load())


def observed(uri: str, code: str) -> list[Observed]:
    language = language_of(uri)
    assert language is not None
    source = SourceFile(File(uri, code.encode(), TOLD), language)
    return list(check(Project(".", frozenset({uri}), (source,), (), TOLD)))


def problems(uri: str, code: str) -> list[str]:
    return [one.problem.partition(". ")[0] for one in observed(uri, code) if one.problem]


EXPRESS = (
    "router.post('/webhook/pagoefectivo', async (req, res) => {{ const order = await "
    "Order.findOne({{cip: req.body.cip}}); {} }});"
)
SETTLE = "await Order.updateOne({cip: req.body.cip}, {status: 'paid'});"
CAUGHT = "An error while settling a payment is answered with success"
EARLY = "A payment is settled after the answer, where its errors reach nobody"
UNKNOWN = "A payment for an order that is not found is answered with success"
TRACELESS = "A payment for an order that is not found leaves no trace"
REFUSED = "A notification whose sender proves nothing is answered with success"
TRAPS = {
    "an exception that is logged, then 200": (
        f"try {{ {SETTLE} }} catch (e) {{ console.error(e); }} res.sendStatus(200);",
        [CAUGHT],
    ),
    "an exception that is answered with 500": (
        f"try {{ {SETTLE} res.sendStatus(200); }} catch (e) {{ console.error(e); res.sendStatus(500); }}",
        [],
    ),
    "an exception that is answered with 200 itself": (
        f"try {{ {SETTLE} res.sendStatus(200); }} catch (e) {{ res.json({{ok: false}}); }}",
        [CAUGHT],
    ),
    "a duplicate that the database refuses": (
        (
            "try { await Payment.create({cip: req.body.cip}); } catch (e) { if (e.code === 'P2002') return "
            "res.sendStatus(200);"
            " throw e; } res.sendStatus(200);"
        ),
        [],
    ),
    "an exception that is thrown again": (
        f"try {{ {SETTLE} }} catch (e) {{ console.error(e); throw e; }} res.sendStatus(200);",
        [],
    ),
    "an exception after which the notification is stored": (
        (
            f"try {{ {SETTLE} }} catch (e) {{ await FailedNotification.create({{body: req.body}}); }} "
            f"res.sendStatus(200);"
        ),
        [],
    ),
    "an exception after which it is put in a queue": (
        f"try {{ {SETTLE} }} catch (e) {{ await retryQueue.add(req.body); }} res.sendStatus(200);",
        [],
    ),
    "an exception of a mail only": (
        f"{SETTLE} try {{ await mailer.send(order.email); }} catch (e) {{ console.error(e); }} res.sendStatus(200);",
        [],
    ),
    "an answer first, and the work in the same process": (f"res.sendStatus(200); {SETTLE}", [EARLY]),
    "an answer first, and the work through a queue": ("await paymentsQueue.add(req.body); res.sendStatus(200);", []),
    "a queue after the answer": ("res.sendStatus(200); await paymentsQueue.add('paid', req.body);", []),
    "work that nobody waits for": (f"setImmediate(async () => {{ {SETTLE} }}); res.sendStatus(200);", [EARLY]),
    "an early answer in another branch": (
        f"if (req.body.eventType !== 'cip.paid') {{ res.sendStatus(200); return; }} {SETTLE} res.sendStatus(200);",
        [],
    ),
    "a promise whose error is dropped": (
        "Order.updateOne({cip: req.body.cip}, {status: 'paid'}).catch(() => {}); res.sendStatus(200);",
        [CAUGHT],
    ),
    "a promise whose error is answered": (
        (
            "Order.updateOne({cip: req.body.cip}, {status: 'paid'}).then(() => res.sendStatus(200))"
            ".catch(() => res.sendStatus(500));"
        ),
        [],
    ),
    "an unknown order, 200": (f"if (!order) return res.sendStatus(200); {SETTLE} res.sendStatus(200);", [UNKNOWN]),
    "an unknown order, logged and 404": (
        f"if (!order) {{ logger.warn(req.body); return res.sendStatus(404); }} {SETTLE} res.sendStatus(200);",
        [],
    ),
    "an unknown order, 404 and nothing else": (
        f"if (!order) return res.status(404).end(); {SETTLE} res.sendStatus(200);",
        [],
    ),
    "an unknown order, 400 like a malformed notification": (
        f"if (!order) return res.status(400).end(); {SETTLE} res.sendStatus(200);",
        [TRACELESS],
    ),
    "an unknown order that is stored for people": (
        (
            f"if (!order) {{ await Orphan.create({{cip: req.body.cip}}); return res.sendStatus(200); }} "
            f"{SETTLE} res.sendStatus(200);"
        ),
        [],
    ),
    "a wrong signature, 200": (
        f"if (!isValidSignature(req)) return res.status(200).send('bad'); {SETTLE} res.sendStatus(200);",
        [REFUSED],
    ),
    "a wrong signature, 400 by Node's own hands": (
        f"if (!isValidSignature(req)) {{ res.writeHead(400); return res.end(); }} {SETTLE} res.sendStatus(200);",
        [],
    ),
    "a wrong signature, 401": (
        f"if (!isValidSignature(req)) return res.status(401).send('bad'); {SETTLE} res.sendStatus(200);",
        [],
    ),
}


@pytest.mark.parametrize(("body", "wanted"), TRAPS.values(), ids=list(TRAPS))
def test_trap(body: str, wanted: list[str]) -> None:
    found = observed("routes/pagoefectivo.js", EXPRESS.format(body))
    assert [one.problem.partition(". ")[0] for one in found if one.problem] == wanted
    assert found or "Queue" in body, "a handler that does something is a subject, sound or not"


OTHERS = {
    "Go's error that is only logged": (
        "pay/pagoefectivo.go",
        (
            "package pay\nfunc PagoEfectivoWebhook(w http.ResponseWriter, r *http.Request) {\n\tif err := "
            's.orders.MarkPaid(r.FormValue("cip"));'
            " err != nil {\n\t\tlog.Println(err)\n\t}\n\tw.WriteHeader(200)\n}\n"
        ),
        [CAUGHT],
    ),
    "Go's error that is answered": (
        "pay/pagoefectivo.go",
        (
            "package pay\nfunc PagoEfectivoWebhook(w http.ResponseWriter, r *http.Request) {\n\tif err := "
            's.orders.MarkPaid(r.FormValue("cip"));'
            ' err != nil {\n\t\thttp.Error(w, "again", 500)\n\t\treturn\n\t}\n\tw.WriteHeader(200)\n}\n'
        ),
        [],
    ),
    "a goroutine": (
        "pay/pagoefectivo.go",
        (
            "package pay\nfunc (h *H) PagoEfectivoWebhook(c echo.Context) error {\n\tgo "
            "h.service.ProcessPayment(c.Request())\n"
            "\treturn c.NoContent(http.StatusOK)\n}\n"
        ),
        [EARLY],
    ),
    "PHP that exits on a wrong signature": (
        "ipn/pagoefectivo.php",
        (
            "<?php $aviso = json_decode(file_get_contents('php://input'));\nif ($firma != "
            "$_SERVER['HTTP_PE_SIGNATURE']) { exit('mal'); }\n"
            "$pdo->prepare(\"UPDATE pedidos SET estado = 'pagado' WHERE cip = ?\")->execute([$aviso->cip]);"
        ),
        [REFUSED],
    ),
    "PHP that sets a status and exits": (
        "ipn/pagoefectivo.php",
        (
            "<?php $aviso = json_decode(file_get_contents('php://input'));\n"
            "if ($firma != $_SERVER['HTTP_PE_SIGNATURE']) { http_response_code(401); exit('mal'); }\n"
            "$pdo->prepare(\"UPDATE pedidos SET estado = 'pagado' WHERE cip = ?\")->execute([$aviso->cip]);"
        ),
        [],
    ),
    "Python's pass": (
        "tienda/views.py",
        (
            "@csrf_exempt\ndef webhook_pagoefectivo(request):\n    try:\n        "
            "Order.objects.filter(cip=request.POST['cip'])"
            ".update(status='paid')\n    except Exception:\n        pass\n    return HttpResponse('OK')\n"
        ),
        [CAUGHT],
    ),
    "FastAPI's background task": (
        "tienda/pagos.py",
        (
            "@router.post('/webhook/pagoefectivo')\nasync def webhook(body: dict, background_tasks: BackgroundTasks):\n"
            "    background_tasks.add_task(process_payment, body)\n    return {'ok': True}\n\n"
            "def process_payment(body):\n    db.orders.update_one({'cip': body['cip']}, {'$set': {'status': 'paid'}})\n"
        ),
        [EARLY],
    ),
    "Celery": (
        "tienda/pagos.py",
        (
            "@router.post('/webhook/pagoefectivo')\nasync def webhook(body: dict):\n    process_payment.delay(body)\n"
            "    return {'ok': True}\n"
        ),
        [],
    ),
}


@pytest.mark.parametrize(("uri", "code", "wanted"), OTHERS.values(), ids=list(OTHERS))
def test_trap_elsewhere(uri: str, code: str, wanted: list[str]) -> None:
    assert problems(uri, code) == wanted


LOST = "An exception of code that asks the gateway loses its cause"
ONE = "Every failure is answered as if the sender were to blame"
CLIENT = (
    "<?php class PagoEfectivoClient {{ function cip($d) {{ try {{ return $this->http->post('/cips', $d); }} {} }} }}"
)
FILTER = (
    "public class PagoEfectivoFilter : ExceptionFilterAttribute {{ public override void OnException(Context context)"
    " {{ {} context.Response = context.Request.CreateResponse(HttpStatusCode.{}, context.Exception.Message); }} }}"
)
BESIDE = {
    "a client that returns null": ("src/Client.php", CLIENT.format("catch (\\Exception $e) { return null; }"), [LOST]),
    "a client that throws another exception": (
        "src/Client.php",
        CLIENT.format("catch (\\Throwable $e) { throw new NoConnection(); }"),
        [LOST],
    ),
    "a client that passes the cause on": (
        "src/Client.php",
        CLIENT.format("catch (\\Exception $e) { throw new NoConnection('cip', 0, $e); }"),
        [],
    ),
    "a client that logs": (
        "src/Client.php",
        CLIENT.format("catch (\\Exception $e) { Log::error('cip'); return null; }"),
        [],
    ),
    "a client that catches one kind": ("src/Client.php", CLIENT.format("catch (Timeout $e) { return null; }"), []),
    "Python, which keeps the cause": (
        "pagoefectivo/client.py",
        (
            "def cip(data):\n    try:\n        return session.post('/cips', json=data)\n    except Exception:\n"
            "        raise NoConnection('cip')\n"
        ),
        [],
    ),
    "a filter that answers 401 to everything": ("Filters/F.cs", FILTER.format("", "Unauthorized"), [ONE]),
    "a filter that answers 500": ("Filters/F.cs", FILTER.format("", "InternalServerError"), []),
    "a filter of one kind": (
        "Filters/F.cs",
        FILTER.format("if (!(context.Exception is SignatureException)) return;", "Unauthorized"),
        [],
    ),
}


@pytest.mark.parametrize(("uri", "code", "wanted"), BESIDE.values(), ids=list(BESIDE))
def test_code_beside_the_handlers(uri: str, code: str, wanted: list[str]) -> None:
    assert problems(uri, code) == wanted


def test_the_story_goes_from_the_receiver_to_the_answer() -> None:
    (one,) = observed("routes/pagoefectivo.js", EXPRESS.format(TRAPS["an exception that is logged, then 200"][0]))
    assert one.precision is Precision.MEDIUM
    assert [place.message.partition(": ")[0] for place in one.related] == [
        "receives the notification",
        "sets the order's state",
        "answers",
    ]


def test_identity_survives_moved_lines() -> None:
    code = EXPRESS.format(TRAPS["a wrong signature, 200"][0])
    (one,), (other,) = observed("routes/pagoefectivo.js", code), observed("routes/pagoefectivo.js", f"\n\n{code}")
    assert one.identity == other.identity
    assert one.line != other.line
