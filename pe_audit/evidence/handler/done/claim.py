"""Writes that only the first of several can win: unique inserts, updates that name the state a record must be in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from pe_audit.evidence.handler.done.origin import Origins
    from pe_audit.evidence.syntax import Syntax

_CONDITIONAL = frozenset(
    {"update", "updateone", "updatemany", "findoneandupdate", "findandmodify", "executeupdate", "updateall", "updates"}
)
_NX = expression(
    r"[\"']NX[\"']|\bnx\s*[=:]\s*[Tt]rue|\bNX\s*:\s*true|When\.NotExists|attribute_not_exists|clause\.OnConflict"
)


def is_claim(origins: Origins, call: Syntax) -> bool:
    """Whether a call is a write that only the first of several can win."""
    if says(call.name, "claims") and not says(call.name, "signature"):
        return True
    text = call.text_of("arguments")
    if says(call.name, "inserts", "updates") and (_NX.search(text) or _NX.search(call.text_of("receiver"))):
        return True
    if call.name == "add" and says(call.text_of("receiver"), "cache"):
        return True
    plain = call.name.lower().replace("_", "").removesuffix("async")
    built = plain in ("execute", "values") and "update(" in call.text_of("receiver")
    return (built or plain in _CONDITIONAL) and _asks_state(origins, call)


def _asks_state(origins: Origins, call: Syntax) -> bool:
    """Whether an update says which state the record must be in: in its `where`, filter, or first of two arguments."""
    receiver = call.text_of("receiver")
    if re.search(r"(?i)(?:where|filter|query|find)\w*\s*\(", receiver) and says_status(receiver):
        return True
    source = origins.frame.source
    given = source.arguments(call)
    wheres = [
        pair for one in given for pair in source.inside(one, "pair") if pair.text_of("key").strip("\"'") == "where"
    ]
    if wheres:
        return any(says_status(pair.text_of("value")) for pair in wheres[:1])
    return len(given) > 1 and given[0].text.startswith("{") and says_status(given[0].text)


def says_status(text: str) -> bool:
    return any(says(name, "status", "paid", "done") for name in re.findall(r"[A-Za-z_]\w*", text))
