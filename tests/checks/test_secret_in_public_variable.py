"""secret-in-public-variable: names that give a secret away, keys made for clients, and who speaks of a value."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit import catalog, gateways
from pe_audit.checks import secret_hardcoded
from pe_audit.checks.secret_in_public_variable import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.text import File, Text
from pe_audit.model import Observed, Precision
from pe_audit.route import Router

KEY = "rN3xk8VbQ0tYw5LmZs7Jc2HgDf4PaEu1iKo6XyTq"


def observed(uri: str, text: str) -> list[Observed]:
    rule = catalog.read(Path(catalog.rules_folder()) / "secret/in-public-variable/rule.yaml", own=True)
    told = Circumstances(gateways.load())
    file = File(uri, text.encode(), told)
    chosen = Router([rule], told.gateways).scanner().route(uri, file.data)
    return [seen for _, hits in chosen for seen in check(Text(file, hits))]


def problems(uri: str, text: str) -> list[Observed]:
    return [seen for seen in observed(uri, text) if seen.problem is not None]


@pytest.mark.parametrize(
    "name",
    [
        "NEXT_PUBLIC_PAGOEFECTIVO_SECRET_KEY",
        "VITE_WEBHOOK_SECRET",
        "REACT_APP_DB_PASSWORD",
        "EXPO_PUBLIC_CLIENT_SECRET",
        "NUXT_PUBLIC_PAGOEFECTIVO_ACCESS_KEY",
        "GATSBY_OPENAI_API_KEY",
        "VUE_APP_SUPABASE_SERVICE_ROLE_KEY",
        "NG_APP_GITHUB_TOKEN",
        "STORYBOOK_JWT_SECRET",
        "MIX_ALGOLIA_ADMIN_KEY",
        "PUBLIC_CLIENT_SECRET",
        "NEXT_PUBLIC_RECAPTCHA_SECRET_KEY",
    ],
)
def test_the_name_alone_is_the_hole(name: str) -> None:
    (seen,) = problems(".env.production", f"{name}=${{FROM_THE_VAULT}}\n")
    assert (seen.line, seen.column, seen.end_column, seen.identity) == (1, 1, 1 + len(name), name)


@pytest.mark.parametrize(
    "line",
    [
        "NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY=x",
        "VITE_FIREBASE_API_KEY=x",
        "VITE_GOOGLE_MAPS_API_KEY=x",
        "REACT_APP_RECAPTCHA_SITE_KEY=x",
        "NEXT_PUBLIC_VAPID_PUBLIC_KEY=x",
        "MIX_PUSHER_APP_KEY=x",
        "REACT_APP_MAPBOX_ACCESS_TOKEN=x",
        "NEXT_PUBLIC_SUPABASE_ANON_KEY=x",
        "VITE_WEATHER_API_KEY=x",
        "VITE_PASSWORD_MIN_LENGTH=12",
        "NEXT_PUBLIC_PASSWORD_LOGIN=true",
        "VITE_FORGOT_PASSWORD_URL=https://tienda.example/clave",
        "VITE_SECRET_ROOM_URL=https://tienda.example/sala",
    ],
)
def test_what_clients_may_see_is_sound(line: str) -> None:
    assert [seen.problem for seen in observed(".env", line + "\n")] == [None]


@pytest.mark.parametrize(
    "line",
    ["PUBLIC_KEY=x", "PUBLIC_KEY_PASSWORD=x", "PAGOEFECTIVO_SECRET_KEY=x", "INVITE_TOKEN=x", "MY_VITE_SECRET=x"],
)
def test_what_no_bundler_exposes_is_no_subject(line: str) -> None:
    assert observed(".env", line + "\n") == []


def test_a_secret_by_its_form_under_a_harmless_name() -> None:
    (seen,) = problems("app.json", '{"VITE_STRIPE_KEY": "sk_live_51Tienda0Andina0Huascaran"}\n')
    assert seen.secrets == ("sk_live_51Tienda0Andina0Huascaran",)


def test_code_counts_where_it_reads_the_environment_and_once_a_file() -> None:
    line = "const k = import.meta.env.VITE_JWT_SECRET;\n"
    assert len(problems("src/a.ts", line * 3)) == 1
    assert problems("src/a.ts", "const VITE_JWT_SECRET = read();\n") == []


def test_comments_and_prose_expose_nothing() -> None:
    assert problems(".env", "# never: VITE_JWT_SECRET=x\n") == []
    assert observed("README.md", "VITE_JWT_SECRET=x\n") == []


def test_in_tests_it_is_less_sure() -> None:
    (seen,) = problems("tests/fixtures/app.env", "VITE_JWT_SECRET=x\n")
    assert seen.precision is Precision.LOW


def test_the_value_of_such_a_variable_is_one_finding() -> None:
    text = f"VITE_PAGOEFECTIVO_SECRET_KEY={KEY}\nPAGOEFECTIVO_SECRET_KEY={KEY}\n"
    (seen,) = problems(".env", text)
    assert seen.secrets == (KEY,)
    file = File(".env", text.encode(), Circumstances(gateways.load()))
    general = [s.line for s in secret_hardcoded.check(Text(file, (30, 72, len(text)))) if s.problem is not None]
    assert general == [2]
