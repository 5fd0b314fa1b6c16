"""A file's bytes, its lines, and the way from a byte offset to a line and column."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from pe_audit.model import Observed, Precision, Related

if TYPE_CHECKING:
    from pe_audit.evidence.circumstances import Circumstances

_BINARY_PROBE = 8192


class File:
    """One file as read: shared by every kind of evidence made from it. Immutable; indexes are made when first asked.

    `is_open_to_all`: whether every user of its machine may read it; None where that was not asked or says nothing.
    """

    def __init__(self, uri: str, data: bytes, circumstances: Circumstances) -> None:
        self.uri = uri
        self.data = _as_utf8(data)
        self.circumstances = circumstances
        self.is_open_to_all: bool | None = None

    @cached_property
    def is_binary(self) -> bool:
        return b"\0" in self.data[:_BINARY_PROBE]

    @cached_property
    def _is_ascii(self) -> bool:
        return self.data.isascii()

    @cached_property
    def starts(self) -> list[int]:
        """Byte offset at which each line starts; LF, CRLF and CR all end a line."""
        starts = [0, *accumulate(map(len, self.data.splitlines(keepends=True)))]
        if len(starts) > 1 and self.data[-1:] not in (b"\n", b"\r"):
            del starts[-1]
        return starts

    @cached_property
    def text(self) -> str:
        """The whole file decoded: UTF-8, or Latin-1 where it is not (old PHP in Peru often is)."""
        body = self.data.removeprefix(b"\xef\xbb\xbf")
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            return body.decode("latin-1")

    def line_number(self, offset: int) -> int:
        return bisect_right(self.starts, offset)

    def line_span(self, number: int) -> tuple[int, int]:
        """First and one-past-last byte of line `number` (from 1), without its line end."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.data)
        while end > start and self.data[end - 1] in b"\r\n":
            end -= 1
        return start, end

    def line(self, number: int) -> str:
        start, end = self.line_span(number)
        return decode(self.data[start:end])

    @property
    def line_count(self) -> int:
        return len(self.starts)

    def column(self, offset: int) -> int:
        """Column of a byte offset: code points from 1."""
        start, end = self.line_span(self.line_number(offset))
        if self._is_ascii:
            return offset - start + 1
        before = self.data[start:offset]
        if before.isascii() or not _is_utf8(self.data[start:end]):
            return len(before) + 1
        return len(before.decode("utf-8", "ignore")) + 1

    def observe(
        self,
        start: int,
        end: int,
        problem: str | None = None,
        *,
        undecided: str | None = None,
        identity: str = "",
        secrets: tuple[str, ...] = (),
        related: tuple[Related, ...] = (),
        precision: Precision | None = None,
    ) -> Observed:
        """The bytes start..end as a subject; a span over several lines is cut at the end of its first."""
        line = self.line_number(start)
        end = max(start, min(end, self.line_span(line)[1]))
        return Observed(
            line, self.column(start), self.column(end), problem, undecided, identity, secrets, related, precision
        )

    def relate(self, start: int, end: int, message: str) -> Related:
        """The bytes start..end as a second place of a finding in this file."""
        at = self.observe(start, end)
        return Related(at.line, at.column, at.end_column, message, self.uri)


class Text:
    """A file as text, with the byte offsets where the rule's patterns ended (sorted)."""

    looks_at = "text"

    def __init__(self, file: File, hits: tuple[int, ...] = ()) -> None:
        self.file = file
        self.hits = hits

    @property
    def uri(self) -> str:
        return self.file.uri

    @cached_property
    def hit_lines(self) -> list[int]:
        """Numbers of the lines with a hit, ascending."""
        return sorted({self.file.line_number(max(hit - 1, 0)) for hit in self.hits})


def decode(raw: bytes) -> str:
    """One line's bytes as text, UTF-8 or else Latin-1."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _is_utf8(raw: bytes) -> bool:
    """Whether `decode` reads the line as UTF-8; a part of it may be UTF-8 where the whole is not."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_utf8(data: bytes) -> bytes:
    """UTF-16 files (Visual Studio writes them) recoded once, so that patterns and columns have one alphabet."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16").encode()
        except UnicodeDecodeError:
            return data
    return data
