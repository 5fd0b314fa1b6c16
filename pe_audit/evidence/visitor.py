"""Where code lets a caller in by his address: the list, the address, and who says what the address is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pe_audit.evidence.provenance import Provenance
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

# Headers that proxies set, and that anybody else can set too.
FORWARDED = expression(
    r"(?i)x[-_]forwarded[-_]for|x[-_]real[-_]ip|x[-_]client[-_]ip|client[-_]ip['\"]|cf[-_]connecting[-_]ip|true[-_]client[-_]ip"
    r"|x[-_]cluster[-_]client[-_]ip|(?<![-_])\bforwarded['\"]"
)
# The other end of the connection, as frameworks tell it.
_ADDRESS = expression(
    r"(?i)remote_?addr(?:ess)?|remote_?ip|client_?ip|ip_?address|\bip\b|\.ip\b|->ip\(|getclientip|user_?ip|source_?ip"
)
_ASKS = expression(
    r"(?i)in_array|include[sd]?\?*|indexof|contains(?:key)?|some|any|has|is_?in|check_?ip\w*|matches?|find"
)
_LONGEST = 600  # characters of one expression


@dataclass(frozen=True, slots=True)
class Decision:
    """One question whether an address is in a list. `told` is what the address was made of, as text."""

    span: Syntax
    listed: str
    told: str


def decisions(source: SourceFile) -> Iterator[Decision]:
    """Every such question of a file, in document order."""
    provenance = Provenance(source)
    for call in source.all("call"):
        given = [value_of(argument) for argument in source.arguments(call)]
        receiver = call.part("receiver")
        parts = [*given, receiver] if receiver is not None else given
        if _ASKS.fullmatch(call.name) or says(call.name, "allowlist"):
            yield from _decision(provenance, call, parts)
    for comparison in source.all("comparison"):
        operator = comparison.text_of("operator") or comparison.text
        left, right = comparison.part("left"), comparison.part("right")
        if left is not None and right is not None and re.search(r"\bin\b", operator):
            yield from _decision(provenance, comparison, [left, right])


def _decision(provenance: Provenance, span: Syntax, parts: list[Syntax]) -> Iterator[Decision]:
    listed = next((part for part in parts if provenance.says(part, "allowlist")), None)
    named = span.kind == "call" and says(span.name, "allowlist")
    if listed is None and not named:
        return
    for part in parts:
        told = "\n".join(value.text[:_LONGEST] for value in provenance.values(part))
        if part is not listed and (_ADDRESS.search(told) or FORWARDED.search(told)):
            others = [one for one in parts if one is not part]
            yield Decision(span, (listed or (others[-1] if others else part)).text[:_LONGEST], told)
            return
