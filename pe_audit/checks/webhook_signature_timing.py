"""webhook-signature-timing: a signature or shared secret compared with ==, equals, strcmp and their like.

A comparison is a subject when one side is a MAC computed here, when both sides are called a signature, or when a
received value meets a configured secret where messages of other machines come in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.comparison import comparisons
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.proof import Kind, proofs_of
from pe_audit.evidence.source import SourceFile
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.comparison import Comparison
    from pe_audit.evidence.proof import Proof
    from pe_audit.model import Observed

_LOOSE = frozenset({"==", "!=", "<>"})
_SIGNATURE = "The signature is compared in time that depends on how much of it is right."
_LOOSELY = "The signature is compared with PHP's loose comparison, which takes 0e1 for 0e2."
_SECRET = "The shared secret is compared in time that depends on how much of it is right."


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SourceFile)
    if deployment_of(evidence.file).environment is Environment.TEST:
        return
    for one in comparisons(evidence):
        proof = proofs_of(evidence).of(one)
        if proof is None:
            continue
        place = evidence.function(one.span)
        identity = f"{place.name if place is not None else ''} {one.left.last_name} {one.right.last_name}"
        if one.constant_time:
            yield evidence.observe(one.span, identity=identity)
        else:
            precision = Precision.HIGH if proof.sure else Precision.MEDIUM
            yield evidence.observe(one.span, _problem(evidence, one, proof), identity=identity, precision=precision)


def _problem(source: SourceFile, one: Comparison, proof: Proof) -> str:
    if proof.kind is Kind.SECRET:
        return _SECRET
    return _LOOSELY if source.language == "php" and one.operator in _LOOSE else _SIGNATURE
