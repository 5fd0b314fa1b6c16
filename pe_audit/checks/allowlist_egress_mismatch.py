"""allowlist-egress-mismatch: the shop calls from addresses other than those registered at the gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.declared import Declared
from pe_audit.evidence.networks import parse, union
from pe_audit.evidence.outbound import ephemeral
from pe_audit.evidence.settings import SettingsFile
from pe_audit.model import Observed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.circumstances import Declarations, Entry

_UNKNOWN = "The shop calls from an address that the gateway does not know."
_STALE = "The gateway trusts an address that the shop does not call from."


def check(evidence: Evidence) -> Iterator[Observed]:
    """Every declared address, egress and registered, against the other list; machines whose address may change."""
    if isinstance(evidence, Declared):
        yield from _declared(evidence.circumstances.declared)
    elif isinstance(evidence, SettingsFile):
        for setting, reason in ephemeral(evidence):
            yield evidence.observe(setting, undecided=reason)


def _declared(declared: Declarations) -> Iterator[Observed]:
    if not declared.egress or not declared.registered:
        present, absent = ("egress", "registered") if declared.egress else ("registered", "egress")
        for entry in declared.egress or declared.registered:
            yield _seen(entry, present, undecided=f"allowlist.{present} is declared and allowlist.{absent} is not")
        return
    yield from _against(declared.egress, declared.registered, "egress", f"{_UNKNOWN} Not registered:")
    yield from _against(declared.registered, declared.egress, "registered", f"{_STALE} Not an own one:")


def _against(entries: tuple[Entry, ...], others: tuple[Entry, ...], list_name: str, words: str) -> Iterator[Observed]:
    try:
        known = union(parse(other.text) for other in others)
    except ValueError:
        yield _seen(entries[0], list_name, undecided="a declared address is neither an address nor a network")
        return
    for entry in entries:
        try:
            rest = parse(entry.text) - known
        except ValueError:
            yield _seen(entry, list_name, undecided="it is neither an address nor a network")
            continue
        yield _seen(entry, list_name, f"{words} {rest.shown()}." if rest else None)


def _seen(entry: Entry, list_name: str, problem: str | None = None, undecided: str | None = None) -> Observed:
    return Observed(
        entry.line, entry.column, entry.end_column, problem, undecided, identity=f"{list_name} {entry.text}"
    )
