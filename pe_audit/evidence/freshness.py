"""How old a message may be: comparisons of the time it says it was sent with the clock."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.spelled import spelled
from pe_audit.evidence.syntax import value_of
from pe_audit.evidence.window import AHEAD, OLD, aged, limited, seconds_in, seconds_of
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_ORDERED = frozenset({"<", ">", "<=", ">=", "<=>"})
_ORDERS = expression(r"(?i)^(?:is_?before|is_?after|before|after|lt|gt|lte|gte|less_?than\w*|greater_?than\w*)$")
_BETWEEN = expression(r"(?i)^(?:between\??|is_?between|cover\??|include\??|in_?range)$")
_COMPARE_TO = expression(r"(?i)^(?:compare_?to|compare)$")
_TOLERANCE, _OF_LIBRARY = (
    3,
    300.0,
)  # the argument of Stripe's libraries that says the seconds, and what they take for it
_CHAINED = expression(r"[<>]=?")
_LONGEST = 20_000  # bytes of a function
_BEGINNING = 2000  # bytes of a file: its name space, what it imports


class Bound(NamedTuple):
    """One comparison: what it bounds (`old`, `ahead`), and how far; `seconds` is None where that is set elsewhere."""

    span: Syntax
    old: bool
    ahead: bool
    seconds: float | None
    limit: str = ""


class Freshness(NamedTuple):
    """How one function judges the age of a message, by all its comparisons.

    `bound` is the one on its age, or the only one there is. `of_message`: the function is about a signed message.
    """

    bound: Bound
    old: bool
    ahead: bool
    of_message: bool


def freshness(source: SourceFile) -> list[Freshness]:
    """Every judgement of the age of something sent, in document order; found once. Raises `Unreadable`."""
    known: list[Freshness] | None = source.__dict__.get("_freshness")
    if known is None:
        known = source.__dict__["_freshness"] = list(_judged(source))
    return known


def _judged(source: SourceFile) -> Iterator[Freshness]:
    found: dict[Syntax, list[Bound]] = {}
    for bound in _bounds(source):
        found.setdefault(source.scope(bound.span), []).append(bound)
    for scope, bounds in found.items():
        old, ahead = [one for one in bounds if one.old], any(one.ahead for one in bounds)
        if not old and all(one.seconds == 0 for one in bounds):
            continue  # `now > expires` says when something ends, not how old it is
        strictest = min(old or bounds, key=lambda one: one.seconds if one.seconds is not None else 0.0)
        yield Freshness(strictest, bool(old), ahead, _is_about_message(source, scope))


def _is_about_message(source: SourceFile, scope: Syntax) -> bool:
    """Whether a function checks messages that another machine signed: it says so, or its name, class and file do."""
    functions = () if scope.kind == "file" else (scope, *source.around(scope, "function"))
    texts = [one.data[one.start : min(one.end, one.start + _LONGEST)].decode("latin-1") for one in functions]
    texts.append(" ".join(one.name for one in source.around(scope, "class")))
    signed = says(scope.name, "freshness") or any(says(text, "signature") for text in texts)
    beginning = source.file.data[:_BEGINNING].decode("latin-1")
    return signed and any(
        says(text, "webhook", "header", "payment", "gateway") for text in (*texts, source.uri, beginning)
    )


def _bounds(source: SourceFile) -> Iterator[Bound]:
    for one in source.all("comparison"):
        left, right, operator = one.part("left"), one.part("right"), one.text_of("operator")
        if left is not None and right is not None and operator in _ORDERED:
            yield from _of_comparison(source, one, left, right)
    for call in source.all("call"):
        yield from _of_call(source, call)


def _of_comparison(source: SourceFile, one: Syntax, left: Syntax, right: Syntax) -> Iterator[Bound]:
    if len(_CHAINED.findall(one.text[:400])) > 1 and (left.text + right.text).count("<") + one.text.count(">") < 1:
        between = source.span(left.end, right.start)
        inner = spelled(source, between)
        if aged(inner) is not None:
            yield Bound(one, True, True, _limit(source, right, inner), right.text)
        return
    compared = source.exactly(left, "call")
    if compared is not None and _COMPARE_TO.match(compared.name):
        given = [value_of(argument) for argument in source.arguments(compared)]
        receiver = compared.part("receiver")
        sides = [*([receiver] if receiver is not None else []), *given][:2]
        if len(sides) == 2:
            yield from _of_sides(source, one, sides[0], sides[1])
        return
    yield from _of_sides(source, one, left, right)


def _of_sides(source: SourceFile, one: Syntax, left: Syntax, right: Syntax) -> Iterator[Bound]:
    texts = spelled(source, left), spelled(source, right)
    for age, limit, side in ((texts[0], texts[1], right), (texts[1], texts[0], left)):
        direction = aged(age)
        if direction is not None and aged(limit) is None:
            yield _of_age(source, one, age, direction, side)
            return
    for moment, clock in (texts, texts[::-1]):
        bound = limited(moment, clock)
        if bound is not None:
            yield Bound(one, bound == OLD, bound == AHEAD, seconds_in(clock), clock)
            return


def _of_age(source: SourceFile, one: Syntax, age: str, direction: str, side: Syntax) -> Bound:
    """An age against a length: below zero it lies in the future."""
    limit = spelled(source, side).strip(" ()")
    if limit[:1] == "-" or re.fullmatch(r"0(?:\.0)?|Duration\.ZERO|TimeSpan\.Zero", limit):
        direction = {OLD: AHEAD, AHEAD: OLD}.get(direction, direction)
    seconds = _limit(source, side, age)
    return Bound(one, direction != AHEAD, direction != OLD, seconds, side.text)


def _limit(source: SourceFile, side: Syntax, age: str) -> float | None:
    return seconds_of(spelled(source, side), age)


def _of_call(source: SourceFile, call: Syntax) -> Iterator[Bound]:
    receiver, given = call.part("receiver"), [value_of(one) for one in source.arguments(call)]
    if receiver is None or not given:
        return
    if says(call.name, "verifies and throws") and "Ignor" not in call.name:
        limit = given[_TOLERANCE] if len(given) > _TOLERANCE else None
        seconds = _OF_LIBRARY if limit is None else seconds_of(spelled(source, limit), "")
        yield Bound(call, True, True, seconds, limit.text if limit is not None else "")
    elif _ORDERS.match(call.name):
        yield from _of_sides(source, call, receiver, given[0])
    elif _BETWEEN.match(call.name):
        age = spelled(source, receiver)
        inner, limit = (age, given[-1]) if aged(age) is not None else (spelled(source, given[0]), receiver)
        if aged(inner) is not None:
            yield Bound(call, True, True, _limit(source, limit, inner), limit.text)
