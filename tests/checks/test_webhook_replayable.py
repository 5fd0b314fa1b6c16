"""Captured notifications sent again: what bounds them in time, what makes them harmless, what does neither."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.webhook_not_idempotent import check as check_repeated
from pe_audit.checks.webhook_replayable import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.project import Project
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of
from pe_audit.model import Observed, Precision

(PAGOEFECTIVO,) = gateways.load()
DEPLOYED = Circumstances((PAGOEFECTIVO,))
ENHANCED = Circumstances((PAGOEFECTIVO._replace(protocol="2026"),))

PHP = """<?php
class PagoEfectivoWebhookController {
    public function notificacion(Request $request) {
        $esperada = hash_hmac('sha256', SIGNED, config('services.pagoefectivo.secret_key'));
        if (!hash_equals($esperada, (string) $request->header('PE-Signature'))) { return response('', 401); }
        BEFORE
        $pedido = Pedido::where('cip', $request->input('data.cip'))->firstOrFail();
        EFFECT
        return response('OK');
    }
}
"""
KNOWN = "if (Aviso::where('operacion', $request->input('operationNumber'))->exists()) { return response('OK'); }"
JS = """
app.post('/webhooks/pasarela', express.raw({ type: '*/*' }), async (req, res) => {
  const timestamp = req.get('x-timestamp');
  const expected = crypto.createHmac('sha256', process.env.WEBHOOK_SECRET).update(SIGNED).digest('hex');
  if (!crypto.timingSafeEqual(Buffer.from(expected), Buffer.from(req.get('x-signature')))) return res.sendStatus(401);
  BEFORE
  const payment = JSON.parse(req.body);
  EFFECT
  res.sendStatus(200);
});
"""
BODY, SETS = "$request->getContent()", "$pedido->update(['estado' => 'pagado']);"
TIMED, UPDATES = (
    "`${timestamp}.${req.body}`",
    "await Order.update({ status: 'paid' }, { where: { id: payment.orderId } });",
)
SEEN = "if (await Notice.findOne({ where: { id: payment.id } })) return res.sendStatus(200);"
WINDOW = "if (Math.abs(Date.now() - Number(timestamp)) > 300000) return res.sendStatus(401);"


def observed(uri: str, code: str, told: Circumstances = DEPLOYED) -> list[Observed]:
    language = language_of(uri)
    assert language is not None
    source = SourceFile(File(uri, code.encode(), told), language)
    return list(check(Project(".", frozenset({uri}), (source,), (), told)))


def filled(frame: str, signed: str, before: str, effect: str) -> str:
    return frame.replace("SIGNED", signed).replace("BEFORE", before).replace("EFFECT", effect)


def verdict(subjects: list[Observed]) -> str:
    if not subjects:
        return "silent"
    (one,) = subjects
    return "problem" if one.problem else "undecided" if one.undecided else "sound"


@pytest.mark.parametrize(
    ("before", "effect", "wanted"),
    [
        ("", SETS, "problem"),
        ("", f"if ($pedido->estado === 'pendiente') {{ {SETS} }}", "sound"),
        ("", f"if ($pedido->estado === 'pagado') {{ return response('OK'); }} {SETS}", "sound"),
        (KNOWN, SETS, "sound"),
        ("", "Log::info('pagoefectivo', ['cip' => $pedido->cip]);", "silent"),
        ("", f"{SETS} $pedido->cliente->increment('saldo', 10);", "silent"),
        ("", f"{SETS} Mail::to($pedido->correo)->send(new PedidoPagado($pedido));", "silent"),
    ],
)
def test_where_no_time_is_signed_only_the_state_bounds_a_replay(before: str, effect: str, wanted: str) -> None:
    assert verdict(observed("app/Http/Controllers/Webhook.php", filled(PHP, BODY, before, effect))) == wanted


def test_what_happens_twice_at_once_is_left_to_the_rule_on_repetitions() -> None:
    code = filled(PHP, BODY, "", f"{SETS} $pedido->cliente->increment('saldo', 10);")
    source = SourceFile(File("app/Webhook.php", code.encode(), DEPLOYED), "php")
    (one,) = check_repeated(Project(".", frozenset({source.uri}), (source,), (), DEPLOYED))
    assert one.problem is not None


@pytest.mark.parametrize(
    ("signed", "before", "effect", "wanted"),
    [
        (TIMED, "", UPDATES, "problem"),
        (TIMED, WINDOW, UPDATES, "sound"),
        (TIMED, "", "await wallet.increment('balance', { by: payment.amount });", "problem"),
        (TIMED, SEEN, UPDATES, "sound"),
        ("req.body", "", UPDATES, "problem"),
    ],
)
def test_a_time_that_is_signed_has_to_be_asked(signed: str, before: str, effect: str, wanted: str) -> None:
    assert verdict(observed("src/webhook.js", filled(JS, signed, before, effect))) == wanted


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("", "never reads X-Date."),
        ("Log::info($request->header('X-Date'));", "reads X-Date and never compares it with the clock."),
        ("if (abs(time() - strtotime($request->header('X-Date'))) > 300) { return response('', 401); }", ""),
        ("if (strtotime($request->header('X-Date')) < time() - 300) { return response('', 401); }", ""),
        ("if (strtotime($request->header('X-Date')) > time()) { return response('', 401); }", "never compares it"),
    ],
)
def test_the_2026_protocol_wants_the_time_whatever_else_is_done(before: str, wanted: str) -> None:
    code = filled(PHP, BODY, before, f"if ($pedido->estado === 'pendiente') {{ {SETS} }}")
    (one,) = observed("app/Http/Controllers/Webhook.php", code, ENHANCED)
    assert wanted in (one.problem or "")
    assert (one.problem is None) is (wanted == "")


def test_the_deployed_protocol_signs_no_time_so_none_is_asked_for() -> None:
    (one,) = observed("app/Webhook.php", filled(PHP, BODY, "", f"if ($pedido->estado === 'pendiente') {{ {SETS} }}"))
    assert one.problem is None


def test_unverified_handlers_are_told_by_another_rule() -> None:
    code = filled(PHP, BODY, "", SETS).replace("if (!hash_equals", "if (false && hash_equals")
    assert observed("app/Webhook.php", code.replace("$esperada", "$x").replace("hash_equals($x", "foo($x")) == []


def test_stripes_own_library_asks_for_the_time() -> None:
    code = """
    app.post('/webhooks/stripe', express.raw({ type: 'application/json' }), async (req, res) => {
      const event = stripe.webhooks.constructEvent(req.body, req.get('stripe-signature'), process.env.WEBHOOK_SECRET);
      await Order.update({ status: 'paid' }, { where: { intent: event.data.object.id } });
      res.sendStatus(200);
    });
    """
    assert verdict(observed("src/webhook.js", code)) == "sound"


def test_the_time_is_asked_in_a_middleware() -> None:
    code = """
    function verifySignature(req, res, next) {
      const date = req.get('x-date');
      const expected = crypto.createHmac('sha256', process.env.KEY).update(date + req.rawBody).digest();
      if (!crypto.timingSafeEqual(expected, Buffer.from(req.get('x-signature'), 'hex'))) return res.sendStatus(401);
      if (Math.abs(Date.now() - Date.parse(date)) > 300000) return res.sendStatus(401);
      next();
    }
    app.post('/webhooks/pagoefectivo', verifySignature, async (req, res) => {
      await Order.update({ status: 'paid' }, { where: { cip: req.body.data.cip } });
      res.sendStatus(200);
    });
    """
    assert verdict(observed("src/webhook.js", code, ENHANCED)) == "sound"


def test_how_sure_it_is_depends_on_whose_notification_it_is() -> None:
    (ours,) = observed("app/Webhook.php", filled(PHP, BODY, "", SETS))
    (other,) = observed("src/webhook.js", filled(JS, "req.body", "", UPDATES))
    assert (ours.precision, other.precision) == (Precision.MEDIUM, Precision.LOW)
    assert ours.problem is not None
    assert ours.problem.startswith("An old notification, sent again, sets the order back to paid. ")
