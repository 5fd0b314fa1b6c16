"""Old keys that the shop still accepts though their transition is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.declared import Declared
from pe_audit.evidence.register import age, is_accepted, shown, successor, today, unknown_age
from pe_audit.model import Observed, Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.circumstances import Key


def check(evidence: Evidence) -> Iterator[Observed]:
    """Every key that is kept to verify."""
    assert isinstance(evidence, Declared)
    transition = int(evidence.circumstances.gateway.limits["key_transition_days"])
    day, keys = today(evidence.circumstances), evidence.circumstances.declared.keys
    for key in keys:
        if key.state == "verify-only" and is_accepted(key, day):
            yield _observed(key, keys, day, transition)


def _observed(key: Key, keys: Sequence[Key], day: date, transition: int) -> Observed:
    seen = Observed(key.line, key.column, key.end_column, identity=key.id)
    after = successor(key, keys)
    if age(key, day) is None:
        return seen._replace(undecided=unknown_age(key))
    if after is None:
        return seen._replace(undecided=f"the register names no key that replaced {shown(key)}")
    days = age(after, day)
    if days is None or days <= transition:
        return seen
    problem = (
        f"The old key is accepted after its transition. {shown(after)} replaced {shown(key)} on {after.created}, "
        f"{days} days ago; {transition} are enough."
    )
    return seen._replace(
        problem=problem, related=(Related(after.line, after.column, after.end_column, "the key that replaced it"),)
    )
