"""Where the gateway's sandbox is a choice, and where it is what production gets."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.environment_sandbox_in_production import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.formats import format_of, reader
from pe_audit.languages import language_of
from pe_audit.model import Observed

SANDBOX, PRODUCTION = "https://pre1a.services.pagoefectivo.pe/v1", "https://services.pagoefectivo.pe/v1"


def subjects(uri: str, text: str, beside: dict[str, str] | None = None) -> list[Observed]:
    sources, settings = [], []
    for path, content in {uri: text, **(beside or {})}.items():
        file = File(path, content.replace("@SANDBOX", SANDBOX).replace("@PRODUCTION", PRODUCTION).encode(), _TOLD)
        language, format = language_of(path), format_of(path)
        if language is not None:
            sources.append(SourceFile(file, language))
        else:
            assert format is not None
            settings.append(SettingsFile(file, format, reader(format)))
    return list(check(Project(".", frozenset(), tuple(sources), tuple(settings), _TOLD)))


_TOLD = Circumstances(gateways.load())


@pytest.mark.parametrize(
    ("uri", "text", "problem"),
    [
        (".env.production", "PE_URL=@SANDBOX", "Live configuration points"),
        ("config/prod.yml", "pagoefectivo:\n  mode: test", "Live configuration switches"),
        ("app.yml", "production:\n  url: @SANDBOX", "The production settings point"),
        ("application.yml", "url: ${PE_URL:@SANDBOX}", "Live configuration points"),
        ("a.js", "const url = env.URL || '@SANDBOX';", "The fallback"),
        ("a.js", "const url = env.URL ?? '@SANDBOX';", "The fallback"),
        ("a.js", "const mode = process.env.PAGOEFECTIVO_MODE || 'sandbox';", "The fallback"),
        ("a.js", "const url = { production: '@SANDBOX', sandbox: '@SANDBOX' };", "The production branch"),
        ("a.js", "const url = isProduction ? '@SANDBOX' : '@SANDBOX';", "The production branch"),
        ("a.js", "const url = !isSandbox ? '@SANDBOX' : '@PRODUCTION';", "The production branch"),
        ("a.js", "if (env !== 'production') { u = '@PRODUCTION' } else { u = '@SANDBOX' }", "The production branch"),
        ("a.php", "<?php $url = getenv('PE_URL') ?: '@SANDBOX';", "The fallback"),
        ("a.php", "<?php $url = env('PE_URL', '@SANDBOX');", "The fallback"),
        ("a.py", "url = os.environ.get('PE_URL', '@SANDBOX')", "The fallback"),
        ("a.py", "url = os.environ.get('PE_URL') or '@SANDBOX'", "The fallback"),
        ("a.py", "def pay(order, url='@SANDBOX'): ...", "The fallback"),
        ("a.py", "requests.post('@SANDBOX/cips', json=body)", "The gateway's sandbox is fixed"),
        ("a.py", "f = {'vads_ctx_mode': 'TEST'}", "The gateway's sandbox is fixed in the code. `vads_ctx_mode`"),
        ("A.java", 'class A { void a() { m.put("vads_ctx_mode", "TEST"); } }', "The gateway's sandbox is fixed"),
        ("a.php", "<?php $vads_ctx_mode = 'TEST';", "The gateway's sandbox is fixed"),
        (".env.production", "VADS_CTX_MODE=TEST", "Live configuration switches"),
        ("A.java", 'class A { void a() { post("@SANDBOX/cips"); } }', "The gateway's sandbox is fixed"),
    ],
)
def test_production_would_meet_the_sandbox(uri: str, text: str, problem: str) -> None:
    (found,) = [seen.problem for seen in subjects(uri, text) if seen.problem is not None]
    assert found.startswith(problem)


@pytest.mark.parametrize(
    ("uri", "text"),
    [
        (".env.staging", "PE_URL=@SANDBOX\nPAGOEFECTIVO_SANDBOX=true"),
        (".env.example", "PE_URL=@SANDBOX"),
        ("app.yml", "sandbox:\n  url: @SANDBOX\nproduction:\n  url: @PRODUCTION"),
        (".env.production", "PE_URL=@PRODUCTION\nPAGOEFECTIVO_SANDBOX=false\nPAGOEFECTIVO_ENVIRONMENT=production"),
        (".env.production", "PE_URL=@PRODUCTION\nPE_SANDBOX_URL=@SANDBOX"),
        ("a.js", "const url = { sandbox: '@SANDBOX', production: '@PRODUCTION' };"),
        ("a.js", "const url = isProduction ? '@PRODUCTION' : '@SANDBOX';"),
        ("a.js", "const url = !isProduction ? '@SANDBOX' : base;"),
        ("a.js", "switch (mode) { case 'test': url = '@SANDBOX'; break; }"),
        ("a.js", "const mode = process.env.PAGOEFECTIVO_MODE || 'production';"),
        ("a.php", "<?php class A { const BASE_URL_PRUEBA = '@SANDBOX'; const BASE_URL = '@PRODUCTION'; }"),
        ("a.php", "<?php $PE_DEV = '@SANDBOX'; $PE_PROD = '@PRODUCTION'; $u = $dev ? $PE_DEV : $PE_PROD;"),
        ("a.php", "<?php if ($this->isDevelopment()) { $url = '@SANDBOX'; }"),
        ("a.py", "if env == 'production':\n    url = base\nelse:\n    url = '@SANDBOX'"),
        ("a.py", "def sandbox_url():\n    return '@SANDBOX'"),
        ("a.py", "f = {'vads_ctx_mode': 'PRODUCTION'}"),
        ("a.php", "<?php $f['vads_ctx_mode'] = $prod ? 'PRODUCTION' : 'TEST';"),
        ("a.cs", 'class A { string ApiDev = "@SANDBOX"; }'),
    ],
)
def test_a_chosen_sandbox_is_sound(uri: str, text: str) -> None:
    seen = subjects(uri, text)
    assert seen
    assert [(one.problem, one.undecided) for one in seen] == [(None, None)] * len(seen)


@pytest.mark.parametrize("text", ["PE_URL=@SANDBOX", "PAGOEFECTIVO_SANDBOX=true"])
def test_a_file_that_may_or_may_not_be_live_is_undecided(text: str) -> None:
    (seen,) = subjects(".env", text)
    assert seen.problem is None
    assert seen.undecided is not None


@pytest.mark.parametrize(
    ("uri", "text"),
    [
        ("a.js", "const url = process.env.STRIPE_URL || 'https://sandbox.example.com';"),
        ("a.js", "const mode = process.env.NODE_ENV || 'development';"),
        (".env.production", "MAIL_SANDBOX=true"),
        ("tests/test_client.py", "url = '@SANDBOX'"),
        ("a.py", "# url = '@SANDBOX'"),
    ],
)
def test_what_is_not_the_gateways_is_no_subject(uri: str, text: str) -> None:
    assert subjects(uri, text) == []


@pytest.mark.parametrize(
    ("uri", "text", "beside"),
    [
        (
            "Web.config",
            '<c><appSettings><add key="PagoEfectivo.Url" value="@SANDBOX"/></appSettings></c>',
            {
                "Web.Release.config": '<c xmlns:xdt="x"><appSettings><add key="PagoEfectivo.Url" value="@PRODUCTION" '
                'xdt:Transform="SetAttributes" xdt:Locator="Match(key)"/></appSettings></c>'
            },
        ),
        (
            "appsettings.json",
            '{"PagoEfectivo": {"Url": "@SANDBOX", "Mode": "test"}}',
            {"appsettings.Production.json": '{"PagoEfectivo": {"Url": "@PRODUCTION", "Mode": "live"}}'},
        ),
        (
            "application.properties",
            "pagoefectivo.url=@SANDBOX",
            {"application-prod.properties": "pagoefectivo.url=@PRODUCTION"},
        ),
    ],
)
def test_what_production_overrides_is_sound(uri: str, text: str, beside: dict[str, str]) -> None:
    assert any(seen.problem for seen in subjects(uri, text))
    assert [seen.problem for seen in subjects(uri, text, beside)] == [None] * len(subjects(uri, text, beside))


def test_an_override_that_is_a_sandbox_too_helps_nobody() -> None:
    beside = {"application-prod.properties": "pagoefectivo.url=@SANDBOX"}
    seen = subjects("application.properties", "pagoefectivo.url=@SANDBOX", beside)
    assert [one.uri for one in seen if one.problem] == ["application.properties", "application-prod.properties"]
