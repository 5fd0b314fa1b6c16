"""webhook-window-too-wide: a notification counts as new for too long, or also if it comes from the future."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.freshness import freshness
from pe_audit.evidence.source import SourceFile
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.freshness import Freshness
    from pe_audit.model import Observed

_WIDE = "A captured notification can be sent again for too long."
_AHEAD = "A notification dated in the future is taken for new."
_OLD = "An old notification is taken for new."
_MINUTE, _HOUR = 60, 3600


def check(evidence: Evidence) -> Iterator[Observed]:
    """Each function that compares the time of a signed message with the clock."""
    assert isinstance(evidence, SourceFile)
    if deployment_of(evidence.file).environment is not Environment.TEST:
        for one in freshness(evidence):
            if one.of_message:
                yield _observed(evidence, one)


def _observed(source: SourceFile, one: Freshness) -> Observed:
    bound, allowed = one.bound, source.file.circumstances.gateway.limits["clock_tolerance_seconds"]
    function = source.function(bound.span)
    name, precision = function.name if function is not None else "", Precision.MEDIUM
    if not one.old:
        problem = f"{_OLD} Its time is only kept from lying ahead of the clock, not from lying behind it."
    elif bound.seconds is not None and bound.seconds > allowed:
        problem = f"{_WIDE} Its time may differ from the clock by {_spoken(bound.seconds)}, not {_spoken(allowed)}."
    elif not one.ahead:
        precision = Precision.LOW  # Stripe's own libraries do no more
        problem = f"{_AHEAD} The difference to the clock is tested without abs(), so below zero it passes."
    elif bound.seconds is None:
        why = f"how far the time may differ from the clock is set elsewhere: `{bound.limit[:60]}` must be at most "
        return source.observe(bound.span, undecided=f"{why}{_spoken(allowed)}", identity=name)
    else:
        return source.observe(bound.span, identity=name)
    return source.observe(bound.span, problem, identity=name, precision=precision)


def _spoken(seconds: float) -> str:
    for unit, length in (("hours", _HOUR), ("minutes", _MINUTE)):
        if seconds >= 2 * length and seconds % length == 0:
            return f"{seconds / length:g} {unit}"
    return f"{seconds:g} seconds"
