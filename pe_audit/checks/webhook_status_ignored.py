"""webhook-status-ignored: an order is settled whatever the notification says has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.handler import Change, deeds, origins_of
from pe_audit.evidence.handler.asked import read_status
from pe_audit.evidence.handler.told import each_handler, heard, shown
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.handler import Effect, Handler
    from pe_audit.model import Observed

_PROBLEM = "An order is settled whatever the notification says."
_SOUGHT = "neither the event nor the status that it names is asked for"


def check(evidence: Evidence) -> Iterator[Observed]:
    yield from each_handler(evidence, _judged)


def _judged(handler: Handler) -> Iterator[Observed]:
    effects = [deed.effect for deed in deeds(handler)]
    settled = next((effect for effect in effects if _settles(effect)), None)
    if read_status(origins_of(handler)) is not None:
        if effects:
            yield handler.source.observe(handler.place, identity=handler.name)
    elif settled is not None:
        yield _problem(handler, settled)
    elif any(effect.change is Change.LEAVE for effect in effects):
        leaving = next(effect for effect in effects if effect.change is Change.LEAVE)
        why = (
            f"it hands the notification to `{leaving.name}`, which is not seen: whether that "
            "asks for the status is open"
        )
        yield handler.source.observe(handler.place, undecided=why, identity=handler.name)


def _settles(effect: Effect) -> bool:
    """Whether an effect does what only a payment may do."""
    if effect.change is Change.SET:
        return effect.settles
    return effect.change in (Change.CLAIM, Change.FULFIL, Change.COUNT)


def _problem(handler: Handler, settled: Effect) -> Observed:
    sure = settled.change is Change.SET and not handler.source.broken
    scope = settled.frame.scope if settled.frame.source is handler.source else handler.scope
    return handler.source.observe(
        scope.part("name") or scope,
        f"{_PROBLEM} `{handler.name}` {settled.change.value}; {_SOUGHT}.",
        identity=handler.name,
        related=(*heard(handler), shown(settled)),
        precision=Precision.MEDIUM if sure else Precision.LOW,
    )
