"""Handlers written for the traps: what the gateway waits for, and what it does not."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.webhook_slow_acknowledgement import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.project import Project
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of
from pe_audit.model import Precision

TOLD = Circumstances(gateways.load())
EXPRESS = (
    "router.post('/webhook/pagoefectivo', async (req, res) => {{ {}"
    " const order = await Order.findOne({{cip: req.body.cip}}); order.status = 'paid'; await order.save(); {} }});"
)
CASES = {
    "a mail before the answer": ("", "await mailer.sendMail({to: order.email}); res.sendStatus(200);", True),
    "a mail after the answer": ("", "res.sendStatus(200); await mailer.sendMail({to: order.email});", False),
    "a mail in a queue": ("", "await mailQueue.add({to: order.email}); res.sendStatus(200);", False),
    "a mail that nobody waits for": (
        "",
        "setImmediate(() => mailer.sendMail({to: order.email})); res.sendStatus(200);",
        False,
    ),
    "another server": ("", "await axios.post(ERP, {id: order.id}); res.sendStatus(200);", True),
    "a question to the gateway before it settles": (
        "const paid = await axios.get(GATEWAY + req.body.id);",
        "res.sendStatus(200);",
        False,
    ),
    "a file": ("", "await pdfService.generate(order); res.sendStatus(200);", True),
    "nothing but the order": ("", "res.sendStatus(200);", False),
}


@pytest.mark.parametrize(("before", "after", "slow"), CASES.values(), ids=list(CASES))
def test_case(before: str, after: str, slow: bool) -> None:
    uri = "routes/pagoefectivo.js"
    language = language_of(uri)
    assert language is not None
    source = SourceFile(File(uri, EXPRESS.format(before, after).encode(), TOLD), language)
    (one,) = check(Project(".", frozenset({uri}), (source,), (), TOLD))
    assert (one.problem is not None) is slow
    assert not slow or one.precision is Precision.LOW
