"""secret-hardcoded: credentials that stand in a file as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.credential.candidate import Syntax
from pe_audit.evidence.credential.names import Says
from pe_audit.evidence.credential.scan import credentials
from pe_audit.evidence.credential.wording import described, explained, shown_name
from pe_audit.evidence.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.credential.judgement import Judgement
    from pe_audit.model import Observed


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Text)
    for located in credentials(evidence):
        judgement = located.judgement
        if judgement.candidate.syntax is Syntax.FALLBACK and judgement.says is not Says.NOTHING:
            continue  # secret-fallback speaks of it
        if not judgement.reported and judgement.says in (Says.NOTHING, Says.BARE_KEY):
            continue
        yield evidence.file.observe(
            located.start,
            located.end,
            _problem(judgement) if judgement.reported else None,
            identity=shown_name(judgement),
            secrets=(judgement.candidate.value,) if judgement.reported else (),
            precision=judgement.precision if judgement.reported else None,
        )


def _problem(judgement: Judgement) -> str:
    return f"{shown_name(judgement)} holds a literal {described(judgement)}. {explained(judgement)}"
