"""Text from the audited tree made safe to print, and measured, cut and wrapped in terminal cells."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# C0, DEL, C1, line and paragraph separators, what turns the direction of writing, and bytes that are no text
_UNSAFE = expression("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_SHOWN = {"\t": "    ", "\n": "\\n", "\r": "\\r", "\ufeff": ""}
# A build server obeys `::command::` at the start of a line and `##[command]` anywhere in one
_COMMAND = expression(r"(?m)^((?:[^\S\n]|\x1b\[[\d;]*m)*:):|##(?=\[)")


def printable(text: str) -> str:
    """The text with nothing in it that could steer a terminal: unsafe characters become visible escapes."""
    return _UNSAFE.sub(_escape, text)


def _escape(unsafe: re.Match[str]) -> str:
    char = unsafe[0]
    code = ord(char)
    if char in _SHOWN:
        return _SHOWN[char]
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a name that is not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def for_build_log(text: str) -> str:
    """The text without what the build server that we run on would take for its own commands."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return text
    return _COMMAND.sub(lambda found: f"{found[1]} :" if found[1] else "# #", text)


def cells(text: str) -> int:
    """How many columns of a terminal the (printable) text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(char: str) -> int:
    if combining(char) or char in "\u200b\u200c\u200d\ufe0f":
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def fitting(chars: Iterable[str], room: int) -> list[str]:
    """The leading characters, each made printable, that fit into `room` cells."""
    fit = []
    for char in chars:
        shown = printable(char)
        room -= cells(shown)
        if room < 0:
            break
        fit.append(shown)
    return fit


def wrapped(text: str, width: int) -> list[str]:
    """The words of a text in lines of at most `width` cells; only what is longer than a line is broken."""
    lines = [""]
    for word in _words(printable(" ".join(text.split())), max(width, 8)):
        if lines[-1] and cells(lines[-1]) + 1 + cells(word) <= width:
            lines[-1] += " " + word
        elif lines[-1]:
            lines.append(word)
        else:
            lines[-1] = word
    return lines


def _words(text: str, width: int) -> Iterator[str]:
    for word in text.split():
        while cells(word) > width:
            part = "".join(fitting(word, width))
            yield part
            word = word[len(part) :]
        yield word
