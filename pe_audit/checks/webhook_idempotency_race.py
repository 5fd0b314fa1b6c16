"""webhook-idempotency-race: a look at the order's state keeps repetitions away, but not two at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.handler import REPEATS, Change, deeds
from pe_audit.evidence.handler.told import each_handler, heard, shown
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.handler import Deed, Handler
    from pe_audit.model import Observed

_PROBLEM = "Two notifications at the same time can both settle the order."
_SOUGHT = "no lock, unique key, atomic claim or conditional update was found between the look and the change"


def check(evidence: Evidence) -> Iterator[Observed]:
    yield from each_handler(evidence, _judged)


def _judged(handler: Handler) -> Iterator[Observed]:
    kept = [deed for deed in deeds(handler) if deed.guarded and _matters(deed)]
    raced = next((deed for deed in kept if deed.raced), None)
    if raced is not None:
        yield _problem(handler, raced)
    elif kept:
        yield handler.source.observe(handler.place, identity=handler.name)


def _matters(deed: Deed) -> bool:
    """Whether it does harm to do it twice at once: setting the same state twice does none."""
    return deed.effect.change in (*REPEATS, Change.SEND)


def _problem(handler: Handler, raced: Deed) -> Observed:
    effect = raced.effect
    frame, span = list(effect.frame.way(effect.span))[-1]
    message = f"{_PROBLEM} `{handler.name}` {effect.change.value} after looking at what is stored; {_SOUGHT}."
    precision = Precision.LOW if effect.change is Change.SEND or handler.source.broken else Precision.MEDIUM
    told = (*heard(handler), shown(effect))
    return frame.source.observe(span, message, identity=handler.name, related=told, precision=precision)
