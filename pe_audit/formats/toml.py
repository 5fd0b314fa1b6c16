"""TOML 1.0, and the line ends and commas that 1.1 allows in inline tables; `[[x]]` is x.0, x.1 …

The standard library's tomllib gives no places, and nothing before Python 3.11: what it reads, this reads alike.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression
from pe_audit.formats.place import DEEPEST, Places, dotted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting

_BLANKS = expression(r"[ \t]*")
_SPACE = expression(r"(?:[ \t\r\n]+|\#[^\r\n]*)*")
_REST = expression(r"[ \t]*(?:\#[^\r\n]*)?(?=[\r\n]|\Z)")
_BARE_KEY = expression(r"[A-Za-z0-9_\-]+")
_STRING = expression(
    r'"""(?:\r\n|\n|\r)?(?P<long_basic>[^"\\]*(?:(?:\\[\s\S]|"(?!""))[^"\\]*)*"{0,2})"""(?!")'
    r"|'''(?:\r\n|\n|\r)?(?P<long_literal>[^']*(?:'(?!'')[^']*)*'{0,2})'''(?!')"
    r'|"(?!"")(?P<basic>[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*)"'
    r"|'(?!'')(?P<literal>[^'\r\n]*)'"
)
_BARE = expression(r"\d{4}-\d\d-\d\d \d\d:[\w:.+\-]+|true\b|false\b|[+\-]?(?:inf\b|nan\b|\d[\w.+\-:]*)")
_ESCAPE = expression(
    r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|[ \t]*[\r\n][ \t\r\n]*|([btnfre\"\\]))"
)
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}
_TEMPLATE = expression(r"\{\{|\{%|<%")


def read(text: str) -> Iterator[Setting]:
    """Every value, in order; strings unquoted, all others as written. Raises Unreadable."""
    try:
        yield from _Reading(text).read()
    except _BrokenError as error:
        raise Unreadable("a template, not TOML" if _TEMPLATE.search(text) else "broken TOML") from error


class _BrokenError(Exception):
    pass


class _Reading:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._places = Places(text)
        self._tables: dict[str, int] = {}  # the number of the last item of each array of tables

    def read(self) -> Iterator[Setting]:
        table = ""
        while self._skip(_SPACE) < len(self._text):
            if self._takes("["):
                table = self._header()
            else:
                path = self._longer(table, self._words())
                self._expect("=")
                self._skip(_BLANKS)
                yield from self._value(path)
            self._match(_REST)

    def _header(self) -> str:
        """The path of the table whose head comes; `[[` begins the next one of an array."""
        of_array = self._takes("[")
        *above, last = self._words()
        self._expect("]")
        path = ""
        for word in above:
            path = self._last_item(dotted(path, word))
        path = dotted(path, last)
        if of_array:
            self._expect("]")
            self._tables[path] = self._tables.get(path, -1) + 1
        return self._last_item(path)

    def _last_item(self, path: str) -> str:
        return dotted(path, str(self._tables[path])) if path in self._tables else path

    def _value(self, path: str) -> Iterator[Setting]:
        """The scalar that comes, or all that the array or inline table holds that comes."""
        inside: list[tuple[str, str, int]] = []  # what is open: its closing bracket, its path, its items
        while True:
            opened = "]" if self._takes("[") else "}" if self._takes("{") else ""
            if opened:
                if len(inside) >= DEEPEST:
                    raise Unreadable("TOML nested too deeply")
                inside.append((opened, path, 0))
            else:
                yield self._scalar(path)
            complete = not opened
            while inside:
                self._skip(_SPACE)
                closing, above, items = inside[-1]
                if complete and self._takes(","):
                    self._skip(_SPACE)
                elif complete and self._text[self._at : self._at + 1] != closing:
                    raise _BrokenError
                if not self._takes(closing):
                    inside[-1] = (closing, above, items + 1)
                    path = dotted(above, str(items)) if closing == "]" else self._entry(above)
                    break
                inside.pop()
                complete = True
            else:
                return

    def _entry(self, above: str) -> str:
        """The path of an inline table's next value."""
        path = self._longer(above, self._words())
        self._expect("=")
        self._skip(_BLANKS)
        return path

    def _scalar(self, path: str) -> Setting:
        if self._text[self._at : self._at + 1] in ("'", '"'):
            match = self._match(_STRING)
            kind = str(match.lastgroup)
            return self._places.setting(path, _text(match[kind], kind), *match.span(kind))
        match = self._match(_BARE)
        return self._places.setting(path, match[0], *match.span())

    def _words(self) -> list[str]:
        """The words of a dotted key, and the blanks around it."""
        words: list[str] = []
        while not words or self._takes("."):
            self._skip(_BLANKS)
            if self._text[self._at : self._at + 1] in ("'", '"'):
                match = self._match(_STRING)
                kind = str(match.lastgroup)
                if kind.startswith("long"):
                    raise _BrokenError
                words.append(_text(match[kind], kind))
            else:
                words.append(self._match(_BARE_KEY)[0])
            self._skip(_BLANKS)
        return words

    def _longer(self, path: str, words: list[str]) -> str:
        for word in words:
            path = dotted(path, word)
        return path

    def _takes(self, mark: str) -> bool:
        found = self._text.startswith(mark, self._at)
        self._at += len(mark) * found
        return found

    def _expect(self, mark: str) -> None:
        if not self._takes(mark):
            raise _BrokenError

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = pattern.match(self._text, self._at)
        if match is None:
            raise _BrokenError
        self._at = match.end()
        return match

    def _skip(self, pattern: re.Pattern[str]) -> int:
        return self._match(pattern).end()


def _text(raw: str, kind: str) -> str:
    if kind.startswith("long"):
        raw = raw.replace("\r\n", "\n")
    return _ESCAPE.sub(_character, raw) if kind.endswith("basic") and "\\" in raw else raw


def _character(match: re.Match[str]) -> str:
    digits = match[1] or match[2] or match[3]
    if digits:
        code = int(digits, 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    return _ESCAPED.get(match[4], match[4]) if match[4] else ""
