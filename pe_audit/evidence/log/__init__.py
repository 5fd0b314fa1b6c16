"""What code writes into logs: which calls write, and what the values are that they write."""

from __future__ import annotations

from pe_audit.evidence.log.call import LogCall, log_calls
from pe_audit.evidence.log.disclosure import Disclosed, Disclosure, Disclosures
from pe_audit.evidence.log.leaf import Leaf, leaves

__all__ = ["Disclosed", "Disclosure", "Disclosures", "Leaf", "LogCall", "leaves", "log_calls"]
