"""Whether a place is the callback's, by what it is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.expression import expression

if TYPE_CHECKING:
    from pe_audit.evidence.circumstances import Circumstances

# What a location or server is called that takes notifications, and that takes those of somebody else.
_CALLBACK = expression(r"web[-_]?hook|call[-_]?back|notif|(?:^|[/_-])ipn(?:$|[/_.-])", re.IGNORECASE)
_NOT_OURS = expression(
    r"o?auth|log-?in|saml|sso|openid|socket|push|alert|stripe|paypal|mercado|culqi|niubiz|izipay|payu|kushki"
    r"|git(?:hub|lab|ea)|bitbucket|slack|telegram|twilio|whatsapp|facebook|shopify|sendgrid|mailgun",
    re.IGNORECASE,
)


def certainty(name: str, circumstances: Circumstances) -> bool | None:
    """True if the name is the gateway's own, False if it is some callback's, None if it is neither."""
    if _names_gateway(name, circumstances):
        return True
    return False if takes_notifications(name) and not _NOT_OURS.search(name) else None


def takes_notifications(name: str) -> bool:
    """Whether a name says that notifications arrive there, whosever they are."""
    return _CALLBACK.search(name) is not None


def speaks_of_callback(text: str, circumstances: Circumstances) -> bool:
    """Whether a whole file may be about the callback: it has the declared path, or a word for one."""
    path = circumstances.declared.callback_path
    if _names_gateway(text, circumstances) or (path != "/" and path and path in text):
        return True
    return not path and takes_notifications(text)


def _names_gateway(text: str, circumstances: Circumstances) -> bool:
    return any(gateway.is_named_in(text) for gateway in circumstances.gateways)
