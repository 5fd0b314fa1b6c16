"""Which numbers hold every cent, and where it matters."""

from __future__ import annotations

from contextlib import suppress

import pytest

from pe_audit import gateways
from pe_audit.checks.reconciliation_float_money import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of

TOLD = Circumstances(gateways.load())


def verdict(uri: str, code: str) -> str:
    """`problem`, `sound`, or `silent` where there is no subject."""
    language = language_of(uri)
    assert language is not None
    subjects = list(check(SourceFile(File(uri, code.encode(), TOLD), language)))
    return "problem" if any(one.problem for one in subjects) else "sound" if subjects else "silent"


LINES = {
    "a decimal": ("py", "monto = Decimal(fila['monto'])", "sound"),
    "a float": ("py", "monto = float(fila['monto'])", "problem"),
    "a float of what is no amount": ("py", "tasa = float(fila['avance'])", "silent"),
    "whole cents made of it at once": ("py", "monto = round(float(fila['monto']) * 100)", "sound"),
    "a float that is only shown": ("py", "print('%.2f' % float(fila['monto']))", "silent"),
    "a difference within a margin": ("py", "ok = abs(float(fila['monto']) - pago.monto) < 0.005", "sound"),
    "a parameter's type": ("py", "def suma(monto: float):\n        return monto * 2", "problem"),
    "Number": ("js", "total += Number(row.amount);", "problem"),
    "cents": ("js", "total += Math.round(parseFloat(row.amount) * 100);", "sound"),
    "the amount on a page": ("js", "label = parseFloat(row.amount).toFixed(2);", "silent"),
    "a string that speaks of a cast": ("js", "help = 'use (float) amount';", "silent"),
    "a cast": ("php", "$total += (float) $row['amount'];", "problem"),
    "bcmath": ("php", "$total = bcadd($total, $row['amount'], 2);", "sound"),
    "a declared double": ("java", "double amount = row.amount();", "problem"),
    "a declared BigDecimal": ("java", "BigDecimal amount = row.amount();", "sound"),
    "a declared decimal": ("cs", "decimal amount = row.Amount;", "sound"),
}
FRAMES = {
    "py": "def conciliar_pagos(fila, pago):\n    {}\n",
    "js": "function reconcilePayments(row, total) {{ {} }}",
    "php": "<?php function conciliar_pagos($row, $total) {{ {} }}",
    "java": "class PaymentReconciliation {{ void run(Row row) {{ {} }} }}",
    "cs": "class PaymentReconciliation {{ void Run(Row row) {{ {} }} }}",
}


@pytest.mark.parametrize(("language", "line", "wanted"), LINES.values(), ids=LINES)
def test_in_code_about_settlements(language: str, line: str, wanted: str) -> None:
    assert verdict(f"jobs/daily.{language}", FRAMES[language].format(line)) == wanted


WEBHOOK = "app.post('/pay', function paymentWebhook(req, res) {{ {} }});"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("if (parseFloat(req.body.amount) !== order.total) return;", "problem"),
        ("const amount = parseFloat(req.body.amount); if (amount !== order.total) return;", "problem"),
        ("const amount = parseFloat(req.body.amount); save({ amount });", "silent"),
        ("if (Math.abs(Number(req.body.amount) - order.total) > 0.01) return;", "silent"),
        ("if (Math.round(Number(req.body.amount) * 100) !== order.cents) return;", "sound"),
    ],
)
def test_in_notifications_only_what_is_compared_counts(line: str, wanted: str) -> None:
    assert verdict("routes.js", WEBHOOK.format(line)) == wanted


@pytest.mark.parametrize(
    "uri", ["components/Reconciliation.tsx", "tests/reconciliation.js", "shop/cart.js"], ids=["page", "test", "cart"]
)
def test_elsewhere_it_is_nobody_s_business(uri: str) -> None:
    assert verdict(uri, "function payments(row) { return Number(row.amount); }") == "silent"


def test_a_model_of_what_is_shown_computes_nothing() -> None:
    code = "class SettlementOut(BaseModel):\n    amount: float  # of payments\n"
    assert verdict("settlement.py", code) == "silent"
    assert verdict("settlement.py", code.replace("SettlementOut", "SettlementRow")) == "problem"


def test_a_file_is_told_once_and_the_other_places_go_with_it() -> None:
    code = FRAMES["js"].format("const amount = Number(row.amount); const fee = Number(row.fee);")
    (one,) = check(SourceFile(File("a.js", code.encode(), TOLD), "javascript"))
    assert [place.message for place in one.related] == ["and here"]


@pytest.mark.parametrize("data", ["", "parseFloat(amount " * 3000, "function reconcile(amount) {" * 300])
def test_garbage_is_survived(data: str) -> None:
    with suppress(Unreadable):
        verdict("payments.js", data)
