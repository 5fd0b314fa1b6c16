"""allowlist-static-only: nothing keeps the list current when the gateway's or the shop's addresses change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.declared import Declared
from pe_audit.expression import expression
from pe_audit.model import Observed, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence

_PROBLEM = "Nothing keeps the allowlist current."
_BY_HAND = "The allowlist is kept current by hand."
_UNSAID = "it is not declared how the list is kept current when addresses change: say it under allowlist.updates"
_NOT = expression(r"(?i)(?:none|no|not|never|nothing|nobody|static|fixed|nada|nadie|nunca|ninguno|n/?a|-+)\b.{0,30}|-+")
_MANUAL = expression(
    r"(?i)\b(?:by hand|manual(?:ly|mente)?|a mano|when (?:someone|somebody) (?:asks|complains|notices))\b"
)
_MECHANISM = expression(
    r"(?i)\b(?:job|cron|script|pipeline|terraform|api|interface|dns|automat\w*|workflow|nightly|task)\b"
)


def check(evidence: Evidence) -> Iterator[Observed]:
    """One subject, what `allowlist.updates` says; without it the first address whose list nobody may keep."""
    assert isinstance(evidence, Declared)
    declared = evidence.circumstances.declared
    updates = declared.updates
    if updates is not None:
        problem = _judged(updates.text)
        precision = Precision.MEDIUM if problem == _BY_HAND else None
        yield Observed(
            updates.line, updates.column, updates.end_column, problem, identity="updates", precision=precision
        )
        return
    listed = (*declared.gateway_ranges, *declared.allowlist, *declared.registered)
    for entry in listed[:1]:
        yield Observed(entry.line, entry.column, entry.end_column, undecided=_UNSAID, identity="updates")


def _judged(said: str) -> str | None:
    if _MECHANISM.search(said):
        return None
    if _NOT.fullmatch(said.strip()):
        return _PROBLEM
    return _BY_HAND if _MANUAL.search(said) else None
