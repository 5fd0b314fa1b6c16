"""What runs a reconciliation, and what only looks as if it did."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.reconciliation_not_scheduled import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.project import Project
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file
from pe_audit.languages import language_of

TOLD = Circumstances(gateways.load())
JOB = "def conciliar(ruta):\n    for fila in csv.DictReader(open(ruta)):\n        comparar_pagos(fila)\n"


def verdict(files: dict[str, str], *others: str) -> str:
    read = [File(uri, text.encode(), TOLD) for uri, text in files.items()]
    sources = tuple(SourceFile(one, language_of(one.uri) or "") for one in read if language_of(one.uri))
    settings = tuple(found for one in read if not language_of(one.uri) and (found := settings_file(one)) is not None)
    subjects = list(check(Project(".", frozenset([*files, *others]), sources, settings, TOLD)))
    if any(one.problem for one in subjects):
        return "problem"
    return "undecided" if any(one.undecided for one in subjects) else "sound" if subjects else "silent"


BY_CLOCK = "on:\n  schedule:\n    - cron: '0 11 * * *'\njobs:\n  {}:\n    steps: []\n"
TREES = {
    "nothing else": ({}, "problem"),
    "a workflow by the clock": ({".github/workflows/pagos.yml": BY_CLOCK.format("conciliar")}, "sound"),
    "a workflow for tests by the clock": ({".github/workflows/ci.yml": BY_CLOCK.format("test")}, "problem"),
    "a schedule in code": ({"jobs.py": "schedule.every().day.at('06:00').do(conciliar, ruta)\n"}, "sound"),
    "a schedule of something else": ({"jobs.py": "schedule.every().day.do(limpiar)\n"}, "problem"),
}


@pytest.mark.parametrize(("others", "wanted"), TREES.values(), ids=TREES)
def test_trees(others: dict[str, str], wanted: str) -> None:
    assert verdict({"pagos.py": JOB, **others}) == wanted


def test_a_crontab_that_is_not_read_leaves_it_open() -> None:
    assert verdict({"pagos.py": JOB}, "deploy/crontab") == "undecided"


@pytest.mark.parametrize(
    "files",
    [
        {"tests/test_pagos.py": JOB},
        {"pagos.py": JOB.replace("conciliar", "exportar")},
        {"pagos.py": "def conciliar(pago):\n    return pago.monto\n"},
    ],
    ids=["a test", "no settlement", "no records"],
)
def test_where_no_settlement_is_read_there_is_no_subject(files: dict[str, str]) -> None:
    assert verdict(files) == "silent"
