"""GitHub's primaryLocationLineHash, as its upload action would compute it, for the lines that need one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.expression import expression

if TYPE_CHECKING:
    from pe_audit.evidence.text import File

_BLOCK = 100
_POWERS = tuple(pow(37, exponent, 1 << 64) for exponent in reversed(range(_BLOCK)))
_MASK = (1 << 64) - 1
_END = "\uffff" + "\0" * (_BLOCK - 1)
_LINE_END = expression("\n")
_ASTRAL = expression("[\U00010000-\U0010ffff]")


def line_hash(file: File, line: int) -> str:
    """Hash of the 100 UTF-16 units that follow the start of `line` (from 1), blanks left out, with its ordinal."""
    units, starts, ordinals = _lines(file)
    start = starts[line - 1]
    value = sum(map(int.__mul__, map(ord, units[start : start + _BLOCK]), _POWERS)) & _MASK
    return f"{value:x}:{ordinals[line - 1]}"


def _lines(file: File) -> tuple[str, list[int], list[int]]:
    """The file without blanks, where each line starts in it, and which of its equals each line is; made once a file."""
    known: tuple[str, list[int], list[int]] | None = file.__dict__.get("_hashed_lines")
    if known is None:
        units = _units(file.data)
        starts = [0, *(end.end() for end in _LINE_END.finditer(units))]
        seen: dict[int, int] = {}
        ordinals = []
        for start in starts:
            block = hash(units[start : start + _BLOCK])  # 64 bits, as GitHub counts: the blocks themselves cost memory
            ordinals.append(seen.setdefault(block, 0) + 1)
            seen[block] += 1
        known = file.__dict__["_hashed_lines"] = (units, starts, ordinals)
    return known


def _units(data: bytes) -> str:
    """The text as GitHub's hash sees it: no blanks, every line end LF, an end mark; one character a UTF-16 unit."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace(" ", "").replace("\t", "")
    if not text.isascii():
        text = _ASTRAL.sub(_surrogates, text)
    return text + _END


def _surrogates(astral: re.Match[str]) -> str:
    offset = ord(astral[0]) - 0x10000
    return chr(0xD800 + (offset >> 10)) + chr(0xDC00 + (offset & 0x3FF))
