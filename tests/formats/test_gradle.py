"""Gradle's scripts in Groovy and in Kotlin: what they set, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pe_audit.evidence.settings import Unreadable
from pe_audit.formats import format_of
from pe_audit.formats.gradle import read

if TYPE_CHECKING:
    from tests.formats.conftest import Written

_GROOVY = r"""
apply plugin: 'com.android.application'
def apiHost = "services.example" // why
ext.peKey = 'abc'
ext { versions = [kotlin: "1.9", "x y": 3] }
android {
    compileSdk 34
    defaultConfig {
        manifestPlaceholders = [host: "shop.example", scheme: scheme]
        manifestPlaceholders["k"] = "v"
        buildConfigField "String", "API_URL", "\"https://a.example\""
        buildConfigField 'String', 'B', '"https://b.example"'
        buildConfigField "String", "C", "\"${project.property("peKey")}\""
        buildConfigField "String", "D", System.getenv("D") ?: '"e"' /* why */
        resValue "string", "app_name", "Shop"
    }
    buildTypes {
        release { minifyEnabled true; debuggable = false
        }
        debug {
            buildConfigField("String",
                "API_URL",
                "\"http://10.0.2.2\"")
        }
    }
}
"""
_KOTLIN = '''
import java.util.Properties
val apiHost: String = "services.example"
val made = providers.map { text -> text.trim() }
extra["peKey"] = "abc"
extra.apply { set("peSecret", "x") }
android {
    defaultConfig {
        addManifestPlaceholders(mapOf("host" to "shop.example"))
        manifestPlaceholders += mapOf("k" to "v", "z" to z)
        buildConfigField(type = "String", name = "N", value = "\\"n\\"")
    }
    buildTypes {
        getByName("release") { isMinifyEnabled = true }
        create("staging") { buildConfigField("String", "API_URL", """"https://raw.example"""") }
    }
}
'''


def test_groovy_is_read(written: Written) -> None:
    default = "android.defaultConfig"
    assert written("gradle", _GROOVY) == [
        ("apply.plugin", "com.android.application", "com.android.application"),
        ("apiHost", "services.example", "services.example"),
        ("ext.peKey", "abc", "abc"),
        ("ext.versions.kotlin", "1.9", "1.9"),
        ("ext.versions.x y", "3", "3"),
        ("android.compileSdk", "34", "34"),
        (f"{default}.manifestPlaceholders.host", "shop.example", "shop.example"),
        (f"{default}.manifestPlaceholders.scheme", "scheme", "scheme"),
        (f"{default}.manifestPlaceholders.k", "v", "v"),
        (f"{default}.buildConfigField.API_URL", "https://a.example", "https://a.example"),
        (f"{default}.buildConfigField.B", "https://b.example", "https://b.example"),
        (f"{default}.buildConfigField.C", *['${project.property("peKey")}'] * 2),
        (f"{default}.buildConfigField.D", *['System.getenv("D") ?: \'"e"\''] * 2),
        (f"{default}.resValue.app_name", "Shop", "Shop"),
        ("android.buildTypes.release.minifyEnabled", "true", "true"),
        ("android.buildTypes.release.debuggable", "false", "false"),
        ("android.buildTypes.debug.buildConfigField.API_URL", "http://10.0.2.2", "http://10.0.2.2"),
    ]


def test_kotlin_is_read(written: Written) -> None:
    assert written("gradle", _KOTLIN) == [
        ("apiHost", "services.example", "services.example"),
        ("extra.peKey", "abc", "abc"),
        ("extra.peSecret", "x", "x"),
        ("android.defaultConfig.manifestPlaceholders.host", "shop.example", "shop.example"),
        ("android.defaultConfig.manifestPlaceholders.k", "v", "v"),
        ("android.defaultConfig.manifestPlaceholders.z", "z", "z"),
        ("android.defaultConfig.buildConfigField.N", "n", "n"),
        ("android.buildTypes.release.isMinifyEnabled", "true", "true"),
        ("android.buildTypes.staging.buildConfigField.API_URL", "https://raw.example", "https://raw.example"),
    ]


def test_blocks_that_never_end_are_unreadable() -> None:
    with pytest.raises(Unreadable, match="blocks nested too deeply"):
        list(read("a {" * 200))


@pytest.mark.parametrize("name", ["build.gradle", "app/build.gradle.kts", "settings.gradle"])
def test_its_files_are_known_by_name(name: str) -> None:
    assert format_of(name) == "gradle"
