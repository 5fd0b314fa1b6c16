"""webhook-idempotency-race: a look at the order's state keeps repetitions away, but not two at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.handler import REPEATS, Change, deeds, handlers
from pe_audit.evidence.project import Project, placed
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.handler import Deed, Handler
    from pe_audit.evidence.source import SourceFile
    from pe_audit.model import Observed, Related

_PROBLEM = "Two notifications at the same time can both settle the order."
_SOUGHT = "no lock, unique key, atomic claim or conditional update was found between the look and the change"


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Project)
    for source in evidence.sources:
        if deployment_of(source.file).environment is not Environment.TEST:
            yield from placed(source, _observed(source))


def _observed(source: SourceFile) -> Iterator[Observed]:
    for handler in handlers(source):
        kept = [deed for deed in deeds(handler) if deed.guarded and _matters(deed)]
        raced = next((deed for deed in kept if deed.raced), None)
        if raced is not None:
            yield _problem(handler, raced)
        elif kept:
            yield source.observe(handler.place, identity=handler.name)


def _matters(deed: Deed) -> bool:
    """Whether it does harm to do it twice at once: setting the same state twice does none."""
    return deed.effect.change in (*REPEATS, Change.SEND)


def _problem(handler: Handler, raced: Deed) -> Observed:
    effect = raced.effect
    frame, span = list(effect.frame.way(effect.span))[-1]
    message = f"{_PROBLEM} `{handler.name}` {effect.change.value} after looking at what is stored; {_SOUGHT}."
    precision = Precision.LOW if effect.change is Change.SEND or handler.source.broken else Precision.MEDIUM
    told = tuple(_story(handler, raced))
    return frame.source.observe(span, message, identity=handler.name, related=told, precision=precision)


def _story(handler: Handler, raced: Deed) -> Iterator[Related]:
    place, effect = handler.place, raced.effect
    heard = f"receives the notification: {', '.join(handler.signals)}"
    yield handler.source.file.relate(place.start, place.end, heard)
    yield effect.frame.source.file.relate(effect.span.start, effect.span.end, effect.change.value)
