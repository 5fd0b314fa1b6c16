"""environment-version-stale: one version, known and declared, its documentation read within 180 days."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pe_audit import catalog
from pe_audit.audit import audit, circumstances_of
from pe_audit.checks.environment_version_stale import check
from pe_audit.configuration import load
from pe_audit.evidence.circumstances import Declarations, Entry
from pe_audit.evidence.declared import Declared
from pe_audit.model import Audit, Observed, Outcome
from pe_audit.options import Config, Options

GATEWAY = "https://services.pagoefectivo.pe"


def declared(version: str | None, reviewed: date | None, today: date, protocol: str = "pe-signature") -> list[Observed]:
    declarations = Declarations(
        api_version=Entry(version, 3, 16) if version else None,
        documentation_reviewed=Entry(reviewed.isoformat(), 4, 27) if reviewed else None,
    )
    now = datetime(today.year, today.month, today.day, 12, tzinfo=timezone.utc)
    config = Config(declared=declarations, protocol=protocol)
    options = Options(paths=(), root=Path(), config=config, now=now)
    return list(check(Declared("pe-audit.yaml", circumstances_of(options))))


def audited(tree: Path, version: str, **files: str) -> Audit:
    for name, text in files.items():
        path = tree / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    if version:
        told = f"gateway: {{api_version: {version}, documentation_reviewed: 2026-11-01}}\n"
        (tree / "pe-audit.yaml").write_text(told)
    now = datetime(2026, 11, 22, tzinfo=timezone.utc)
    rule = catalog.find("environment-version-stale")
    return audit(Options(paths=(tree,), root=tree, config=load(tree, None), now=now, only=(rule,)))


TODAY = date(2026, 11, 22)


@given(reviewed=st.dates(date(2000, 1, 1), date(2100, 1, 1)), days=st.integers(0, 800))
@example(reviewed=date(2024, 2, 29), days=180)
@example(reviewed=date(2024, 2, 29), days=181)
def test_a_review_holds_for_a_hundred_and_eighty_days(reviewed: date, days: int) -> None:
    _, review = declared("v1", reviewed, reviewed + timedelta(days=days))
    assert (review.problem is not None, review.undecided) == (days > 180, None)


def test_the_places_are_those_of_the_declarations() -> None:
    version, review = declared("v9", date(2026, 1, 1), TODAY)
    assert [(one.line, one.column, one.end_column) for one in (version, review)] == [(3, 16, 18), (4, 27, 37)]
    assert version.problem == "The declared version of the API is not known. v9 is none of v1."
    assert review.problem == (
        "The gateway's documentation was not reviewed for 180 days. It was on 2026-01-01, 325 ago."
    )


@pytest.mark.parametrize(
    ("version", "protocol", "known"),
    [
        ("v1", "pe-signature", True),
        ("1", "pe-signature", True),
        ("V1", "pe-signature", True),
        ("v11", "pe-signature", False),
        ("latest", "pe-signature", False),
        ("2026-01", "2026", True),
    ],
)
def test_the_profile_knows_the_versions_of_its_protocol(version: str, protocol: str, known: bool) -> None:
    seen = declared(version, TODAY, TODAY, protocol)[0]
    assert (seen.problem is None, seen.undecided) == (known, None)


def test_what_is_not_declared_is_asked_for() -> None:
    version, review = declared(None, None, TODAY)
    assert (version.problem, review.problem) == (None, None)
    assert "api_version" in (version.undecided or "") and "documentation_reviewed" in (review.undecided or "")
    _, review = declared("v1", TODAY + timedelta(days=1), TODAY)
    assert (review.problem, review.undecided is not None) == (None, True)


@pytest.mark.parametrize(
    ("version", "urls", "outcome"),
    [
        ("", [], Outcome.NOT_APPLICABLE),
        ("", ["/v1/cips"], Outcome.PASS),
        ("", ["/v1/cips", "/v1/authorizations", "/v1"], Outcome.PASS),
        ("", ["/v1/cips", "/v2/cips"], Outcome.FAIL),
        ("", ["/v2/cips"], Outcome.OPEN),
        ("", ["/cips", "/web/valid"], Outcome.NOT_APPLICABLE),
        ("v1", ["/v1/cips"], Outcome.PASS),
        ("v1", ["/v2/cips"], Outcome.FAIL),
        ("v1", [], Outcome.PASS),
    ],
)
def test_addresses_name_one_version_and_the_declared_one(
    tmp_path: Path, version: str, urls: list[str], outcome: Outcome
) -> None:
    text = "".join(f"URL_{n}={GATEWAY}{url}\n" for n, url in enumerate(urls))
    assert audited(tmp_path, version, production_DOT_env=text).verdicts[0].outcome is outcome


def test_two_versions_are_reported_at_the_older_with_the_newer_beside_it(tmp_path: Path) -> None:
    code = f"const cips = '{GATEWAY}/v10/cips';\n"
    (finding,) = audited(tmp_path, "", a_DOT_js=code, b_DOT_env=f"URL={GATEWAY}/v9/cips\n").findings
    assert (finding.location.uri, [place.location.uri for place in finding.related]) == ("b.env", ["a.js"])
    assert finding.message.endswith("services.pagoefectivo.pe is called as v9 and as v10.")


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("b_DOT_env", "https://pre1a.services.pagoefectivo.pe/v2/cips"),
        ("sandbox_DOT_env", f"{GATEWAY}/v2/cips"),
        ("tests__b_DOT_env", f"{GATEWAY}/v2/cips"),
        ("b_DOT_env_DOT_example", f"{GATEWAY}/v2/cips"),
        ("b_DOT_env", "https://api.example.com/v2/pagoefectivo.pe/v2"),
    ],
    ids=["the sandbox", "a rehearsal", "a test", "an example", "another host"],
)
def test_a_version_elsewhere_is_not_in_use(tmp_path: Path, name: str, url: str) -> None:
    files = {"a_DOT_env": f"URL={GATEWAY}/v1/cips\n", name: f"URL={url}\n"}
    assert audited(tmp_path, "", **files).verdicts[0].outcome is Outcome.PASS
