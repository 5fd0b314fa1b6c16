"""Code about a gateway, beside its handlers, in which an exception loses its cause or its kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.handler.answered.status import FAULT, reply_of
from pe_audit.evidence.handler.done.origin import chain_of
from pe_audit.evidence.handler.followed.slice import Frame
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_ANY = expression(r"(?:\\?(?:\w+[.\\])*(?:Exception|Throwable|Error|StandardError|BaseException|any|unknown))?")
_VARIABLE = expression(r"(\$?[A-Za-z_]\w*)\s*\)?\s*$")
_ASKS = expression(r"(?i)crypt|post|request|send|exec|fetch|sign|firma|http|invoke|call")
_NOTHING = expression(r"(?i)^(?:null|none|nil|undefined|false|0|\"\"|''|\[\]|\{\}|array\(\)|new\s[^(]*\(\s*\))?;?$")
_FILTERS = expression(r"ExceptionFilter|ExceptionHandler|ExceptionMapper|ControllerAdvice|ErrorHandler")
_CHAINING = frozenset(["python", "ruby"])  # an exception raised while another is handled keeps it by itself
_HANDLES = expression(r"(?i)^(?:on_?exception(?:async)?|catch|handle\w*|to_?response|render|exception\w*)$")


class Everything(NamedTuple):
    """An exception filter that answers all exceptions with one status."""

    function: Syntax
    span: Syntax
    status: int


def lost_causes(source: SourceFile) -> Iterator[tuple[Syntax, Syntax]]:
    """Each catch of everything, in code that asks a gateway, after which nobody can learn what failed; and what is
    given back instead. Raises `Unreadable`."""
    for one in source.all("try") if _is_named(source) else ():
        body = one.part("body")
        if body is None or not any(_ASKS.search(call.name) for call in source.inside(body, "call")):
            continue
        for catch in source.inside(one, "catch"):
            if catch.start < body.end or not _ANY.fullmatch(_type_of(source, catch)):
                continue
            instead = _instead(source, catch)
            if instead is not None and _speaks(source, source.scope(catch)):
                yield catch, instead


def _is_named(source: SourceFile) -> bool:
    """Whether the gateway is named at all in a file: no other need be parsed."""
    text = f"{source.uri} {source.file.data.decode('latin-1')}".lower()
    gateways = source.file.circumstances.gateways
    return any(word.lower() in text for one in gateways for word in (one.domain, *one.credentials["names"]))


def _speaks(source: SourceFile, scope: Syntax) -> bool:
    """Whether a function, its class or its file names the gateway; a folder's name speaks of too much."""
    holders = [one.name for one in source.around(scope, "class")]
    text = " ".join([source.uri.rpartition("/")[2], *holders, scope.text]).lower()
    gateways = source.file.circumstances.gateways
    return any(word.lower() in text for one in gateways for word in (one.domain, *one.credentials["names"]))


def _type_of(source: SourceFile, catch: Syntax) -> str:
    return catch.text_of("type").split(" as ")[0].strip("() ").split(" ")[0]


def _instead(source: SourceFile, catch: Syntax) -> Syntax | None:
    """What comes of an exception that is neither told, kept nor passed on; None where it is."""
    body = catch.part("body")
    if body is None or any(says(chain_of(call), "journal") for call in source.inside(body, "call")):
        return None
    head = source.span(catch.start, body.start).text.removesuffix("{").rstrip().removesuffix(":")
    name = _VARIABLE.search(head)
    if name is not None and re.search(rf"(?<!\w){re.escape(name[1])}(?!\w)", body.text):
        return None
    for one in source.inside(body, "throw"):
        made = one.part("value") is not None and "(" in one.text
        return one if made and source.language not in _CHAINING else None
    for one in source.inside(body, "return"):
        return one if _NOTHING.match(one.text_of("value").strip()) else None
    return None


def one_status(source: SourceFile) -> Iterator[Everything]:
    """Exception filters about a gateway that answer whatever fails as if the sender were to blame, or with success.

    Raises `Unreadable`.
    """
    for holder in source.all("class") if _is_named(source) else ():
        decorators = " ".join(one.text for one in source.decorators(holder))
        if not _FILTERS.search(f"{holder.text_of('bases')} {decorators}"):
            continue
        if not _speaks(source, holder):
            continue
        for function in source.inside(holder, "function"):
            if not _HANDLES.match(function.name) or _asks_kind(source, function):
                continue
            frame = Frame(source, function)
            replies = (reply_of(frame, call) for call in source.inside(function, "call"))
            told = {reply.status: reply for reply in replies if reply is not None and reply.status is not None}
            if len(told) == 1:
                ((status, reply),) = told.items()
                if status is not None and status < FAULT:
                    yield Everything(function, reply.span, status)


def _asks_kind(source: SourceFile, function: Syntax) -> bool:
    """Whether it tells one exception from another."""
    tests = (condition.text_of("condition") for condition in source.inside(function, "condition"))
    return any(re.search(r"(?i)\bis\s+\w*exception|instanceof|gettype|typeof|status", test) for test in tests)
