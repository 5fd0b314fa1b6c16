"""webhook-simulator-exposed: an address that makes a payment of nothing, for whoever calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.environment import deployment_of
from pe_audit.evidence.exposure import kept_from_strangers
from pe_audit.evidence.handler import Change, Handler, deeds
from pe_audit.evidence.handler.followed.slice import frames_of
from pe_audit.evidence.mac import macs
from pe_audit.evidence.project import Project, unread
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.simulator import routed_elsewhere, simulators
from pe_audit.lexicon import says
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.handler import Effect
    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.simulator import Simulator
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed, Related

_SIGNS = "Anybody can have a payment signed with the real key. `{name}` plays the gateway{at}: {sought}."
_PAYS = "Anybody can mark an order as paid. `{name}` plays the gateway{at}: {sought}."
_SOUGHT = "neither a login nor a test of the environment was found before it"
_REPEATING = frozenset({Change.COUNT, Change.FULFIL})


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Project)
    told: set[tuple[str, int]] = set()
    for source in evidence.sources:
        if not deployment_of(source.file).matters:
            continue
        try:
            for simulator in [*simulators(source), *routed_elsewhere(source)]:
                function = simulator.source.uri, simulator.scope.start
                if function not in told and deployment_of(simulator.home.file).matters:
                    told.add(function)
                    yield from _judged(simulator)
        except Unreadable as error:
            yield unread(source, error)


def _judged(simulator: Simulator) -> Iterator[Observed]:
    handler = _as_handler(simulator)
    signing = next(((frame, one) for frame in handler.frames for one in _signed(frame)), None)
    effect = _paying(handler) if signing is None else None
    if signing is None and effect is None:
        return
    home, reason = simulator.home, kept_from_strangers(simulator, handler)
    problem = None
    if not reason:
        at = f" at {simulator.address}" if simulator.address else ""
        problem = (_SIGNS if signing is not None else _PAYS).format(name=simulator.name, at=at, sought=_SOUGHT)
    frame, span = (
        signing if signing is not None else (effect.frame, effect.span) if effect is not None else (None, None)
    )
    yield home.observe(
        simulator.place,
        problem,
        identity=simulator.name,
        related=tuple(_story(simulator, frame, span, signing is not None)) if problem else (),
        precision=Precision.HIGH if signing is not None else Precision.MEDIUM,
    )._replace(uri=home.uri)


def _signed(frame: Frame) -> Iterator[Syntax]:
    """Where a function computes a MAC with a key."""
    own = {(call.start, call.end) for call in frame.own("call")}
    for mac in macs(frame.source):
        if mac.keyed and mac.verifies is None and (mac.call.start, mac.call.end) in own:
            yield mac.call


def _as_handler(simulator: Simulator) -> Handler:
    source, scope = simulator.source, simulator.scope
    frames = tuple(frames_of(source, scope))
    name, address, around = simulator.name, simulator.address, simulator.around
    return Handler(source, scope, name, address, (), frames, around, given_by=simulator.route)


def _paying(handler: Handler) -> Effect | None:
    """The first change that says that something is paid."""
    for deed in deeds(handler):
        effect = deed.effect
        text = effect.span.text[:400]
        if effect.settles or (effect.change in _REPEATING and says(text, "payment", "order")):
            return effect
        if effect.change is Change.LEAVE and says(effect.name, "payment", "order") and says(effect.name, "settles"):
            return effect
    return None


def _story(simulator: Simulator, frame: Frame | None, span: Syntax | None, signs: bool) -> Iterator[Related]:
    if simulator.route is not None:
        own = simulator.scope.part("name") or simulator.scope
        yield simulator.source.file.relate(own.start, own.end, "runs when the address is called")
    if frame is not None and span is not None:
        message = "signs the payment with the real key" if signs else "makes it paid"
        yield frame.source.file.relate(span.start, span.end, message)
