"""Receivers of payment notifications: what they are, what they do and in which order, what keeps it from repeating."""

from itertools import islice

from pe_audit.evidence.handler.effect import REPEATS, Change, Effect, effects_of
from pe_audit.evidence.handler.entry import Handler, handlers
from pe_audit.evidence.handler.guard import Guards
from pe_audit.evidence.handler.origin import Origins
from pe_audit.evidence.handler.slice import Frame

__all__ = ["REPEATS", "Change", "Deed", "Effect", "Handler", "deeds", "handlers"]


_MAX_EFFECTS = 500  # of one handler: enough for any written by hand


class Deed:
    """One effect of a handler, and whether something keeps it from happening again."""

    __slots__ = ("effect", "guarded")

    def __init__(self, effect: Effect, guarded: bool) -> None:
        self.effect = effect
        self.guarded = guarded


def deeds(handler: Handler) -> list[Deed]:
    """Everything a handler changes, in the order of the source along its slice."""
    origins: dict[Frame, Origins] = {}
    for frame in handler.frames:
        outer = origins[frame.caller] if frame.caller is not None else None
        origins[frame] = Origins(frame, handler.calls, outer)
    found = islice((effect for one in origins.values() for effect in effects_of(one)), _MAX_EFFECTS)
    effects = sorted(found, key=lambda one: one.order)
    guards = Guards(origins, effects)
    return [Deed(effect, effect.change is Change.CLAIM or guards.guards(effect)) for effect in effects]
