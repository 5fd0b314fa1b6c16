"""Settings that take effect elsewhere than the rest of their file."""

from __future__ import annotations

import pytest

from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.coded import settings_in
from pe_audit.evidence.sections import deployment_at
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.formats import format_of, reader
from pe_audit.languages import language_of


def judged(uri: str, text: str) -> dict[str, str]:
    """The environment of every setting that is called `x`, by its key (and document, where keys come back)."""
    file = File(uri, text.encode(), Circumstances())
    format, language = format_of(uri), language_of(uri)
    if format is not None:
        settings: SettingsFile | None = SettingsFile(file, format, reader(format))
    else:
        assert language is not None
        settings = settings_in(SourceFile(file, language))
    assert settings is not None
    found: dict[str, str] = {}
    for setting in settings.settings:
        if setting.name.lower() == "x":
            found[setting.key + "'" * (setting.key in found)] = deployment_at(settings, setting).environment.value
    return found


@pytest.mark.parametrize(
    ("uri", "text", "expected"),
    [
        ("config/database.yml", "production:\n  x: 1\ndevelopment:\n  x: 2\ntest:\n  x: 3\ndefault:\n  x: 4\n",
         {"production.x": "live", "development.x": "development", "test.x": "test", "default.x": "unknown"}),
        ("config/config.json", '{"production": {"db": {"x": 1}}, "test": {"x": 2}, "x": 3}',
         {"production.db.x": "live", "test.x": "test", "x": "unknown"}),
        ("app.yml", "env:\n  prod:\n    x: 1\n  dev:\n    x: 2\n", {"env.prod.x": "live", "env.dev.x": "development"}),
        ("app/build.gradle", "android { buildTypes { debug { ext.x = 1 }\nrelease { ext.x = 2 } } }",
         {"android.buildTypes.debug.ext.x": "development", "android.buildTypes.release.ext.x": "live"}),
        ("Dockerfile", "FROM a AS base\nENV X=1\nFROM base AS shop_dev\nENV x=2\n",
         {"ENV.X": "unknown", "ENV.x": "development"}),
        ("serverless.yml", "custom:\n  stages:\n    prod:\n      x: 1\n", {"custom.stages.prod.x": "live"}),
        ("app.yml", "shop:\n  prod:\n    x: 1\n  production:\n    x: 2\n",
         {"shop.prod.x": "unknown", "shop.production.x": "live"}),
        ("app.ini", "[production]\nx=1\n[development : production]\nx=2\n",
         {"production.x": "live", "development : production.x": "development"}),
        ("application.properties", "%prod.x=1\n%dev.x=2\n", {"%prod.x": "live", "%dev.x": "development"}),
        ("app.yml", "production: true\nx: 1\n", {"x": "unknown"}),
        ("app.yml", "pages:\n  test:\n    x: 1\n", {"pages.test.x": "unknown"}),
        ("config/app.php", "<?php return ['production' => ['x' => 1], 'local' => ['x' => 2]];",
         {"production.x": "live", "local.x": "development"}),
        ("settings.py", "class ProductionConfig(A):\n  X = 1\nclass DevConfig:\n  X = 2\nclass Config:\n  X = 3",
         {"ProductionConfig.X": "live", "DevConfig.X": "development", "Config.X": "unknown"}),
        ("knexfile.js", "module.exports = { production: { x: 1 }, development: { x: 2 } };",
         {"production.x": "live", "development.x": "development"}),
        ("config.php", "<?php if ($env == 'development') { define('X', 1); } else { define('x', 2); }",
         {"X": "development", "x": "live"}),
        ("config.php", "<?php if (ENVIRONMENT === 'production') { $config['x'] = 1; }", {"config.x": "live"}),
        ("compose.yml", "a:\n  env:\n    NODE_ENV: prod\n    X: 1\nb:\n  env:\n    NODE_ENV: dev\n    X: 2\n",
         {"a.env.X": "live", "b.env.X": "development"}),
        ("compose.prod.yml", "a:\n  env:\n    NODE_ENV: development\n    X: 1\n", {"a.env.X": "live"}),
        ("k8s.yaml", "metadata:\n  namespace: prod\ndata:\n  x: 1\n---\nmetadata:\n  namespace: dev\ndata:\n  x: 1",
         {"data.x": "live", "data.x'": "development"}),
        ("application.yml", "x: 1\n---\nspring:\n  config:\n    activate:\n      on-profile: dev\nx: 2\n",
         {"x": "live", "x'": "development"}),
        (".github/workflows/deploy.yml", "jobs:\n  a:\n    environment: production\n    env:\n      X: 1\n",
         {"jobs.a.env.X": "live"}),
        ("app.yml", "pagoefectivo:\n  environment: sandbox\n  x: 1\n", {"pagoefectivo.x": "unknown"}),
        ("tests/database.yml", "production:\n  x: 1\n", {"production.x": "test"}),
        (".env.local", "X=1\n", {"X": "development"}),
    ],
)  # fmt: skip
def test_a_section_says_where_its_settings_take_effect(uri: str, text: str, expected: dict[str, str]) -> None:
    found = judged(uri, text)
    assert {key: found.get(key) for key in expected} == expected


def test_the_reason_names_the_section_or_the_setting() -> None:
    def reasons(text: str) -> str:
        settings = SettingsFile(File("app.yml", text.encode(), Circumstances()), "yaml", reader("yaml"))
        return deployment_at(settings, settings.settings[-1]).reason

    assert reasons("production:\n  x: 1\n") == "it stands in `production`"
    assert reasons("a:\n  APP_ENV: production\n  x: 1\nb:\n  x: 1\n").startswith("it declares the environment")
    assert reasons("b:\n  APP_ENV: local\na:\n  APP_ENV: prod\n  x: 1\n") == "`APP_ENV` beside it says prod"


def test_a_problem_with_a_setting_carries_where_it_takes_effect() -> None:
    settings = SettingsFile(File("app.yml", b"production:\n  x: 1\n", Circumstances()), "yaml", reader("yaml"))
    seen = settings.observe(settings.settings[0], "Wrong.")
    assert seen.deployment is not None
    assert seen.deployment.environment.value == "live"
