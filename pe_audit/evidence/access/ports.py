"""Whether a firewall's file lets callers in to the port of the callback.

Only one that lets strangers in to port 80 is judged: it stands before a web server. A database has good reasons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.access import cloud, iptables, nftables
from pe_audit.evidence.access.rules import AccessList, AccessRule
from pe_audit.evidence.networks import EVERYBODY, Addresses, union
from pe_audit.evidence.special import special

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import SettingsFile

_WEB, _HTTPS = 80, 443


def web_servers(evidence: SettingsFile) -> Iterator[tuple[AccessRule, bool]]:
    """Each firewall before a web server, by the rule that opens port 80, and whether port 443 is open to anyone."""
    if evidence.format in ("iptables", "nftables"):
        one = iptables.firewall_of(evidence)
        found = nftables.firewalls(evidence) if evidence.format == "nftables" else [one] if one is not None else []
        for firewall in found:
            plain, secure = firewall.decisions(_WEB)[0], firewall.decisions(_HTTPS)[0]
            yield from _judged(plain, secure, firewall.scope, firewall.open_end or bool(firewall.doubt))
    elif evidence.format in ("hcl", "json", "yaml"):
        for plain, secure in cloud.on_ports(evidence, _WEB, _HTTPS):
            yield from _judged(plain, secure, EVERYBODY, False)


def _judged(
    plain: tuple[AccessRule, ...], secure: tuple[AccessRule, ...], scope: Addresses, open_end: bool
) -> Iterator[tuple[AccessRule, bool]]:
    opening = next((rule for rule in plain if rule.allow), None)
    if opening is None or not _strangers(plain, scope):
        return
    is_open = open_end or any(rule.allow and rule.addresses is None for rule in secure)
    yield opening, is_open or bool(_admitted(secure, scope))


def _admitted(rules: tuple[AccessRule, ...], scope: Addresses) -> Addresses:
    return AccessList("", 1, 1, 1, rules, False, scope=scope).admitted


def _strangers(rules: tuple[AccessRule, ...], scope: Addresses) -> Addresses:
    admitted = _admitted(rules, scope)
    return admitted - union(block.addresses for block in special(admitted))
