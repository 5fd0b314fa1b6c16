"""Handlers that believe nothing but an id: they fetch the payment's state from the gateway and act on the answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.handler.found.entry import Handler
    from pe_audit.evidence.syntax import Syntax

_ASKS = expression(
    r"(?i)^(?:get|fetch|request|retrieve|find|consult|obtener|search|capture|query|send|call|execute|new_?request)"
)
_REQUEST = expression(r"(?:Get|Retrieve|Fetch|Find)\w*Request\b|\bget\w*_request\b")  # an object that a client sends
_ADDRESS = expression(r"https?://|api|url", re.IGNORECASE)
_LONGEST = 300


def pulled(handler: Handler) -> tuple[Frame, Syntax] | None:
    """The call that asks a gateway about the payment, and its function."""
    for frame in handler.frames:
        for call in frame.own("call"):
            if _ASKS.match(call.name) and not says(call.name, "signature", "converts") and _asks_gateway(call):
                return frame, call
    return None


def _asks_gateway(call: Syntax) -> bool:
    receiver, given = call.text_of("receiver")[-_LONGEST:], call.text_of("arguments")[:_LONGEST]
    if says(receiver, "store") and not says(receiver, "gateway"):
        return False
    if says(receiver, "gateway") and len(given) > 2:
        return True
    if says(call.name, "gateway") and says(call.name, "payment", "order", "status"):
        return True
    if _REQUEST.search(given) is not None and says(given, "order", "payment"):
        return True
    return _ADDRESS.search(given) is not None and says(given, "gateway", "payment")
