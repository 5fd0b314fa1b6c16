"""Whether a repeated call creates one payment or several."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.client_retry_duplicates import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of
from pe_audit.model import Observed, Precision

URL = "'https://services.pagoefectivo.pe/v1/cips'"


def observed(code: str, uri: str = "pe.py") -> list[Observed]:
    language = language_of(uri)
    assert language is not None
    return list(check(SourceFile(File(uri, code.encode(), Circumstances(gateways.load())), language)))


def loop(body: str, before: str = "") -> str:
    return f"{before}\nfor attempt in range(3):\n  {body}\n  time.sleep(attempt)\n"


@pytest.mark.parametrize(
    ("before", "code", "anew"),
    [
        ("", "uuid4().hex", True),
        ("", "str(int(time.time()))", True),
        ("code = uuid4().hex", "code", False),
        ("", "order.code", False),
        ("", "f'{order.id}-{random.randint(1, 9)}'", True),
    ],
)
def test_a_number_is_made_once(before: str, code: str, anew: bool) -> None:
    (one,) = observed(loop(f"requests.post({URL}, json={{'amount': a, 'transactionCode': {code}}})", before))
    assert (one.problem is not None and one.problem.startswith("Each try creates another payment. ")) is anew


def test_a_helper_given_the_function_by_its_name() -> None:
    code = f"""
const create = () => axios.post({URL}, {{ amount: a, transactionCode: nanoid() }});
await pRetry(create, {{ retries: 3 }});
"""
    (one,) = observed(code, "pe.js")
    assert one.problem is not None and [place.line for place in one.related] == [3]


def test_fields_without_a_number_are_told_with_low_precision() -> None:
    (one,) = observed(loop(f"requests.post({URL}, json={{'amount': a, 'currency': 'PEN'}})"))
    assert one.problem is not None and one.precision is Precision.LOW


def test_what_is_sent_comes_from_elsewhere() -> None:
    (one,) = observed(loop(f"requests.post({URL}, json=body)"))
    assert one.undecided is not None


@pytest.mark.parametrize(
    "call",
    [
        "requests.get('https://services.pagoefectivo.pe/v1/cips')",
        "requests.post('https://services.pagoefectivo.pe/v1/cips/search', json={'id': uuid4()})",
        "requests.post('https://services.pagoefectivo.pe/v1/authorizations', json={'request_id': uuid4()})",
    ],
)
def test_questions_may_be_asked_twice(call: str) -> None:
    assert observed(loop(call)) == []


def test_urllib3_leaves_posts_out_unless_told() -> None:
    retry = "s = requests.Session()\ns.mount('https://', HTTPAdapter(max_retries=Retry(total=3{})))\n"
    post = f"s.post({URL}, json={{'amount': a}})\n"
    assert observed(retry.format("") + post) == []
    assert observed(retry.format(", allowed_methods=None") + post)[0].problem is not None


def test_a_call_that_is_made_once_is_no_subject() -> None:
    assert observed(f"requests.post({URL}, json={{'transactionCode': uuid4()}})") == []
