"""What of a settlement's records is compared and kept: fields, and the batch."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks import reconciliation_batch_ignored, reconciliation_partial
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.model import Observed, Precision

TOLD = Circumstances(gateways.load())
DECLARED = Circumstances((TOLD.gateways[0]._replace(protocol="2026"), *TOLD.gateways[1:]))


def source(body: str, name: str = "conciliar", told: Circumstances = TOLD, uri: str = "pagos.py") -> SourceFile:
    code = f"def {name}(filas, pagos):\n    for fila in csv.DictReader(filas):\n        {body}\n"
    return SourceFile(File(uri, code.encode(), told), "python")


def said(subjects: list[Observed]) -> str:
    if any(one.problem for one in subjects):
        return "problem"
    return "undecided" if any(one.undecided for one in subjects) else "sound" if subjects else "silent"


COMPARED = {
    "the amount alone": ("ok = pagos[fila['operacion']].monto == fila['monto']", "problem"),
    "amount and status": ("ok = p(fila['operacion']).monto == fila['monto'] and fila['estado'] == PAGADO", "problem"),
    "all of it": (
        "ok = p(fila['operacion']).monto == fila['monto'] and mismo(fila['moneda'], fila['estado'])",
        "sound",
    ),
    "an amount and a number": ("ok = fila['monto'] == 0", "silent"),
    "no amount": ("ok = p(fila['operacion']).estado == fila['estado']", "silent"),
}


@pytest.mark.parametrize(("body", "wanted"), COMPARED.values(), ids=COMPARED)
def test_fields(body: str, wanted: str) -> None:
    assert said(list(reconciliation_partial.check(source(body)))) == wanted


def test_the_missing_fields_are_named_and_currency_alone_is_less_sure() -> None:
    (one,) = reconciliation_partial.check(source(COMPARED["amount and status"][0]))
    assert one.problem is not None and "its currency" in one.problem
    assert one.precision is Precision.LOW
    (one,) = reconciliation_partial.check(source(COMPARED["the amount alone"][0]))
    assert one.problem is not None and "currency nor its status" in one.problem


def test_elsewhere_amounts_may_be_compared_as_anybody_likes() -> None:
    body = COMPARED["the amount alone"][0]
    assert said(list(reconciliation_partial.check(source(body, name="listar")))) == "silent"
    assert said(list(reconciliation_partial.check(source(body, uri="tests/test_pagos.py")))) == "silent"


BATCHES = {
    "read and dropped": ("lote = fila['lote']", "problem"),
    "read and kept": ("lote = fila['lote']\n        pagos.guardar(fila, lote)", "sound"),
    "kept at once": ("pagos.guardar(fila, lote=fila['lote'])", "sound"),
    "never spoken of": ("pagos.guardar(fila)", "undecided"),
    "a batch of inserts": ("pagos.guardar(fila, batch_size=100)", "undecided"),
}


@pytest.mark.parametrize(("body", "wanted"), BATCHES.values(), ids=BATCHES)
def test_batches(body: str, wanted: str) -> None:
    assert said(list(reconciliation_batch_ignored.check(source(body)))) == wanted


def test_without_a_batch_in_sight_only_the_declared_protocol_makes_it_a_problem() -> None:
    body = BATCHES["never spoken of"][0]
    assert said(list(reconciliation_batch_ignored.check(source(body, told=DECLARED)))) == "problem"
