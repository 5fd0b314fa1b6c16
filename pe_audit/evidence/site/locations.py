"""Which location of nginx serves a path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.site.pattern import finds

if TYPE_CHECKING:
    from pe_audit.evidence.site.blocks import Block


def serving(block: Block, path: str) -> Block | None:
    """The location inside that serves a path, by nginx's own order: exact, longest prefix, first regex, innermost."""
    return _found(block, path)[0]


def _found(block: Block, path: str) -> tuple[Block | None, bool]:
    """As `serving`, and whether it is decided: an exact location or a regex, which no outer regex takes from it."""
    best: Block | None = None
    for location in block.blocks:
        modifier, prefix = location.location
        if location.name == "location" and modifier in ("", "^~", "=") and path.startswith(prefix):
            if modifier == "=" and path == prefix:
                return location, True
            if modifier != "=" and (best is None or len(prefix) > len(best.location[1])):
                best = location
    if best is not None:
        inner, decided = _found(best, path)
        if decided or best.location[0] == "^~":
            return inner or best, decided
    for location in block.blocks:
        if _matches(location, path):
            return _found(location, path)[0] or location, True
    return (inner or best if best is not None else None), False


def _matches(location: Block, path: str) -> bool:
    modifier, pattern = location.location
    if location.name != "location" or modifier not in ("~", "~*"):
        return False
    return finds(f"(?i){pattern}" if modifier == "~*" else pattern, path) is True
