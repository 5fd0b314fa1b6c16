"""Cloud firewalls: security groups, network security rules, firewall rules and address sets, from their definitions.

Only what is called like the callback is its list: a shop's own security group is open to the world and should be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.access.callback import certainty
from pe_audit.evidence.access.firewall import holds_port, ports_of
from pe_audit.evidence.access.resources import resources
from pe_audit.evidence.access.rules import AccessList, AccessRule, addresses_of, doubt_of
from pe_audit.evidence.networks import EVERYBODY, Addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pe_audit.evidence.access.resources import Block
    from pe_audit.evidence.settings import Setting, SettingsFile

_GROUP = re.compile(r"(?:aws_security_group|azurerm_network_security_group)\.([\w-]+)|^!(?:Ref|GetAtt) ([\w-]+)")
_ANY_PROTOCOL = frozenset({"", "-1", "all", "*", "tcp", "6", "any"})
_EVERYBODY = frozenset({"*", "any", "internet"})
_INTERNAL = frozenset({"virtualnetwork", "azureloadbalancer"})
_REFUSED = re.compile(r"block|deny|black|ban", re.IGNORECASE)
_CIDRS = ("cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6", "prefix_list_ids", "prefix_list_id")


class _Grant(NamedTuple):
    """What one resource or block decides: about which ports, for which group, in which order."""

    group: str
    words: str
    port: bool
    rules: list[AccessRule]
    priority: int = 0


def lists(evidence: SettingsFile) -> Iterator[AccessList]:
    """One list for each group that is called like the callback and decides about its port."""
    groups: dict[str, list[_Grant]] = {}
    words: dict[str, list[str]] = {}
    for resource in resources(evidence):
        make = _MADE.get(resource.type)
        for grant in make(resource, evidence) if make is not None else ():
            groups.setdefault(grant.group, []).append(grant)
            words.setdefault(grant.group, []).append(grant.words)
    for group, grants in groups.items():
        certain = certainty(" ".join([group, *words[group]]), evidence.file.circumstances)
        ordered = sorted((grant for grant in grants if grant.port), key=lambda grant: grant.priority)
        rules = tuple(rule for grant in ordered for rule in grant.rules)
        if certain is None or not any(rule.allow for rule in rules):
            continue
        if not certain and all(_is_a_family(rule) for rule in rules):
            continue  # open to the world, and nothing says that it is the gateway's
        first = rules[0]
        yield AccessList(
            group, first.line, first.column, first.end_column, rules, False, doubt_of(rules), certain,
            over_ipv6=True if any(rule.allow and rule.addresses and rule.addresses.v6 for rule in rules) else None,
        )  # fmt: skip


def _is_a_family(rule: AccessRule) -> bool:
    addresses = rule.addresses or Addresses()
    return EVERYBODY.v4 == addresses.v4 or EVERYBODY.v6 == addresses.v6


def _words(block: Block) -> str:
    return " ".join(block.text(name) for name in ("name", "description", "name_prefix"))


def _group_of(block: Block) -> str:
    """The group that a rule of its own belongs to, as far as the file names it; else the rule itself."""
    for reference in ("security_group_id", "network_security_group_name"):
        match = _GROUP.search(block.text(reference))
        if match is not None:
            return str(match[1] or match[2])
    return block.name


def _aws_group(resource: Block, evidence: SettingsFile) -> Iterator[_Grant]:
    yield _Grant(resource.name, _words(resource), False, [])
    for block in resource.inner("ingress"):
        yield _Grant(resource.name, "", _takes(block, evidence), _entries(block.all(*_CIDRS), evidence))


def _aws_rule(resource: Block, evidence: SettingsFile) -> Iterator[_Grant]:
    if resource.text("type") in ("", "ingress"):
        entries = _entries(resource.all(*_CIDRS), evidence)
        yield _Grant(_group_of(resource), f"{resource.name} {_words(resource)}", _takes(resource, evidence), entries)


def _aws_set(resource: Block, evidence: SettingsFile) -> Iterator[_Grant]:
    words = _words(resource)
    if not _REFUSED.search(f"{resource.name} {words}"):
        yield _Grant(resource.name, words, True, _entries(resource.all("addresses"), evidence))


def _azure_group(resource: Block, evidence: SettingsFile) -> Iterator[_Grant]:
    yield _Grant(resource.name, _words(resource), False, [])
    for block in resource.inner("security_rule"):
        yield from _azure(block, resource.name, "", evidence)


def _azure_rule(resource: Block, evidence: SettingsFile) -> Iterator[_Grant]:
    yield from _azure(resource, _group_of(resource), f"{resource.name} {_words(resource)}", evidence)


def _azure(block: Block, group: str, words: str, evidence: SettingsFile) -> Iterator[_Grant]:
    if block.text("direction").lower() == "outbound":
        return
    ports = [setting.value for setting in block.all("destination_port_range", "destination_port_ranges")]
    ours = block.text("protocol").lower() in _ANY_PROTOCOL and (
        "*" in ports or any(_holds(ports, port) for port in ports_of(evidence.file.circumstances))
    )
    sources = block.all("source_address_prefix", "source_address_prefixes")
    entries = _entries(sources, evidence, allow=block.text("access").lower() != "deny")
    priority = block.text("priority")
    yield _Grant(group, words, ours, entries, int(priority) if priority.isdecimal() else 0)


def _google(resource: Block, evidence: SettingsFile) -> Iterator[_Grant]:
    if resource.text("direction").upper() == "EGRESS":
        return
    for block in resource.inner("allow", "deny"):
        ports = [setting.value for setting in block.all("ports")]
        ours = block.text("protocol").lower() in _ANY_PROTOCOL and (
            not ports or any(_holds(ports, port) for port in ports_of(evidence.file.circumstances))
        )
        entries = _entries(resource.all("source_ranges"), evidence, allow=block.type == "allow")
        yield _Grant(resource.name, _words(resource), ours, entries)


def _takes(block: Block, evidence: SettingsFile) -> bool:
    """Whether a rule of AWS is about the callback's port; ports that are computed may be."""
    if block.text("protocol", "ip_protocol").lower() not in _ANY_PROTOCOL:
        return False
    first, last = block.text("from_port"), block.text("to_port")
    if not (first.lstrip("-").isdecimal() and last.lstrip("-").isdecimal()):
        return True
    if block.text("protocol", "ip_protocol") == "-1":
        return True
    return any(int(first) <= port <= int(last) for port in ports_of(evidence.file.circumstances))


def _holds(ports: Iterable[str], port: int) -> bool:
    return holds_port((word for text in ports for word in text.split(",")), port)


def _entries(settings: Iterable[Setting], evidence: SettingsFile, *, allow: bool = True) -> list[AccessRule]:
    """Each source as an entry; what is no address is a reference."""
    found = []
    for setting in settings:
        at = evidence.observe(setting)
        lower = setting.value.lower()
        if lower in _INTERNAL or lower in ("", "null", "[]"):
            continue
        addresses = EVERYBODY if lower in _EVERYBODY else addresses_of(setting.value)
        text = setting.value if addresses is not None or setting.value[:1] == "$" else f"${{{setting.value}}}"
        found.append(AccessRule(allow, text, addresses, at.line, at.column, at.end_column))
    return found


_MADE = {
    "aws_security_group": _aws_group,
    "aws_security_group_rule": _aws_rule,
    "aws_vpc_security_group_ingress_rule": _aws_rule,
    "aws_wafv2_ip_set": _aws_set,
    "azurerm_network_security_group": _azure_group,
    "azurerm_network_security_rule": _azure_rule,
    "google_compute_firewall": _google,
}
