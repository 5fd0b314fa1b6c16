"""Expressions with the variables and constants in them written out: `age > LIMIT` as `(time() - $ts) > (5 * 60)`."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_NAME = expression(
    r"(?<![\w$.\"'`@])(?:(?:\$?this(?:->|\.)|self\.|self::|static::|[A-Z]\w*(?:::|\.)|@)?\$?[A-Za-z_]\w*)(?![\w(])"
)
_STRING = expression(r"\"[^\"\n]*\"|'[^'\n]*'")
_DEPTH = 4
_LONGEST = 500  # characters of an expression
_MOST = 12  # names in one
_NEAREST = 50  # places where one name is given a value, of those before its use


def spelled(source: SourceFile, span: Syntax) -> str:
    """The text of an expression, each name in it followed by what the file gives it before."""
    return _spelled(source, span, _DEPTH)


def _spelled(source: SourceFile, span: Syntax, depth: int) -> str:
    known: dict[tuple[int, int, int], str] = source.__dict__.setdefault("_spelled", {})
    place = span.start, span.end, depth
    if place not in known:
        known[place] = _written_out(source, span, depth)
    return known[place]


def _written_out(source: SourceFile, span: Syntax, depth: int) -> str:
    text = span.data[span.start : min(span.end, span.start + _LONGEST)].decode("latin-1")
    if depth == 0 or span.end - span.start > _LONGEST:
        return text
    pieces, at, quoted = [], 0, [one.span() for one in _STRING.finditer(text)]
    for found in islice(_NAME.finditer(text), _MOST):
        if any(start <= found.start() < end for start, end in quoted):
            continue
        value = _given(source, re.split(r"\W+", found[0])[-1], span)
        if value is not None:
            pieces += [text[at : found.start()], f"{found[0]}:=({_spelled(source, value, depth - 1)})"]
            at = found.end()
    return "".join([*pieces, text[at:]])[: 2 * _LONGEST]


def _given(source: SourceFile, name: str, span: Syntax) -> Syntax | None:
    """What a name was last given before, in the functions around, or at the top of the file or of a class."""
    named = _assigned(source).get(name, [])
    before = named[max(0, (at := bisect_right(named, span.start, key=_start)) - _NEAREST) : at]
    for scope in source.around(span, "function"):
        own = [one for one in before if one in scope and one.end <= span.start]
        if own:
            return own[-1].part("right")
        parameters = scope.part("parameters")
        for one in source.inside(parameters, "parameter") if parameters is not None else ():
            if re.split(r"\W+", one.name)[-1] == name:
                return one.part("default")
    return next(
        (one.part("right") for one in named[:_NEAREST] if source.function(one) is None and span not in one), None
    )


def _assigned(source: SourceFile) -> dict[str, list[Syntax]]:
    known: dict[str, list[Syntax]] | None = source.__dict__.get("_assigned_names")
    if known is None:
        known = source.__dict__["_assigned_names"] = {}
        for one in source.all("assignment"):
            if one.part("right") is not None:
                for name in _names(one):
                    known.setdefault(name, []).append(one)
    return known


def _start(one: Syntax) -> int:
    return one.start


def _names(one: Syntax) -> Iterator[str]:
    left = one.text_of("left")[:200]
    if "," in left:
        yield from re.findall(r"[A-Za-z_]\w*", left)
    else:
        found = re.findall(r"[A-Za-z_]\w*", left.split("[")[0])
        yield from found[-1:]
