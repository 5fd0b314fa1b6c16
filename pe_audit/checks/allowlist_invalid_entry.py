"""allowlist-invalid-entry: an entry that is no address, not an exact one, written twice, or never reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.access import access_lists, unread
from pe_audit.evidence.declared import Declared
from pe_audit.evidence.networks import fault
from pe_audit.model import Observed, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.access import AccessList, AccessRule
    from pe_audit.evidence.circumstances import Entry

_FAULTY = "An entry of the allowlist is not what it looks like."
_TWICE = "An entry of the allowlist is written twice."
_UNREACHED = "An entry of the allowlist never decides anything."


def check(evidence: Evidence) -> Iterator[Observed]:
    """Every entry of every list that guards the callback, and every declared address."""
    yield from unread(evidence)
    for access in access_lists(evidence):
        yield from _entries(access)
    if isinstance(evidence, Declared):
        declared = evidence.circumstances.declared
        yield from _addresses(declared.gateway_ranges, "ranges")
        yield from _addresses(declared.egress, "egress")
        yield from _addresses(declared.registered, "registered")


def _entries(access: AccessList) -> Iterator[Observed]:
    precision = None if access.certain else Precision.MEDIUM
    for number, (rule, share) in enumerate(zip(access.rules, access.shares, strict=False)):
        problem = undecided = None
        if rule.computed:
            undecided = "an entry of the list is a variable, a reference or a name, whose addresses are not in the file"
        elif rule.addresses is None or fault(rule.text).startswith("has host bits"):
            problem = f"{_FAULTY} {rule.text} {fault(rule.text)}."
        elif rule.addresses and not share:
            problem = _unreached(rule, access.rules[:number])
        identity = f"{access.name} {number} {rule.text}"
        yield Observed(
            rule.line, rule.column, rule.end_column, problem, undecided, identity,
            related=access.related, uri=rule.uri or access.uri,
            precision=Precision.MEDIUM if problem and problem.startswith(_UNREACHED) else precision,
        )  # fmt: skip


def _unreached(rule: AccessRule, before: tuple[AccessRule, ...]) -> str:
    """Why an entry decides about nobody: the earlier ones hold all its addresses."""
    same = next((one for one in before if one.addresses == rule.addresses and one.allow == rule.allow), None)
    if same is not None:
        return f"{_TWICE} {rule.text} is already in {_line(same, rule)}."
    holding = [one for one in before if one.addresses and rule.addresses and one.addresses & rule.addresses]
    verb = "admitted" if holding[0].allow else "shut out"
    if len({one.allow for one in holding}) == 1:
        return f"{_UNREACHED} {rule.text} is already {verb} by {_line(holding[0], rule)}."
    return f"{_UNREACHED} {rule.text} is decided by the entries before it, from {_line(holding[0], rule)}."


def _line(other: AccessRule, rule: AccessRule) -> str:
    """Where the other entry is, seen from this one."""
    return f"line {other.line}" if other.uri == rule.uri else f"line {other.line} of {other.uri}"


def _addresses(entries: tuple[Entry, ...], list_name: str) -> Iterator[Observed]:
    """Addresses that are declared and guard nothing: only how they are written is judged."""
    known: dict[str, int] = {}
    for number, entry in enumerate(entries):
        wrong = fault(entry.text)
        problem = f"{_FAULTY} {entry.text} {wrong}." if wrong else None
        if entry.text in known:
            problem = f"{_TWICE} {entry.text} is already in line {known[entry.text]}."
        known.setdefault(entry.text, entry.line)
        identity = f"{list_name} {number} {entry.text}"
        yield Observed(entry.line, entry.column, entry.end_column, problem, identity=identity)
