"""Calls that are repeated for ever, or although they were refused."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.client_retry_unbounded import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File

URL = "'https://services.pagoefectivo.pe/v1/cips'"


def problems(code: str) -> list[str]:
    source = SourceFile(File("pe.py", code.encode(), Circumstances(gateways.load())), "python")
    return [one.problem.partition(".")[0] for one in check(source) if one.problem]


@pytest.mark.parametrize(
    ("header", "body", "endless"),
    [
        ("while True:", "time.sleep(5)", True),
        ("while True:", "if attempt >= 3:\n    break\n  time.sleep(5)", False),
        ("while True:", "if time.monotonic() > deadline:\n    break\n  time.sleep(5)", False),
        ("for attempt in range(5):", "time.sleep(attempt)", False),
        ("for pedido in pendientes:", "time.sleep(5)", False),
    ],
)
def test_loops_end(header: str, body: str, endless: bool) -> None:
    found = problems(f"{header}\n  requests.post({URL})\n  {body}\n")
    assert found == (["A call to the gateway is tried again without an end"] if endless else [])


@pytest.mark.parametrize(("statuses", "refused"), [("[500, 503]", False), ("[429, 408]", False), ("[401, 500]", True)])
def test_what_was_refused_is_not_repeated(statuses: str, refused: bool) -> None:
    code = f"r = urllib3.Retry(total=3, status_forcelist={statuses})\nrequests.post({URL})\n"
    assert bool(problems(code)) is refused


def test_a_file_that_calls_no_gateway_is_no_subject() -> None:
    assert problems("while True:\n  requests.post('https://erp.example/x')\n  time.sleep(5)\n") == []
