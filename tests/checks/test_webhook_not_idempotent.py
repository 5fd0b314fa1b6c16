"""Handlers written for the traps: what a second delivery of the same notification would do."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from pe_audit import gateways
from pe_audit.checks.webhook_not_idempotent import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of
from pe_audit.model import Observed, Precision

CASES = Path(__file__).parent / "examples" / "webhook-not-idempotent"
TOLD = Circumstances(gateways.load())


def observed(uri: str, data: bytes) -> list[Observed]:
    language = language_of(uri)
    assert language is not None
    return list(check(Project(".", frozenset({uri}), (SourceFile(File(uri, data, TOLD), language),), (), TOLD)))


def verdict(subjects: list[Observed]) -> str:
    """`problem`, `undecided`, `sound`, or `silent` where there is no subject."""
    if any(one.problem for one in subjects):
        return "problem"
    if any(one.undecided for one in subjects):
        return "undecided"
    return "sound" if subjects else "silent"


def _sentence(case: Path) -> str:
    wanted, _, rest = case.relative_to(CASES).parts[0].partition("-")
    return f"{wanted}: {rest.rpartition('.')[0].replace('-', ' ') or rest.replace('-', ' ')} in {case.suffix[1:]}"


@pytest.mark.parametrize("case", sorted(one for one in CASES.rglob("*") if one.is_file()), ids=_sentence)
def test_case(case: Path) -> None:
    uri = case.relative_to(CASES).as_posix()
    assert verdict(observed(uri, case.read_bytes())) == uri.partition("-")[0]


UNGUARDED = b"""<?php
$aviso = json_decode(file_get_contents('php://input'), true);
$pdo->prepare("UPDATE pedidos SET estado = 'pagado' WHERE cip = ?")->execute([$aviso['data']['cip']]);
$pdo->prepare("INSERT INTO caja (cip, operacion) VALUES (?, ?)")->execute([$aviso['cip'], $aviso['operationNumber']]);
"""


def test_the_first_sentence_is_stable_and_short() -> None:
    (one,) = observed("webhook/pagoefectivo.php", UNGUARDED)
    assert one.problem is not None
    assert one.problem.partition(". ")[0] == "The same notification can settle the order twice"


def test_identity_is_the_handler_and_survives_moved_lines() -> None:
    (one,) = observed("webhook/pagoefectivo.php", UNGUARDED)
    (other,) = observed("webhook/pagoefectivo.php", UNGUARDED.replace(b"<?php", b"<?php\n\n// moved\n"))
    assert (one.identity, one.problem) == (other.identity, other.problem)
    assert one.line != other.line


def test_related_places_lead_from_the_receiver_to_what_happens_again() -> None:
    (one,) = observed("webhook/pagoefectivo.php", UNGUARDED)
    assert [(place.line, place.message.partition(": ")[0]) for place in one.related] == [
        (1, "receives the notification"),
        (4, "adds a record again"),
    ]


def test_a_file_the_grammar_does_not_understand_gives_no_more_than_low_precision() -> None:
    (one,) = observed("webhook/pagoefectivo.php", UNGUARDED + b"\nif ((( {{ <<<\n")
    assert one.problem is not None
    assert one.precision is Precision.LOW


def test_a_test_of_a_handler_is_no_handler() -> None:
    assert observed("tests/webhook/pagoefectivo.php", UNGUARDED) == []


@pytest.mark.parametrize(
    ("test", "guards"),
    [
        ("order.status === 'paid'", True),
        ("'paid' === order.status", True),
        ("!order || order.status === 'paid'", True),
        ("order.status !== 'pending'", True),
        ("order.paidAt", True),
        ("order.paidAt !== null", True),
        ("['paid', 'shipped'].includes(order.status)", True),
        ("order.isPaid()", True),
        ("alreadyProcessed(req.body.id)", True),
        ("order.status === 'cancelled'", False),
        ("order.status !== 'paid'", False),
        ("req.body.status === 'paid'", False),
        ("req.body.status !== 'paid'", False),
        ("!order", False),
        ("order.total !== req.body.amount", False),
        ("order.paidAt === null", False),
        ("req.body.alreadyProcessed", False),
    ],
)
def test_leaving_early_guards_when_the_test_says_it_was_done_before(test: str, guards: bool) -> None:
    code = f"""
        router.post('/webhooks/pagoefectivo', async (req, res) => {{
          const order = await Order.findOne({{ cip: req.body.cip }});
          if ({test}) return res.sendStatus(200);
          order.status = 'paid';
          await Ledger.create({{ order: order.id }});
        }});"""
    assert verdict(observed("routes.js", code.encode())) == ("sound" if guards else "problem")


@pytest.mark.parametrize(
    ("test", "guards"),
    [
        ("order.status === 'pending'", True),
        ("order.status !== 'paid'", True),
        ("order.status !== status", True),
        ("order && !order.paid", True),
        ("!(await Payment.exists({ operation: id }))", True),
        ("(await Payment.countDocuments({ operation: id })) === 0", True),
        ("order.status === 'paid'", False),
        ("order", False),
        ("status === 'paid'", False),
        ("order.total === amount", False),
    ],
)
def test_a_branch_guards_when_it_is_only_taken_the_first_time(test: str, guards: bool) -> None:
    code = f"""
        router.post('/webhooks/pagoefectivo', async (req, res) => {{
          const {{ status, amount, operationNumber: id }} = req.body;
          const order = await Order.findOne({{ cip: req.body.cip }});
          if ({test}) {{
            order.status = 'paid';
            await Ledger.create({{ order: order.id }});
          }}
          res.sendStatus(200);
        }});"""
    assert verdict(observed("routes.js", code.encode())) == ("sound" if guards else "problem")


def test_a_check_in_the_branch_of_another_event_guards_nothing() -> None:
    code = b"""
        router.post('/webhooks/pagoefectivo', async (req, res) => {
          const order = await Order.findOne({ cip: req.body.cip });
          if (req.body.eventType === 'cip.expired') {
            if (order.status === 'paid') return res.sendStatus(200);
            await order.update({ status: 'expired' });
          }
          order.status = 'paid';
          await Ledger.create({ order: order.id });
        });"""
    assert verdict(observed("routes.js", code)) == "problem"


def test_a_look_up_only_made_when_there_is_an_id_guards_what_follows() -> None:
    code = b"""
        router.post('/webhooks/pagoefectivo', async (req, res) => {
          if (req.body.operationNumber) {
            const seen = await Payment.findOne({ operation: req.body.operationNumber });
            if (seen) return res.sendStatus(200);
          }
          await Payment.create({ operation: req.body.operationNumber, cip: req.body.cip });
          res.sendStatus(200);
        });"""
    assert verdict(observed("routes.js", code)) == "sound"


@pytest.mark.parametrize("data", [b"", b"\x00\xff" * 50, b"webhook paid (" * 2000, b"router.post('/webhook'," * 3000])
@pytest.mark.parametrize("uri", ["a.php", "a.js", "a.ts", "a.py", "a.java", "a.cs"])
def test_garbage_is_survived(uri: str, data: bytes) -> None:
    with suppress(Unreadable):
        observed(uri, data)


RECEIVER = (
    "app.post('/culqi/webhook', async (req, res) => { const order = await Order.findOne({ id: req.body.id }); %s });"
)


@pytest.mark.parametrize(
    "repeated",
    [
        "await Ledger.create({ a: 1 }); order.status = 'paid';",
        "if (order.status === 'paid') { log(order); }",
        "order = change(order);",
    ],
)
def test_thousands_of_statements_take_no_square_of_time(repeated: str) -> None:
    assert len(observed("a.js", (RECEIVER % (repeated * 4000 + "order.status = 'paid';")).encode())) == 1
