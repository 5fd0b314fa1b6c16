"""Amounts of settlements and notifications kept in binary floating point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.reconciliation.money import Money
from pe_audit.evidence.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.reconciliation.money import Use
    from pe_audit.model import Observed

_PROBLEM = (
    "An amount is kept in binary floating point. `{code}` cannot hold every cent: sums drift, equal amounts differ."
)
_MOST_RELATED = 4
_LONGEST = 60


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SourceFile)
    if deployment_of(evidence.file).environment is Environment.TEST:
        return
    money = Money(evidence)
    used = money.uses()
    floats = [use for scope, uses in used.items() if not money.tolerates(scope) for use in uses if not use.exact]
    if floats:
        yield _problem(money, sorted(floats, key=lambda use: use.span.start))
        return
    for scope, uses in used.items():
        yield evidence.observe(uses[0].span, identity=scope.name or "(top)")


def _problem(money: Money, floats: list[Use]) -> Observed:
    """The first of a file; the others go with it, for they are one decision."""
    source, (first, *others) = money.source, floats
    related = tuple(source.file.relate(one.span.start, one.span.end, "and here") for one in others[:_MOST_RELATED])
    code = " ".join(first.span.text[:_LONGEST].split())
    return source.observe(first.span, _PROBLEM.format(code=code), identity="float", related=related)
