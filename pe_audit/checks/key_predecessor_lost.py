"""New keys whose predecessor was put out of use while orders signed with it were still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.declared import Declared
from pe_audit.evidence.register import (
    age,
    is_accepted,
    line_of,
    outlives_rotation,
    predecessor,
    shown,
    today,
    unknown_age,
)
from pe_audit.model import Observed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.circumstances import Key


def check(evidence: Evidence) -> Iterator[Observed]:
    """Every active key that has a predecessor in the register. The only one of its purpose counts as the first."""
    assert isinstance(evidence, Declared)
    transition = int(evidence.circumstances.gateway.limits["key_transition_days"])
    day, keys = today(evidence.circumstances), evidence.circumstances.declared.keys
    for key in keys:
        if key.state != "active" or not outlives_rotation(key):
            continue
        if not any(other is not key and line_of(other) == line_of(key) for other in keys):
            continue
        seen, days = Observed(key.line, key.column, key.end_column, identity=key.id), age(key, day)
        if days is None:
            yield seen._replace(undecided=unknown_age(key))
        elif (before := predecessor(key, keys)) is not None:
            yield seen._replace(problem=_problem(key, before, transition, day) if days < transition else None)


def _problem(key: Key, before: Key, transition: int, day: date) -> str | None:
    ended, is_planned = before.retired, before.state != "retired"
    if is_planned and ended is not None and key.created is not None and ended > day:
        kept = (ended - key.created).days
        if kept >= transition:
            return None
        return (
            f"The previous key is to be retired too early. {shown(before)} ends on {ended}, "
            f"{kept} days after {shown(key)} replaced it; keep it to verify for {transition}."
        )
    if is_accepted(before, day):
        return None
    on = f" on {ended}" if ended is not None and ended <= day else ""
    return (
        f"The previous key is no longer accepted. {shown(before)} was retired{on}, but {shown(key)} replaced it "
        f"only on {key.created}; keep it to verify for {transition} days."
    )
