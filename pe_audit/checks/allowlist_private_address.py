"""allowlist-private-address: an address given to or expected from the gateway that is nobody's on the internet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.declared import Declared
from pe_audit.evidence.networks import parse
from pe_audit.evidence.special import special
from pe_audit.model import Observed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.circumstances import Entry

_OWN = "The gateway never sees the shop at this address."
_LISTED = "The callback's allowlist admits an address that nobody has."


def check(evidence: Evidence) -> Iterator[Observed]:
    """Own addresses must be public; the list of callers may hold internal ones beside the gateway's."""
    assert isinstance(evidence, Declared)
    declared = evidence.circumstances.declared
    yield from _judged(declared.egress, "egress", _OWN, internal=False)
    yield from _judged(declared.registered, "registered", _OWN, internal=False)
    yield from _judged(declared.allowlist, "entries", _LISTED, internal=True)


def _judged(entries: Sequence[Entry], list_name: str, problem: str, *, internal: bool) -> Iterator[Observed]:
    for entry in entries:
        place = (entry.line, entry.column, entry.end_column)
        identity = f"{list_name} {entry.text}"
        try:
            addresses = parse(entry.text)
        except ValueError:
            yield Observed(*place, undecided=f"{entry.text} is neither an address nor a network", identity=identity)
            continue
        blocks = [block for block in special(addresses) if not (internal and block.internal)]
        if internal and not all(addresses.counts[family] <= _WIDEST[family] for family in (0, 1)):
            blocks = []  # an entry that admits almost everybody admits these too: allowlist-too-broad says so
        words = f"{problem} {blocks[0].addresses.shown()} is {blocks[0].what}." if blocks else None
        yield Observed(*place, words, identity=identity)


_WIDEST = (2**24, 2**112)  # addresses of one entry: an IPv4 /8, an IPv6 /16
