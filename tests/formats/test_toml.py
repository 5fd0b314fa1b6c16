"""TOML, held against the standard library's tomllib, which knows no places."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_audit.evidence.settings import Unreadable
from pe_audit.formats import format_of
from pe_audit.formats.toml import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.formats.conftest import Written

_SHOP = r"""
title = "shop" # why
paid."at lima" = 1979-05-27 07:32:00
ports = [ 80, [4.5, 'C:\a'], # why
  { tls = true, verify.host = "a\"b\u00e9" }, ]
none = []
key = '''
-----BEGIN
end'''
long = \"\"\"one \
    two\"\"\"
[tool.poetry]
version = "1"
[[source]]
url = 'https://a.example'
[source.auth]
user = +inf
[[source]]
[[source.mirrors]]
name = "b"
""".replace(r"\"\"\"", '"""')


def test_values_are_where_they_are_written(written: Written) -> None:
    assert written("toml", _SHOP) == [
        ("title", "shop", "shop"),
        ("paid.at lima", "1979-05-27 07:32:00", "1979-05-27 07:32:00"),
        ("ports.0", "80", "80"),
        ("ports.1.0", "4.5", "4.5"),
        ("ports.1.1", r"C:\a", r"C:\a"),
        ("ports.2.tls", "true", "true"),
        ("ports.2.verify.host", 'a"bé', r"a\"b\u00e9"),
        ("key", "-----BEGIN\nend", "-----BEGIN"),
        ("long", "one two", "one \\"),
        ("tool.poetry.version", "1", "1"),
        ("source.0.url", "https://a.example", "https://a.example"),
        ("source.0.auth.user", "+inf", "+inf"),
        ("source.1.mirrors.0.name", "b", "b"),
    ]


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for word, inner in pairs:
        yield from _flat(inner, f"{path}.{word}" if path else str(word))
    if not isinstance(value, (dict, list)):
        yield path, value


def _same_as_tomllib(text: str) -> None:
    tomllib = pytest.importorskip("tomllib")
    known = {key: repr(value) for key, value in _flat(tomllib.loads(text))}
    seen = Counter[str]()
    for setting in read(text):
        seen[setting.key] += 1
        text_or_other = {repr(setting.value)}
        if setting.value and not setting.value.isspace():
            with suppress(tomllib.TOMLDecodeError):
                text_or_other.add(repr(tomllib.loads(f"x = {setting.value}")["x"]))
        assert known[setting.key] in text_or_other
    assert seen == dict.fromkeys(known, 1)


_WORDS = st.text("ab-_1", min_size=1, max_size=3)
_STRINGS = st.text("aé😀 \"'\\\n\t#=[]{},.$", max_size=8)
_PLAIN = st.one_of(
    st.sampled_from(
        ["true", "-0x1F", "1_000", "6.0e-2", "nan", "1979-05-27", "07:32:00", "1979-05-27T07:32:00.5-07:00"]
    ),
    st.integers().map(str),
    _STRINGS.map(json.dumps),
    _STRINGS.filter(lambda text: "'" not in text and "\n" not in text).map("'{}'".format),
    _STRINGS.filter(lambda text: "'" not in text).map("'''\n{}'''".format),
    _STRINGS.map(lambda text: '"""' + text.replace("\\", "\\\\").replace('"', '\\"') + '"""'),
    _STRINGS.filter(lambda text: "\\" not in text and '"""' not in text).map('"""{}"'.format).map('{}"""'.format),
)
_SPACES = st.sampled_from(["", " ", "\n", " # ]\n\t"])


def _collections(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    arrays = st.tuples(st.lists(inner, max_size=3), _SPACES).map(
        lambda made: f"[{made[1]}{f'{made[1]},'.join(made[0])}]"
    )
    tables = st.dictionaries(_WORDS, inner, max_size=3).map(
        lambda made: "{" + ", ".join(f"{key} = {value}" for key, value in made.items()) + "}"
    )
    return arrays | tables


_VALUES = st.recursive(_PLAIN, _collections, max_leaves=8)
_LINES = st.one_of(
    st.tuples(_WORDS, _VALUES).map(" = ".join),
    st.tuples(_WORDS, _WORDS, _VALUES).map(lambda made: f'{made[0]} . "{made[1]}"={made[2]} # why'),
    st.lists(_WORDS, min_size=1, max_size=3).map(lambda made: f"[{' . '.join(made)}]"),
    st.lists(_WORDS, min_size=1, max_size=3).map(lambda made: f"[[{'.'.join(made)}]]"),
)


@given(st.lists(_LINES, max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_what_tomllib_reads_is_read_alike(lines: list[str], newline: str) -> None:
    tomllib = pytest.importorskip("tomllib")
    text = ""
    for line in lines:  # one that tomllib refuses here (a key twice, a table twice) is left out
        try:
            tomllib.loads(text + line + newline)
        except tomllib.TOMLDecodeError:
            continue
        text += line + newline
    _same_as_tomllib(text)


@given(
    st.lists(st.sampled_from(['"', '""', "'", "''", "\\", "\\n", "\n", "a", " ", "#", "\\ \n "]), max_size=14).map(
        "".join
    )
)
def test_quotes_in_any_number_are_read_as_tomllib_reads_them(text: str) -> None:
    tomllib = pytest.importorskip("tomllib")
    text = f"k = {text}"
    try:
        known = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert [(setting.key, setting.value) for setting in read(text)] == [("k", known["k"])]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a", "broken TOML"),
        ("a = ", "broken TOML"),
        ("a = b", "broken TOML"),
        ("a = 1 2", "broken TOML"),
        ('a = "b', "broken TOML"),
        ('a = "b\nc"', "broken TOML"),
        ('a = """b', "broken TOML"),
        ("a = [1 2]", "broken TOML"),
        ("a = [,]", "broken TOML"),
        ("a = [1", "broken TOML"),
        ("a = {b}", "broken TOML"),
        ("[a", "broken TOML"),
        ("[[a]", "broken TOML"),
        ("[]", "broken TOML"),
        ("a = {{ value }}", "a template, not TOML"),
        ("{% if on %}\na = 1\n", "a template, not TOML"),
        ("a = " + "[" * 1_000, "TOML nested too deeply"),
        ("a = " + "{a=" * 1_000, "TOML nested too deeply"),
        ("a=1\n" * 110_000, "more than 100000 values"),
        (".".join(["k" * 199] * 9) + " = 1", "keys nested too deeply"),
    ],
)
def test_what_is_no_toml_is_unreadable(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        list(read(text))


@pytest.mark.parametrize("name", ["pyproject.toml", "Pipfile", "fly.toml", "config/prod.toml.example"])
def test_its_files_are_known_by_name(name: str) -> None:
    assert format_of(name) == "toml"
