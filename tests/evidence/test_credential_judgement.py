"""What is a credential and what only looks like one: the points of single lines."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.evidence.credential.finding import judged
from pe_audit.evidence.credential.judgement import Place
from pe_audit.evidence.credential.names import Says, read_name
from pe_audit.evidence.credential.shapes import Shapes
from pe_audit.evidence.credential.values import Look, look_of
from pe_audit.evidence.credential.vocabulary import words_of
from pe_audit.model import Precision

SHAPES = Shapes([gateway.credentials for gateway in gateways.load()])
CODE, SETTINGS = Place(code=True), Place()
TEST = Place(code=True, test=True)


def reported(line: str, place: Place = CODE) -> list[str]:
    return [judgement.candidate.value for judgement in judged(line, place, SHAPES) if judgement.reported]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("SECRET_KEY", Says.SECRET),
        ("pagoefectivoSecretKey", Says.SECRET),
        ("ORBIS_SECRETKEY", Says.SECRET),
        ("accesskey", Says.KEY),
        ("api-key", Says.KEY),
        ("cookieValidationKey", Says.KEY),
        ("refresh_token", Says.TOKEN),
        ("dbPass", Says.PASSWORD),
        ("contraseña", Says.PASSWORD),
        ("clave_secreta", Says.SECRET),
        ("微信密钥", Says.SECRET),
        ("cacheKey", Says.BARE_KEY),
        ("secretaria", Says.NOTHING),
        ("tokenizer", Says.NOTHING),
        ("compass", Says.NOTHING),
        ("monkey", Says.NOTHING),
    ],
)
def test_name_says(name: str, says: Says) -> None:
    assert read_name(name).says is says


@pytest.mark.parametrize(
    "name",
    [
        "passwordField",
        "userPasswordKey",
        "masterKeyIps",
        "secret_name",
        "TOKEN_URL",
        "publicKeyToken",
        "password_hash",
        "csrf_token",
    ],
)
def test_name_is_only_about_a_secret(name: str) -> None:
    reading = read_name(name)
    assert reading.about or reading.negated


def test_words_are_split_at_case_digits_and_known_roots() -> None:
    assert words_of("firstAPIKey2") == ("first", "api", "key", "2")
    assert words_of("dbpassword") == ("db", "password")
    assert words_of("consumersecret") == ("consumer", "secret")


@pytest.mark.parametrize(
    ("value", "look"),
    [
        ("", Look.EMPTY),
        ("${SECRET}", Look.TEMPLATE),
        ("#{PagoEfectivoSecret}#", Look.TEMPLATE),
        ("vault:secret/shop", Look.TEMPLATE),
        ("@Microsoft.KeyVault(SecretUri=x)", Look.TEMPLATE),
        ("your-secret-key", Look.PLACEHOLDER),
        ("tu-clave-secreta", Look.PLACEHOLDER),
        ("CAMBIAR_ESTA_CLAVE", Look.PLACEHOLDER),
        ("你的密钥", Look.PLACEHOLDER),
        ("sua-senha-aqui", Look.PLACEHOLDER),
        ("********", Look.MASKED),
        ("1234567890abcdef", Look.SEQUENCE),
        ("required|string|min:8", Look.RESERVED),
        ("/var/run/secrets/key", Look.PATH),
        ("app/Http/Controllers/PaymentController", Look.PATH),
        ("https://shop.pe/token", Look.URL),
        ("TDA_PrivateKey.1pz", Look.FILE),
        ("com.shop.payment.SecretKey", Look.DOTTED),
        ("La contraseña no es válida", Look.SENTENCE),
        ("$2y$10$abcdefghijklmnopqrstuv", Look.HASHED),
        ("abd75d12-8b72-4db4-bf9b-9c6f89fd78ea", Look.UUID),
        ("pk_live_51H8xk2eZvKYlo2C", Look.PUBLISHABLE),
        ("access_token", Look.IDENTIFIER),
        ("huascaran", Look.WORD),
        ("avisos-tienda-2025", Look.PHRASE),
        ("V3r#no25", Look.STRONG),
        ("cd7de5f9ad05fe440982c3a2cf5e400b", Look.HEX),
        ("9e6k8wmSwk81zG4ExeBt876IroUSqJog", Look.RANDOM),
        ("ftcasvmz+x$=e(j4hlafbt2mc+7_+$ojl#ihen)k=zlqr4nde2", Look.RANDOM),
    ],
)
def test_value_looks_like(value: str, look: Look) -> None:
    assert look_of(value) is look


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("const JWT_SECRET = 'panel-tienda-andina-2025';", CODE),
        ("POSTGRES_PASSWORD: 123456", SETTINGS),
        ("client.pass.value=recaudador", SETTINGS),
        ("client.secret.key.value = abd75d12-8b72-4db4-bf9b-9c6f89fd78ea", SETTINGS),
        ("Password=huascaran;User ID=sa;Data Source=.", SETTINGS),
        ("bcrypt.hash('admin123', 10)", CODE),
        ("SECRET_KEY = 'ftcasvmz+x$=e(j4hlafbt2mc+7_+$ojl#ihen)k=zlqr4nde2'", TEST),
        ("jwtSecret = process.env.JWT_SECRET || 'secret'", CODE),
        ("$secretKey = $live ? '8ZCsRsi833KOcP5szoYeM+aw6l9dmMmHXkHZb+Yq' : '';", CODE),
    ],
)
def test_credential_is_reported_in(line: str, place: Place) -> None:
    assert reported(line, place)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("password: 'admin123'", TEST),
        ("secret_key='fake-secret'", TEST),
        ("'password' => 'required|string|min:8'", CODE),
        ("labels = { password: 'Contraseña' }", CODE),
        ("TOKEN_KEY = 'access_token'", CODE),
        ("SECRET_KEY = 'client.secret.key'", CODE),
        ("client.secret.key.required = true", SETTINGS),
        ("client.secret.key.prompt = Llave de seguridad por transaccion", SETTINGS),
        ("SECRET_KEY_BASE: your_secret_key_base", SETTINGS),
        ("KEY=CHANGE_ME_KEY", SETTINGS),
        ("SHOP_DB_PASSWORD=!!!SET SHOP_DB_PASSWORD!!!", SETTINGS),
        ("gpg --batch --recv-keys 5D1EA4C09B73F2860C7AE41B98D3F6057C2E90AB", SETTINGS),
        ("docker build --secret id=npm_9f3k2Lq8,src=$HOME/.npmrc .", SETTINGS),
        ("TODAY=$(date -u '+%Y-%m-%dT%H:%M:%SZ')", SETTINGS),
        ('publicKeyToken="cd7de5f9ad05fe44"', SETTINGS),
        ("signatureExpected = '65b867fe5ef7c428787061841df630d3ea56ecaef73617851ccbfbdd700c2d8c'", CODE),
        ("DATABASE_URL=postgresql://user:password@host:port/database", SETTINGS),
        ("DATABASE_URL=postgresql://shop:shop@localhost/shop", SETTINGS),
        ("clientSecret: process.env.GOOGLE_SECRET || 'APP_SECRET'", CODE),
        ("client_secret: 'pi_3QY1o72ESifGlJez06ZbKHjy_secret_F4jLDjxcB5zdjigX'", CODE),
        ("id = 'abd75d12-8b72-4db4-bf9b-9c6f89fd78ea'", CODE),
        ("integrity sha512-k3Jd92kslQ8vk3Jd92kslQ8vk3Jd92kslQ8vk3Jd92kslQ8vkw==", SETTINGS),
        ("const token = 'abc' + suffix", CODE),
        ("expect(page).to have_field('password', with: 'Password')", TEST),
    ],
)
def test_nothing_is_reported_in(line: str, place: Place) -> None:
    assert reported(line, place) == []


def test_access_key_needs_no_name() -> None:
    assert reported('x("N2MxMWMwNWRmZjdiOWM4")', TEST) == ["N2MxMWMwNWRmZjdiOWM4"]


def test_sample_of_the_gateway_is_less_certain_than_a_key_of_ones_own() -> None:
    (sample,) = judged("x = 'AKIPJP77AHN2DKVIJPR1'", CODE, SHAPES)
    assert sample.reported
    assert sample.precision < Precision.HIGH


def test_reasons_are_the_three_strongest() -> None:
    (judgement,) = judged("JWT_SECRET=panel-tienda-andina-2025", SETTINGS, SHAPES)
    assert judgement.reasons[0] == "its name says secret"
    assert len(judgement.reasons) == 3
