"""What all rules about handlers share: which handlers of a project are judged, and how their story is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.client.about import is_about
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.handler.found.entry import handlers, receiving
from pe_audit.evidence.project import Project, placed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.handler.done.effect import Effect
    from pe_audit.evidence.handler.found.entry import Handler
    from pe_audit.evidence.source import SourceFile
    from pe_audit.model import Observed, Related


def each_handler(evidence: Evidence, judge: Callable[[Handler], Iterator[Observed]]) -> Iterator[Observed]:
    """The subjects among the handlers of a project."""
    for source in receivers(evidence):
        yield from placed(source, _of_file(source, judge))


def receivers(evidence: Evidence) -> Iterator[SourceFile]:
    """The files of a project in which handlers may be, those its routes lead to included; tests serve nobody."""
    assert isinstance(evidence, Project)
    for source in receiving(evidence.sources):
        if deployment_of(source.file).environment is not Environment.TEST:
            yield source


def is_from_gateway(handler: Handler) -> bool:
    """Whether the merchant's gateway sends it, not another one: its code, its names or its address say so."""
    gateways = handler.source.file.circumstances.gateways
    if is_about(handler.source, handler.scope, gateways):
        return True
    told = (handler.route, *(one.text for one in handler.source.decorators(handler.scope)))
    return any(gateway.is_named_in(text) for gateway in gateways for text in told)


def _of_file(source: SourceFile, judge: Callable[[Handler], Iterator[Observed]]) -> Iterator[Observed]:
    for handler in handlers(source):
        yield from judge(handler)


def heard(handler: Handler) -> Iterator[Related]:
    """Where its address is given to it, if a call does that, and where it begins."""
    if handler.registration is not None:
        source, span = handler.registration
        yield source.file.relate(span.start, span.end, "gives the handler its address")
    place = handler.place
    message = f"receives the notification: {', '.join(handler.signals)}"
    yield handler.source.file.relate(place.start, place.end, message)


def shown(effect: Effect, message: str = "") -> Related:
    """Where an effect happens; by itself it says what it changes."""
    return effect.frame.source.file.relate(effect.span.start, effect.span.end, message or effect.change.value)
