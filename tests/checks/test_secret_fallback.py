"""secret-fallback: literal and empty defaults, and the lookups that have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit import catalog, gateways
from pe_audit.checks.secret_fallback import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.text import File, Text
from pe_audit.model import Observed, Precision
from pe_audit.route import Router


def observed(uri: str, text: str) -> list[Observed]:
    rule = catalog.read(Path(catalog.rules_folder()) / "secret/fallback/rule.yaml", own=True)
    told = Circumstances(gateways.load())
    file = File(uri, text.encode(), told)
    chosen = Router([rule], told.gateways).scanner().route(uri, file.data)
    return [seen for _, hits in chosen for seen in check(Text(file, hits))]


def problems(uri: str, text: str) -> list[str]:
    return [seen.problem for seen in observed(uri, text) if seen.problem is not None]


def test_literal_default_is_reported_with_its_name() -> None:
    (problem,) = problems("a.js", "const s = process.env.JWT_SECRET || 'panel-tienda-2025';\n")
    assert problem.startswith("JWT_SECRET falls back to a literal secret.")


def test_placeholder_behind_a_lookup_is_a_known_key() -> None:
    assert problems("a.js", "const s = process.env.JWT_SECRET || 'your-secret-key';\n")


def test_empty_default_of_a_signing_secret_in_a_laravel_config() -> None:
    text = "<?php\nreturn [\n  'secret' => env('PAGOEFECTIVO_SECRET_KEY', ''),\n];\n"
    (seen,) = [seen for seen in observed("config/services.php", text) if seen.problem]
    assert seen.precision is Precision.LOW
    assert seen.line == 3


def test_empty_default_that_is_refused_before_use_is_sound() -> None:
    text = (
        "this.secretKey = process.env.PAGOEFECTIVO_SECRET_KEY || '';\n"
        "isConfigured() { return this.secretKey !== ''; }\n"
        "sign(body) { return createHmac('sha256', this.secretKey).update(body); }\n"
    )
    assert [seen.problem for seen in observed("a.js", text)] == [None]


@pytest.mark.parametrize(
    ("uri", "line"),
    [
        ("a.php", "'access_key' => env('PAGOEFECTIVO_ACCESS_KEY', ''),"),
        ("a.py", "password = form.get('password', '')"),
        ("a.js", "const url = process.env.TOKEN_URL || 'http://localhost:3000/token';"),
        ("a.js", "const id = process.env.GOOGLE_SECRET || 'APP_SECRET';"),
        ("a.sh", "TTL=${TOKEN_TTL:-3600}"),
        ("a.yml", "password: ${DB_PASSWORD}"),
        ("a.ts", "interface A { secret?: 'one' | 'two' }"),
    ],
)
def test_nothing_is_wrong_with(uri: str, line: str) -> None:
    assert problems(uri, line + "\n") == []


def test_lookup_without_default_is_a_sound_subject() -> None:
    assert [seen.problem for seen in observed("a.php", "$s = getenv('PAGOEFECTIVO_SECRET_KEY');\n")] == [None]
