"""What an audit left open: each rule's own reasons, apart from the inputs that nobody could read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pe_audit.model import Audit, Rule


def undecided(audit: Audit) -> list[tuple[Rule, list[str]]]:
    """Rules that could not decide something although they could read it, each with its reasons (`path: why`)."""
    unread = {f"{item.uri}: {item.reason}" for item in audit.unreached}
    own = [(verdict.rule, [reason for reason in verdict.reasons if reason not in unread]) for verdict in audit.verdicts]
    return [(rule, reasons) for rule, reasons in own if reasons]
