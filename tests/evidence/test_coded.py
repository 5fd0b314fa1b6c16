"""Configuration that is code: which settings it holds, and where their values stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pe_audit.audit import evidence_of
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.coded import settings_in
from pe_audit.evidence.settings import Setting, SettingsFile, Unreadable
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import holds_settings, language_of


def read(uri: str, text: str) -> tuple[Setting, ...]:
    language = language_of(uri)
    assert language is not None
    found = settings_in(SourceFile(File(uri, text.encode(), Circumstances()), language))
    assert found is not None
    return found.settings


def pairs(uri: str, text: str) -> list[tuple[str, str]]:
    return [(setting.key, setting.value) for setting in read(uri, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("return ['debug' => true];", [("debug", "true")]),
        ("return ['debug' => (bool) env('APP_DEBUG', true)];", [("debug", "true")]),
        ("return ['key' => env('APP_KEY')];", []),
        ("return ['url' => getenv('URL') ?: 'http://a'];", [("url", "http://a")]),
        ("return ['db' => ['host' => 'h', 'port' => 5]];", [("db.host", "h"), ("db.port", "5")]),
        ("return array('a' => array('b' => 'c'));", [("a.b", "c")]),
        ("return ['proxies' => ['*', 'b', 3, 'c' . $d]];", [("proxies.0", "*"), ("proxies.1", "b")]),
        ("return ['path' => __DIR__ . '/x', 'n' => strlen('y')];", []),
        ("define('WP_DEBUG', true); define('X', getenv('Y'));", [("WP_DEBUG", "true")]),
        ("$config['a']['b'] = TRUE;", [("config.a.b", "TRUE")]),
        ("$db['default'] = array('hostname' => 'h');", [("db.default.hostname", "h")]),
        ("class JConfig { public $debug = '1'; const A = \"b\"; }", [("JConfig.debug", "1"), ("JConfig.A", "b")]),
        ("ini_set('display_errors', 1);", [("display_errors", "1")]),
        ("// 'debug' => true", []),
        ("return ['url' => \"https://$host/x\"];", [("url", "https://$host/x")]),
        ("function f() { $a = 1; return ['b' => 2]; }", [("b", "2")]),
    ],
)
def test_php_settings_are_arrays_constants_and_assignments(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs("config/app.php", "<?php " + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DEBUG = True", [("DEBUG", "True")]),
        ("DEBUG = os.environ.get('D', 'True') == 'True'", [("DEBUG", "True")]),
        ("DEBUG = os.environ.get('D', 'True').lower() in ('true', '1')", [("DEBUG", "True")]),
        ("DEBUG = config('DEBUG', default=True, cast=bool)", [("DEBUG", "True")]),
        ("DEBUG = env.bool('DEBUG', True)", [("DEBUG", "True")]),
        ("DEBUG = bool(int(os.getenv('X', 1)))", [("DEBUG", "1")]),
        ("DEBUG = os.getenv('X') or 'a'", [("DEBUG", "a")]),
        ("DEBUG = os.environ['X']", []),
        ("DEBUG = not PRODUCTION", []),
        ("DEBUG = os.environ.get('ENV', 'production') != 'production'", []),
        ("ALLOWED_HOSTS = ['*', 'a']", [("ALLOWED_HOSTS.0", "*"), ("ALLOWED_HOSTS.1", "a")]),
        ("D = {'default': {'NAME': 'x', 'PW': os.environ['PW']}}", [("D.default.NAME", "x")]),
        ("class ProductionConfig(Config):\n    DEBUG = True", [("ProductionConfig.DEBUG", "True")]),
        ("URL = f'https://{host}/x'", [("URL", "https://{host}/x")]),
        ("app.config['DEBUG'] = True", [("app.config.DEBUG", "True")]),
        ("app.config.update(DEBUG=True)", [("DEBUG", "True")]),
        ("def f():\n    x = 1\n    settings.Y = 2", [("settings.Y", "2")]),
    ],
)
def test_python_settings_are_constants_classes_and_defaults(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs("shop/settings.py", text) == expected


@pytest.mark.parametrize(
    ("uri", "text", "expected"),
    [
        ("config/env/production.js", "module.exports = { a: { 'b-c': 1 } };", [("a.b-c", "1")]),
        ("config/a.js", "module.exports.db = ({ env }) => ({ port: env.int('PORT', 1337) });", [("db.port", "1337")]),
        ("config.js", "const node = process.env.NODE_ENV || 'development';", [("node", "development")]),
        ("config.js", "exports.retry = process.env.A ?? process.env.B ?? 3;", [("retry", "3")]),
        ("config.js", "module.exports = { url: process.env.URL, n: +process.env.N };", []),
        ("config.js", "module.exports = { url: base + '/x' };", []),
        ("environments/environment.prod.ts", "export const environment = { production: false };",
         [("environment.production", "false")]),
        ("vite.config.ts", "export default defineConfig({ server: { host: true, list: ['a', `b`] as const } });",
         [("server.host", "true"), ("server.list.0", "a"), ("server.list.1", "b")]),
        ("config.mjs", "export default { url: `https://${host}/x` };", [("url", "https://${host}/x")]),
    ],
)  # fmt: skip
def test_javascript_settings_are_objects_and_fallbacks(uri: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(uri, text) == expected


@pytest.mark.parametrize(
    "uri",
    [
        "config/app.php", "wp-config.php", "app/config/parameters.php", "config/defines.inc.php", "app/etc/env.php",
        "configuration.php", "settings.py", "shop/settings/prod.py", "local_settings.py", "config.py",
        "next.config.js", "config/env/production.js", "src/environments/environment.prod.ts", "webpack.config.prod.js",
    ],
)  # fmt: skip
def test_names_that_promise_settings(uri: str) -> None:
    assert holds_settings(uri)


def test_rubys_and_gos_settings() -> None:
    ruby = "Rails.application.configure do\n  config.force_ssl = true\n  config.x.url = ENV.fetch('URL', 'http://a')\nend\n"
    assert pairs("config/environments/production.rb", ruby) == [
        ("config.force_ssl", "true"),
        ("config.x.url", "http://a"),
    ]
    go = """package config
