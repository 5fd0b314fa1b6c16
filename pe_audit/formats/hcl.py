"""HCL: Terraform and OpenTofu (.tf, .tfvars), Terragrunt, Packer, Nomad, Vault.

A block's labels are words of its key, `resource.aws_security_group.web.name`; a block without labels is an item of a
list, `ingress.0.cidr_blocks.0`, as in the JSON of a plan. A string is its text, `${…}` kept; of any other value that is
no list and no object (a reference, a call, a condition, a `for`) the expression stands as it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression
from pe_audit.formats.place import DEEPEST, Places, dotted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting

_TOKEN = expression(
    r"(?P<skip>(?:[ \t\ufeff]+|//[^\r\n]*|\#[^\r\n]*)+)"
    r"|(?P<comment>/\*)"
    r"|(?P<newline>[\r\n]+)"
    r'|(?P<string>")'
    r"|(?P<heredoc><<-?[\w.\-]+[ \t]*(?:\r\n|\n|\r))"
    r"|(?P<word>\w[\w\-]*)"
    r"|(?P<mark>[=!<>]=|=>|\S)"
)
_IN_STRING = expression(r'\\.|[$%]{2}\{|[$%]\{|"|[\r\n]')
_IN_TEMPLATE = expression(r'[{}"]')
_LINE = expression(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_ESCAPE = expression(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}
_TEMPLATE = expression(r"\{\{|\{%|<%")


def read(text: str) -> Iterator[Setting]:
    """Every attribute and every item of a list or object, in order. Raises Unreadable."""
    try:
        return iter(_Reading(text).read())
    except _BrokenError as error:
        raise Unreadable("a template, not HCL" if _TEMPLATE.search(text) else "broken HCL") from error


class _BrokenError(Exception):
    pass


class _Token(NamedTuple):
    """`kind` is word, string, heredoc, newline, end or the mark itself; `value` that of a string."""

    kind: str
    start: int
    end: int
    value: str = ""
    inner: tuple[int, int] = (0, 0)  # a string's text, without its quotes


@dataclass(slots=True)
class _Open:
    """A body (`kind` "block"), an object or a list that is being read; `first` is the number of settings before it."""

    kind: str
    path: str
    start: int
    first: int
    items: int = 0
    blocks: dict[str, int] = field(default_factory=dict)

    @property
    def closed_by(self) -> str:
        return "]" if self.kind == "list" else "}"


class _Reading:
    def __init__(self, text: str) -> None:
        self._text = text
        self._places = Places(text)
        self._settings: list[Setting] = []
        self._tokens = _tokens(text)
        self._next = next(self._tokens)
        self._stack = [_Open("block", "", 0, 0)]

    def read(self) -> list[Setting]:
        while True:
            inside = self._stack[-1]
            self._skip("newline")
            if self._next.kind == "end":
                break
            if self._next.kind == inside.closed_by and len(self._stack) > 1:
                self._close()
            elif inside.kind == "list":
                inside.items += 1
                self._value(dotted(inside.path, str(inside.items - 1)))
            elif inside.kind == "object":
                self._value(dotted(inside.path, self._object_key()))
            else:
                self._attribute_or_block(inside)
        if len(self._stack) > 1:
            raise _BrokenError
        return self._settings

    def _take(self) -> _Token:
        token = self._next
        if token.kind == "end":
            raise _BrokenError
        self._next = next(self._tokens)
        return token

    def _skip(self, kind: str) -> None:
        while self._next.kind == kind:
            self._take()

    def _push(self, kind: str, path: str, start: int) -> None:
        if len(self._stack) > DEEPEST:
            raise Unreadable("HCL nested too deeply")
        self._stack.append(_Open(kind, path, start, len(self._settings)))

    def _attribute_or_block(self, inside: _Open) -> None:
        words = []
        while self._next.kind in ("word", "string"):
            words.append(self._name(self._take()))
        mark = self._take()
        if len(words) == 1 and mark.kind == "=":
            self._value(dotted(inside.path, words[0]))
        elif words and mark.kind == "{":
            path = inside.path
            for word in words:
                path = dotted(path, word)
            if len(words) == 1:
                number = inside.blocks.get(path, 0)
                inside.blocks[path] = number + 1
                path = dotted(path, str(number))
            self._push("block", path, mark.start)
        else:
            raise _BrokenError

    def _object_key(self) -> str:
        """The key of the entry that comes: a word, a string, or an expression as written."""
        first = last = self._take()
        depth = 0
        while depth or self._next.kind not in ("=", ":"):
            depth += _deeper(last)
            if depth < 0 or (last.kind == "newline" and not depth):
                raise _BrokenError
            if not depth and self._next.kind in ("=", ":"):
                break
            last = self._take()
        self._take()
        return self._name(first) if first is last else self._text[first.start : last.end]

    def _name(self, token: _Token) -> str:
        return token.value if token.kind == "string" else self._text[token.start : token.end]

    def _value(self, key: str) -> None:
        """The value that comes now; a list or an object is only opened, if it is no `for`."""
        token = self._take()
        if token.kind == "newline":
            raise _BrokenError
        if token.kind in ("[", "{"):
            self._skip("newline")
            if self._text[self._next.start : self._next.end] != "for":
                self._push("list" if token.kind == "[" else "object", key, token.start)
                return
        self._expression(key, token)

    def _close(self) -> None:
        """The end of a list, object or block. One that an operator follows was the beginning of an expression."""
        closed = self._stack.pop()
        last = self._take()
        if closed.kind == "block":
            return
        if not self._at_end():
            del self._settings[closed.first :]
            self._expression(closed.path, last, closed.start)
        else:
            self._skip_comma()

    def _expression(self, key: str, last: _Token, start: int = -1) -> None:
        """A value of one token or many, of which `last` is taken already."""
        alone = start < 0  # else what ends with `last` is an expression's first part
        first, depth = (last.start, _deeper(last)) if alone else (start, 0)
        while depth > 0 or not self._at_end():
            token = self._take()
            depth += _deeper(token)
            if depth < 0:
                raise _BrokenError
            if token.kind != "newline":
                last, alone = token, False
        if alone and last.kind in ("string", "heredoc"):
            self._settings.append(self._places.setting(key, last.value, *last.inner))
        elif alone and last.kind != "word":
            raise _BrokenError
        else:
            self._settings.append(self._places.setting(key, self._text[first : last.end], first, last.end))
        self._skip_comma()

    def _at_end(self) -> bool:
        """Whether the value before the next token is complete. In a list it may go on in the next line."""
        inside = self._stack[-1]
        if inside.kind == "list":
            self._skip("newline")
        return self._next.kind in ("end", "newline", inside.closed_by) or self._comma_comes()

    def _comma_comes(self) -> bool:
        return self._stack[-1].kind != "block" and self._next.kind == ","

    def _skip_comma(self) -> None:
        if self._comma_comes():
            self._take()


def _deeper(token: _Token) -> int:
    return 1 if token.kind in ("(", "[", "{") else -1 if token.kind in (")", "]", "}") else 0


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while (match := _TOKEN.match(text, at)) is not None:
        start, at = match.span()
        kind = str(match.lastgroup)
        if kind == "comment":
            at = text.find("*/", at) + 2
            if at < 2:
                raise _BrokenError
        elif kind == "string":
            at = _string_end(text, at)
            inner = (start + 1, at - 1)
            yield _Token(kind, start, at, _unescaped(text[start + 1 : at - 1]), inner)
        elif kind == "heredoc":
            value, inner, at = _heredoc(text, match[0].strip().lstrip("<"), at)
            yield _Token(kind, start, at, value, inner)
        elif kind != "skip":
            yield _Token(match[0] if kind == "mark" else kind, start, at)
    if at < len(text):
        raise _BrokenError
    while True:
        yield _Token("end", at, at)


def _string_end(text: str, at: int) -> int:
    """Where the string ends whose opening quote stands before `at`; templates in it may hold strings again."""
    inside = ['"']  # what is open: strings, templates and the braces in those
    while inside:
        found = (_IN_STRING if inside[-1] == '"' else _IN_TEMPLATE).search(text, at)
        if found is None or found[0] in ("\r", "\n"):
            raise _BrokenError
        at = found.end()
        if found[0] in ('"', "}"):
            if inside[-1] == ('"' if found[0] == '"' else "{"):
                inside.pop()
            else:
                inside.append('"')
        elif found[0] in ("${", "%{", "{"):
            inside.append("{")
    return at


def _heredoc(text: str, marker: str, at: int) -> tuple[str, tuple[int, int], int]:
    """Value, place and end of the heredoc whose first line begins at `at`."""
    indented, marker = marker.startswith("-"), marker.lstrip("-")
    begin, lines = at, list[str]()
    while at < len(text):
        line = _LINE.match(text, at)
        assert line is not None  # it matches the empty text too
        if line[0].strip() == marker:
            return _heredoc_value(text, begin, lines, indented, at + len(line[0].rstrip("\r\n")))
        lines.append(line[0])
        at = line.end()
    raise _BrokenError


def _heredoc_value(
    text: str, begin: int, lines: list[str], indented: bool, end: int
) -> tuple[str, tuple[int, int], int]:
    depths = [len(line) - len(line.lstrip(" \t")) for line in lines if line.strip()]
    margin = min(depths, default=0) if indented else 0
    value = "".join(line[margin:] if line.strip() else line.lstrip(" \t") for line in lines)
    first = len(lines[0].rstrip("\r\n")) if lines else 0
    start = min(margin, first)
    return value, (begin + start, begin + first), end


def _unescaped(raw: str) -> str:
    if "\\" not in raw:
        return raw
    return _ESCAPE.sub(_character, raw)


def _character(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    if digits:
        code = int(digits, 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    return _ESCAPED.get(match[3], match[3])
