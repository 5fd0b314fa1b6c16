"""webhook-replayable: a genuine notification, captured and sent again later, still changes something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.handler import Change, authenticity, deeds
from pe_audit.evidence.handler.done.again import again
from pe_audit.evidence.handler.sender.authentic import State
from pe_audit.evidence.handler.sender.pull import pulled
from pe_audit.evidence.handler.sender.replay import checked, is_timed, reading, signed_time
from pe_audit.evidence.handler.told import each_handler, heard, shown
from pe_audit.evidence.sender import Sender, sender_of
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.handler import Effect, Handler
    from pe_audit.evidence.handler.done.again import Again
    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed

_FOR_EVER = "A copy of a genuine notification is accepted for ever."
_BACK = "An old notification, sent again, sets the order back to paid."


def check(evidence: Evidence) -> Iterator[Observed]:
    yield from each_handler(evidence, _judged)


def _judged(handler: Handler) -> Iterator[Observed]:
    """A handler that asks who sent a notification: what of it nobody signed, anybody makes up anew."""
    known = authenticity(handler)
    if known.state in (State.UNCHECKED, State.USELESS):
        return
    sender = _sender(handler)
    header = _signed_header(handler) if sender is not Sender.OTHER else ""
    if not header and all(deed.effect.change is Change.SEND for deed in deeds(handler)):
        return  # it changes nothing that is seen
    if is_timed(handler) or pulled(handler) is not None:
        yield handler.source.observe(handler.place, identity=handler.name)
    elif header and known.by_name:
        why = f"what checks the signature is in another file: whether it compares {header} with the clock is not seen"
        yield handler.source.observe(handler.place, undecided=why, identity=handler.name)
    elif header:
        yield _untimed(handler, header)
    elif known.by_name or checked(handler):
        yield from _by_repetition(handler, again(handler), sender, by_name=known.by_name)


def _sender(handler: Handler) -> Sender:
    return sender_of(handler.source, handler.scope.part("body") or handler.scope)


def _signed_header(handler: Handler) -> str:
    """The header with the time that the declared protocol signs, empty if it signs none."""
    version = handler.source.file.circumstances.gateway.version
    return str(version["timestamp_header"]) if "timestamp" in version["capabilities"] else ""


def _untimed(handler: Handler, header: str) -> Observed:
    read = reading(handler, header)
    does = f"reads {header} and never compares it with the clock" if read is not None else f"never reads {header}"
    return _problem(
        handler, f"{_FOR_EVER} `{handler.name}` {does}.", Precision.MEDIUM, seen=read, note="reads the time"
    )


def _by_repetition(handler: Handler, done: Again, sender: Sender, *, by_name: bool) -> Iterator[Observed]:
    """Where no time is asked for, only what makes a repetition harmless is left."""
    source, place, name = handler.source, handler.place, handler.name
    effects = [*done.sets, *done.repeated]
    if not effects and not done.leaving:
        yield source.observe(place, identity=name)
    elif done.may_be_refused:
        why = "it stores the notification first; whether the table refuses a second one is decided in another file"
        yield source.observe(place, undecided=why, identity=name)
    elif effects and (signed := signed_time(handler)) is not None:
        does = (
            f"signs the time that was sent, never compares it with the clock, and {effects[0].change.value} each time"
        )
        yield _problem(
            handler,
            f"{_FOR_EVER} `{name}` {does}.",
            Precision.MEDIUM,
            effects[0],
            seen=signed,
            note="compares a signature over the time, and nothing else of it",
        )
    elif done.settles_twice:
        return  # webhook-not-idempotent tells it: it needs no old notification
    elif done.leaving:
        why = f"it hands the notification to `{done.leaving[0].name}`: whether an old one changes something is not seen"
        yield source.observe(place, undecided=why, identity=name)
    elif any(effect.literal for effect in done.sets):
        yield _set_back(handler, next(effect for effect in done.sets if effect.literal), sender, by_name=by_name)


def _set_back(handler: Handler, effect: Effect, sender: Sender, *, by_name: bool) -> Observed:
    if by_name and sender is Sender.OTHER:
        why = "what checks the signature is not seen: it may refuse what is old"
        return handler.source.observe(handler.place, undecided=why, identity=handler.name)
    problem = (
        f"{_BACK} Its signature stays valid, for no time is signed with it, and `{handler.name}` writes over whatever "
        "state the order has by then, refunded and cancelled ones too."
    )
    sure = sender is Sender.GATEWAY and not by_name and not handler.source.broken
    return _problem(handler, problem, Precision.MEDIUM if sure else Precision.LOW, effect)


def _problem(
    handler: Handler,
    problem: str,
    precision: Precision,
    effect: Effect | None = None,
    *,
    seen: tuple[Frame, Syntax] | None = None,
    note: str = "",
) -> Observed:
    related = [*heard(handler)]
    if seen is not None:
        frame, span = seen
        related.append(frame.source.file.relate(span.start, span.end, note))
    if effect is not None:
        related.append(shown(effect))
    return handler.source.observe(
        handler.place, problem, identity=handler.name, related=tuple(related), precision=precision
    )
