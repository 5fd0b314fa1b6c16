"""Which language a file's name tells."""

from __future__ import annotations

import pytest

from pe_audit.languages import language_of


@pytest.mark.parametrize(
    ("uri", "language"),
    [
        ("app/Pay.PHP", "php"),
        ("src/pay.mjs", "javascript"),
        ("src/Pay.tsx", "tsx"),
        ("src/pay.ts", "typescript"),
        ("src/d.ts", "typescript"),
        ("types/stripe.d.ts", None),
        ("types/stripe.d.mts", None),
        ("cmd/api/main.go", "go"),
        ("app/controllers/ipn_controller.rb", "ruby"),
        ("config.ru", "ruby"),
        ("app/src/main/java/pe/Pago.kt", "kotlin"),
        ("build.main.kts", "kotlin"),
        ("app/build.gradle.kts", None),
        ("Sources/App/routes.swift", "swift"),
        ("README.md", None),
        ("Makefile", None),
    ],
)
def test_a_name_tells_the_language_and_declarations_have_none(uri: str, language: str | None) -> None:
    assert language_of(uri) == language
