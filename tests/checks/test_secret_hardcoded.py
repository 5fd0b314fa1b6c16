"""secret-hardcoded on whole files: places, paths, precision, one finding a value."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit import catalog, gateways
from pe_audit.checks.secret_hardcoded import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.text import File, Text
from pe_audit.model import Observed, Precision
from pe_audit.route import Router

KEY = "8ZCsRsi833KOcP5szoYeM+aw6l9dmMmHXkHZb+Yq"


def problems(uri: str, text: str | bytes) -> list[Observed]:
    """What the rule reports in a file, by way of its own patterns."""
    data = text if isinstance(text, bytes) else text.encode()
    rule = catalog.read(Path(catalog.rules_folder()) / "secret/hardcoded/rule.yaml", own=True)
    told = Circumstances(gateways.load())
    file = File(uri, data, told)
    chosen = Router([rule], told.gateways).scanner().route(uri, file.data)
    return [seen for _, hits in chosen for seen in check(Text(file, hits)) if seen.problem is not None]


def test_place_is_that_of_the_value_in_code_points() -> None:
    (seen,) = problems("a.php", f"<?php\n/* ñandú */ $secretKey = '{KEY}';\n")
    assert (seen.line, seen.column, seen.end_column) == (2, 27, 27 + len(KEY))


def test_place_is_right_in_latin_1() -> None:
    (seen,) = problems("a.php", "/* contraseña */ $secretKey = '".encode("latin-1") + KEY.encode() + b"';\n")
    assert (seen.line, seen.column) == (1, 32)


def test_message_and_identity_hold_no_secret() -> None:
    (seen,) = problems("a.env", f"SECRET_KEY={KEY}\n")
    assert KEY not in (seen.problem or "") + seen.identity
    assert seen.secrets == (KEY,)
    assert (seen.problem or "").partition(". ")[0] == "SECRET_KEY holds a literal secret"


def test_value_on_the_line_below_its_name() -> None:
    (seen,) = problems("a.json", f'{{\n  "key": "secretKey",\n  "value": "{KEY}"\n}}\n')
    assert seen.line == 3


def test_two_secrets_of_one_line_are_two_findings() -> None:
    seen = problems("a.js", f"connect({{ secretKey: '{KEY}', password: 'Huascaran6768' }});\n")
    assert len(seen) == 2


def test_one_value_seen_in_two_ways_is_one_finding() -> None:
    assert len(problems("a.env", "DATABASE_PASSWORD_URL=postgres://shop:Huascaran6768@db.shop.pe/shop\n")) == 1


@pytest.mark.parametrize("path", ["tests/PaymentTest.php", "docs/usage.md", "examples/pay.php"])
def test_strong_key_in_a_test_or_an_example_is_reported_less_sure(path: str) -> None:
    (strong,) = problems(path, "$apiSecret = '95a4gDKbaEgXwZfQ1cSD652OvHjH';\n")
    (sure,) = problems("src/Payment.php", "$apiSecret = '95a4gDKbaEgXwZfQ1cSD652OvHjH';\n")
    assert strong.precision is not None
    assert sure.precision is Precision.HIGH
    assert strong.precision < sure.precision


def test_weak_password_in_a_test_is_not_reported() -> None:
    assert problems("tests/LoginTest.php", "$user->login(['password' => 'admin123']);\n") == []


def test_translations_are_not_credentials() -> None:
    assert problems("resources/lang/es/auth.php", "return ['password' => 'Contrasena2', 'token' => 'Codigo1'];\n") == []


def test_fallback_is_left_to_its_own_rule() -> None:
    assert problems("a.js", "const s = process.env.JWT_SECRET || 'panel-tienda-andina-2025';\n") == []


def test_web_key_of_firebase_is_no_secret() -> None:
    text = (
        "const c = {\n  apiKey: 'AIzaSyB0kd93Kd0sL2mN4pQ6rS8tU0vW2xY4zA6',\n  authDomain: 'shop.firebaseapp.com',\n};\n"
    )
    assert problems("src/firebase.js", text) == []
    assert problems("src/maps.js", text.replace("authDomain: 'shop.firebaseapp.com'", "zoom: 4")) != []


def test_secret_in_a_very_long_line_is_found_at_its_place() -> None:
    (seen,) = problems("a.js", "var a=1;" * 5_000 + f"var secretKey='{KEY}';" + "var b=2;" * 5_000)
    assert seen.column == 8 * 5_000 + len("var secretKey='") + 1


def test_unquoted_word_is_a_value_in_settings_and_a_variable_in_code() -> None:
    assert problems("a.properties", "client.password=Huascaran6768\n")
    assert problems("a.py", "client.password=Huascaran6768\n") == []


@pytest.mark.parametrize(
    "data",
    [
        b"secret = '" * 3_000,
        b"\xff\xfe\x00",
        b'password="' + b"\\" * 9_001,
        "密钥：“".encode() * 500,
        b"://a:b@" * 2_000,
        b"token=\n" * 2_000,
    ],
)
def test_hostile_bytes_never_raise(data: bytes) -> None:
    problems("a.txt", data)


@pytest.mark.parametrize(
    ("uri", "line"),
    [
        ("Config.h", f'#define SECRET_KEY @"{KEY}"'),
        ("Config.m", f'static NSString *const kSecretKey = @"{KEY}";'),
        ("Config.m", f'NSString * const PESecretKey=@"{KEY}";'),
        ("AppDelegate.m", f'[PagoEfectivo config:@"{KEY}" accessKey:accessKey];'),
        ("AppDelegate.mm", f'[sdk setSecretKey:@"{KEY}"];'),
        ("AppDelegate.m", f'NSDictionary *body = @{{@"secretKey": @"{KEY}"}};'),
        ("Pago.vb", f'Private Const SecretKey As String = "{KEY}"'),
        ("Pago.vb", f'Dim oPago As New Pago With {{.SecretKey = "{KEY}"}}'),
        ("Pago.vb", f'servicio.Autorizar(accessKey, secretKey:="{KEY}")'),
        ("Pago.aspx", f'<% Dim secretKey As String = "{KEY}" %>'),
        ("Pago.vbhtml", f'@Code Dim secretKey = "{KEY}" End Code'),
    ],
)
def test_objective_c_and_visual_basic(uri: str, line: str) -> None:
    assert [seen.secrets for seen in problems(uri, line + "\n")] == [(KEY,)]


@pytest.mark.parametrize(
    ("uri", "line"),
    [
        ("Config.m", 'static NSString *const kSecretKeyName = @"secretKey";'),
        ("Keys.m", 'NSString *secretKey = [NSUserDefaults.standardUserDefaults stringForKey:@"PESecretKeyOfTheShop"];'),
        ("Pago.vb", 'Dim secretKey As String = ConfigurationManager.AppSettings("PagoEfectivoSecretKey")'),
        ("Pago.vb", 'Dim secretKey As String = My.Settings.Item("PagoEfectivoSecretKey")'),
    ],
)
def test_names_of_keys_there_are_no_keys(uri: str, line: str) -> None:
    assert problems(uri, line + "\n") == []
