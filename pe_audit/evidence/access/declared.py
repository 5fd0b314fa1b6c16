"""The list in pe-audit.yaml: who may reach the callback, wherever that is enforced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.access.rules import AccessList, AccessRule, addresses_of, doubt_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.circumstances import Circumstances


def lists(circumstances: Circumstances) -> Iterator[AccessList]:
    """The declared entries, if there are any: whoever is not among them is shut out."""
    rules = tuple(
        AccessRule(True, entry.text, addresses_of(entry.text), entry.line, entry.column, entry.end_column)
        for entry in circumstances.declared.allowlist
    )
    if rules:
        first = rules[0]
        yield AccessList("allowlist", first.line, first.column, first.end_column, rules, False, doubt_of(rules))
