"""webhook-amount-unchecked: an order is settled by whatever sum was paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.handler import Change, deeds, origins_of
from pe_audit.evidence.handler.asked import assumed_amount, compared_amount, read_amount
from pe_audit.evidence.handler.told import each_handler, heard, shown
from pe_audit.lexicon import says
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.handler import Effect, Handler
    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed

_PROBLEM = "An order is settled whatever amount was paid."
_ASSUMED = "A notification without an amount gets the order's own, and passes the comparison."
_LONGEST = 600  # characters of what is inserted
_SOUGHT = "no comparison of the amount and currency of the notification with those of the order was found"


def check(evidence: Evidence) -> Iterator[Observed]:
    yield from each_handler(evidence, _judged)


def _judged(handler: Handler) -> Iterator[Observed]:
    effects = [deed.effect for deed in deeds(handler)]
    settled = next((effect for effect in effects if _settles(effect)), None)
    slice_, source, place = origins_of(handler), handler.source, handler.place
    if compared_amount(slice_) is not None:
        assumed = assumed_amount(slice_)
        if assumed is not None and effects:
            yield _problem(handler, effects[0], assumed, _ASSUMED, Precision.LOW)
        elif effects:
            yield source.observe(place, identity=handler.name)
    elif settled is not None and not _of_checkout(handler):
        problem = f"{_PROBLEM} `{handler.name}` {settled.change.value}; {_SOUGHT}."
        sure = settled.change is Change.SET and not source.broken
        at = read_amount(slice_, settled) or (settled.frame, settled.frame.scope.part("name") or settled.frame.scope)
        yield _problem(handler, settled, at, problem, Precision.MEDIUM if sure else Precision.LOW)
    elif any(effect.change is Change.LEAVE for effect in effects):
        leaving = next(effect for effect in effects if effect.change is Change.LEAVE)
        why = f"it hands the notification to `{leaving.name}`, which is not seen: whether amounts are compared is open"
        yield source.observe(place, undecided=why, identity=handler.name)


def _settles(effect: Effect) -> bool:
    """Whether an effect says that an order is paid; crediting exactly what was paid is no such thing."""
    if effect.change is Change.INSERT:
        return not effect.notes and not says(effect.span.text[:_LONGEST], "amount")
    return (effect.change is Change.SET and effect.settles) or effect.change in (Change.CLAIM, Change.FULFIL)


def _of_checkout(handler: Handler) -> bool:
    """Stripe's and others' checkouts: the shop itself gave the sum, and their library answers for the rest."""
    return any(says(call.name, "verifies and throws") for frame in handler.frames for call in frame.own("call"))


def _problem(
    handler: Handler, settled: Effect, at: tuple[Frame, Syntax], problem: str, precision: Precision
) -> Observed:
    """At the amount that is read and not compared, or the function that settles, if it is in the handler's file."""
    source = handler.source
    place = at[1] if at[0].source is source else handler.place
    told = (*heard(handler), shown(settled))
    return source.observe(place, problem, identity=handler.name, related=told, precision=precision)
