"""key-token-long-lived: two hours under the deployed API, one under 2026, and never without an end."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from pe_audit import catalog
from pe_audit.audit import audit
from pe_audit.configuration import load
from pe_audit.model import Audit, Outcome
from pe_audit.options import Options


def audited(tree: Path, name: str, text: str, declared: str = "") -> Audit:
    (tree / name).parent.mkdir(parents=True, exist_ok=True)
    (tree / name).write_text(text)
    if declared:
        (tree / "pe-audit.yaml").write_text(declared)
    rule = catalog.find("key-token-long-lived")
    now = datetime(2026, 11, 22, tzinfo=timezone.utc)
    return audit(Options(paths=(tree / name,), root=tree, config=load(tree, None), now=now, only=(rule,)))


def outcome(tree: Path, name: str, text: str, declared: str = "") -> Outcome:
    return audited(tree, name, text, declared).verdicts[0].outcome


@pytest.mark.parametrize(
    ("seconds", "protocol", "expected"),
    [
        (7200, "pe-signature", Outcome.PASS),
        (7201, "pe-signature", Outcome.FAIL),
        (3600, '"2026"', Outcome.PASS),
        (3601, '"2026"', Outcome.FAIL),
    ],
)
def test_the_limit_is_that_of_the_declared_protocol(
    tmp_path: Path, seconds: int, protocol: str, expected: Outcome
) -> None:
    declared = f"gateway: {{protocol: {protocol}}}\n"
    assert outcome(tmp_path, "app.env", f"PAGOEFECTIVO_TOKEN_TTL={seconds}\n", declared) is expected
    code = f"<?php Cache::put('pagoefectivo_token', $token, {seconds});\n"
    assert outcome(tmp_path, "a.php", code, declared) is expected


def test_the_message_names_the_call_and_both_times(tmp_path: Path) -> None:
    (finding,) = audited(
        tmp_path, "a.php", "<?php Cache::put('pagoefectivo_token', $token, now()->addDay());\n"
    ).findings
    assert finding.message == (
        "A token of the gateway is kept for too long. Cache::put keeps it 86,400 s; it lives 7,200 s."
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.env", "PAGOEFECTIVO_TOKEN_EXPIRES_HOURS=12\n"),
        ("a.env", "PAGOEFECTIVO_TOKEN_CACHE_MINUTES=600\n"),
        ("appsettings.json", '{"PagoEfectivo": {"TokenLifetime": "1.00:00:00"}}'),
        ("a.js", "const ttl = redis.setex('pagoefectivo:token', 86400, token);\n"),
        ("a.js", "redis.psetex('pagoefectivo:token', 86400000, token);\n"),
        ("a.js", "client.set('pagoefectivo:token', token, { EX: 86400 });\n"),
        ("a.js", "client.set('pagoefectivo:token', token, 'PX', 86400000);\n"),
        ("pagoefectivo.py", "# pagoefectivo\ncache.set('token', token, timeout=60 * 60 * 3)\n"),
        ("a.py", "class PagoEfectivo:\n    def keep(self, token):\n        cache.set('token', token, 86400)\n"),
        ("a.php", "<?php set_transient('pagoefectivo_token', $t, 12 * HOUR_IN_SECONDS);\n"),
        ("a.php", "<?php Cache::forever('pagoefectivo_token', $t);\n"),
        ("a.php", "<?php Cache::put('pagoefectivo_token', $t);\n"),
        ("a.py", "redis.set('pagoefectivo_token', token)\n"),
        ("A.cs", 'class A { void F() { c.Set("PagoEfectivoToken", t, TimeSpan.FromHours(3)); } }\n'),
    ],
)
def test_a_token_kept_too_long_is_found(tmp_path: Path, name: str, text: str) -> None:
    assert outcome(tmp_path, name, text) is Outcome.FAIL


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.env", "PAGOEFECTIVO_TIMEOUT=86400\nPAGOEFECTIVO_TOKEN=x\nJWT_TOKEN_TTL=86400\n", Outcome.NOT_APPLICABLE),
        ("a.env", "PAGOEFECTIVO_TOKEN_TTL=${TTL}\n", Outcome.NOT_APPLICABLE),
        ("a.env.example", "PAGOEFECTIVO_TOKEN_TTL=86400\n", Outcome.NOT_APPLICABLE),
        ("tests/a.php", "<?php Cache::put('pagoefectivo_token', $t, 86400);\n", Outcome.NOT_APPLICABLE),
        ("a.php", "<?php Cache::put('pagoefectivo_token', $t, $ttl);\n", Outcome.NOT_APPLICABLE),
        ("a.php", "<?php Cache::put('pagoefectivo_order', $t, 86400);\n", Outcome.NOT_APPLICABLE),
        ("a.php", "<?php Cache::put('paypal_token', $t, 86400); // not pagoefectivo\n", Outcome.NOT_APPLICABLE),
        ("a.php", "<?php Cache::put('pagoefectivo_csrf_token', $t, 86400);\n", Outcome.NOT_APPLICABLE),
        ("a.js", "tokens.set('pagoefectivo_token', { token, expiresAt });\n", Outcome.NOT_APPLICABLE),
        ("a.js", "redis.set('pagoefectivo_token', { token, expiresAt });\n", Outcome.NOT_APPLICABLE),
        ("a.js", "redis.expire('pagoefectivo_token', 7000);\n", Outcome.PASS),
    ],
)
def test_what_is_no_lifetime_of_the_gateways_token_is_left_alone(
    tmp_path: Path, name: str, text: str, expected: Outcome
) -> None:
    assert outcome(tmp_path, name, text) is expected
