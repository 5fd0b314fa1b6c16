"""Keys of the register that are past their rotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.register import age, shown, today, unknown_age
from pe_audit.model import Observed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.declared import Declared


def check(evidence: Declared) -> Iterator[Observed]:
    """Every active key of the register, its age counted in whole UTC days."""
    limit = int(evidence.circumstances.gateway.limits["key_age_days"])
    day = today(evidence.circumstances)
    for key in evidence.circumstances.declared.keys:
        if key.state != "active":  # kept to verify old orders, or out of use: rotation has happened
            continue
        days, problem = age(key, day), None
        if days is not None and days > limit:
            problem = f"The key is older than {limit} days. {shown(key)} was created on {key.created}, {days} days ago."
        undecided = unknown_age(key) if days is None else None
        yield Observed(key.line, key.column, key.end_column, problem, undecided, identity=key.id)
