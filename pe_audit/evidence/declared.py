"""pe-audit.yaml itself as evidence: what the merchant declared, at the time it is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pe_audit.evidence.circumstances import Circumstances


@dataclass(frozen=True, slots=True)
class Declared:
    """Evidence for rules that look at declarations; places are lines of `uri`."""

    uri: str
    circumstances: Circumstances
    looks_at = "declared"
