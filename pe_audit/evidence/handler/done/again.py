"""What a second delivery of the same notification does, because nothing keeps it from happening again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.handler import deeds
from pe_audit.evidence.handler.done.effect import REPEATS, Change

if TYPE_CHECKING:
    from pe_audit.evidence.handler.done.effect import Effect
    from pe_audit.evidence.handler.found.entry import Handler


class Again(NamedTuple):
    """The effects of a handler that nothing keeps from happening again.

    `repeated` adds up, `sets` say once more that an order is paid, `sent` are messages, `leaving` is decided elsewhere.
    """

    loose: list[Effect]
    repeated: list[Effect]
    sets: list[Effect]
    sent: list[Effect]
    leaving: list[Effect]

    @property
    def may_be_refused(self) -> bool:
        """Whether it first stores the notification, in a table that may refuse a second one."""
        first = self.repeated[0] if self.repeated else None
        return first is not None and first.notes and not any(effect.order < first.order for effect in self.loose)

    @property
    def settles_twice(self) -> bool:
        return bool(self.repeated or (self.sets and self.sent))


def again(handler: Handler) -> Again:
    """What a handler does whenever it is called; nothing if what is bound to its route keeps repetitions away."""
    loose = [] if _is_wrapped(handler) else [deed.effect for deed in deeds(handler) if not deed.guarded]
    return Again(
        loose,
        [effect for effect in loose if effect.change in REPEATS],
        [effect for effect in loose if effect.change is Change.SET and effect.settles],
        [effect for effect in loose if effect.change is Change.SEND],
        [effect for effect in loose if effect.change is Change.LEAVE],
    )


def _is_wrapped(handler: Handler) -> bool:
    """A decorator or middleware of the route that calls itself idempotency."""
    return "idempot" in handler.wrapped.lower()
