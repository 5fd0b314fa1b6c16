"""The lines of a file that a rule's patterns hit, read for credentials."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pe_audit.evidence.credential.finding import judged
from pe_audit.evidence.credential.place import is_comment, place_of
from pe_audit.evidence.credential.shapes import Shapes
from pe_audit.evidence.text import decode
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.credential.judgement import Judgement
    from pe_audit.evidence.text import File, Text

_LONG = 2_000  # bytes: of a longer line only the surroundings of its hits are read
_BEFORE, _AFTER = 300, 60
# Lines that go on with what the line above named: a value of its own, an operator, the next attribute of a tag.
_CONTINUES = expression(
    rb"\s*(?:[\"']?value[\"']?\s?[:=]|<string>|<value>|@?[\"'`][^\"'`]*[\"'`][\s,;)+.\]]*$|\|\||\?\?|[\w:]{1,40}\s?=\s?[\"'][^\"']*[\"']\s*/?>)",
    re.IGNORECASE,
)
_LOOK_BACK = 400  # bytes: the name may stand on the lines above
_KEY_LIKE = expression(r"[A-Za-z0-9+/]{40}|AIza[\w\-]{35}")
_FIREBASE = expression(r"authDomain|storageBucket|messagingSenderId|firebase", re.IGNORECASE)
_NEAR = 3  # lines


@dataclass(frozen=True, slots=True)
class Located:
    """A judged candidate and the bytes of the file where its value stands."""

    judgement: Judgement
    start: int
    end: int


def credentials(evidence: Text) -> Iterator[Located]:
    """Every candidate on a line with a hit, in order of place; several rules share the reading of a line."""
    file = evidence.file
    known: dict[int, list[Located]] = file.__dict__.setdefault("_credentials", {})
    shapes: Shapes | None = None
    for number in evidence.hit_lines:
        start, end = file.line_span(number)
        if end - start > _LONG:
            hits = [hit for hit in evidence.hits if start < hit <= end + 1]
            shapes = shapes or shapes_of(file)
            for low, high in _windows(file.data, hits, start, end):
                yield from _read(file, low, high, shapes)
            continue
        if number not in known:
            shapes = shapes or shapes_of(file)
            known[number] = list(_read(file, start, end, shapes))
        yield from known[number]


def shapes_of(file: File) -> Shapes:
    return Shapes([gateway.credentials for gateway in file.circumstances.gateways])


def _windows(data: bytes, hits: list[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of a long line around its hits, none twice and none too long."""
    done = start
    for hit in hits:
        if hit <= done and done > start:
            continue
        low, high = max(done, hit - _BEFORE), min(end, hit + _AFTER)
        while low < high and data[low] & 0xC0 == 0x80:
            low += 1
        while high < end and data[high] & 0xC0 == 0x80:
            high += 1
        yield low, high
        done = high


def _read(file: File, start: int, end: int, shapes: Shapes) -> Iterator[Located]:
    raw = file.data[start:end]
    before = b""
    if _CONTINUES.match(raw) is not None:
        before = file.data[max(0, start - _LOOK_BACK) : start]
    text, skipped = decode(before + raw), len(decode(before))
    if len(text) - skipped != len(decode(raw)):  # the cut went through a character
        text, skipped = decode(raw), 0
    line = text[skipped:]
    place = place_of(file)
    if is_comment(line):
        place = replace(place, comment=True)
    if _KEY_LIKE.search(line) is not None:
        around = _around(file, start)
        near = _FIREBASE.search(around) is not None
        place = replace(place, gateway_near=shapes.named_in(around), firebase_near=near)
    encoding = _encoding(raw)
    for judgement in judged(text, place, shapes):
        candidate = judgement.candidate
        if candidate.start < skipped:
            continue
        first = start + len(line[: candidate.start - skipped].encode(encoding))
        yield Located(judgement, first, first + len(candidate.value.encode(encoding)))


def _around(file: File, start: int) -> str:
    number = file.line_number(start)
    first, last = max(1, number - _NEAR), min(file.line_count, number + _NEAR)
    return decode(file.data[file.line_span(first)[0] : file.line_span(last)[1]][:4_000])


def _encoding(raw: bytes) -> str:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"
