"""Receivers of payment notifications: what they are, what they do and in which order, what keeps it from repeating."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pe_audit.evidence.handler.done.effect import REPEATS, Change, Effect, effects_of, effects_of_call
from pe_audit.evidence.handler.done.guard import Guards
from pe_audit.evidence.handler.done.origin import Origins
from pe_audit.evidence.handler.done.unique import UniqueKey, is_kept_unique
from pe_audit.evidence.handler.followed.slice import Frame
from pe_audit.evidence.handler.found.entry import Handler, handlers, receiving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.handler.sender.authentic import Authenticity

__all__ = [
    "REPEATS",
    "Change",
    "Deed",
    "Effect",
    "Handler",
    "authenticity",
    "deeds",
    "handlers",
    "origins_of",
    "receiving",
]


_MAX_EFFECTS = 500  # of one handler: enough for any written by hand
_LONGEST = 2000  # characters of what is inserted


class Deed:
    """One effect of a handler, and whether something keeps it from happening again.

    `raced`: only a look at what is there does, and two notifications at the same time see the same. `unique`: the key
    of a table that refuses what is inserted first a second time.
    """

    __slots__ = ("effect", "guarded", "raced", "unique")

    def __init__(self, effect: Effect, guarded: bool, raced: bool, unique: UniqueKey | None) -> None:
        self.effect = effect
        self.guarded = guarded
        self.raced = raced
        self.unique = unique


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
        from pe_audit.evidence.handler.sender.authentic import judge

        known = handler.__dict__["_authenticity"] = judge(handler, [deed.effect for deed in deeds(handler)])
    return known


def origins_of(handler: Handler) -> dict[Frame, Origins]:
    """Where the values of each function of a slice come from; found once."""
    known: dict[Frame, Origins] | None = handler.__dict__.get("_origins")
    if known is None:
        known = handler.__dict__["_origins"] = {}
        for frame in handler.frames:
            known[frame] = Origins(frame, known[frame.caller] if frame.caller is not None else None)
    return known


def _deeds(handler: Handler) -> list[Deed]:
    origins = origins_of(handler)
    found = list(islice((effect for one in origins.values() for effect in effects_of(one)), _MAX_EFFECTS))
    effects = sorted([*found, *_told_by_name(origins, found)], key=lambda one: one.order)
    guards = Guards(origins, effects)
    refused, key = _refused(handler, effects)
    done = []
    for effect in effects:
        after = refused is not None and effect.order >= refused.order
        claimed = effect.change is Change.CLAIM or after
        guarded = claimed or guards.guards(effect)
        raced = guarded and not claimed and not guards.guards_at_once(effect)
        done.append(Deed(effect, guarded, raced, key if after else None))
    return done


def _refused(handler: Handler, effects: list[Effect]) -> tuple[Effect | None, UniqueKey | None]:
    """The first insert that a unique key refuses the second time: what comes after it is not reached then."""
    for effect in effects:
        if effect.change is Change.INSERT:
            key = is_kept_unique(handler.source.codebase, effect.span.text[:_LONGEST])
            if key is not None:
                return effect, key
    return None, None


def _told_by_name(origins: dict[Frame, Origins], found: list[Effect]) -> Iterator[Effect]:
    """What a call into another file does by its name, where nothing was understood of what stands there."""
    busy = {frame for effect in found for frame, _ in effect.frame.way(effect.span)}
    for frame in origins:
        caller, call = frame.caller, frame.call
        if caller is not None and call is not None and frame.source is not caller.source and frame not in busy:
            effects = effects_of_call(origins[caller], call)
            yield from (effect for effect in effects if effect.change is not Change.LEAVE)
