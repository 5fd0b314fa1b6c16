"""Settlements whose batch nobody keeps, so that nobody can ask for it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.reconciliation.compared import batches
from pe_audit.evidence.source import SourceFile
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.model import Observed

_UNUSED = "The batch of a settlement is read and never used. `{name}` is not spoken of again in `{function}`."
_NONE = (
    "The batch of a settlement is ignored. `{function}` reads the records and speaks of no batch, lot or settlement id."
)
_ASK = (
    "`{function}` reads settlements and keeps no batch number: ask whether the gateway's files carry one, and keep it "
    "with each payment"
)


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SourceFile)
    signed = "pgp" in evidence.file.circumstances.gateway.version["capabilities"]
    for one in batches(evidence):
        function = one.scope.name or "this script"
        if one.used:
            yield evidence.observe(one.span, identity=function)
        elif one.name:
            yield evidence.observe(one.span, _UNUSED.format(name=one.name, function=function), identity=function)
        elif signed:
            problem = _NONE.format(function=function)
            yield evidence.observe(one.span, problem, identity=function, precision=Precision.LOW)
        else:
            yield evidence.observe(one.span, undecided=_ASK.format(function=function), identity=function)
