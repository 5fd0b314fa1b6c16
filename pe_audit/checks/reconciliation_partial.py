"""Reconciliations that compare less than amount, currency, status and id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.reconciliation.compared import comparisons
from pe_audit.evidence.source import SourceFile
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.model import Observed

_PROBLEM = (
    "The reconciliation compares only part of a payment. `{name}` and what it calls here never speak of its {fields}."
)


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SourceFile)
    if deployment_of(evidence.file).environment is Environment.TEST:
        return
    for one in comparisons(evidence):
        name = one.scope.name or "this script"
        if not one.missing:
            yield evidence.observe(one.span, identity=name)
            continue
        problem = _PROBLEM.format(name=name, fields=" nor its ".join(one.missing))
        only_currency = one.missing == ("currency",)
        yield evidence.observe(one.span, problem, identity=name, precision=Precision.LOW if only_currency else None)
