"""Which readings of the calendar decide what a settlement's day is, and which say their zone."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.reconciliation_local_time import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of

TOLD = Circumstances(gateways.load())
FRAMES = {
    "py": "def conciliar_pagos(fila):\n    {}\n",
    "js": "function reconcilePayments(row) {{ {} }}",
    "php": "<?php function conciliar_pagos($fila) {{ {} }}",
    "java": "class PaymentReconciliation {{ void run() {{ {} }} }}",
    "go": "package pagos\nfunc Conciliar() {{\n\t{}\n}}",
}


def verdict(uri: str, code: str) -> str:
    """`problem`, `sound`, or `silent` where there is no subject."""
    subjects = list(check(SourceFile(File(uri, code.encode(), TOLD), language_of(uri) or "")))
    return "problem" if any(one.problem for one in subjects) else "sound" if subjects else "silent"


LINES = {
    "today": ("py", "hoy = date.today()", "problem"),
    "today in Lima": ("py", "hoy = datetime.now(ZoneInfo('America/Lima')).date()", "sound"),
    "a moment of the journal": ("py", "procesado_at = datetime.now()", "silent"),
    "a moment that is only kept": ("py", "ahora = datetime.now()\n    guardar(ahora)", "silent"),
    "a day made of it later": ("py", "ahora = datetime.now()\n    nombre = ahora.strftime('%Y%m%d')", "problem"),
    "a time without zone": ("py", "pagado = datetime.strptime(fila['fecha'], '%Y-%m-%d %H:%M')", "problem"),
    "a time with its offset": ("py", "pagado = datetime.strptime(fila['fecha'], '%Y-%m-%dT%H:%M%z')", "sound"),
    "a time that gets a zone": ("py", "pagado = datetime.strptime(fila['fecha'], F).replace(tzinfo=LIMA)", "sound"),
    "in a comment": ("py", "pass  # hoy = date.today()", "silent"),
    "how long it took": ("js", "const start = new Date(); work(); log(new Date() - start);", "silent"),
    "midnight of the machine": ("js", "const from = new Date(); from.setHours(0, 0, 0, 0);", "problem"),
    "midnight in UTC": ("js", "const from = new Date(); from.setUTCHours(0, 0, 0, 0);", "sound"),
    "a zone for the whole script": ("php", "date_default_timezone_set('America/Lima'); $dia = date('Y-m-d');", "sound"),
    "yesterday": ("php", "$ayer = new DateTime('yesterday');", "problem"),
    "a file's name in UTC": ("go", 'day := time.Now().UTC().Format("20060102")', "sound"),
    "a file's name": ("go", 'day := time.Now().Format("20060102")', "problem"),
}


@pytest.mark.parametrize(("language", "line", "wanted"), LINES.values(), ids=LINES)
def test_in_code_about_settlements(language: str, line: str, wanted: str) -> None:
    assert verdict(f"jobs/daily.{language}", FRAMES[language].format(line)) == wanted


def test_elsewhere_it_is_nobody_s_business() -> None:
    code = FRAMES["py"].format("hoy = date.today()")
    assert verdict("jobs/daily.py", code.replace("conciliar", "listar")) == "silent"
    assert verdict("tests/test_daily.py", code) == "silent"
