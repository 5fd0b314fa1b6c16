"""The line hash is the one GitHub computes: checked against its published cases and a rolling reference."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.text import File
from pe_audit.fingerprint import line_hash

_WINDOW = 100
_BASE = 37


def _file(data: bytes) -> File:
    file = File("a.txt", b"", Circumstances(()))
    file.data = data
    return file


def _hashes(data: bytes) -> list[str]:
    file = _file(data)
    return [line_hash(file, line) for line in range(1, file.line_count + 1)]


class _Rolling:
    """A streaming reference: a rolling hash over a ring of 100 units, read out as each line leaves the ring."""

    def __init__(self) -> None:
        self.ring = [0] * _WINDOW
        self.owner: list[int | None] = [None] * _WINDOW
        self.at = 0
        self.value = 0
        self.out: dict[int, str] = {}
        self.counts: dict[int, int] = {}

    def emit(self) -> None:
        line = self.owner[self.at]
        if line is not None:
            self.counts[self.value] = self.counts.get(self.value, 0) + 1
            self.out[line] = f"{self.value:x}:{self.counts[self.value]}"
            self.owner[self.at] = None

    def push(self, unit: int, line: int | None) -> None:
        self.emit()
        self.owner[self.at] = line
        gone, self.ring[self.at] = self.ring[self.at], unit
        self.value = (self.value * _BASE + unit - gone * _BASE**_WINDOW) % 2**64
        self.at = (self.at + 1) % _WINDOW


def _reference(data: bytes) -> list[str]:
    raw = data.decode("utf-8", "replace").encode("utf-16-le", "surrogatepass")
    units = [raw[i] | raw[i + 1] << 8 for i in range(0, len(raw), 2)]
    rolling = _Rolling()
    line, at_start, after_cr = 0, True, False
    for unit in [*units, 65535]:
        if unit in (0x20, 0x09) or (after_cr and unit == 0x0A):
            after_cr = False
            continue
        after_cr = unit == 0x0D
        unit = 0x0A if after_cr else unit
        line += at_start
        rolling.push(unit, line if at_start else None)
        at_start = unit == 0x0A
    for _ in range(_WINDOW):
        rolling.push(0, None)
    return [rolling.out[number] for number in range(1, line + 1)]


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (" a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]),
    ],
    ids=["of an empty file", "of four short lines"],
)
def test_hashes_are_those_that_github_publishes(text: str, hashes: list[str]) -> None:
    assert _hashes(text.encode()) == hashes


_TEXT = st.text(st.sampled_from("ab \t\r\n\ufeff\u00f1\U0001f600{}"), max_size=400).map(lambda text: text.encode())
_REPEATED = st.tuples(_TEXT, st.integers(1, 6)).map(lambda pair: pair[0] * pair[1])


@settings(deadline=None)
@given(st.one_of(_TEXT, _REPEATED, st.binary(max_size=300)))
def test_hash_of_every_line_equals_the_rolling_reference(data: bytes) -> None:
    assert _hashes(data) == _reference(data)


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"], ids=["LF", "CR", "CRLF"])
def test_line_ends_and_blanks_do_not_change_a_hash(end: bytes) -> None:
    assert _hashes(end.join([b"key = value", b"", b"\tkey=value"])) == _hashes(b"key=value\n\nkey=value")


def test_equal_lines_are_told_apart_by_their_ordinal() -> None:
    hashes = _hashes(b"x\n" * 300)
    assert hashes[0].endswith(":1")
    assert hashes[99] == hashes[0].replace(":1", ":100")


def test_many_findings_in_a_large_file_cost_little() -> None:
    line = b"  $response = $client->post('https://services.example.pe/v1', ['amount' => %d]);\n"
    file = _file(b"".join(line % number for number in range(13_000)))
    assert len(file.data) > 1_000_000
    started = time.process_time()
    for number in range(1, 13_000, 650):
        line_hash(file, number)
    assert time.process_time() - started < 0.1
