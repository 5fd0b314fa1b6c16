"""key-master-on-request-path: under 2026 requests carry a token, and the key stays where tokens are fetched."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from pe_audit import catalog
from pe_audit.audit import audit
from pe_audit.configuration import load
from pe_audit.model import Audit, Outcome
from pe_audit.options import Options

NEW = 'gateway: {protocol: "2026"}\n'
OAUTH = NEW + "keys: [{id: tienda, purpose: oauth-client, created: 2026-10-01}]\n"


def audited(tree: Path, declared: str, text: str = "", name: str = "pagoefectivo.py") -> Audit:
    if text:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text)
    (tree / "pe-audit.yaml").write_text(declared)
    rule = catalog.find("key-master-on-request-path")
    now = datetime(2026, 11, 22, tzinfo=timezone.utc)
    return audit(Options(paths=(tree,), root=tree, config=load(tree, None), now=now, only=(rule,)))


def sent(headers: str, function: str = "create_cip", before: str = "", url: str = "URL") -> str:
    return f"# pagoefectivo\ndef {function}(order):\n    {before}\n    return requests.post({url}, headers={headers})\n"


SIGNED = sent("{'X-Signature': mac}", before="mac = hmac.new(KEY, order, 'sha256').hexdigest()")


@pytest.mark.parametrize(
    ("headers", "outcome"),
    [
        ("{'Authorization': 'Bearer ' + secret_key}", Outcome.FAIL),
        ("{'authorization': f'Bearer {api_key}'}", Outcome.FAIL),
        ("{'X-Api-Key': settings.PAGOEFECTIVO_SECRET}", Outcome.FAIL),
        ("{'Authorization': f'Bearer {access_token}'}", Outcome.PASS),
        ("{'Authorization': f'Bearer {fetch_token(secret_key)}'}", Outcome.PASS),
        ("{'Authorization': value}", Outcome.NOT_APPLICABLE),
        ("{'Accept': secret_key}", Outcome.NOT_APPLICABLE),
    ],
)
def test_what_a_header_carries_is_told_by_its_name(tmp_path: Path, headers: str, outcome: Outcome) -> None:
    assert audited(tmp_path, NEW, sent(headers)).verdicts[0].outcome is outcome


def test_the_finding_says_which_function_and_stands_at_the_header(tmp_path: Path) -> None:
    (finding,) = audited(tmp_path, NEW, sent("{'X-Api-Key': api_key}")).findings
    assert finding.location.line == 4
    assert finding.message == ("The long-lived key goes along with a request. create_cip sends it in a header.")


@pytest.mark.parametrize(
    ("declared", "text", "outcome"),
    [
        (OAUTH, SIGNED, Outcome.FAIL),
        (NEW, SIGNED, Outcome.OPEN),
        (OAUTH, SIGNED.replace("mac}", "mac, 'Authorization': token}"), Outcome.PASS),
        (OAUTH, SIGNED.replace("return", "if mac == signature: return"), Outcome.NOT_APPLICABLE),
        (OAUTH, SIGNED.replace("return", "set_token(s); return"), Outcome.NOT_APPLICABLE),
    ],
)
def test_a_signature_alone_is_a_finding_where_tokens_are_declared(
    tmp_path: Path, declared: str, text: str, outcome: Outcome
) -> None:
    assert audited(tmp_path, declared, text).verdicts[0].outcome is outcome


@pytest.mark.parametrize(
    "text",
    [
        sent("{'X-Api-Key': api_key}", function="fetch_token"),
        sent("{'X-Api-Key': api_key}", function="authorize"),
        sent("{'X-Api-Key': api_key}", url="BASE + '/oauth/token'"),
        sent("{'X-Api-Key': api_key}", before="data = {'grant_type': 'client_credentials'}"),
    ],
)
def test_fetching_a_token_takes_the_key(tmp_path: Path, text: str) -> None:
    assert audited(tmp_path, OAUTH, text).findings == ()


def test_other_providers_tests_and_other_profiles_are_left_alone(tmp_path: Path) -> None:
    text = sent("{'X-Api-Key': api_key}")
    other = text.replace("# pagoefectivo", "PROVIDERS = ['pagoefectivo', 'culqi']")
    assert audited(tmp_path / "a", NEW, other, "payments.py").findings == ()
    assert audited(tmp_path / "b", NEW, text, "tests/pagoefectivo.py").findings == ()
    old = audited(tmp_path / "c", "gateway: {protocol: pe-signature}\n", text)
    assert old.verdicts[0].outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("second", "outcome"),
    [
        ("purpose: webhook, fingerprint: ABC", Outcome.FAIL),
        ("purpose: webhook, fingerprint: abd", Outcome.PASS),
        ("purpose: webhook", Outcome.PASS),
        ("purpose: oauth-client, fingerprint: abc", Outcome.PASS),
        ("purpose: webhook, fingerprint: abc, state: retired", Outcome.PASS),
    ],
)
def test_one_fingerprint_is_one_key_and_has_one_purpose(tmp_path: Path, second: str, outcome: Outcome) -> None:
    keys = f"keys:\n  - {{id: a, purpose: oauth-client, fingerprint: abc}}\n  - {{id: b, {second}}}\n"
    assert audited(tmp_path, NEW + keys).verdicts[0].outcome is outcome
