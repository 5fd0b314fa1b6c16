"""GitHub's primaryLocationLineHash, computed as codeql-action's src/fingerprints.ts does, in closed form."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pe_audit.evidence.text import File

_BLOCK = 100
_BASE = 37
_MASK = (1 << 64) - 1
_END = 65535
_BLANKS = (0x20, 0x09)


def line_hash(file: File, line: int) -> str:
    """Hash of the 100 UTF-16 units that follow the start of `line` (from 1), blanks left out, with its ordinal."""
    units, starts = _units(file)
    block = _block(units, starts[line - 1])
    value = 0
    for unit in block:
        value = (value * _BASE + unit) & _MASK
    same = sum(1 for start in starts[:line] if _block(units, start) == block)
    return f"{value:x}:{same}"


def _block(units: list[int], start: int) -> list[int]:
    block = units[start : start + _BLOCK]
    return block + [0] * (_BLOCK - len(block))


def _units(file: File) -> tuple[list[int], list[int]]:
    """The file's UTF-16 units without blanks, CRLF and CR as LF, an end mark; and where each line starts in them."""
    known = file.__dict__.get("_hash_units")
    if known is None:
        text = file.data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        raw = text.encode("utf-16-le", "surrogatepass")
        units: list[int] = []
        starts = [0]
        for low, high in zip(raw[::2], raw[1::2], strict=True):
            unit = low | high << 8
            if unit in _BLANKS:
                continue
            units.append(unit)
            if unit == 0x0A:
                starts.append(len(units))
        units.append(_END)
        known = file.__dict__["_hash_units"] = (units, starts)
    return known
