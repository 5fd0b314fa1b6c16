"""The blocks of an nginx configuration, from its settings, and which location serves a path."""

from __future__ import annotations

from pe_audit.evidence.site.blocks import Block, outermost
from pe_audit.evidence.site.locations import serving

__all__ = ["Block", "outermost", "serving"]
