"""client-timestamp-missing: requests without the header that the declared protocol wants for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.client.headers import without
from pe_audit.evidence.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.model import Observed

_PROBLEM = (
    "A request to the gateway goes without its time. "
    "{name} sends no {header}, so a copy of it is as good as the request."
)


def check(evidence: Evidence) -> Iterator[Observed]:
    """Each call to the gateway, where the profile wants the header."""
    assert isinstance(evidence, SourceFile)
    yield from without(evidence, "timestamp", "timestamp_header", _PROBLEM)
