"""What web servers serve: their blocks with included files, and how the callback is served."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.project import Project
    from pe_audit.evidence.site.service import Service


def services(evidence: Project) -> Iterator[Service]:
    """Every callback as every server of the tree serves it."""
    from pe_audit.evidence.site.including import configurations

    for configuration in configurations(evidence):
        module = import_module(f"pe_audit.evidence.site.{configuration.format}")
        yield from module.services(configuration, evidence.circumstances)