var c = Config{Debug: true, URL: getEnv("URL", "http://a")}
func f() { viper.SetDefault("debug", true) }
"""
    assert sorted(pairs("config/config.go", go)) == [("c.Debug", "true"), ("c.URL", "http://a"), ("debug", "true")]


@pytest.mark.parametrize(
    "uri",
    ["src/index.js", "app/Http/Controllers/ConfigController.php", "pages/settings/Profile.tsx", "app/models/order.rb"],
)
def test_names_of_other_code(uri: str) -> None:
    assert not holds_settings(uri)


@pytest.mark.parametrize(
    ("looks_at", "kinds"),
    [
        (("settings",), [("settings", "php")]),
        (("settings", "source"), [("source", "")]),
        (("source",), [("source", "")]),
        (("project",), [("source", "")]),
        (("text",), [("text", "")]),
    ],
)
def test_a_rule_sees_code_once_as_settings_or_as_source(
    looks_at: tuple[str, ...], kinds: list[tuple[str, str]], tmp_path: Path
) -> None:
    from pe_audit import catalog

    rule = catalog.find("transport-gateway-over-http")
    asked = type(rule)(**{name: getattr(rule, name) for name in rule.__slots__} | {"looks_at": looks_at})
    file = File("config/app.php", b"<?php return ['a' => 'b'];", Circumstances())
    seen = [
        (one.looks_at, one.format if isinstance(one, SettingsFile) else "") for one in evidence_of(asked, file, (), {})
    ]
    assert seen == kinds


@settings(max_examples=40, deadline=None)
@given(
    value=st.text("abZ09é😀_/.@-", min_size=1, max_size=12),
    before=st.text("é😀x ", max_size=5),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_a_value_is_found_where_it_stands(value: str, before: str, mark: str) -> None:
    text = f"{mark}module.exports = {{ /*{before}*/ key: 'v{value}' }};"
    file = File("config.js", text.encode(), Circumstances())
    found = settings_in(SourceFile(file, "javascript"))
    assert found is not None
    (setting,) = found.settings
    seen = found.observe(setting)
    assert setting.value == "v" + value
    assert text[seen.column - 1 : seen.end_column - 1] == "v" + value


def test_garbage_is_unreadable_as_settings() -> None:
    with pytest.raises(Unreadable) as caught:
        read("config.js", "module.exports = " + "[" * 100_000)
    assert caught.value.looks_at == "settings"


def test_twenty_thousand_nested_and_flat_settings_take_no_time() -> None:
    import time

    started = time.process_time()
    flat = "<?php return [" + "'k' => 'v', " * 20_000 + "];"
    assert len(read("config/a.php", flat)) == 20_000
    deep = "<?php return " + "['k' => 'v', 'n' => " * 150 + "1" + "]" * 150 + ";"
    assert len(read("config/a.php", deep)) > 100
    assert time.process_time() - started < 10


@settings(max_examples=60, deadline=None)
@given(
    uri=st.sampled_from(["config/a.php", "settings.py", "config.js", "config.ts"]),
    words=st.lists(
        st.sampled_from(["<?php ", "return [", "'a' => ", "env('X', ", "'é😀'", "]", ")", ";", "\n", "a = ", "{b: ",
                         "}", "class A", ":", "|| ", "(bool) ", "`${x}`", '"', "define(", ",", "if (dev) {", "\x00"]),
        max_size=25,
    ),
)  # fmt: skip
def test_whatever_is_written_there_settings_lie_within_their_lines(uri: str, words: list[str]) -> None:
    text = "".join(words)
    try:
        found = read(uri, text)
    except Unreadable:
        return
    lines = text.split("\n")
    for setting in found:
        assert setting.key
        assert 1 <= setting.line <= len(lines)
        assert 1 <= setting.column <= len(lines[setting.line - 1]) + 1
