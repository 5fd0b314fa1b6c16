"""What a live variant makes of the settings of its base file."""

from __future__ import annotations

import pytest

from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.overrides import override_of
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.text import File
from pe_audit.formats import format_of, reader


def settings(uri: str, text: str) -> SettingsFile:
    format = format_of(uri)
    assert format is not None
    return SettingsFile(File(uri, text.encode(), Circumstances()), format, reader(format))


def overridden(base: SettingsFile, key: str, *variants: SettingsFile) -> str | None:
    """The new value, "gone", or None where the base file's value stays."""
    (setting,) = [setting for setting in base.settings if setting.key == key]
    found = override_of(base, setting, [base, *variants])
    return None if found is None else "gone" if found.value is None else found.value


WEB = settings(
    "shop/Web.config",
    '<configuration><appSettings><add key="PE.Url" value="pre1a"/></appSettings><system.web>'
    '<compilation debug="true" targetFramework="4.8"/><customErrors mode="Off"/></system.web></configuration>',
)


@pytest.mark.parametrize(
    ("key", "transform", "expected"),
    [
        ("system.web.compilation.debug", '<compilation xdt:Transform="RemoveAttributes(debug)"/>', "gone"),
        ("system.web.compilation.debug", '<compilation xdt:Transform="RemoveAttributes"/>', "gone"),
        ("system.web.compilation.debug", '<compilation xdt:Transform="RemoveAttributes(batch,debug)"/>', "gone"),
        ("system.web.compilation.debug", '<compilation xdt:Transform="RemoveAttributes(batch)"/>', None),
        ("system.web.compilation.debug", '<compilation debug="false" xdt:Transform="SetAttributes(debug)"/>', "false"),
        ("system.web.compilation.debug", '<compilation debug="false" xdt:Transform="SetAttributes"/>', "false"),
        ("system.web.compilation.debug", '<compilation debug="false" xdt:Transform="SetAttributes(batch)"/>', None),
        ("system.web.compilation.debug", '<compilation debug="false"/>', None),
        ("system.web.compilation.debug", '<compilation xdt:Transform="Remove"/>', "gone"),
        ("system.web.customErrors.mode", '<customErrors mode="On" xdt:Transform="Replace"/>', "On"),
        ("system.web.customErrors.mode", '<customErrors defaultRedirect="e" xdt:Transform="Replace"/>', "gone"),
        ("system.web.customErrors.mode", '<compilation xdt:Transform="RemoveAttributes(debug)"/>', None),
    ],
)
def test_a_transform_changes_what_it_names(key: str, transform: str, expected: str | None) -> None:
    release = settings(
        "shop/Web.Release.config",
        '<configuration xmlns:xdt="http://schemas.microsoft.com/XML-Document-Transform"><system.web>'
        f"{transform}</system.web></configuration>",
    )
    assert overridden(WEB, key, release) == expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('xdt:Transform="SetAttributes" xdt:Locator="Match(key)"', "services"),
        ('xdt:Transform="Replace" xdt:Locator="Match(key)"', "services"),
        ('xdt:Transform="Remove" xdt:Locator="Match(key)"', "gone"),
        ('xdt:Locator="Match(key)"', None),
    ],
)
def test_app_settings_are_found_by_their_key(attributes: str, expected: str | None) -> None:
    release = settings(
        "shop/Web.Release.config",
        '<configuration xmlns:xdt="x"><appSettings>'
        f'<add key="PE.Url" value="services" {attributes}/></appSettings></configuration>',
    )
    assert overridden(WEB, "appSettings.PE.Url", release) == expected


@pytest.mark.parametrize(
    ("base", "variant", "text", "expected"),
    [
        ("appsettings.json", "appsettings.Production.json", '{"Pe": {"Url": "b"}}', "b"),
        ("appsettings.json", "appsettings.Staging.json", '{"Pe": {"Url": "b"}}', None),
        ("appsettings.json", "other/appsettings.Production.json", '{"Pe": {"Url": "b"}}', None),
        ("appsettings.json", "appsettings.Production.json", '{"Pe": {}}', None),
        ("application.properties", "application-prod.properties", "Pe.Url=b", "b"),
        ("application.yml", "application-prod.yml", "Pe:\n  Url: b", "b"),
        ("config/default.json", "config/production.json", '{"Pe": {"Url": "b"}}', "b"),
        ("settings.json", "appsettings.Production.json", '{"Pe": {"Url": "b"}}', None),
    ],
)
def test_variants_of_the_same_name_override(base: str, variant: str, text: str, expected: str | None) -> None:
    said = {"json": '{"Pe": {"Url": "a"}}', "properties": "Pe.Url=a", "yml": "Pe:\n  Url: a"}[base.rpartition(".")[2]]
    assert overridden(settings(base, said), "Pe.Url", settings(variant, text)) == expected


def test_dotenv_variants_override_too() -> None:
    assert overridden(settings(".env", "X=a"), "X", settings(".env.production", "X=b")) == "b"
    assert overridden(settings(".env", "X=a"), "X", settings(".env.local", "X=b")) is None


def test_a_variant_that_cannot_be_read_overrides_nothing() -> None:
    assert (
        overridden(WEB, "system.web.customErrors.mode", settings("shop/Web.Release.config", "<configuration>")) is None
    )
