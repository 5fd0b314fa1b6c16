"""Which values a line offers, and by which name: every way of writing one."""

from __future__ import annotations

import pytest

from pe_audit.evidence.credential.assigned import assigned
from pe_audit.evidence.credential.candidate import Syntax
from pe_audit.evidence.credential.tokens import tokens_of
from pe_audit.evidence.credential.written import written

VALUE = "k3Jd92kslQ8v"


def found(line: str, *, code: bool = True) -> set[tuple[str, str, Syntax]]:
    candidates = [*assigned(line), *written(line, code=code)]
    assert all(line[c.start : c.end] == c.value for c in candidates), "a candidate's span must hold its value"
    return {(c.name, c.value, c.syntax) for c in candidates}


@pytest.mark.parametrize(
    ("line", "name", "syntax"),
    [
        (f'secret = "{VALUE}"', "secret", Syntax.ASSIGNED),
        (f'const secret: string = "{VALUE}";', "secret", Syntax.ASSIGNED),
        (f'Dim secret As String = "{VALUE}"', "secret", Syntax.ASSIGNED),
        (f'const secret string = "{VALUE}"', "secret", Syntax.ASSIGNED),
        (f'secret := "{VALUE}"', "secret", Syntax.ASSIGNED),
        (f"$config['secret'] = '{VALUE}';", "secret", Syntax.ASSIGNED),
        (f"'secret' => '{VALUE}',", "secret", Syntax.ENTRY),
        (f'{{"secret": "{VALUE}"}}', "secret", Syntax.ENTRY),
        (f"“secret”:” {VALUE}”", "secret", Syntax.ENTRY),
        (f'sdk.setSecretKey("{VALUE}");', "sdk.setSecretKey", Syntax.ARGUMENT),
        (f"define('SECRET', '{VALUE}');", "SECRET", Syntax.LABELLED),
        (f'buildConfigField "String", "SECRET", "\\"{VALUE}\\""', "SECRET", Syntax.LABELLED),
        (f"storePassword '{VALUE}'", "storePassword", Syntax.DIRECTIVE),
        (f'<add key="SecretKey" value="{VALUE}"/>', "SecretKey", Syntax.ATTRIBUTE),
        (f'{{ name: "SECRET", value: "{VALUE}" }}', "SECRET", Syntax.ATTRIBUTE),
        (f"process.env.SECRET || '{VALUE}'", "SECRET", Syntax.FALLBACK),
        (f"process.env['SECRET'] ?? '{VALUE}'", "SECRET", Syntax.FALLBACK),
        (f'os.getenv("SECRET") or "{VALUE}"', "SECRET", Syntax.FALLBACK),
        (f"env('SECRET', '{VALUE}')", "SECRET", Syntax.FALLBACK),
        (f'config("SECRET", default="{VALUE}")', "SECRET", Syntax.FALLBACK),
        (f"getenv('SECRET') ?: '{VALUE}'", "SECRET", Syntax.FALLBACK),
        (f'Optional.ofNullable(System.getenv("SECRET")).orElse("{VALUE}")', "SECRET", Syntax.FALLBACK),
        (f'configuration.GetValue<string>("SECRET", "{VALUE}")', "SECRET", Syntax.FALLBACK),
        (f"ENV.fetch('SECRET') {{ '{VALUE}' }}", "SECRET", Syntax.FALLBACK),
        (
            f"process.env.SECRET ? process.env.SECRET : '{VALUE}'",
            "process.env.SECRET".rpartition(".")[2],
            Syntax.FALLBACK,
        ),
        (f'@Value("${{client.secret:{VALUE}}}")', "client.secret", Syntax.FALLBACK),
        (f"await bcrypt.hash('{VALUE}', 10)", "password", Syntax.HASHED),
        (f"createHmac('sha256', '{VALUE}')", "signing key", Syntax.SIGNING),
        (f'hmac.New(sha256.New, []byte("{VALUE}"))', "signing key", Syntax.SIGNING),
        (f'new HMACSHA256(Encoding.UTF8.GetBytes("{VALUE}"))', "signing key", Syntax.SIGNING),
        (f"IDENTIFIED BY '{VALUE}'", "password", Syntax.PARAMETER),
        (f'"Server=db;User ID=sa;Password={VALUE};"', "Password", Syntax.PARAMETER),
        (f'"https://shop.pe/callback?token={VALUE}&x=1"', "token", Syntax.PARAMETER),
        (f'"postgres://shop:{VALUE}@db.shop.pe/shop"', "password", Syntax.URL),
        (f'"Authorization: Bearer {VALUE}"', "authorization", Syntax.HEADER),
        (f"mysql --password={VALUE} shop", "password", Syntax.FLAG),
        (f"curl -u shop:{VALUE} https://shop.pe", "password", Syntax.FLAG),
        (f"docker run -e MYSQL_PASSWORD={VALUE} mysql", "MYSQL_PASSWORD", Syntax.SETTING),
        (f'<string name="secret_key">{VALUE}</string>', "secret_key", Syntax.ELEMENT),
        (f"<password>{VALUE}</password>", "password", Syntax.ELEMENT),
        (f"<key>SecretKey</key> <string>{VALUE}</string>", "SecretKey", Syntax.ELEMENT),
        (f'curl -d "{{\\"secret\\": \\"{VALUE}\\"}}"', "secret", Syntax.ENTRY),
        (f"secret = live ? '{VALUE}' : ''", "secret", Syntax.ASSIGNED),
    ],
)
def test_value_is_found_with_its_name_in(line: str, name: str, syntax: Syntax) -> None:
    assert (name, VALUE, syntax) in found(line)


@pytest.mark.parametrize(
    "line",
    [
        f"SECRET={VALUE}",
        f"export SECRET={VALUE}",
        f"client.secret = {VALUE}",
        f"  - SECRET: {VALUE}",
        f"ENV SECRET {VALUE}",
    ],
)
def test_value_without_quotes_counts_in_settings_and_not_in_code(line: str) -> None:
    assert any(value == VALUE and syntax is Syntax.SETTING for _, value, syntax in found(line, code=False))


def test_bare_word_in_code_is_a_variable() -> None:
    assert found("self.token = accessToken") == set()


@pytest.mark.parametrize(
    "line",
    [
        'getenv("SECRET")',
        '@JsonProperty("secret")',
        'if token == "x":',
        "import 'secret'",
        'x = ["a", "b"]',
        "don't 'quote' it",
    ],
)
def test_no_literal_is_given_to_a_secret_in(line: str) -> None:
    assert not any(
        syntax in (Syntax.ASSIGNED, Syntax.ENTRY, Syntax.FALLBACK) and "secret" in name
        for name, _, syntax in found(line)
    )


@pytest.mark.parametrize(
    "text", ["'" * 5_000, '"\\' * 5_000, "a(" * 5_000, "x=" * 5_000, "://:@" * 2_000, "”" * 3_000, "\x00\ud800"]
)
def test_hostile_text_is_cut_in_linear_time_and_never_fails(text: str) -> None:
    tokens_of(text)
    found(text, code=False)
