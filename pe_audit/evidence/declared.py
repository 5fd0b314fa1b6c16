"""pe-audit.yaml itself as evidence: what the merchant declared, at the time it is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pe_audit.evidence.register import today

if TYPE_CHECKING:
    from pe_audit.evidence.circumstances import Circumstances


@dataclass(frozen=True, slots=True)
class Declared:
    """Evidence for rules that look at declarations; places are lines of `uri`."""

    uri: str
    circumstances: Circumstances
    looks_at = "declared"


def is_stated(circumstances: Circumstances, rule: str) -> bool:
    """Whether somebody answers for what a rule asks, today still."""
    day = today(circumstances)
    return any(
        one.about.text == rule and one.when <= day and (one.until is None or day <= one.until)
        for one in circumstances.declared.statements
    )
