"""From a line to the judged candidates in it, each value once: what the rules and the mask share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.credential.assigned import assigned
from pe_audit.evidence.credential.judgement import Judgement, Place, judge
from pe_audit.evidence.credential.written import written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pe_audit.evidence.credential.shapes import Shapes


def judged(text: str, place: Place, shapes: Shapes) -> list[Judgement]:
    """Every candidate in one or a few lines with its points; of candidates that overlap the one with the most."""
    candidates = [*shapes.found(text)]
    if not place.translation:  # there every text stands behind a name; only a value's own form says anything
        candidates += [*assigned(text), *written(text, code=place.code)]
    return best([judge(candidate, place, shapes) for candidate in candidates])


def best(judgements: Iterable[Judgement]) -> list[Judgement]:
    """One judgement a place, the strongest, in order of place."""
    kept: list[Judgement] = []
    for judgement in sorted(judgements, key=lambda j: -j.points):
        candidate = judgement.candidate
        if all(candidate.end <= other.candidate.start or candidate.start >= other.candidate.end for other in kept):
            kept.append(judgement)
    return sorted(kept, key=lambda j: j.candidate.start)
