"""Whose message a piece of code reads: the names nearest to it tell, of its function, route, class and file."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import re2

from pe_audit.evidence.client.about import names_header, own_headers
from pe_audit.evidence.text import decode
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_LONGEST = 20_000  # bytes of a function
_ROUTE = 160  # bytes of the call that registers a function
_PARTS_OF_PATH = 4
_WORDS = re2.compile(rb"[A-Za-z_$][\w-]*")


class Sender(Enum):
    """GATEWAY: the merchant's PagoEfectivo. OTHER: another gateway that is named. UNKNOWN: none is."""

    GATEWAY = "gateway"
    OTHER = "other"
    UNKNOWN = "unknown"


def sender_of(source: SourceFile, span: Syntax) -> Sender:
    """Who sends what the code at a place reads: the innermost text around it that names a gateway decides."""
    scope = source.function(span) or source.whole
    known: dict[Syntax, Sender] = source.__dict__.setdefault("_senders", {})
    if scope not in known:
        known[scope] = _judged(source, scope)
    return known[scope]


def _judged(source: SourceFile, scope: Syntax) -> Sender:
    for text in (*_around(source, scope), _said(source.file.data[:_LONGEST])):
        if _names_ours(source, text):
            return Sender.GATEWAY
        if _names_other(source, text):
            return Sender.OTHER
    return Sender.UNKNOWN


def names_other(source: SourceFile, span: Syntax) -> bool:
    """Whether a piece of code names another gateway than the merchant's PagoEfectivo."""
    return _names_other(source, _said(span.data[span.start : min(span.end, span.start + _LONGEST)]))


def is_receiver(source: SourceFile, span: Syntax) -> bool:
    """Whether messages of other machines come in at a place: its function, route, class or file says so."""
    names = [one.name for kind in ("function", "class") for one in source.around(span, kind)]
    routes = [*_routes(source, span), *source.uri.rpartition(".")[0].split("/")[-_PARTS_OF_PATH:]]
    return any(says(text, "webhook") for text in (*names, *routes))


def _around(source: SourceFile, scope: Syntax) -> Iterator[str]:
    for function in () if scope.kind == "file" else (scope, *source.around(scope, "function")):
        yield _said(function.data[function.start : min(function.end, function.start + _LONGEST)])
    yield _said(" ".join(_routes(source, scope)).encode())
    yield " ; ".join(one.name for one in source.around(scope, "class"))
    yield source.uri.rpartition("/")[2]
    yield " ; ".join(source.uri.split("/")[-_PARTS_OF_PATH:])


def _routes(source: SourceFile, span: Syntax) -> list[str]:
    """How the functions around a place are registered: the calls that they are given to, their decorators."""
    calls = [decode(one.data[one.start : min(one.end, one.start + _ROUTE)]) for one in source.around(span, "call")]
    functions = [*source.around(span, "function"), *([span] if span.kind == "function" else [])]
    return [*calls, *(one.text[:_ROUTE] for function in functions for one in source.decorators(function))]


def _said(data: bytes) -> str:
    """The different identifiers and words of a text."""
    return " ; ".join(dict.fromkeys(decode(word) for word in _WORDS.findall(data)))


def _names_ours(source: SourceFile, text: str) -> bool:
    lower = text.lower()
    for one in source.file.circumstances.gateways:
        if one.is_named_in(text) or any(names_header(header, lower) for header in own_headers(one)):
            return True
    return False


def _names_other(source: SourceFile, text: str) -> bool:
    named = [name.lower().strip("_") for one in source.file.circumstances.gateways for name in one.credentials["names"]]
    found = (word for word in text.split(" ; ") if says(word, "gateway"))
    return any(not any(name in word.lower() for name in named) for word in found)
