"""The same payment notification, delivered twice, must change nothing the second time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.handler import REPEATS, Change, deeds
from pe_audit.evidence.handler.done.again import again
from pe_audit.evidence.handler.told import each_handler, heard, shown
from pe_audit.lexicon import says
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.handler import Effect, Handler
    from pe_audit.evidence.handler.done.again import Again
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed, Related

_PROBLEM = "The same notification can settle the order twice."
_SOUGHT = (
    "before it neither a check of the order's present state, nor a look-up of the notification, nor a unique insert, "
    "an atomic claim or a conditional update was found"
)


def check(evidence: Evidence) -> Iterator[Observed]:
    yield from each_handler(evidence, _observed)


def _observed(handler: Handler) -> Iterator[Observed]:
    if any(deed.effect.change is not Change.SEND for deed in deeds(handler)):
        yield _judged(handler, again(handler))


def _judged(handler: Handler, done: Again) -> Observed:
    """The handler as a subject, from those of its effects that nothing keeps from happening again."""
    source = handler.source
    if done.may_be_refused:
        why = "it stores the notification first; whether the table refuses a second one is decided in another file"
        return source.observe(handler.place, undecided=why, identity=handler.name)
    if done.settles_twice:
        effects = sorted((*done.sets, *done.repeated), key=lambda effect: effect.order)
        return _problem(handler, effects, done.leaving, done.loose)
    if done.leaving:
        target = max(done.leaving, key=lambda effect: says(effect.span.text, "order", "payment"))
        why = f"it hands the notification to `{target.name}`, in another file: whether that remembers it is not seen"
        return source.observe(handler.place, undecided=why, identity=handler.name)
    if any(effect.literal for effect in done.sets):
        why = (
            "it writes the same state again, which is harmless at once, but a late repetition sets the order back to "
            "paid whatever it is by then"
        )
        return source.observe(handler.place, undecided=why, identity=handler.name)
    return source.observe(handler.place, identity=handler.name)


def _problem(handler: Handler, effects: list[Effect], leaving: list[Effect], loose: list[Effect]) -> Observed:
    source, first = handler.source, _first(handler, effects)
    sure = not source.broken and not any(effect.order < first.order for effect in leaving)
    only_insert = len(effects) == 1 and first.change is Change.INSERT and len(loose) == 1
    return source.observe(
        _in_handler(first),
        f"{_PROBLEM} `{handler.name}` {first.change.value} whenever it is called; {_SOUGHT}.",
        identity=handler.name,
        related=tuple(_story(handler, first, loose)),
        precision=Precision.LOW if only_insert or not sure else Precision.MEDIUM,
    )


def _first(handler: Handler, effects: list[Effect]) -> Effect:
    """The first effect that belongs to what is done again: not one in the branch of another event."""
    again = next((effect for effect in effects if effect.change in REPEATS), effects[0])
    case = _case_of(handler, again)
    return next(effect for effect in effects if effect is again or _case_of(handler, effect) in (None, case))


def _case_of(handler: Handler, effect: Effect) -> Syntax | None:
    return next(handler.source.around(_in_handler(effect), "case"), None)


def _in_handler(effect: Effect) -> Syntax:
    """Where the handler itself makes, or calls for, the effect."""
    return list(effect.frame.way(effect.span))[-1][1]


def _story(handler: Handler, first: Effect, loose: list[Effect]) -> Iterator[Related]:
    """The way from the receiver to what happens again, in the order it runs."""
    yield from heard(handler)
    if first.frame.caller is not None:
        yield shown(first)
    told = {Change.SET, Change.LEAVE, Change.CLAIM}
    for effect in loose:
        if effect.change not in told and effect is not first:
            told.add(effect.change)
            yield shown(effect, f"{effect.change.value} again")
