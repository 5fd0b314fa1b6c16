"""What every reader owes: exact places, no crash, no runaway, whatever the text."""

from __future__ import annotations

import gc
import re
import threading
import time
from collections import deque
from contextlib import suppress
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_audit.evidence.settings import Setting, Unreadable
from pe_audit.formats import reader

FORMATS = (
    *("dotenv", "yaml", "json", "ini", "properties", "xml", "nginx", "conf", "hcl", "toml", "dockerfile"),
    *("chrony", "gradle", "xcconfig"),
    *("apache", "haproxy", "caddy", "iptables", "nftables"),
)
_PIECES = (
    *"\"'`{}[]()<>=:;,#&*!|?-%@\\/$. \t\r\n\0\ufeff\u2028\x85é😀",
    *("\r\n", "  ", "a", "key", "value", "- ", ": ", "---\n", "&a ", "*a", "<<: *a", "!t ", "|\n ", "//", "/*", "*/"),
    *("<a b='c'>", "</a>", "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "<key>", "<plist>", "<dict>", "<true/>"),
    *(
        "server {",
        "location /a {",
        "}",
        "allow all;",
        "x_by_lua_block {",
        "[s]",
        "export ",
        "<If x>\n",
        "</If>\n",
        "listen ",
        "\\u00e9",
        "\\ud800",
        "${",
        "\\\n",
        "ENV a=b ",
        "<<E\n",
        "a = ",
        "<%= a %>",
        "<% ",
        '"a"',
        "*filter\n",
        ":INPUT DROP [0:0]\n",
        "-A INPUT -s 10.0.0.1 ",
        "table inet filter {",
        "chain input {",
        "elements = {",
        "define a = {",
        "add rule inet a b ",
    ),
)
texts = st.one_of(st.text(), st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))


@pytest.mark.parametrize("format", FORMATS)
def test_any_text_is_read_or_unreadable_and_all_places_exist(format: str) -> None:
    @given(texts)
    def holds(text: str) -> None:
        lines = re.split(r"\r\n|\n|\r", text)
        try:
            settings = list(reader(format)(text))
        except Unreadable as error:
            assert str(error) and not any(len(line) > 12 and line in str(error) for line in lines)
            return
        for setting in settings:
            assert 1 <= setting.line <= len(lines)
            assert 1 <= setting.column <= len(lines[setting.line - 1]) + 1
            assert 0 <= setting.length <= len(lines[setting.line - 1]) + 1 - setting.column
            setting.value.encode()  # no half characters

    holds()


_KEYS = st.text("abcXYZ_019", min_size=1, max_size=8).map("k{}".format)
_VALUES = st.text("abZ09é😀_/.@", min_size=1, max_size=12).map("v{}".format)
_BREAKS = st.sampled_from(("\n", "\r\n", "\r"))
_BLANKS = st.sampled_from(("", " ", "\t", "   "))


def _quoted(mark: str) -> str:
    return f"{mark}{{value}}{mark}"


_LINES = {  # a line of each format, and the key it has
    "dotenv": ("{blank}{key}{blank}={value}", "export {key}='{value}'  # why", '{key}="{value}"'),
    "yaml": ("{key}: {value}", "{key}: '{value}'  # why", '{key}:    "{value}"', "{key}: &anchor {value}"),
    "ini": ("{blank}{key}{blank}={blank}{value}", "{key}: {value} ; why", '{key} = "{value}"'),
    "properties": ("{blank}{key}{blank}={blank}{value}", "{key} {value}", "{key}:{value}"),
    "nginx": ("{blank}{key} {value};", "{key} '{value}'; # why", '{key}{blank} "{value}"{blank};'),
    "conf": ("{blank}{key} {value};", "{key} '{value}'; # why"),
    "apache": ("{blank}{key} {value}", '{blank}{key}  "{value}"{blank}', "{key} '{value}'"),
    "gradle": ('{key}{blank}={blank}"{value}"', "{blank}{key} '{value}' // why", 'def {key} = "{value}"'),
    "toml": ('{key}{blank}={blank}"{value}"', "{blank}{key} = '{value}' # why"),
    "hcl": ('{blank}{key}{blank}={blank}"{value}"', '{key} = "{value}" # why', '{key} = "{value}" // why'),
}


