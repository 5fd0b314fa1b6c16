"""Who may reach the callback: the ordered rules that a server, a firewall or the merchant's declaration gives it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from pe_audit.evidence.access.rules import AccessList, AccessRule
from pe_audit.evidence.declared import Declared
from pe_audit.evidence.settings import SettingsFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence

__all__ = ["AccessList", "AccessRule", "access_lists", "callbacks"]

# The modules that know how a format restricts access; they yield nothing for a file that restricts nobody.
_BY_FORMAT = {
    **{name: (name,) for name in ("nginx", "apache", "haproxy", "caddy", "iptables", "nftables")},
    "hcl": ("cloud",),
    "json": ("cloud",),
    "yaml": ("cloud", "kubernetes"),
    "toml": ("kubernetes",),
}


def access_lists(evidence: Evidence) -> Iterator[AccessList]:
    """Every list that guards the callback, as far as this evidence shows. Raises Unreadable."""
    return (one for one in callbacks(evidence) if one.rules or one.doubt)


def callbacks(evidence: Evidence) -> Iterator[AccessList]:
    """As `access_lists`, and each place of a server that takes the gateway's notifications and has no list."""
    if isinstance(evidence, Declared):
        from pe_audit.evidence.access import declared

        yield from declared.lists(evidence.circumstances)
    elif isinstance(evidence, SettingsFile):
        for name in _BY_FORMAT.get(evidence.format, ()):
            yield from import_module(f"pe_audit.evidence.access.{name}").lists(evidence)
