"""The functions that an argument of a route may name as its handler."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.handler.followed.calls import last
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_PAIR = expression(r"[\[(]\s*(?:new\s+)?\\?([\w\\$]+?)(?:::class)?\s*,\s*['\"](\w+)['\"]")  # [Ctl::class, 'm']
_AT = expression(r"['\"]\\?([\w\\/:-]+?)(?:@|#|::)(\w+)['\"]")  # 'Ctl@m', 'webhooks#m'
_ACTION = expression(r"controller\s*=\s*\"(\w+)\"\s*,\s*action\s*=\s*\"(\w+)\"")
_OF_CLASS = expression(r"\\?([\w\\]+)::class|(\w+)\.as_view\(|\b(\w+)\.(?:asHandler|handler)\(")
_MEMBER = expression(r"(?:\b([A-Za-z_]\w*)(?:\.|::))?\b([A-Za-z_]\w*)\b(?!\s*[.(:]|::)")
_STRING = expression(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`")
_QUOTED = expression(r"['\"]([A-Za-z_]\w*)['\"]")
_INVOKED = ("__invoke", "post", "handle", "execute")  # what runs when a class is given for a function
_LONGEST_NAME = 400


class Target(NamedTuple):
    """A function as a route names it; `holder` is a class, an object, a module or nothing. `makes`: it is called, and
    what it gives back receives."""

    holder: str
    name: str
    makes: bool = False


def is_address(source: SourceFile, argument: Syntax, *, first: bool) -> bool:
    """Whether an argument is no function: PHP's may be strings."""
    if source.exactly(value_of(argument), "string") is None or _AT.search(argument.text):
        return False
    return first or source.language != "php" or "/" in argument.text


def targets_of(source: SourceFile, argument: Syntax) -> Iterator[Target]:
    """The functions that an argument of a registration may name."""
    if source.inside(argument, "function"):
        return
    text = argument.text[-_LONGEST_NAME:]
    for pattern in (_ACTION, _PAIR, _AT):
        for found in pattern.finditer(text):
            holder = found[1] + "Controller" if pattern is _ACTION or "#" in found[0] else found[1]
            yield Target(last(holder).lstrip("$"), found[2])
    made = source.exactly(value_of(argument), "call")
    if made is not None:  # `handlers.Notify(db)`
        yield Target(last(made.text_of("receiver")), last(made.name), makes=True)
    for found in _OF_CLASS.finditer(text):
        for name in _INVOKED:
            yield Target(last(found[1] or found[2] or found[3]), name)
    for found in _MEMBER.finditer(_STRING.sub("''", text)):
        yield Target(found[1] or "", found[2])
    if source.language == "php":
        for found in _QUOTED.finditer(text):
            yield Target("", found[1])
