"""One line of source around a finding, cropped to the terminal, and where the marks under it go."""

from __future__ import annotations

from dataclasses import dataclass

from pe_audit.report.printable import cells, fitting

_CUT = "..."


@dataclass(frozen=True, slots=True)
class Cropped:
    """What to show of a line; the finding spans `length` cells from the cell `offset` of it (from 0)."""

    text: str
    offset: int
    length: int


def cropped(line: str, column: int, end_column: int, room: int) -> Cropped:
    """The part of a line that holds a span and fits into `room` cells. Columns in UTF-16 units, as in `Location`."""
    start, end = _index(line, column), _index(line, end_column)
    indent = min(start, len(line) - len(line.lstrip()))
    line, start, end = line[indent:], start - indent, end - indent
    whole = fitting(line, room)
    if len(whole) == len(line):
        return _marked(whole, start, end)
    head = fitting(line, room - len(_CUT))
    if end <= len(head) or start <= len(head) // 2:
        return _marked(head, start, end, "", _CUT)
    room -= 2 * len(_CUT)
    before = fitting(reversed(line[max(0, start - room) : start]), room // 3)
    after = fitting(line[start : start + room], room - cells("".join(before)))
    before = fitting(reversed(line[max(0, start - room) : start]), room - cells("".join(after)))
    first = start - len(before)
    rest = _CUT if start + len(after) < len(line) else ""
    return _marked(before[::-1] + after, start - first, end - first, _CUT if first else "", rest)


def _marked(pieces: list[str], start: int, end: int, lead: str = "", rest: str = "") -> Cropped:
    """The pieces between the signs of what was cut; the span is given in pieces."""
    offset = cells(lead + "".join(pieces[:start]))
    return Cropped(lead + "".join(pieces) + rest, offset, max(1, cells("".join(pieces[start:end]))))


def _index(line: str, column: int) -> int:
    """A column in UTF-16 units (from 1) as an index into the line's characters."""
    if line.isascii():
        return min(column - 1, len(line))
    units = line.encode("utf-16-le", "surrogatepass")[: 2 * (column - 1)]
    return len(units.decode("utf-16-le", "replace"))