@pytest.mark.parametrize("format", _LINES)
def test_the_place_of_a_value_is_where_it_is_written(format: str) -> None:
    line = st.tuples(st.sampled_from(_LINES[format]), _KEYS, _VALUES, _BLANKS)

    @given(st.lists(line, min_size=1, max_size=6), _BREAKS)
    def holds(lines: list[tuple[str, str, str, str]], newline: str) -> None:
        made = [template.format(key=key, value=value, blank=blank) for template, key, value, blank in lines]
        settings = list(reader(format)(newline.join(made) + newline))
        wanted = [
            Setting(key, value, number, made[number - 1].rindex(value) + 1, len(value))
            for number, (_, key, value, _) in enumerate(lines, 1)
        ]
        assert settings == wanted

    holds()


@given(st.lists(st.tuples(_KEYS, _VALUES, _BLANKS), max_size=6), _BREAKS, st.sampled_from(("json", "xml")))
def test_the_place_of_a_value_in_brackets_is_where_it_is_written(
    entries: list[tuple[str, str, str]], newline: str, format: str
) -> None:
    template = (
        '"{key}"{blank}:{blank}"{value}",' if format == "json" else "<add key='{key}' {blank}value = \"{value}\"/>"
    )
    opened, closed = ("{", "}") if format == "json" else ("<r>", "</r>")
    made = [opened, *(template.format(key=key, value=value, blank=blank) for key, value, blank in entries), closed]
    settings = list(reader(format)(newline.join(made)))
    assert settings == [
        Setting(key, value, number, made[number - 1].rindex(value) + 1, len(value))
        for number, (key, value, _) in enumerate(entries, 2)
    ]


_SIZE = 50_000  # characters: enough for a square to show
_OPENINGS = {
    "dotenv": ("", 'a="', "a="),
    "yaml": ("", "a: ", "[", 'a: "'),
    "json": ("", "[", '["'),
    "ini": ("", "[s]\na=", " "),
    "properties": ("", "a=", "a"),
    "xml": ("", "<a>", "<a b='"),
    "nginx": ("", "a {", "a "),
    "conf": ("", "[s]\n", "a {\n"),
    "apache": ("", "<a b>\n", "a '", "<Perl>\n"),
    "haproxy": ("", "global\n", 'global\n a "'),
    "caddy": ("", "a\n", "a {\n", "a {\n b <<E\n", 'a "'),
    "hcl": ("", "a = [", "a = <<E\n"),
    "chrony": ("", "a "),
    "gradle": ("", 'a """'),
    "xcconfig": ("", "a = "),
    "dockerfile": ("", "ENV a=", "ENV ", 'ENV a="', "RUN <<E\n", "RUN "),
    "toml": ("", "a = [", "a = {", 'a = """', "[["),
    "iptables": ("", "*filter\n", "*filter\n-A INPUT "),
    "nftables": ("", "table a {", "table a { chain b {", "define a = {", "add rule a b "),
}


@pytest.mark.parametrize("format", FORMATS)
def test_no_piece_repeated_without_end_takes_more_than_linear_time_or_a_large_stack(format: str) -> None:
    slow = []

    def all_of_them() -> None:
        for opening, piece in product(_OPENINGS[format], (*_PIECES, "- - ", "a:\n ", "\\\n", "a=\n ", "a b;", "[1,")):
            begun = time.thread_time()
            with suppress(Unreadable):
                deque(reader(format)(opening + piece * (_SIZE // len(piece))), maxlen=0)
            if time.thread_time() - begun > 0.5:
                slow.append((opening, piece))

    threading.stack_size(256 * 1024)
    gc.disable()  # a collection of what other tests left is nobody's time here
    try:
        thread = threading.Thread(target=all_of_them)
        thread.start()
    finally:
        threading.stack_size(0)
    thread.join()
    gc.enable()
    assert slow == []
