"""Settings as evidence: a key that stands twice is two settings, and the first says that it is lost."""

from __future__ import annotations

import pytest

from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file


@pytest.mark.parametrize(
    ("uri", "text", "places"),
    [
        ("a.yml", "pe:\n  url: a\n  mode: x\n  url: b\n  url: c\n", {(2, 8): [(5, 8)], (4, 8): [(5, 8)], (5, 8): []}),
        ("a.yml", "url: a\n---\nurl: b\n", {(1, 6): [], (3, 6): []}),
        ("a.yml", "x: {url: a}\ny: {url: b}\n", {(1, 10): [], (2, 10): []}),
        ("a.yml", "<% if a %>\nurl: a\n<% else %>\nurl: b\n<% end %>\n", {(2, 6): [], (4, 6): []}),
        ("a.json", '{"url": "a",\n "url": "b"}', {(1, 10): [(2, 10)], (2, 10): []}),
        ("a.json", '[{"url": "a"},\n {"url": "b"}]', {(1, 11): [], (2, 11): []}),
        (".env", "url=a\nurl=b\n", {(1, 5): [], (2, 5): []}),
    ],
)
def test_a_key_that_stands_again_is_named(
    uri: str, text: str, places: dict[tuple[int, int], list[tuple[int, int]]]
) -> None:
    evidence = settings_file(File(uri, text.encode(), Circumstances(())))
    assert evidence is not None
    seen = [evidence.observe(one, "A problem.") for one in evidence.settings if one.name == "url"]
    assert {(one.line, one.column): [(other.line, other.column) for other in one.related] for one in seen} == places
