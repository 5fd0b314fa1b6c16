"""XML: web.config, Android resources, property lists; no entity is ever expanded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pe_audit.evidence.settings import Unreadable
from pe_audit.formats.xml import read

if TYPE_CHECKING:
    from tests.formats.conftest import Written


def test_web_config_is_read_by_names(written: Written) -> None:
    text = """<?xml version="1.0" encoding="utf-16"?>
<configuration>
  <!-- <add key="x" value="y"/> -->
  <connectionStrings>
    <add name="Db" connectionString="Pwd=&quot;é&quot;" providerName='Sql' />
  </connectionStrings>
  <appSettings>
    <add key="Orbis"
         value = "abc" /><add key="ñ😀" value='x'/>
  </appSettings>
  <system.web><compilation debug="true" /></system.web>
  <Settings><setting name="Url" serializeAs="String"><value>http://x.example</value></setting></Settings>
</configuration>
"""
    assert written("xml", text) == [
        ("connectionStrings.Db", 'Pwd="é"', "Pwd=&quot;é&quot;"),
        ("connectionStrings.Db.providerName", "Sql", "Sql"),
        ("appSettings.Orbis", "abc", "abc"),
        ("appSettings.ñ😀", "x", "x"),
        ("system.web.compilation.debug", "true", "true"),
        ("Settings.setting.Url.serializeAs", "String", "String"),
        ("Settings.setting.Url.value", "http://x.example", "http://x.example"),
    ]


def test_android_resources_and_manifest_are_read(written: Written) -> None:
    text = """<resources xmlns:tools="https://x.example">
<string name="key" translatable="false">
   abc &amp; d
</string><string name="raw"><![CDATA[<x>]]></string>
<string-array name="l"><item>a</item><item>b</item></string-array>
</resources>"""
    assert written("xml", text) == [
        ("string.key.translatable", "false", "false"),
        ("string.key", "abc & d", "abc &amp; d"),
        ("string.raw", "<x>", "<x>"),
        ("string-array.l.item", "a", "a"),
        ("string-array.l.item", "b", "b"),
    ]
    manifest = '<m><application a:usesCleartextTraffic="true"><meta-data a:name="K" a:value="v"/></application></m>'
    assert written("xml", manifest) == [
        ("application.usesCleartextTraffic", "true", "true"),
        ("application.meta-data.K", "v", "v"),
    ]


def test_a_property_list_is_the_dictionary_it_stands_for(written: Written) -> None:
    text = """<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist><dict><key>Security</key><dict><key>Arbitrary</key><true/></dict>
<key>l</key><array><string>a</string><dict><key>k</key><string>é v</string></dict></array>
<key>n</key><integer>3</integer></dict></plist>"""
    assert written("xml", text) == [
        ("Security.Arbitrary", "true", "true"),
        ("l.0", "a", "a"),
        ("l.1.k", "é v", "é v"),
        ("n", "3", "3"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "XML that declares entities"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', "XML that declares entities"),
        ('<!DOCTYPE x [<!ENTITY % a SYSTEM "http://x.example"> %a;]><x/>', "XML that declares entities"),
        ("<a>&undeclared;</a>", "broken XML"),
        ("<a><b></a>", "broken XML"),
        ("", "broken XML"),
        ("<a>{{ x }}</b>", "a template, not XML"),
        ("<a>" * 10_000, "XML nested too deeply"),
        ("<a>" + "<b c=''/>" * 110_000, "more than 100000 values"),
    ],
    ids=["entity", "file", "parameter", "undeclared", "nesting", "empty", "template", "deep", "many"],
)
def test_what_is_no_plain_xml_is_unreadable(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        list(read(text))
