"""Who may reach the callback: the ordered rules that a server, a firewall or the merchant's declaration gives it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from pe_audit.evidence.access.callback import speaks_of_callback
from pe_audit.evidence.access.rules import AccessList, AccessRule
from pe_audit.evidence.declared import Declared
from pe_audit.evidence.environment import deployment_of
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import Unreadable
from pe_audit.model import Observed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence

__all__ = ["AccessList", "AccessRule", "access_lists", "callbacks", "unread"]

# The modules that know how a format restricts access; they yield nothing for what restricts nobody.
_INCLUDING = ("nginx", "apache", "caddy")  # servers whose files include each other
_BY_FORMAT = {
    **{name: (name,) for name in ("haproxy", "iptables", "nftables")},
    "hcl": ("cloud",),
    "json": ("cloud",),
    "yaml": ("cloud", "kubernetes"),
    "toml": ("kubernetes",),
}


def access_lists(evidence: Evidence) -> Iterator[AccessList]:
    """Every list that guards the callback, as far as this evidence shows."""
    return (one for one in callbacks(evidence) if one.rules or one.doubt)


def callbacks(evidence: Evidence) -> Iterator[AccessList]:
    """As `access_lists`, and each place of a server that takes the gateway's notifications and has no list.

    What several servers include is told once, unless it means different things there.
    """
    if isinstance(evidence, Declared):
        from pe_audit.evidence.access import declared

        yield from declared.lists(evidence.circumstances)
    elif isinstance(evidence, Project):
        yield from dict.fromkeys(_served(evidence))
        yield from _alone(evidence)


def unread(evidence: Evidence) -> Iterator[Observed]:
    """Each file that could not be read, takes effect somewhere, and may hold a list, for it speaks of a callback."""
    for settings in evidence.settings if isinstance(evidence, Project) else ():
        try:
            if settings.format in _INCLUDING or settings.format in _BY_FORMAT:
                settings.settings  # noqa: B018
        except Unreadable as reason:
            file = settings.file
            if deployment_of(file).matters and speaks_of_callback(file.text, file.circumstances):
                yield Observed(1, 1, 1, undecided=f"it could not be read: {reason}", uri=settings.uri)


def _served(project: Project) -> Iterator[AccessList]:
    """The lists of servers, each in its configuration with all that it includes."""
    if not any(settings.format in _INCLUDING for settings in project.settings):
        return
    from pe_audit.evidence.site.including import configurations

    for configuration in configurations(project):
        if configuration.format in _INCLUDING:
            module = import_module(f"pe_audit.evidence.access.{configuration.format}")
            yield from module.lists(configuration, project.circumstances)


def _alone(project: Project) -> Iterator[AccessList]:
    """The lists of files that stand alone."""
    for settings in project.settings:
        for name in _BY_FORMAT.get(settings.format, ()):
            with suppress(Unreadable):
                for access in import_module(f"pe_audit.evidence.access.{name}").lists(settings):
                    yield replace(access, uri=settings.uri)
