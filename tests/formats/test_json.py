"""JSON, and what people write for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pe_audit.evidence.settings import Unreadable
from pe_audit.formats.json import read

if TYPE_CHECKING:
    from tests.formats.conftest import Written


def test_values_are_where_they_are_written(written: Written) -> None:
    text = r"""// settings
{
  "a": 1, "b": {"c": "two \"words\" \u00e9 \ud83d\ude00", /* why */ d: 'it', 'e': -1.5e3},
  "list": [null, true, {"x": "é"}, [],],  # trailing commas
  "a": "again", "url": "https://x.example//y", $ref: Infinity,
}
"""
    assert written("json", text) == [
        ("a", "1", "1"),
        ("b.c", 'two "words" é 😀', r"two \"words\" \u00e9 \ud83d\ude00"),
        ("b.d", "it", "it"),
        ("b.e", "-1.5e3", "-1.5e3"),
        ("list.0", "null", "null"),
        ("list.1", "true", "true"),
        ("list.2.x", "é", "é"),
        ("a", "again", "again"),
        ("url", "https://x.example//y", "https://x.example//y"),
        ("$ref", "Infinity", "Infinity"),
    ]


def test_a_value_a_line_is_read(written: Written) -> None:
    assert written("json", '{"a": 1}\n{"a": 2}\n"b"') == [("a", "1", "1"), ("a", "2", "2"), ("", "b", "b")]


@pytest.mark.parametrize(
    "text", ['{"a"}', '{"a":}', "{,}", "[,]", '{"a" "b"}', "[1 2]", "{}}", '{"a": 1', '["a', "{]", "@", "[/*"]
)
def test_what_is_no_json_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable, match="broken JSON"):
        list(read(text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"a": {{ value }} }', "a template, not JSON"),
        ("[" * 1_000, "JSON nested too deeply"),
        ('{"a":' * 1_000, "JSON nested too deeply"),
        ("[" + "1," * 200_000, "more than 100000 values"),
        ('{"' + 'k" : {"'.join(["k" * 199] * 10), "keys nested too deeply"),
    ],
    ids=["template", "arrays", "objects", "values", "keys"],
)
def test_what_is_too_much_is_unreadable(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        list(read(text))
