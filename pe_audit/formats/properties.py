"""Java `.properties`, Spring's too: `=`, `:` or a blank after the key, backslash escapes, lines continued by one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.expression import expression
from pe_audit.formats.place import Places, dotted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting

# One logical line: a backslash takes the next character, and a line end, with it.
_LINE = expression(r"[^\r\n\\]*(?:\\(?:\r\n|[\s\S]|\Z)[^\r\n\\]*)*")
_KEY = expression(r"\s*(?P<key>(?:[^\s=:\\]|\\(?:\r\n|[\s\S]))+)(?:[ \t\f]*[=:])?[ \t\f]*(?:\\(?:\r\n|\n|\r)[ \t\f]*)*")
_COMMENT = expression(r"[ \t\f]*[#!][^\r\n]*")
_NEWLINE = expression(r"[\r\n]+")
_ESCAPE = expression(r"\\(?:u([0-9A-Fa-f]{4})|((?:\r\n|\n|\r)[ \t\f]*)|([\s\S])|\Z)")
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}


def read(text: str) -> Iterator[Setting]:
    """Every property, in order; values as Java would see them."""
    places = Places(text)
    at = 0
    while at < len(text):
        line = _NEWLINE.match(text, at) or _COMMENT.match(text, at)
        if line is None:
            line = _LINE.match(text, at)
            assert line is not None  # it matches the empty text too
            key = _KEY.match(text, at, line.end())
            if key is not None:
                raw = text[key.end() : line.end()]
                name = dotted("", _unescaped(key["key"]))
                yield places.setting(
                    name, _unescaped(raw).rstrip(" \t"), key.end(), _first_end(text, key.end(), line.end())
                )
        at = line.end()


def _first_end(text: str, start: int, end: int) -> int:
    """Where the value's first line ends, without a backslash that continues it."""
    newline = _NEWLINE.search(text, start, end)
    return newline.start() - 1 if newline else start + len(text[start:end].rstrip(" \t"))


def _unescaped(raw: str) -> str:
    if "\\" not in raw:
        return raw
    value = _ESCAPE.sub(_character, raw)
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _character(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return "" if match[2] or not match[3] else _ESCAPED.get(match[3], match[3])
