"""Whether code that calls the gateway knows the answer 429."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.client_rate_limit_ignored import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.model import Observed, Precision

URL = "'https://services.pagoefectivo.pe/v1/cips'"


def observed(code: str) -> list[Observed]:
    return list(check(SourceFile(File("pe.py", code.encode(), Circumstances(gateways.load())), "python")))


@pytest.mark.parametrize(
    ("after", "wanted"),
    [
        ("r.raise_for_status()", "problem"),
        ("# 429: later\nr.raise_for_status()", "problem"),
        ("if r.status_code == 429: wait()", "sound"),
        ("time.sleep(int(r.headers['Retry-After']))", "sound"),
        ("raise TooManyRequests()", "sound"),
        ("session.middleware = limits", "undecided"),
    ],
)
def test_the_answer_is_known(after: str, wanted: str) -> None:
    (one,) = observed(f"r = requests.post({URL}, json=b)\n{after}\n")
    assert ("problem" if one.problem else "undecided" if one.undecided else "sound") == wanted


def test_many_calls_are_told_once_and_with_low_precision() -> None:
    (one,) = observed(f"requests.post({URL})\nrequests.get({URL})\n")
    assert (one.line, one.precision) == (1, Precision.LOW)


def test_other_gateways_are_no_subject() -> None:
    assert observed("requests.post('https://api.stripe.com/v1/charges', headers={'Authorization': key})") == []
