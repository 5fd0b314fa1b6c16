"""Gradle's build scripts, Groovy and Kotlin alike, as far as they only set values; what they compute is not run.

Blocks are words: `android.buildTypes.release.buildConfigField.API_URL`, `ext.apiUrl`, `manifestPlaceholders.host`. A
value that is no literal stands as it is written. A `buildConfigField` of a string is the string itself, without the
quotes that it has in Java.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression
from pe_audit.formats.place import DEEPEST, Places, dotted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pe_audit.evidence.settings import Setting

_TOKEN = expression(
    r"(?P<skip>[ \t]+|//[^\r\n]*)"
    r"|(?P<comment>/\*)"
    r"|(?P<newline>[\r\n]+)"
    r'|"""(?P<long>[^"]*(?:"(?!"")[^"]*)*"*)"""'
    r"|'''(?P<raw>[^']*(?:'(?!'')[^']*)*)'''"
    r'|"(?P<double>(?:[^"\\$\r\n]|\\[^\r\n]|\$\{[^}\r\n]{0,500}\}|\$(?!\{))*)"'
    r"|'(?P<single>(?:[^'\\\r\n]|\\[^\r\n])*)'"
    r"|(?P<word>[\w$]+)"
    r"|(?P<mark>[!=<>]=|[+\-]=|\?:|\S)"
    r"|(?P<other>\s)"
)
_STRINGS = ("long", "raw", "double", "single")
_ESCAPE = expression(r"\\([nrt\"'\\$])")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}
_FIELDS = ("buildConfigField", "resValue")
_PLACEHOLDERS = "manifestPlaceholders"
_DECLARING = frozenset({"def", "val", "var", "const", "final", "private", "static", "String", "boolean", "project"})
_SETTING_NOTHING = frozenset({"import", "package", "return", "throw", "if", "else", "for", "while", "try", "catch"})
_NAMING = frozenset({"getByName", "create", "register", "named", "maybeCreate"})
_CALLS_WITH_NAME = ("set", "put", "setProperty")
_GOES_ON = frozenset({",", "=", "+", "?:", ".", ":", "(", "["})


class _Token(NamedTuple):
    kind: str
    text: str  # of a string, what it says
    start: int
    end: int
    inner: tuple[int, int] = (0, 0)


def read(text: str) -> Iterator[Setting]:
    """Every value that a statement sets, in order. Raises Unreadable for what is too deep or too long."""
    places = Places(text)
    paths, statement, depth = [""], list[_Token](), 0  # of the open blocks; within brackets a line end ends nothing
    for token in _tokens(text):
        ends = token.kind == "newline" and depth <= 0 and not (statement and statement[-1].kind in _GOES_ON)
        if token.kind == "{":
            if len(paths) > DEEPEST:
                raise Unreadable("blocks nested too deeply")
            paths.append(_block(paths[-1], statement))
        elif not ends and token.kind not in (";", "}"):
            depth += (token.kind in ("(", "[")) - (token.kind in (")", "]"))
            if token.kind != "newline":
                statement.append(token)
            continue
        else:
            yield from _Statement(text, places, paths[-1]).read(statement)
        statement, depth = [], 0
        if token.kind == "}" and len(paths) > 1:
            paths.pop()
    yield from _Statement(text, places, paths[-1]).read(statement)


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while (match := _TOKEN.match(text, at)) is not None:
        start, at = match.span()
        kind = str(match.lastgroup)
        if kind == "comment":
            at = text.find("*/", at) + 2
            if at < 2:
                return
        elif kind in _STRINGS:
            value = match[kind]
            value = value if kind in ("long", "raw") else _ESCAPE.sub(_character, value)
            yield _Token("string", value, start, at, match.span(kind))
        elif kind not in ("skip", "other"):
            yield _Token(match[0] if kind == "mark" else kind, match[0], start, at)


def _character(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[1], match[1])


def _block(path: str, statement: Sequence[_Token]) -> str:
    """The path of the block that begins behind these tokens: `release {`, `getByName("release") {`."""
    words = [token for token in statement if token.kind == "word"]
    strings = [token for token in statement if token.kind == "string"]
    if strings and words and words[-1].text in _NAMING:
        return dotted(path, strings[0].text)
    names = [word for word in words if word.text not in _DECLARING and word.text != "apply"]
    return dotted(path, names[0].text) if names else path


class _Statement:
    """One statement within the block at `path`."""

    def __init__(self, text: str, places: Places, path: str) -> None:
        self._text = text
        self._places = places
        self._path = path

    def read(self, tokens: Sequence[_Token]) -> Iterator[Setting]:
        while tokens and tokens[0].text in _DECLARING and len(tokens) > 1 and tokens[1].kind in ("word", "."):
            tokens = tokens[1 if tokens[1].kind == "word" else 2 :]
        if not tokens or tokens[0].kind != "word" or tokens[0].text in _SETTING_NOTHING:
            return
        if len(tokens) > 1 and tokens[1].kind == "-":  # `it ->`, a closure's parameter
            return
        number = next((n for n, token in enumerate(tokens) if token.kind in ("=", "+=", "(")), -1)
        if tokens[0].text in _FIELDS:
            yield from self._field(tokens)
        elif number > 0 and tokens[number].kind != "(":
            yield from self._value(self._key(tokens[:number]), tokens[number + 1 :])
        elif number == 1 and tokens[-1].kind == ")":
            yield from self._call(tokens[0].text, _arguments(tokens[2:-1]))
        elif number < 0 or tokens[1].kind != ".":
            yield from self._value(dotted(self._path, tokens[0].text), tokens[1:])

    def _key(self, tokens: Sequence[_Token]) -> str:
        """`ext.x`, `ext["x"]`, and with a type, `x: String`."""
        path = self._path
        for token in tokens:
            if token.kind == ":":
                break
            if token.kind in ("word", "string"):
                path = dotted(path, token.text)
        return path

    def _call(self, name: str, arguments: list[Sequence[_Token]]) -> Iterator[Setting]:
        if name == "addManifestPlaceholders":
            name = _PLACEHOLDERS
        if len(arguments) == 1:
            yield from self._value(dotted(self._path, name), arguments[0])
        elif len(arguments) == 2 and name in _CALLS_WITH_NAME and arguments[0][0].kind == "string":
            yield from self._value(dotted(self._path, arguments[0][0].text), arguments[1])

    def _field(self, tokens: Sequence[_Token]) -> Iterator[Setting]:
        """`buildConfigField type, name, value`, with or without brackets and names of arguments."""
        called = len(tokens) > 2 and tokens[1].kind == "(" and tokens[-1].kind == ")"
        arguments = [
            argument[2:] if len(argument) > 2 and argument[1].kind == "=" else argument
            for argument in _arguments(tokens[2:-1] if called else tokens[1:])
        ]
        if len(arguments) == 3 and arguments[2] and arguments[1] and arguments[1][0].kind == "string":
            key = dotted(dotted(self._path, tokens[0].text), arguments[1][0].text)
            yield from self._value(key, arguments[2], java=tokens[0].text == "buildConfigField")

    def _value(self, key: str, tokens: Sequence[_Token], java: bool = False) -> Iterator[Setting]:
        """The literal, the entries of a map or list, or the expression as it is written."""
        if not tokens:
            return
        first, last = tokens[0], tokens[-1]
        is_map = first.text in ("mapOf", "mutableMapOf")
        is_list = first.text in ("listOf", "setOf", "arrayOf", "mutableListOf") or first.kind == "["
        if len(tokens) == 1 and first.kind == "string":
            yield self._string(key, first, java)
        elif (is_map or is_list) and last.kind in ("]", ")"):
            for number, entry in enumerate(_arguments(tokens[1 if first.kind == "[" else 2 : -1])):
                yield from self._entry(key, entry, number)
        elif len(tokens) > 2 and first.kind in ("word", "string") and tokens[1].kind == ":":
            for number, entry in enumerate(_arguments(tokens)):  # apply plugin: 'x', from: 'y'
                yield from self._entry(key, entry, number)
        else:
            yield self._places.setting(key, self._text[first.start : last.end], first.start, last.end)

    def _entry(self, key: str, entry: Sequence[_Token], number: int) -> Iterator[Setting]:
        """`name: value`, `"name" to value`, or an item of a list. What is nested in it stands as it is written."""
        named = len(entry) > 2 and (entry[1].kind == ":" or entry[1].text == "to")
        word, value = (entry[0].text, entry[2:]) if named else (str(number), entry)
        if len(value) == 1 and value[0].kind == "string":
            yield self._string(dotted(key, word), value[0], java=False)
        elif value:
            start, end = value[0].start, value[-1].end
            yield self._places.setting(dotted(key, word), self._text[start:end], start, end)

    def _string(self, key: str, token: _Token, java: bool) -> Setting:
        start, end = token.inner
        value = token.text
        if java and len(value) > 1 and value[0] == value[-1] == '"':
            value = value[1:-1]
            start += 2 if self._text[start] == "\\" else 1
            end -= 2 if self._text[end - 2 : end] == '\\"' else 1
        return self._places.setting(key, value, start, end)


def _arguments(tokens: Sequence[_Token]) -> list[Sequence[_Token]]:
    """The tokens between the commas that stand in no brackets."""
    found: list[list[_Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token.kind in ("(", "[", "{")) - (token.kind in (")", "]", "}"))
        if token.kind == "," and not depth:
            found.append([])
        else:
            found[-1].append(token)
    return [argument for argument in found if argument]
