"""Colour on a terminal: a name of what is said → the codes that make it so."""

from __future__ import annotations

_CODES = {
    "critical": "1;31",
    "high": "31",
    "medium": "33",
    "low": "36",
    "rule": "1",
    "frame": "34",
    "heading": "1",
    "sound": "32",
    "quiet": "2",
}


def paint(text: str, what: str, color: bool) -> str:
    """The text in the colour of what it says, or as it is."""
    return f"\x1b[{_CODES[what]}m{text}\x1b[0m" if color and text else text
