"""How long calls to a gateway wait, in the ways that clients are really set up."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit import gateways
from pe_audit.checks.client_no_timeout import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of
from pe_audit.model import Observed

TOLD = Circumstances(gateways.load())
CASES = Path(__file__).parent / "examples" / "client-no-timeout"
URL = "https://services.pagoefectivo.pe/v1/cips"


def observed(uri: str, code: str) -> list[Observed]:
    language = language_of(uri)
    assert language is not None
    return list(check(SourceFile(File(uri, code.encode(), TOLD), language)))


def verdict(subjects: list[Observed]) -> str:
    if any(one.problem for one in subjects):
        return "problem"
    if any(one.undecided for one in subjects):
        return "undecided"
    return "sound" if subjects else "silent"


def _sentence(case: Path) -> str:
    wanted, _, rest = case.stem.partition("-")
    return f"{wanted}: {rest.replace('-', ' ')} in {case.suffix[1:]}"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=_sentence)
def test_case(case: Path) -> None:
    assert verdict(observed(case.name, case.read_text(encoding="utf-8"))) == case.name.partition("-")[0]


def test_a_client_of_many_calls_is_told_once_where_it_is_made() -> None:
    code = f"import requests\ns = requests.Session()\ns.post('{URL}')\ns.get('{URL}')\n"
    (one,) = observed("a.py", code)
    assert (one.line, [place.line for place in one.related]) == (2, [3, 4])


def test_a_call_is_named_by_its_function_not_its_line() -> None:
    code = f"def pagar(b):\n  return requests.post('{URL}', json=b)\n"
    assert observed("a.py", code)[0].identity == observed("a.py", "\n\n" + code)[0].identity == "pagar requests.post"


def test_tests_call_no_gateway() -> None:
    assert observed("tests/test_cip.py", f"requests.post('{URL}', json=b)") == []


def test_calls_of_a_page_are_the_shops_own() -> None:
    code = f"const SDK = '{URL}';\nawait fetch(url, {{ method: 'POST' }});\nlocation.reload();\n"
    assert observed("pay.js", code) == []


def test_a_host_among_the_constants_of_the_class_tells_whom_it_calls() -> None:
    code = (
        f"<?php class Rest {{ const BASE = '{URL}';\n function go($base) {{ $c = curl_init($base); curl_exec($c); }} }}"
    )
    (one,) = observed("Rest.php", code)
    assert one.problem is not None and one.line == 2


def test_a_host_in_a_constant_that_is_defined_tells_whom_it_calls() -> None:
    code = (
        "<?php define(\"GATEWAY_BASE\", '{}');\n"
        "function crear($b) {{ $c = curl_init(GATEWAY_BASE . '/x'); curl_exec($c); }}"
    )
    (one,) = observed("funciones.php", code.format(URL))
    assert one.problem is not None and one.line == 2
    assert observed("funciones.php", code.format("https://api.correos.example/v1")) == []
