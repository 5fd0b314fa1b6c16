"""Dockerfiles: `ENV.KEY` and `ARG.KEY` are a setting each; any other instruction is one by its number, `RUN.0`.

An instruction's text is its lines joined as Docker joins them, without comments between them; what a heredoc holds
stands below it. An `ARG` without a default has the empty value.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression
from pe_audit.formats.place import Places, dotted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting

_LINE = expression(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_NOTHING = expression(r"[ \t]*(?:#.*)?\Z")
_DIRECTIVE = expression(r"[ \t]*\#[ \t]*(\w+)[ \t]*=[ \t]*([^ \t]*)")
_INSTRUCTION = expression(
    r"[ \t]*(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL"
    r"|USER|VOLUME|WORKDIR)(?:[ \t]+|\Z)",
    re.IGNORECASE,
)
_HEREDOC = expression(r"(?:^|(?<=[ \t]))\d*<<(-?)(?:\"([\w.\-]+)\"|'([\w.\-]+)'|([\w.\-]+))")
_IN_DOUBLE = expression(r"[\\`]([\"$\\`])")
_TAKES_HEREDOC = ("ADD", "COPY", "RUN")
_TEMPLATE = expression(r"\{\{|\{%|<%|%%\w+%%")


def _patterns(escape: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """`KEY` or `KEY=value` with the blanks after it, and what a value may be made of beside bare text."""
    double = rf"\"(?P<double>[^\"{escape}]*(?:{escape}.[^\"{escape}]*)*)\""
    parts = re.compile(rf"{double}|'(?P<single>[^']*)'|{escape}(?P<escaped>.)")
    value = rf"(?:[^\s\"'{escape}]|{double}|'[^']*'|{escape}.)*"
    return re.compile(rf"(?P<key>[^\s=\"']+)(?:=(?P<value>{value}))?(?:[ \t]+|\Z)"), parts


_PATTERNS = {"\\": _patterns(r"\\"), "`": _patterns("`")}


class _BrokenError(Exception):
    pass


class _Line(NamedTuple):
    """A logical line, joined of pieces: `starts` counts in it, `places` in the file; `end` is that of its last line."""

    text: str
    starts: list[int]
    places: list[int]
    end: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the file text[start:end] stands, as far as it stands in one line."""
        piece = bisect_right(self.starts, start) - 1
        first = self.places[piece] + start - self.starts[piece]
        return first, first + min(end, *self.starts[piece + 1 : piece + 2], len(self.text)) - start


def read(text: str) -> Iterator[Setting]:
    """Every instruction, in order. Raises Unreadable for what Docker would refuse."""
    try:
        yield from _instructions(text)
    except _BrokenError as error:
        template = _TEMPLATE.search(text) is not None
        raise Unreadable("a template, not a Dockerfile" if template else "no Dockerfile, or a broken one") from error


def _instructions(text: str) -> Iterator[Setting]:
    places = Places(text)
    escape = _escape_of(text)
    numbers: dict[str, int] = {}
    at = 0
    while at < len(text):
        line = _logical_line(text, at, escape)
        at = line.end
        if _NOTHING.match(line.text):
            continue
        found = _INSTRUCTION.match(line.text)
        if found is None:
            raise _BrokenError
        name = found[1].upper()
        if name in ("ENV", "ARG"):
            for key, value, start, end in _variables(line.text, found.end(), name, escape):
                yield places.setting(dotted(name, key), value, *line.span(start, end))
            continue
        value = line.text[found.end() :].rstrip()
        span = line.span(found.end(), found.end() + len(value))
        if name in _TAKES_HEREDOC and (end := _heredocs_end(text, value, at)) > at:
            value, at = f"{value}\n{text[at:end]}", end
        numbers[name] = numbers.get(name, -1) + 1
        yield places.setting(f"{name}.{numbers[name]}", value, *span)


def _escape_of(text: str) -> str:
    """The escape character: the backslash, unless a directive before all else says otherwise."""
    for line in _LINE.finditer(text):
        directive = _DIRECTIVE.match(line[1])
        if directive is None:
            break
        if directive[1].lower() == "escape" and directive[2] == "`":
            return "`"
    return "\\"


def _logical_line(text: str, at: int, escape: str) -> _Line:
    """The line at `at` with those that continue it; comments and empty lines between them are dropped."""
    pieces, starts, places, length = list[str](), list[int](), list[int](), 0
    while at < len(text):
        line = _LINE.match(text, at)
        assert line is not None  # it matches the empty text too
        start, at = at, line.end()
        nothing = _NOTHING.match(line[1]) is not None
        if nothing and pieces:
            continue
        bare = line[1].rstrip(" \t")
        goes_on = bare.endswith(escape) and not nothing
        piece = bare[:-1] if goes_on else line[1]
        pieces.append(piece)
        starts.append(length)
        places.append(start)
        length += len(piece)
        if not goes_on:
            break
    return _Line("".join(pieces), starts, places, at)


def _variables(text: str, at: int, name: str, escape: str) -> Iterator[tuple[str, str, int, int]]:
    """Key, value and its place of each `KEY=value`; or of `ENV KEY value`, where all the rest is the value."""
    pattern, parts = _PATTERNS[escape]
    first = at
    while at < len(text):
        pair = pattern.match(text, at)
        if pair is None:
            raise _BrokenError
        start, end = pair.span("value")
        if start < 0 and name == "ENV":
            if at > first:
                raise _BrokenError
            start, end = pair.end(), max(pair.end(), len(text.rstrip(" \t")))
        elif start < 0:
            start = end = pair.end("key")
        at = pair.end() if pair["value"] is not None or name == "ARG" else len(text)
        whole = parts.fullmatch(text, start, end)
        if whole is not None and whole.lastgroup != "escaped":
            yield pair["key"], _said(whole), *whole.span(str(whole.lastgroup))
        else:
            yield pair["key"], parts.sub(_said, text[start:end]), start, end


def _said(part: re.Match[str]) -> str:
    """What a quoted part or an escape stands for."""
    return part["single"] or part["escaped"] or _IN_DOUBLE.sub(r"\1", part["double"] or "")


def _heredocs_end(text: str, value: str, at: int) -> int:
    """Where the heredocs end that the instruction opens: their text begins at `at`."""
    for opening in _HEREDOC.finditer(value):
        marker = opening[2] or opening[3] or opening[4]
        while at < len(text):
            line = _LINE.match(text, at)
            assert line is not None  # it matches the empty text too
            at = line.end()
            if (line[1].lstrip("\t") if opening[1] else line[1]) == marker:
                break
        else:
            raise _BrokenError
    return at
