"""Receivers of payment notifications: what they are, what they do and in which order, what keeps it from repeating."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pe_audit.evidence.handler.effect import REPEATS, Change, Effect, effects_of, effects_of_call
from pe_audit.evidence.handler.entry import Handler, handlers
from pe_audit.evidence.handler.guard import Guards
from pe_audit.evidence.handler.origin import Origins
from pe_audit.evidence.handler.slice import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.handler.authentic import Authenticity

__all__ = ["REPEATS", "Change", "Deed", "Effect", "Handler", "authenticity", "deeds", "handlers"]


_MAX_EFFECTS = 500  # of one handler: enough for any written by hand


class Deed:
    """One effect of a handler, and whether something keeps it from happening again."""

    __slots__ = ("effect", "guarded")

    def __init__(self, effect: Effect, guarded: bool) -> None:
        self.effect = effect
        self.guarded = guarded


def deeds(handler: Handler) -> list[Deed]:
    """Everything a handler changes, in the order of the source along its slice; found once."""
    known: list[Deed] | None = handler.__dict__.get("_deeds")
    if known is None:
        known = handler.__dict__["_deeds"] = _deeds(handler)
    return known


def authenticity(handler: Handler) -> Authenticity:
    """How a handler treats a forged notification; found once."""
    known: Authenticity | None = handler.__dict__.get("_authenticity")
    if known is None:
        from pe_audit.evidence.handler.authentic import judge

        known = handler.__dict__["_authenticity"] = judge(handler, [deed.effect for deed in deeds(handler)])
    return known


def _deeds(handler: Handler) -> list[Deed]:
    origins: dict[Frame, Origins] = {}
    for frame in handler.frames:
        outer = origins[frame.caller] if frame.caller is not None else None
        origins[frame] = Origins(frame, outer)
    found = list(islice((effect for one in origins.values() for effect in effects_of(one)), _MAX_EFFECTS))
    effects = sorted([*found, *_told_by_name(origins, found)], key=lambda one: one.order)
    guards = Guards(origins, effects)
    return [Deed(effect, effect.change is Change.CLAIM or guards.guards(effect)) for effect in effects]


def _told_by_name(origins: dict[Frame, Origins], found: list[Effect]) -> Iterator[Effect]:
    """What a call into another file does by its name, where nothing was understood of what stands there."""
    busy = {frame for effect in found for frame, _ in effect.frame.way(effect.span)}
    for frame in origins:
        caller, call = frame.caller, frame.call
        if caller is not None and call is not None and frame.source is not caller.source and frame not in busy:
            effects = effects_of_call(origins[caller], call)
            yield from (effect for effect in effects if effect.change is not Change.LEAVE)
