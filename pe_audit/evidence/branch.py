"""Which environment's branch of the code something stands in, by the words of the conditions around it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_NEGATED = expression(r"^\W*(?:!(?!=)|not\b)|!=|<>|\bis not\b|\bnot in\b", re.IGNORECASE)
_MOST_BRANCHES, _LONGEST_TEST = 8, 300  # further out, or longer, no condition chooses an environment


def branch_of(source: SourceFile, span: Syntax) -> str | None:
    """Either "production", or "rehearsal", or None where no case or condition around it within its function tells."""
    scope = source.scope(span)
    for case in islice(source.around(span, "case"), _MOST_BRANCHES):
        value = case.text_of("value")[:_LONGEST_TEST]
        if case in scope and says(value, "production") != says(value, "rehearsal"):
            return "production" if says(value, "production") else "rehearsal"
    for condition in islice(source.around(span, "condition"), _MOST_BRANCHES):
        test = condition.text_of("condition")[:_LONGEST_TEST]
        production, rehearsal = says(test, "production"), says(test, "rehearsal")
        if condition in scope and production != rehearsal:
            consequence = condition.part("consequence")
            straight = consequence is not None and span in consequence
            return "production" if production == (straight != bool(_NEGATED.search(test))) else "rehearsal"
    return None
