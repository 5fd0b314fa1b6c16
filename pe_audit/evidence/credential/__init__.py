"""What looks like a credential in a line of text, how sure that is, and how to show the line without it."""

from __future__ import annotations

from pe_audit.evidence.credential.masking import mask, masked

__all__ = ["mask", "masked"]
