"""A shop that declares everything well, from the command line: every rule passes, and `--now` moves each limit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

DECLARED = """
gateway:
  protocol: "2026"
  api_version: v1
  documentation_reviewed: 2026-09-01
keys:
  - {id: PAGOEFECTIVO_SECRET_KEY, purpose: api, environment: production, created: 2026-10-01, fingerprint: "f1"}
  - {id: PAGOEFECTIVO_SECRET_KEY_OLD, purpose: api, environment: production, created: 2026-07-03, state: verify-only,
     retired: 2026-12-30, fingerprint: "f2"}
certificates:
  - {file: tls/client.pem, key: tls/client.key, purpose: client, environment: production}
"""
TREE = {
    ".env.production": """APP_ENV=production
PAGOEFECTIVO_URL=https://services.pagoefectivo.pe/v1
PAGOEFECTIVO_CLIENT_CERT=/run/secrets/client.pem
PAGOEFECTIVO_CLIENT_KEY=/run/secrets/client.key
PAGOEFECTIVO_TOKEN_TTL=3000
PAGOEFECTIVO_SECRET_KEY=${SECRET_KEY}
PAGOEFECTIVO_SECRET_KEY_OLD=${SECRET_KEY_OLD}
""",
    "shop/pagoefectivo.py": """import hashlib
import hmac
import os

import requests

KEYS = [os.environ[name].encode() for name in ("PAGOEFECTIVO_SECRET_KEY", "PAGOEFECTIVO_SECRET_KEY_OLD")]
PAIR = (os.environ["PAGOEFECTIVO_CLIENT_CERT"], os.environ["PAGOEFECTIVO_CLIENT_KEY"])


def create_cip(order, token):
    headers = {"Authorization": f"Bearer {token}"}
    return requests.post(os.environ["PAGOEFECTIVO_URL"] + "/cips", json=order, headers=headers, cert=PAIR, timeout=10)


def is_from_pagoefectivo(request):
    given, sent = request.headers["X-Signature"], request.headers["X-Date"]
    for key in KEYS:
        expected = hmac.new(key, sent.encode() + request.body, hashlib.sha256).hexdigest()
        if hmac.compare_digest(expected, given):
            return True
    return False
""",
}
RULES = (
    "environment-old-profile",
    "environment-version-stale",
    "key-master-on-request-path",
    "key-predecessor-lost",
    "key-rotation-due",
    "key-single-verifier",
    "key-token-long-lived",
    "key-too-old",
    "key-transition-overdue",
    "key-undeclared",
    "transport-mtls-missing",
)


@pytest.fixture
def outcomes(tmp_path: Path, pe_audit: Run) -> Callable[..., dict[str, str]]:
    """Audits the shop on a day, a word of pe-audit.yaml replaced, and gives each rule's outcome."""
    shop = tmp_path / "shop"
    for name, text in TREE.items():
        (shop / name).parent.mkdir(parents=True, exist_ok=True)
        (shop / name).write_text(text)

    def audited(now: str, old: str = "", new: str = "") -> dict[str, str]:
        assert old in DECLARED
        (shop / "pe-audit.yaml").write_text(DECLARED.replace(old, new, 1) if old else DECLARED)
        ran = pe_audit("check", shop, "--now", now, "--select", ",".join(RULES), "--format", "json")
        return {one["rule"]: one["outcome"] for one in json.loads(ran[1])["verdicts"]}

    return audited


def test_what_is_declared_well_passes(outcomes: Callable[..., dict[str, str]]) -> None:
    assert outcomes("2026-11-22") == dict.fromkeys(RULES, "pass")


@pytest.mark.parametrize(
    ("rule", "last", "first"),
    [
        ("key-rotation-due", "2026-12-15", "2026-12-16"),
        ("key-too-old", "2026-12-30", "2026-12-31"),
        ("environment-version-stale", "2027-02-28", "2027-03-01"),
    ],
)
def test_the_day_moves_the_limit(outcomes: Callable[..., dict[str, str]], rule: str, last: str, first: str) -> None:
    assert (outcomes(last)[rule], outcomes(first)[rule]) == ("pass", "fail")


def test_a_transition_ends_on_its_day(outcomes: Callable[..., dict[str, str]]) -> None:
    left = ("     retired: 2026-12-30, fingerprint", "     fingerprint")
    assert outcomes("2026-12-30", *left)["key-transition-overdue"] == "pass"
    assert outcomes("2026-12-31", *left)["key-transition-overdue"] == "fail"


@pytest.mark.parametrize(
    ("rule", "old", "new", "outcome"),
    [
        ("key-predecessor-lost", "state: verify-only", "state: retired", "fail"),
        ("key-undeclared", "created: 2026-10-01, ", "", "fail"),
        ("key-master-on-request-path", 'protocol: "2026"', "protocol: pe-signature", "notApplicable"),
        ("transport-mtls-missing", 'protocol: "2026"', "protocol: pe-signature", "notApplicable"),
        ("environment-old-profile", 'protocol: "2026"', "protocol: pe-signature", "open"),
        ("environment-old-profile", "purpose: client", "purpose: server", "fail"),
        ("environment-version-stale", "api_version: v1", "api_version: v2", "fail"),
        ("environment-version-stale", "  documentation_reviewed: 2026-09-01\n", "", "open"),
    ],
)
def test_one_word_less_and_the_rule_speaks(
    outcomes: Callable[..., dict[str, str]], rule: str, old: str, new: str, outcome: str
) -> None:
    assert outcomes("2026-11-22", old, new)[rule] == outcome
