"""Which location of nginx serves a path."""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2

if TYPE_CHECKING:
    from pe_audit.evidence.site.blocks import Block


def serving(block: Block, path: str) -> Block | None:
    """The location inside that serves a path, by nginx's own order: exact, longest prefix, first regex."""
    best: Block | None = None
    for location in block.blocks:
        modifier, prefix = location.location
        if location.name == "location" and modifier in ("", "^~", "=") and path.startswith(prefix):
            if modifier == "=" and path != prefix:
                continue
            if modifier == "=":
                return location
            if best is None or len(prefix) > len(best.location[1]):
                best = location
    inner = (serving(best, path) or best) if best is not None else None
    if inner is not None and inner.location[0] in ("^~", "="):
        return inner
    return next((location for location in block.blocks if _matches(location, path)), inner)


def _matches(location: Block, path: str) -> bool:
    modifier, pattern = location.location
    if location.name != "location" or modifier not in ("~", "~*"):
        return False
    try:
        return re2.search(f"(?i){pattern}" if modifier == "~*" else pattern, path) is not None
    except re2.error:  # PCRE that RE2 does not know
        return False
