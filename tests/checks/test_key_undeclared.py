"""key-undeclared: what the tree uses against what the register knows, and the register against itself."""

from __future__ import annotations

from datetime import date, datetime, timezone
from pathlib import Path

import pytest

from pe_audit import catalog
from pe_audit.audit import audit, circumstances_of
from pe_audit.checks.key_undeclared import check
from pe_audit.configuration import load
from pe_audit.evidence.circumstances import Declarations, Key
from pe_audit.evidence.declared import Declared
from pe_audit.evidence.used_keys import is_key
from pe_audit.model import Audit, Observed, Outcome
from pe_audit.options import Config, Options

NOW = datetime(2026, 11, 22, tzinfo=timezone.utc)
SECRET = "PAGOEFECTIVO_SECRET_KEY=${SECRET}\n"


def audited(tree: Path, register: str = "", **files: str) -> Audit:
    for name, text in files.items():
        path = tree / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    if register:
        (tree / "pe-audit.yaml").write_text(register)
    rule = catalog.find("key-undeclared")
    return audit(Options(paths=(tree,), root=tree, config=load(tree, None), now=NOW, only=(rule,)))


def outcome(result: Audit) -> Outcome:
    return result.verdicts[0].outcome


def entry(id: str, purpose: str, **more: str) -> str:
    return "".join(f", {word}: {value}" for word, value in more.items()).join(
        (f"keys:\n  - {{id: {id}, purpose: {purpose}, created: 2026-10-01", "}\n")
    )


def in_register(*keys: Key) -> list[Observed]:
    options = Options(paths=(), root=Path(), config=Config(declared=Declarations(keys=keys)), now=NOW)
    return list(check(Declared("pe-audit.yaml", circumstances_of(options))))


def test_without_a_register_it_stays_open_and_says_how_to_begin(tmp_path: Path) -> None:
    result = audited(tmp_path, app_DOT_env=SECRET + "PAGOEFECTIVO_ACCESS_KEY=${ACCESS}\n")
    assert outcome(result) is Outcome.OPEN
    (reason,) = result.verdicts[0].reasons
    assert "pe-audit keys import FILE" in reason and "pe-audit init" in reason


def test_a_tree_without_an_integration_is_not_asked(tmp_path: Path) -> None:
    result = audited(tmp_path, app_DOT_env="STRIPE_SECRET_KEY=${SECRET}\n", settings_DOT_py="SECRET_KEY = load()\n")
    assert outcome(result) is Outcome.NOT_APPLICABLE


def test_each_key_is_reported_once_with_the_other_places_that_name_it(tmp_path: Path) -> None:
    php = "<?php\nreturn ['pagoefectivo' => ['secret' => env('PAGOEFECTIVO_SECRET_KEY')]];\n"
    result = audited(tmp_path, entry("gateway-client", "mtls"), app_DOT_env=SECRET, config__services_DOT_php=php)
    (finding,) = result.findings
    assert finding.message == (
        "A key is in use that the register does not know. PAGOEFECTIVO_SECRET_KEY has no entry under `keys`."
    )
    assert (finding.location.uri, [place.location.uri for place in finding.related]) == (
        "app.env",
        ["config/services.php"],
    )


