"""Keys of the register that are past their rotation."""

from __future__ import annotations

from datetime import timezone
from typing import TYPE_CHECKING

from pe_audit.model import Observed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pe_audit.evidence.circumstances import Key
    from pe_audit.evidence.declared import Declared


def check(evidence: Declared) -> Iterator[Observed]:
    """Every active key of the register, its age counted in whole UTC days."""
    limit = int(evidence.circumstances.gateway.limits["key_age_days"])
    today = evidence.circumstances.now.astimezone(timezone.utc).date()
    for key in evidence.circumstances.declared.keys:
        if key.state != "active":  # kept to verify old orders, or out of use: rotation has happened
            continue
        problem, undecided = _judged(key, today, limit)
        yield Observed(key.line, key.column, key.end_column, problem, undecided, identity=key.id)


def _judged(key: Key, today: date, limit: int) -> tuple[str | None, str | None]:
    """What is wrong with the key's age, and why it cannot be told."""
    name = f"{key.id} ({key.environment})" if key.environment else key.id
    if key.created is None:
        return None, f"key {name} has no `created` date"
    if key.created > today:
        return None, f"key {name} was created in the future, on {key.created}"
    age = (today - key.created).days
    if age <= limit:
        return None, None
    return f"The key is older than {limit} days. {name} was created on {key.created}, {age} days ago.", None
