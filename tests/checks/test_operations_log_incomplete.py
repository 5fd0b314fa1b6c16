"""What a handler's log tells of a notification, and what is missing in it."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.operations_log_incomplete import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.project import Project
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.model import Observed, Precision

TOLD = Circumstances(gateways.load())
HANDLER = """
router.post('/webhooks/pagoefectivo', async (req, res) => {{
  {0}
  await Order.update({{ status: 'paid' }}, {{ where: {{ cip: req.body.data.cip }} }});
  res.sendStatus(200);
}});
"""
DIGEST = "createHash('sha256').update(req.rawBody).digest('hex')"


def observed(uri: str, code: str) -> list[Observed]:
    return list(
        check(Project(".", frozenset({uri}), (SourceFile(File(uri, code.encode(), TOLD), "javascript"),), (), TOLD))
    )


@pytest.mark.parametrize(
    ("statement", "missing"),
    [
        ("console.log('received');", ["request", "operation", "digest"]),
        ("console.log(req.body.operationNumber);", ["request", "digest"]),
        ("console.log(req.get('X-Request-Id'), req.body.operationNumber);", ["digest"]),
        (f"console.log(req.get('X-Request-Id'), {DIGEST});", ["operation"]),
        (f"console.log(req.body.operationNumber, {DIGEST});", ["request"]),
        (f"console.log(req.get('X-Request-Id'), req.body.operationNumber, {DIGEST});", []),
        (f"req.log.info({{ cip: req.body.data.cip, digest: {DIGEST} }});", []),
        (f"const digest = {DIGEST}; req.log.info('paid', req.body.operationNumber, digest);", []),
        (f"req.log.info({DIGEST}); req.log.info(req.body.operationNumber);", []),
        ("await WebhookEvent.create({ id: req.body.operationNumber, body: req.rawBody }); req.log.info('in');", []),
    ],
)  # fmt: skip
def test_what_the_log_leaves_out_is_said(statement: str, missing: list[str]) -> None:
    (one,) = observed("routes.js", HANDLER.format(statement))
    said = one.problem or ""
    assert [
        word for word in ("request", "operation", "digest") if f"no {word}" in said or f"no id of the {word}" in said
    ] == missing
    assert (one.problem is None) == (missing == [])


def test_a_handler_that_logs_nothing_is_reported_with_low_precision() -> None:
    (one,) = observed("routes.js", HANDLER.format(""))
    assert one.problem is not None
    assert one.problem.startswith("Nothing is logged of a notification. ")
    assert one.precision is Precision.LOW


def test_a_handler_that_hands_on_and_logs_nothing_is_not_decided() -> None:
    code = "router.post('/webhooks/pagoefectivo', (req, res) => { paymentService.confirm(req.body); res.end(); });"
    (one,) = observed("routes.js", code)
    assert one.problem is None
    assert one.undecided is not None


def test_code_that_receives_no_payments_is_no_subject() -> None:
    assert observed("routes.js", "app.post('/users', (req, res) => { User.create(req.body); });") == []
