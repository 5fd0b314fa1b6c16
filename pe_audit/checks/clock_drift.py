"""A clock too far off for signatures to be accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.model import Observed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.clock import ClockReading

_ENOUGH = 2  # valid answers: one server alone may be wrong


def check(evidence: ClockReading) -> Iterator[Observed]:
    """The machine's clock, the one subject of a reading."""
    limit = evidence.circumstances.gateway.limits["clock_tolerance_seconds"]
    problem = undecided = None
    answers = len(evidence.valid)
    if answers < _ENOUGH:
        silent = [f"{sample.server}: {sample.rejected}" for sample in evidence.samples if sample.rejected]
        undecided = "; ".join([f"{answers} of {len(evidence.samples)} time servers gave a valid answer", *silent])
    else:
        side = _side(evidence.offset, evidence.error, limit)
        agreeing = sum(1 for sample in evidence.valid if _side(sample.offset, sample.error, limit) == side)
        if agreeing * 2 <= answers:
            offsets = ", ".join(f"{sample.server} {sample.offset:+.1f} s" for sample in evidence.valid)
            undecided = f"the time servers contradict each other: {offsets}"
        elif side:
            problem = _problem(evidence, limit)
    yield Observed(1, 1, 1, problem, undecided, identity="clock")


def _side(offset: float, error: float, limit: float) -> int:
    """Which way a clock is surely off by more than the limit: 1 slow, -1 fast, 0 not surely."""
    if abs(offset) - error <= limit:
        return 0
    return 1 if offset > 0 else -1


def _problem(evidence: ClockReading, limit: float) -> str:
    way = "slow" if evidence.offset > 0 else "fast"
    return (
        f"The clock is more than {limit:.0f} seconds off. It is {abs(evidence.offset):.1f} s {way} "
        f"(± {evidence.error:.3f} s) by {len(evidence.valid)} time servers."
    )
