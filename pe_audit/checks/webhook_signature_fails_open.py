"""webhook-signature-fails-open: a signature check that some forged notifications pass without being checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.handler import authenticity
from pe_audit.evidence.handler.sender.authentic import State
from pe_audit.evidence.handler.told import each_handler, heard, shown
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.handler import Handler
    from pe_audit.evidence.handler.sender.authentic import Authenticity
    from pe_audit.model import Observed, Related

_PROBLEM = "The signature check can be passed without a signature."


def check(evidence: Evidence) -> Iterator[Observed]:
    yield from each_handler(evidence, _observed)


def _observed(handler: Handler) -> Iterator[Observed]:
    if handler.consumes:  # what is in the queue was put there by the shop
        return
    known = authenticity(handler)
    if known.state is State.BYPASSED:
        yield _problem(handler, known)
    elif known.state is State.VERIFIED:
        yield handler.source.observe(handler.place, identity=handler.name)


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
    yield from heard(handler)
    if known.source is not None and known.place is not None:
        yield known.source.file.relate(known.place.start, known.place.end, known.reason)
    if known.effect is not None:
        yield shown(known.effect, f"{known.effect.change.value}, forged or not")
