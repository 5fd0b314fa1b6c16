"""client-signature-missing: requests without the header that the declared protocol wants for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.client.headers import without
from pe_audit.evidence.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.model import Observed

_PROBLEM = (
    "A request to the gateway goes without a signature. "
    "{name} sends no {header}, so nothing shows that it was not changed."
)


def check(evidence: Evidence) -> Iterator[Observed]:
    """Each call to the gateway, where the profile wants the header."""
    assert isinstance(evidence, SourceFile)
    yield from without(evidence, "signed-requests", "signature_header", _PROBLEM)