@pytest.mark.parametrize(
    ("used", "register", "known"),
    [
        ("PAGOEFECTIVO_SECRET_KEY", entry("PAGOEFECTIVO_SECRET_KEY", "api"), True),
        ("PAGOEFECTIVO_SECRET_KEY", entry("pagoefectivo-secret-key-2026-q4", "something"), True),
        ("PAGOEFECTIVO_SECRET_KEY", entry("tienda-7", "api"), True),
        ("PAGOEFECTIVO_SECRET_KEY", entry("tienda-7", "verifies PE-Signature"), True),
        ("PAGOEFECTIVO_SECRET_KEY", entry("k1", "other", store="env PAGOEFECTIVO_SECRET_KEY"), True),
        ("PAGOEFECTIVO_SECRET_KEY", entry("PAGOEFECTIVO_ACCESS_KEY", "api"), False),
        ("PAGOEFECTIVO_SECRET_KEY", entry("client-pair", "mtls"), False),
        ("PAGOEFECTIVO_ACCESS_KEY", entry("PAGOEFECTIVO_SECRET_KEY", "api"), True),
        ("PAGOEFECTIVO_ACCESS_KEY", entry("hook", "webhook"), False),
        ("PAGOEFECTIVO_WEBHOOK_SECRET", entry("hook-2026", "webhook"), True),
        ("PAGOEFECTIVO_WEBHOOK_SECRET", entry("PAGOEFECTIVO_SECRET_KEY", "api"), False),
        ("PAGOEFECTIVO_CLIENT_SECRET", entry("tienda-oauth", "oauth-client"), True),
        ("PAGOEFECTIVO_CLIENT_SECRET", entry("files", "pgp"), False),
    ],
)
def test_an_entry_is_known_by_its_id_its_store_or_its_purpose(
    tmp_path: Path, used: str, register: str, known: bool
) -> None:
    result = audited(tmp_path, register, app_DOT_env=f"{used}=${{X}}\n")
    assert outcome(result) is (Outcome.PASS if known else Outcome.FAIL)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("src__pay_DOT_js", "const key = process.env.PAGOEFECTIVO_SECRET_KEY;\n"),
        ("src__pay_DOT_ts", "const key = config.get<string>('pagoefectivo.secretKey');\n"),
        ("pay_DOT_php", "<?php $k = get_option('pagoefectivo_secret_key');\n"),
        ("pay_DOT_py", "key = os.environ['PAGOEFECTIVO_SECRET_KEY']\n"),
        ("Pay_DOT_java", '@Value("${pagoefectivo.secret-key}") String key;\n'),
        ("Pay_DOT_cs", 'var key = configuration["PagoEfectivo:SecretKey"];\n'),
        ("Web_DOT_config", '<c><appSettings><add key="PagoEfectivo.SecretKey" value=""/></appSettings></c>'),
        ("values_DOT_yml", "pagoefectivo:\n  secretKey: ''\n"),
        ("deploy_DOT_yml", "env:\n  - name: PAGOEFECTIVO_SECRET_KEY\n    valueFrom: {secret: x}\n"),
        ("compose_DOT_yml", "services: {web: {environment: {SIGN_WITH: '${PAGOEFECTIVO_SECRET_KEY}'}}}\n"),
        (
            "App_DOT_config",
            '<a PE="pagoefectivo.pe"><add key="AccessKey" value=""/><add key="SecretKey" value=""/></a>',
        ),
    ],
)
def test_a_key_is_seen_wherever_code_or_settings_name_it(tmp_path: Path, name: str, text: str) -> None:
    result = audited(tmp_path, entry("client-pair", "mtls"), **{name: text})
    assert outcome(result) is Outcome.FAIL


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tests__pay_DOT_py", "key = os.environ['PAGOEFECTIVO_SECRET_KEY']\n"),
        ("app_DOT_env_DOT_example", SECRET),
        ("pay_DOT_py", "# getenv('PAGOEFECTIVO_SECRET_KEY')\n"),
        ("pay_DOT_js", "const label = 'pagoefectivo_secret_key_label', id = 'PAGOEFECTIVO_PUBLIC_KEY';\n"),
        ("pay_DOT_py", "cache.get('pagoefectivo_token'); 'PAGOEFECTIVO_SECRET_KEY is missing'\n"),
        ("app_DOT_env", "PAGOEFECTIVO_SECRET_KEY_TTL=30\nPAGOEFECTIVO_URL=https://x.example\nSECRET_KEY=\n"),
        ("Web_DOT_config", '<a><add key="Url" value="https://x.example"/><add key="SecretKey" value=""/></a>'),
    ],
    ids=["a test", "an example", "a comment", "words about keys", "a token, a message", "its lifetime", "no gateway"],
)
def test_what_names_no_key_of_the_gateway_is_not_used(tmp_path: Path, name: str, text: str) -> None:
    result = audited(tmp_path, entry("client-pair", "mtls"), **{name: text})
    assert (outcome(result), result.verdicts[0].subjects) == (Outcome.PASS, 1)  # the entry itself


def test_a_file_that_cannot_be_read_leaves_it_open_and_the_others_judged(tmp_path: Path) -> None:
    files = {"a_DOT_yml": "pagoefectivo: {secret_key: [\n", "b_DOT_env": SECRET}
    result = audited(tmp_path, entry("PAGOEFECTIVO_SECRET_KEY", "api"), **files)
    assert outcome(result) is Outcome.OPEN
    assert result.verdicts[0].subjects == 3


def test_the_value_beside_a_name_is_shown_nowhere(tmp_path: Path) -> None:
    value = "Zr8kQ2pW9xT4mB7nL3vC6hJ1dF5gS0aY"  # made up
    result = audited(tmp_path, entry("client-pair", "mtls"), app_DOT_env=f"PAGOEFECTIVO_SECRET_KEY={value}\n")
    assert result.findings and value not in repr(result)


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ((Key("a", "api", None, 1),), "A key of the register has no date."),
        ((Key("a", "api", date(2026, 11, 23), 1),), "A key of the register was created in the future."),
        ((Key("a", "api", date(2026, 11, 22), 1),), None),
        ((Key("a-1", "api", NOW.date(), 1), Key("a-2", "api", NOW.date(), 2)), "Two keys of one purpose are active"),
        ((Key("a-1", "api", NOW.date(), 1), Key("a-2", "api", NOW.date(), 2, state="verify-only")), None),
        ((Key("a-1", "api", NOW.date(), 1), Key("a-2", "webhook", NOW.date(), 2)), None),
        ((Key("a-1", "api", NOW.date(), 1), Key("a-2", "api", NOW.date(), 2, environment="sandbox")), None),
        ((Key("PE_ACCESS_KEY", "api", NOW.date(), 1), Key("PE_SECRET_KEY", "api", NOW.date(), 2)), None),
    ],
)
def test_an_entry_has_a_day_that_has_come_and_no_twin(keys: tuple[Key, ...], problem: str | None) -> None:
    seen = in_register(*keys)
    assert [one.problem for one in seen[:-1]] == [None] * (len(keys) - 1)
    assert (seen[-1].problem or "").startswith(problem or "!") if problem else seen[-1].problem is None


@pytest.mark.parametrize(("name", "expected"), [("PAGOEFECTIVO_KEY", True), ("orbis_secretkey", True), ("KEY", False)])
def test_a_name_is_a_keys_only_with_the_gateways_word(name: str, expected: bool) -> None:
    options = Options(paths=(), root=Path(), config=Config())
    assert is_key(name, circumstances_of(options).gateways) is expected
