"""secret-weak: what is guessed, where it matters, one secret for two purposes, and who speaks of a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pe_audit import catalog, gateways
from pe_audit.audit import audit
from pe_audit.checks.secret_weak import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file
from pe_audit.model import Observed, Precision
from pe_audit.options import Config, Options

if TYPE_CHECKING:
    from pathlib import Path

STRONG = "mB7xQw2Lz9Rk4Tn8Vc1Hd6Jp3Gs5Fy0KeUaWiXo"


def observed(uri: str, text: str, protocol: str = "pe-signature") -> list[Observed]:
    profiles = gateways.load()
    told = Circumstances((profiles[0]._replace(protocol=protocol), *profiles[1:]))
    evidence = settings_file(File(uri, text.encode(), told))
    assert evidence is not None
    return list(check(evidence))


def problems(uri: str, text: str, protocol: str = "pe-signature") -> list[Observed]:
    return [seen for seen in observed(uri, text, protocol) if seen.problem is not None]


@pytest.mark.parametrize(
    "line",
    [
        "PAGOEFECTIVO_SECRET_KEY=changeme",
        "PAGOEFECTIVO_SECRET_KEY=<your secret key>",
        "WEBHOOK_SECRET=123456",
        "JWT_SECRET=secret",
        "JWT_SECRET=abc123",
        "SESSION_SECRET=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "APP_KEY=base64:cXdlcnR5",
        "HMAC_KEY=0f1e2d3c4b5a6978",  # eight bytes
        "WEBHOOK_SIGNING_KEY=tienda",
    ],
)
def test_a_key_that_anybody_guesses(line: str) -> None:
    name, _, value = line.partition("=")
    (seen,) = problems(".env.production", line + "\n")
    assert (seen.identity, seen.secrets, seen.precision) == (name, (value,), Precision.HIGH)
    assert seen.problem is not None
    assert value not in seen.problem.replace(name, "").replace("secret", "") or value == "secret"


@pytest.mark.parametrize(
    "line",
    [
        f"WEBHOOK_SECRET={STRONG}",
        "JWT_SECRET=${JWT_SECRET}",
        "SESSION_SECRET=/run/secrets/session",
        "SESSION_SECRET=vault:secret/data/web#session",
    ],
)
def test_what_is_strong_or_set_elsewhere_is_sound(line: str) -> None:
    assert [seen.problem for seen in observed(".env.production", line + "\n")] == [None]


@pytest.mark.parametrize("line", ["DB_NAME=shop", "JWT_ALGORITHM=HS256", "JWT_SECRET=", "PAGOEFECTIVO_SERVICE_ID=1044"])
def test_what_is_no_key_is_no_subject(line: str) -> None:
    assert observed(".env.production", line + "\n") == []


def test_the_keys_of_an_application_s_own_maps_are_no_subject() -> None:
    text = '<Application xmlns:x="urn:x"><Colors><Color x:Key="Background">red</Color></Colors></Application>\n'
    assert observed("src/App.xaml", text) == []


@pytest.mark.parametrize(
    "uri", [".env.example", ".env.test", ".env.local", "tests/app.env", "appsettings.Development.json"]
)
def test_where_nobody_pays_nothing_is_looked_at(uri: str) -> None:
    text = '{"JWT_SECRET": "changeme"}' if uri.endswith("json") else "JWT_SECRET=changeme\n"
    assert observed(uri, text) == []


def test_where_nothing_says_the_environment_it_is_less_sure() -> None:
    (seen,) = problems("web.env", "JWT_SECRET=changeme\n")
    assert seen.precision is Precision.MEDIUM


def test_a_letter_that_somebody_left_is_no_setting() -> None:
    assert problems("web/saved.json", '{"SecretKey": "a"}') == []


def test_the_name_may_stand_in_two_keys() -> None:
    (seen,) = problems("appsettings.Production.json", '{"Jwt": {"Issuer": "a", "Key": "12345678"}}')
    assert seen.identity == "Jwt.Key"


def test_one_secret_for_two_purposes() -> None:
    (seen,) = problems(".env.production", f"JWT_SECRET={STRONG}\nSESSION_SECRET={STRONG}\n")
    assert (seen.line, seen.related[0].line) == (2, 1)
    assert problems(".env.production", f"JWT_SECRET={STRONG}\nNEXTAUTH_SECRET={STRONG}\n") == []


def test_api_and_webhook_share_a_key_by_design_until_the_protocol_parts_them() -> None:
    text = f"PAGOEFECTIVO_SECRET_KEY={STRONG}\nWEBHOOK_SECRET={STRONG}\n"
    assert problems(".env.production", text) == []
    assert len(problems(".env.production", text, "2026")) == 1


@pytest.mark.parametrize(
    ("uri", "text"),
    [
        (".env.production", "JWT_SECRET=secret\n"),
        (".env.production", "SESSION_SECRET=xK9mQ2zz\n"),
        ("application-prod.properties", "webhook.secret=tienda\n"),
        ("appsettings.Production.json", '{"Jwt": {"Secret": "tienda2024"}}'),
        ("docker-compose.prod.yml", "services:\n  a:\n    environment:\n      JWT_SECRET: xK9mQ2zz\n"),
        ("Web.config", '<a><appSettings><add key="WebhookSecret" value="Tienda.24"/></appSettings></a>'),
    ],
)
def test_one_weak_secret_is_one_finding(tmp_path: Path, uri: str, text: str) -> None:
    (tmp_path / uri).write_text(text, encoding="utf-8")
    rules = tuple(rule for rule in catalog.load() if rule.area == "secret")
    done = audit(Options(paths=(tmp_path,), root=tmp_path, config=Config(), only=rules))
    assert len(done.findings) == 1
