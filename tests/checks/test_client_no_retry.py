"""Whether a failed call to the gateway is tried again: told once for each file."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.client_no_retry import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.model import Observed, Precision

URL = "'https://services.pagoefectivo.pe/v1/cips'"


def observed(code: str, uri: str = "pe.py") -> list[Observed]:
    return list(check(SourceFile(File(uri, code.encode(), Circumstances(gateways.load())), "python")))


def test_many_calls_are_told_once_and_with_low_precision() -> None:
    (one,) = observed(f"requests.post({URL})\nrequests.get({URL})\n")
    assert (one.line, one.precision) == (1, Precision.LOW)
    assert one.problem is not None and one.problem.startswith("A failed call to the gateway is not tried again. ")


def test_two_tries_are_too_few() -> None:
    code = f"for attempt in range(2):\n  requests.post({URL})\n  time.sleep(1)\n"
    (one,) = observed(code)
    assert one.problem is not None and "fewer than three times" in one.problem
    assert one.precision is None


def test_where_something_else_in_the_file_retries_it_asks() -> None:
    (one,) = observed(f"def cobrar():\n  return requests.post({URL})\n\nretry_later = queue.schedule\n")
    assert one.undecided is not None and one.problem is None


@pytest.mark.parametrize("url", ["'https://api.stripe.com/v1/charges'", "'https://erp.example/facturas'"])
def test_calls_to_others_are_no_subject(url: str) -> None:
    assert observed(f"requests.post({url}, headers={{'Authorization': key}})") == []
