"""MACs that messages from outside are checked with: one side of a comparison is computed here, the other received."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.comparison import comparisons
from pe_audit.evidence.mac.find import mac_of, macs
from pe_audit.evidence.mac.found import Mac
from pe_audit.evidence.provenance import provenance
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_MOST = 60  # of one file: no hand wrote more
_LONGEST = 200  # characters of an expression


class Inbound(NamedTuple):
    """One check of a received signature: where, the MAC, how it stands in the check, what it is checked with."""

    span: Syntax
    mac: Mac
    mine: Syntax
    received: Syntax


def inbound(source: SourceFile) -> list[Inbound]:
    """Every check of a received signature against a MAC; found once. Raises `Unreadable` as the source does."""
    known: list[Inbound] | None = source.__dict__.get("_inbound")
    if known is None:
        found = list(islice(chain(_verified(source), _compared(source)), _MOST)) if macs(source) else []
        known = source.__dict__["_inbound"] = sorted(found, key=lambda one: one.span.start)
    return known


def _compared(source: SourceFile) -> Iterator[Inbound]:
    values = provenance(source)
    for one in comparisons(source):
        sides = one.left, one.right
        if any(values.is_constant(side) for side in sides) or says(one.span.text[:400], "password"):
            continue
        found = [mac_of(source, side) for side in sides]
        if all(mac is not None and not mac.opaque for mac in found):
            found, sides = _blinded(source, [mac for mac in found if mac is not None], sides)
        for mac, mine, received in zip(found, sides, reversed(sides), strict=True):
            if mac is not None and (mac.keyed or _is_signature(source, received)):
                yield Inbound(one.span, mac, mine, received)
                break


def _is_signature(source: SourceFile, received: Syntax) -> bool:
    values = (received, *provenance(source).values(received))
    return any(says(one.text[:_LONGEST], "signature", "hashes") for one in values)


def _blinded(
    source: SourceFile, found: list[Mac], sides: tuple[Syntax, Syntax]
) -> tuple[list[Mac | None], tuple[Syntax, Syntax]]:
    """Of two MACs that are only taken to compare in constant time, what they are taken of."""
    messages = [mac.message for mac in found]
    if messages[0] is None or messages[1] is None:
        return [None, None], sides
    return [mac_of(source, one) for one in messages if one is not None], (messages[0], messages[1])


def _verified(source: SourceFile) -> Iterator[Inbound]:
    for mac in macs(source):
        if mac.verifies is not None:
            yield Inbound(mac.call, mac, mac.call, mac.verifies)
