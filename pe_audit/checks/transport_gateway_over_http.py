"""Calls to the gateway, or to any payment API, must be https: inside a private network too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.address import addresses
from pe_audit.evidence.environment import deployment_of
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import Text
from pe_audit.evidence.unparsed import has_no_grammar
from pe_audit.expression import expression
from pe_audit.lexicon import says
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.address import Address
    from pe_audit.model import Observed

_PAYMENT_PATH = expression(r"/(?:payments?|pagos?|cips?|refunds?|authorizations?|charges?)(?:[/.?#]|$)", re.IGNORECASE)


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SettingsFile | SourceFile | Text)
    if isinstance(evidence, Text) and not has_no_grammar(evidence.uri):
        return
    domains = tuple(gateway.domain for gateway in evidence.file.circumstances.gateways)
    deployment = deployment_of(evidence.file)
    if not isinstance(evidence, SettingsFile) and not deployment.matters:
        return  # tests and examples call nobody; parsing them costs more than the rest of the audit
    for address in addresses(evidence):
        to_gateway = any(address.host == domain or address.host.endswith("." + domain) for domain in domains)
        if not to_gateway and not _is_payment_api(address):
            continue
        problem = None
        if address.is_plain and not address.is_local and deployment.matters:
            what = "gateway" if to_gateway else "payment API"
            problem = f"The {what} is called over plain http. `{address.name}` leads to http://{address.host or '…'}."
        yield address.observe(
            problem,
            identity=address.identity,
            precision=None if to_gateway else Precision.MEDIUM,
        )


def _is_payment_api(address: Address) -> bool:
    """Whether something that is called an address leads to payments, by its path."""
    return _PAYMENT_PATH.search(address.path) is not None and any(says(name, "address") for name in address.names)
