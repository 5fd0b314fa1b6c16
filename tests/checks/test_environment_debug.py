"""Where debugging reaches customers, and where only developers meet it."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.environment_debug import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.formats import format_of, reader
from pe_audit.languages import language_of
from pe_audit.model import Observed

_TOLD = Circumstances(gateways.load())


def subjects(tree: dict[str, str]) -> list[Observed]:
    sources, settings = [], []
    for uri, text in tree.items():
        file = File(uri, text.encode(), _TOLD)
        format, language = format_of(uri), language_of(uri)
        if format is not None:
            settings.append(SettingsFile(file, format, reader(format)))
        elif language is not None:
            sources.append(SourceFile(file, language))
    return list(check(Project(".", frozenset(tree), tuple(sources), tuple(settings), _TOLD)))


def problems(tree: dict[str, str]) -> list[str]:
    return [seen.problem for seen in subjects(tree) if seen.problem is not None]


@pytest.mark.parametrize(
    ("uri", "text", "problem"),
    [
        (".env.production", "APP_DEBUG=true", "Debug mode is on in live configuration."),
        (".env", "APP_ENV=production\nAPP_DEBUG=1", "Debug mode is on in live configuration."),
        (".env.prod", "DEBUG=True", "Debug mode is on in live configuration."),
        (".env.prod", "FLASK_DEBUG=1", "Debug mode is on in live configuration."),
        (".env.prod", "APP_ENV=dev", "The application runs in its development mode in live"),
        ("config.prod.json", '{"app": {"debug": true}}', "Debug mode is on in live configuration."),
        ("config/app.php", "<?php return ['debug' => env('APP_DEBUG', true)];", "Debug mode is on by default."),
        ("settings.py", "DEBUG = True", "Debug mode is on by default."),
        ("config.py", "class ProductionConfig:\n    DEBUG = True", "Debug mode is on in live configuration."),
        ("settings.php", "<?php return ['settings' => ['displayErrorDetails' => true]];", "Errors are shown"),
        ("config/defines.inc.php", "<?php define('_PS_MODE_DEV_', true);", "Debug mode is on by default."),
        ("web/index.php", "<?php defined('YII_DEBUG') or define('YII_DEBUG', true);", "Errors are shown"),
        ("Web.config", '<c><system.web><compilation debug="true"/></system.web></c>', "ASP.NET is compiled"),
        ("Web.config", '<c><location><system.web><trace enabled="true"/></system.web></location></c>', "Traces"),
        ("a/AndroidManifest.xml", '<m xmlns:android="x"><application android:debuggable="true"/></m>', "The app can"),
        ("application.properties", "logging.level.root=TRACE", "Requests are logged"),
        ("application.yml", "server:\n  error:\n    include-stacktrace: always", "Errors are shown"),
        ("prod/.htaccess", "php_flag display_errors on\n", "Errors are shown"),
        ("app/etc/env.php", "<?php return ['MAGE_MODE' => 'developer'];", ""),
        ("app.py", "app.run(host='0.0.0.0', debug=True)", "Debug mode is on in the code."),
        ("pay.php", "<?php function crearPago() { ini_set('display_errors', '1'); }", "Errors are shown"),
        ("PagoEfectivo.php", "<?php $cip = f(); var_dump($cip);", "Data of a payment is dumped."),
    ],
)
def test_debugging_that_customers_meet(uri: str, text: str, problem: str) -> None:
    found = problems({uri: text})
    assert [one.startswith(problem) for one in found] == ([True] if problem else [])


@pytest.mark.parametrize(
    ("uri", "text"),
    [
        (".env.production", "APP_DEBUG=false"),
        (".env.example", "APP_DEBUG=true"),
        (".env.local", "APP_DEBUG=true"),
        (".env", "APP_ENV=local\nAPP_DEBUG=true"),
        ("settings/dev.py", "DEBUG = True"),
        ("config.py", "class DevelopmentConfig:\n    DEBUG = True"),
        ("tests/settings.py", "DEBUG = True"),
        ("wp-config.php", "<?php if ($env == 'development') { define('WP_DEBUG', true); }"),
        ("Web.Debug.config", '<c><system.web><compilation debug="true"/></system.web></c>'),
        ("Web.config", '<c><system.web><customErrors mode="RemoteOnly"/></system.web></c>'),
        ("app/src/debug/AndroidManifest.xml", '<m xmlns:android="x"><application android:debuggable="true"/></m>'),
        ("application-dev.properties", "logging.level.root=TRACE"),
        ("app.py", "app.run(debug=False)"),
        ("app.py", "app.run(debug=True, host='127.0.0.1')"),
    ],
)
def test_debugging_elsewhere_is_sound(uri: str, text: str) -> None:
    seen = subjects({uri: text})
    assert seen
    assert [(one.problem, one.undecided) for one in seen] == [(None, None)] * len(seen)


@pytest.mark.parametrize(
    ("uri", "text"),
    [
        ("webpack.config.js", "module.exports = { debug: true };"),
        ("tool.yml", "debug: true"),
        ("config.php", "<?php $debug = 1;"),
        ("Areas/HelpPage/Views/Web.config", '<c><system.web><compilation debug="true"/></system.web></c>'),
        ("admin/update.php", "<?php if ($x) { ini_set('display_errors', 1); }"),
        ("Report.php", "<?php var_dump($cip);"),
        ("PagoEfectivo.php", "<?php $cip = 1; $log = print_r($cip, true); // dd($cip)"),
        ("application.properties", "logging.level.com.example.shop=DEBUG"),
    ],
)
def test_what_is_no_debugging_of_customers_is_not_reported(uri: str, text: str) -> None:
    assert [(one.problem, one.undecided) for one in subjects({uri: text}) if one.problem or one.undecided] == []


@pytest.mark.parametrize("tree", [{".env": "APP_DEBUG=true"}, {"compose.yml": "environment:\n  APP_DEBUG: 'true'"}])
def test_a_file_that_may_or_may_not_be_live_is_undecided(tree: dict[str, str]) -> None:
    (seen,) = subjects(tree)
    assert seen.problem is None
    assert seen.undecided is not None


@pytest.mark.parametrize(
    "tree",
    [
        {
            "Web.config": '<c><system.web><compilation debug="true"/></system.web></c>',
            "Web.Release.config": '<c xmlns:xdt="x"><system.web>'
            '<compilation xdt:Transform="RemoveAttributes(debug)"/></system.web></c>',
        },
        {"shop/settings.py": "DEBUG = True", "shop/settings_production.py": "DEBUG = False"},
        {"shop/settings.py": "DEBUG = True", "shop/settings/production.py": "DEBUG = False"},
        {"config.py": "class Config:\n    DEBUG = True\nclass ProductionConfig(Config):\n    DEBUG = False"},
        {"application.properties": "logging.level.web=DEBUG", "application-prod.properties": "logging.level.web=WARN"},
    ],
)
def test_what_production_switches_off_is_sound(tree: dict[str, str]) -> None:
    assert subjects(tree)
    assert problems(tree) == []


def test_a_transform_that_leaves_debugging_on_changes_nothing() -> None:
    tree = {
        "Web.config": '<c><system.web><compilation debug="true"/></system.web></c>',
        "Web.Release.config": '<c xmlns:xdt="x"><system.web>'
        '<customErrors mode="On" xdt:Transform="Replace"/></system.web></c>',
    }
    assert len(problems(tree)) == 1


def test_one_unreadable_file_hides_no_other() -> None:
    seen = subjects({"Web.config": "<c><system.web>", ".env.prod": "APP_DEBUG=true"})
    assert [one.uri for one in seen if one.problem] == [".env.prod"]
    assert [one.uri for one in seen if one.undecided] == ["Web.config"]
