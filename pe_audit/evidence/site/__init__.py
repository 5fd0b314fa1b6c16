"""What web servers serve: their blocks with included files, and how the callback is served."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from pe_audit.evidence.settings import Unreadable
from pe_audit.model import Observed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.project import Project
    from pe_audit.evidence.site.service import Service

_SERVERS = ("nginx", "apache", "haproxy", "caddy")


def services(evidence: Project) -> Iterator[Service]:
    """Every callback as every server of the tree serves it."""
    from pe_audit.evidence.site.including import configurations

    for configuration in configurations(evidence):
        module = import_module(f"pe_audit.evidence.site.{configuration.format}")
        yield from module.services(configuration, evidence.circumstances)


def unread(evidence: Project) -> Iterator[Observed]:
    """Each server's configuration that could not be read although it speaks of a callback."""
    from pe_audit.evidence.access.callback import takes_notifications

    paths = [one.path for one in evidence.circumstances.declared.callbacks if one.environment == "production"]
    for file in evidence.settings:
        if file.format not in _SERVERS:
            continue
        try:
            file.settings  # noqa: B018
        except Unreadable as reason:
            text = file.file.text
            if any(path in text for path in paths) if paths else takes_notifications(text):
                yield Observed(1, 1, 1, undecided=f"the configuration could not be read: {reason}", uri=file.uri)
