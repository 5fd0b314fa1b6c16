"""environment-old-profile: a question where the old one is declared, a finding where the new one is contradicted."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from pe_audit import catalog
from pe_audit.audit import audit
from pe_audit.configuration import load
from pe_audit.model import Audit, Outcome
from pe_audit.options import Options

NOW = datetime(2026, 11, 22, 12, tzinfo=timezone.utc)
NEW = 'gateway: {protocol: "2026"}\n'
PAIR = "certificates: [{file: c.pem, key: c.key, purpose: client}]\n"
OLD = "gateway: {protocol: pe-signature}\n"


def audited(tree: Path, declared: str, **files: str) -> Audit:
    for name, text in files.items():
        path = tree / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tree / "pe-audit.yaml").write_text(declared)
    rule = catalog.find("environment-old-profile")
    return audit(Options(paths=(tree,), root=tree, config=load(tree, None), now=NOW, only=(rule,)))


def stated(about: str = "environment-old-profile", when: str = "2026-11-22", until: str = "2026-11-22") -> str:
    return f"statements: [{{about: {about}, who: Rosa, when: {when}, until: {until}}}]\n"


@pytest.mark.parametrize(
    ("declared", "outcome"),
    [
        ("paths: {skip: [x/]}\n", Outcome.OPEN),
        (OLD, Outcome.OPEN),
        (OLD + stated(), Outcome.PASS),
        (OLD + stated(until="2026-11-21"), Outcome.OPEN),
        (OLD + stated(when="2026-11-23"), Outcome.OPEN),
        (OLD + stated(about="key-too-old"), Outcome.OPEN),
        (NEW, Outcome.FAIL),
        (NEW + stated(), Outcome.FAIL),
        (NEW + PAIR, Outcome.PASS),
        (NEW + PAIR.replace("client", "server"), Outcome.FAIL),
        (NEW + PAIR.replace("}", ", environment: sandbox}"), Outcome.FAIL),
        (NEW + PAIR.replace("}", ", environment: production}"), Outcome.PASS),
    ],
)
def test_a_declaration_is_asked_about_or_held_against_the_others(
    tmp_path: Path, declared: str, outcome: Outcome
) -> None:
    assert audited(tmp_path, declared).verdicts[0].outcome is outcome


def test_the_contradiction_stands_where_the_profile_is_declared(tmp_path: Path) -> None:
    (finding,) = audited(tmp_path, "# one\ngateway:\n  protocol: '2026'\n").findings
    assert (finding.location.uri, finding.location.line) == ("pe-audit.yaml", 3)
    assert finding.message.startswith("The declared profile is contradicted. 2026 Enhanced Mode wants a client")


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (
            "r.header('PE-Signature')",
            "The code speaks the old profile. It reads PE-Signature, and X-Signature nowhere.",
        ),
        ("r.header('pe-signature')", "The code speaks the old profile."),
        ("env.HTTP_PE_SIGNATURE", "The code speaks the old profile."),
        (
            "r.header('X-Signature')",
            "The code ignores the profile's timestamp. It reads X-Signature, and X-Date nowhere.",
        ),
        ("r.header('X-Signature'), r.header('x-date')", None),
        ("r.header('X-Signature'), env.HTTP_X_DATE, r.header('PE-Signature')", None),
        ("r.header('X-Signature'), r.header('X-Date-Format'), r.header('Max-X-Date')", "The code ignores"),
    ],
)
def test_what_the_code_reads_is_held_against_the_profile(tmp_path: Path, code: str, problem: str | None) -> None:
    found = audited(tmp_path, NEW + PAIR, hook_DOT_js=f"pagoefectivo(r => [{code}]);\n").findings
    assert [one.message.startswith(problem or "!") for one in found] == ([True] if problem else [])


def test_the_time_may_be_read_in_another_file_and_not_in_a_comment_or_a_test(tmp_path: Path) -> None:
    signature, time = "pagoefectivo(r.header('X-Signature'))\n", "r.header('X-Date')\n"
    assert audited(tmp_path / "a", NEW + PAIR, a_DOT_js=signature, b_DOT_ts=time).findings == ()
    assert audited(tmp_path / "b", NEW + PAIR, a_DOT_js=signature + "// " + time).findings
    assert audited(tmp_path / "c", NEW + PAIR, a_DOT_js=signature, tests__b_DOT_js=time).findings


def test_another_gateways_header_of_the_same_name_is_not_judged(tmp_path: Path) -> None:
    assert audited(tmp_path, NEW + PAIR, mercadopago_DOT_js="r.header('x-signature')\n").findings == ()


def test_every_other_place_of_the_old_header_is_related(tmp_path: Path) -> None:
    old = "r.header('PE-Signature')\n"
    (finding,) = audited(tmp_path, NEW + PAIR, a_DOT_js=old, b_DOT_js=old).findings
    assert (finding.location.uri, [one.location.uri for one in finding.related]) == ("a.js", ["b.js"])


def test_under_the_old_profile_no_header_is_judged(tmp_path: Path) -> None:
    result = audited(tmp_path, OLD + stated(), a_DOT_js="r.header('X-Signature')\n")
    assert (result.verdicts[0].outcome, result.verdicts[0].subjects) == (Outcome.PASS, 1)
