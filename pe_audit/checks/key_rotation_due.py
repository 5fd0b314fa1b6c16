"""Keys of the register in the last days before they are too old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.declared import Declared
from pe_audit.evidence.register import age, shown, today, unknown_age
from pe_audit.model import Observed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.circumstances import Key


def check(evidence: Evidence) -> Iterator[Observed]:
    """Every active key that is not too old already: key-too-old speaks of those."""
    assert isinstance(evidence, Declared)
    limits, day = evidence.circumstances.gateway.limits, today(evidence.circumstances)
    most, warning = int(limits["key_age_days"]), int(limits["key_warning_days"])
    for key in evidence.circumstances.declared.keys:
        days = age(key, day)
        if key.state != "active" or (days is not None and days > most):
            continue
        problem = _problem(key, days, most) if days is not None and days > most - warning else None
        undecided = unknown_age(key) if days is None else None
        yield Observed(key.line, key.column, key.end_column, problem, undecided, identity=key.id)


def _problem(key: Key, days: int, most: int) -> str:
    return (
        f"The key is due for rotation. {shown(key)} was created on {key.created}, {days} days ago; "
        f"it is too old after {most}."
    )
