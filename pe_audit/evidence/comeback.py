"""Addresses that the gateway or the buyer's browser comes back to: what for, and whether they can get there."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING

from pe_audit.evidence.networks import parse
from pe_audit.evidence.special import special
from pe_audit.expression import expression
from pe_audit.lexicon import phrases, says, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pe_audit.evidence.address import Address
    from pe_audit.evidence.circumstances import Gateway

_SLOT_DEPTH = 3  # names outwards from the address that still say what it is for: url, webhook, pagoefectivo
# Glued words, which the lexicon cannot split: urlnotificacion, returnurl.
_GLUED_CALLBACK = expression(r"webhook|callback|notif(?:y|ica)|postback|(?:ur[li])ipn|ipn(?:ur[li])")
_GLUED_RETURN = expression(
    r"ur[li](?:return|retorno|respuesta|confirm|exito|success)|(?:return|retorno|respuesta|confirm|redirect|success)ur[li]"
)
_LOGIN_PATH = expression(r"/(?:log-?in|sign-?in|iniciar-?sesion)(?:[/.?#]|$)", re.IGNORECASE)
_CALLBACK_PATH = expression(r"/[^/?#]*(?:webhook|callback|notificaci|notify|ipn\b)[^/]*/?$", re.IGNORECASE)
_NOT_AN_ADDRESS = expression(r"xmlns|namespace|schema|doctype|license", re.IGNORECASE)
# Where somebody reads about what the names outwards speak of.
_MANUAL = expression(r"(?:external[-_]?)?doc(?:s|umentation)?(?:[-_]?(?:ur[li]|link))?|help(?:[-_]?(?:ur[li]|link))?")
_RESERVED = {
    "localhost": "a name of the machine itself",
    **dict.fromkeys(("local", "lan", "internal", "intranet", "corp", "home"), "a name of a private network"),
    "test": "a name reserved for tests",
    "example": "a name reserved for examples",
    "invalid": "a name that leads nowhere",
    "onion": "a name that only Tor resolves",
}
_EXAMPLES = expression(r"(?:.+\.)?example\.(?:com|org|net|edu)")


def purpose_of(address: Address) -> str | None:
    """What comes back to this address: "callback", "return" or "login"; None if nothing says so."""
    names = address.names[:_SLOT_DEPTH]
    if any(_NOT_AN_ADDRESS.search(name) for name in names) or _MANUAL.fullmatch(names[0].lower() if names else ""):
        return None
    glued = [re.sub(r"[^a-z]", "", name.lower()) for name in names]
    if any(says(name, "webhook") for name in names) or any(_GLUED_CALLBACK.search(name) for name in glued):
        return "callback"
    called_address = address.place is None or any(says(name, "address") for name in names)
    if any(_GLUED_RETURN.search(name) for name in glued):
        return "return"
    if called_address and any(says(name, "return page") for name in names):
        return "return"
    if called_address and any(says(name, "login page") for name in names):
        return "login"
    if names and _CALLBACK_PATH.search(address.path):
        return "callback"
    return "login" if names and _LOGIN_PATH.search(address.path) else None


def is_the_gateways(address: Address, gateways: Iterable[Gateway]) -> bool:
    """Whether names bind a callback to payment, or to nothing at all: `WEBHOOK_URL`, not `GITHUB_WEBHOOK_URL`."""
    names = address.names
    if any(says(name, "gateway", "payment") for name in names):
        return True
    if any(gateway.is_named_in(name) for gateway in gateways for name in names):
        return True
    said = {word for name in names[:_SLOT_DEPTH] for word in words(name)}
    return not said - _words_of("webhook", "address", "return page", "rehearsal", "production", "bare callback")


def _words_of(*meanings: str) -> set[str]:
    return {word for meaning in meanings for phrase in phrases(meaning) for word in phrase}


def unreachable(host: str) -> str | None:
    """Why nobody on the internet reaches a host, or not for long; None if its name forbids nothing."""
    try:
        ip_address(host)
    except ValueError:
        return _by_name(host)
    found = next(special(parse(host)), None)
    return f"an address that is {found.what}" if found is not None else "an address without a name"


def _by_name(host: str) -> str | None:
    label = host.rpartition(".")[2]
    if label in _RESERVED or _EXAMPLES.fullmatch(host):
        return _RESERVED.get(label, "a name reserved for examples")
    if "." not in host:
        return "a name without a domain"
    return "a tunnel or a test inbox" if says(host, "tunnel") else None
