"""Addresses that the gateway or the buyer's browser comes back to, and login pages, must be https."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.address import addresses
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import Text
from pe_audit.lexicon import says
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.address import Address
    from pe_audit.model import Observed

_SLOT_DEPTH = 3  # names outwards from the address that still say what it is for: url, webhook, pagoefectivo
# Glued words, which the lexicon cannot split: urlnotificacion, returnurl.
_GLUED_CALLBACK = re.compile(r"webhook|callback|notif(?:y|ica)|postback|(?:ur[li])ipn|ipn(?:ur[li])")
_GLUED_RETURN = re.compile(
    r"ur[li](?:return|retorno|respuesta|confirm|exito|success)|(?:return|retorno|respuesta|confirm|redirect|success)ur[li]"
)
_LOGIN_PATH = re.compile(r"/(?:log-?in|sign-?in|iniciar-?sesion)(?:[/.?#]|$)", re.IGNORECASE)
_CALLBACK_PATH = re.compile(r"/[^/?#]*(?:webhook|callback|notificaci|notify|ipn\b)[^/]*/?$", re.IGNORECASE)
_NOT_AN_ADDRESS = re.compile(r"xmlns|namespace|schema|doctype|license", re.IGNORECASE)


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SettingsFile | SourceFile | Text)
    deployment = deployment_of(evidence.file)
    if not isinstance(evidence, SettingsFile) and not deployment.matters:
        return  # tests and examples call nobody; parsing them costs more than the rest of the audit
    for address in addresses(evidence):
        purpose = _purpose(address)
        if purpose is None:
            continue
        problem = None
        if address.is_plain and not address.is_local and not address.is_private and deployment.matters:
            problem = (
                f"The {purpose} address does not use https. `{address.name}` leads to http://{address.host or '…'}"
            )
            problem += f" in production: {deployment.reason}." if deployment.environment is Environment.LIVE else "."
        yield address.observe(
            problem,
            identity=address.identity,
            precision=None if address.host and deployment.may_be_live else Precision.MEDIUM,
        )


def _purpose(address: Address) -> str | None:
    """What comes back to this address: "callback", "return" or "login"; None if nothing says so."""
    names = address.names[:_SLOT_DEPTH]
    if any(_NOT_AN_ADDRESS.search(name) for name in names):
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
