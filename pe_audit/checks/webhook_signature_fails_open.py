"""webhook-signature-fails-open: a signature check that some forged notifications pass without being checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.handler import authenticity, handlers
from pe_audit.evidence.handler.authentic import State
from pe_audit.evidence.project import Project, placed
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.handler import Handler
    from pe_audit.evidence.handler.authentic import Authenticity
    from pe_audit.evidence.source import SourceFile
    from pe_audit.model import Observed, Related

_PROBLEM = "The signature check can be passed without a signature."


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Project)
    for source in evidence.sources:
        if deployment_of(source.file).environment is not Environment.TEST:
            yield from placed(source, _observed(source))


def _observed(source: SourceFile) -> Iterator[Observed]:
    for handler in handlers(source):
        known = authenticity(handler)
        if known.state is State.BYPASSED:
            yield _problem(handler, known)
        elif known.state is State.VERIFIED:
            yield source.observe(handler.place, identity=handler.name)


def _problem(handler: Handler, known: Authenticity) -> Observed:
    source, place = handler.source, handler.place
    if known.source is source and known.place is not None:
        place = known.place
    return source.observe(
        place,
        f"{_PROBLEM} In `{handler.name}` {known.reason}.",
        identity=handler.name,
        related=tuple(_story(handler, known)),
        precision=Precision.HIGH if known.sure and known.effect is not None else Precision.LOW,
    )


def _story(handler: Handler, known: Authenticity) -> Iterator[Related]:
    place = handler.place
    heard = f"receives the notification: {', '.join(handler.signals)}"
    yield handler.source.file.relate(place.start, place.end, heard)
    if known.source is not None and known.place is not None:
        yield known.source.file.relate(known.place.start, known.place.end, known.reason)
    if known.effect is not None:
        span = known.effect.span
        yield known.effect.frame.source.file.relate(span.start, span.end, f"{known.effect.change.value}, forged or not")
