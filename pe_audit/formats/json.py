"""JSON with positions, and what people write for JSON: comments, trailing commas, JSON5 keys and quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression
from pe_audit.formats.place import DEEPEST, Places, dotted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting

_TOKEN = expression(
    r"(?P<skip>(?:[\s\ufeff]+|//[^\r\n]*|\#[^\r\n]*|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)+)"
    r'|"(?P<double>[^"\\\r\n]*(?:\\(?:\r\n|[\s\S])[^"\\\r\n]*)*)"'
    r"|'(?P<single>[^'\\\r\n]*(?:\\(?:\r\n|[\s\S])[^'\\\r\n]*)*)'"
    r"|(?P<bare>[\w$.+\-]+)"
    r"|(?P<mark>[{}\[\],:])"
)
_TEMPLATE = expression(r"\{\{|\{%|<%")
_ESCAPE = expression(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|\r\n|([\s\S]))")
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\0", "\n": "", "\r": ""}


def read(text: str) -> Iterator[Setting]:
    """Every string, number and word, in order; a key twice is two settings. Raises Unreadable."""
    try:
        yield from _values(text)
    except _BrokenError as error:
        raise Unreadable("a template, not JSON" if _TEMPLATE.search(text) else "broken JSON") from error


class _BrokenError(Exception):
    pass


class _Open:
    """An object or array that is being read."""

    __slots__ = ("items", "mark", "path", "word")

    def __init__(self, mark: str, path: str) -> None:
        self.mark = mark
        self.path = path
        self.word: str | None = None  # the key whose value comes next
        self.items = 0


def _values(text: str) -> Iterator[Setting]:
    places = Places(text)
    stack: list[_Open] = []
    state = "value"  # what may come next: value, key, colon, or after a value
    for kind, token, start, end in _tokens(text):
        inside = stack[-1] if stack else None
        if kind == "mark":
            state = _mark(token, state, stack)
        elif state == "key" and inside is not None:
            inside.word, state = token, "colon"
        elif state == "value" or (state == "after" and inside is None):
            yield places.setting(_path(inside), token, start, end)
            state = "after"
        else:
            raise _BrokenError
    if stack:
        raise _BrokenError


def _tokens(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Kind, value and place of each token; strings without their quotes."""
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _BrokenError
        at = match.end()
        kind = str(match.lastgroup)
        if kind != "skip":
            raw = match[kind]
            yield kind, _unescaped(raw) if kind in ("double", "single") else raw, *match.span(kind)


def _mark(mark: str, state: str, stack: list[_Open]) -> str:
    """The state after a bracket, comma or colon; opens and closes what it says."""
    inside = stack[-1] if stack else None
    if mark in "{[" and (state == "value" or (state == "after" and inside is None)):
        if len(stack) >= DEEPEST:
            raise Unreadable("JSON nested too deeply")
        stack.append(_Open(mark, _path(inside)))
        return "key" if mark == "{" else "value"
    if inside is None:
        raise _BrokenError
    if mark == ":" and state == "colon":
        return "value"
    if mark == "," and state == "after":
        inside.items += 1
        inside.word = None
        return "key" if inside.mark == "{" else "value"
    closes = mark == ("}" if inside.mark == "{" else "]")
    if closes and state in ("after", "key" if mark == "}" else "value"):
        stack.pop()
        return "after"
    raise _BrokenError


def _path(inside: _Open | None) -> str:
    if inside is None:
        return ""
    return dotted(inside.path, inside.word or "" if inside.mark == "{" else str(inside.items))


def _unescaped(raw: str) -> str:
    if "\\" not in raw:
        return raw
    value = _ESCAPE.sub(_character, raw)
    # Two escapes may be one character beyond the BMP; half a one is no text.
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _character(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    if digits:
        return chr(int(digits, 16))
    return _ESCAPED.get(match[3], match[3]) if match[3] else ""
