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
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pe_audit.evidence.access.resources import Block
    from pe_audit.evidence.settings import Setting, SettingsFile

_GROUP = expression(r"(?:aws_security_group|azurerm_network_security_group)\.([\w-]+)|^!(?:Ref|GetAtt) ([\w-]+)")
_ANY_PROTOCOL = frozenset({"", "-1", "all", "*", "tcp", "6", "any"})
_EVERYBODY = frozenset({"*", "any", "internet"})
_INTERNAL = frozenset({"virtualnetwork", "azureloadbalancer"})
_REFUSED = expression(r"block|deny|black|ban", re.IGNORECASE)
_CIDRS = ("cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6", "prefix_list_ids", "prefix_list_id")


class _Grant(NamedTuple):
    """What one resource or block decides: about which ports, for which group, in which order."""

    group: str
    words: str
    takes: Callable[[int], bool]
    rules: list[AccessRule]
    priority: int = 0


def lists(evidence: SettingsFile) -> Iterator[AccessList]:
    """One list for each group that is called like the callback and decides about its port."""
    ports = ports_of(evidence.file.circumstances)
    for group, grants in _groups(evidence).items():
        words = " ".join([group, *(grant.words for grant in grants)])
        certain = certainty(words, evidence.file.circumstances)
        rules = _rules(grants, ports)
        if certain is None or not any(rule.allow for rule in rules):
            continue
        if not certain and all(_is_a_family(rule) for rule in rules):
            continue  # open to the world, and nothing says that it is the gateway's
        first = rules[0]
        yield AccessList(
            group, first.line, first.column, first.end_column, rules, False, doubt_of(rules), certain,
            over_ipv6=True if any(rule.allow and rule.addresses and rule.addresses.v6 for rule in rules) else None,
        )  # fmt: skip


def on_ports(evidence: SettingsFile, *ports: int) -> Iterator[tuple[tuple[AccessRule, ...], ...]]:
    """For each group, its rules about each of the ports."""
    for grants in _groups(evidence).values():
        yield tuple(_rules(grants, (port,)) for port in ports)


def _groups(evidence: SettingsFile) -> dict[str, list[_Grant]]:
    groups: dict[str, list[_Grant]] = {}
    for resource in resources(evidence):
        make = _MADE.get(resource.type)
        for grant in make(resource, evidence) if make is not None else ():
            groups.setdefault(grant.group, []).append(grant)
    return groups


def _rules(grants: Iterable[_Grant], ports: Iterable[int]) -> tuple[AccessRule, ...]:
    wanted = tuple(ports)
    ours = (grant for grant in grants if any(map(grant.takes, wanted)))
    return tuple(rule for grant in sorted(ours, key=lambda grant: grant.priority) for rule in grant.rules)


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
    yield _Grant(resource.name, _words(resource), _none, [])
    for block in resource.inner("ingress"):
        yield _Grant(resource.name, "", _takes(block), _entries(block.all(*_CIDRS), evidence))


def _aws_rule(resource: Block, evidence: SettingsFile) -> Iterator[_Grant]:
    if resource.text("type") in ("", "ingress"):
        entries = _entries(resource.all(*_CIDRS), evidence)
        yield _Grant(_group_of(resource), f"{resource.name} {_words(resource)}", _takes(resource), entries)


def _aws_set(resource: Block, evidence: SettingsFile) -> Iterator[_Grant]:
    words = _words(resource)
    if not _REFUSED.search(f"{resource.name} {words}"):
        yield _Grant(
            resource.name,
            words,
            _none if _REFUSED.search(f"{resource.name} {words}") else _every,
            _entries(resource.all("addresses"), evidence),
        )


def _azure_group(resource: Block, evidence: SettingsFile) -> Iterator[_Grant]:
    yield _Grant(resource.name, _words(resource), _none, [])
    for block in resource.inner("security_rule"):
        yield from _azure(block, resource.name, "", evidence)


def _azure_rule(resource: Block, evidence: SettingsFile) -> Iterator[_Grant]:
    yield from _azure(resource, _group_of(resource), f"{resource.name} {_words(resource)}", evidence)


def _azure(block: Block, group: str, words: str, evidence: SettingsFile) -> Iterator[_Grant]:
    if block.text("direction").lower() == "outbound":
        return
    ports = [setting.value for setting in block.all("destination_port_range", "destination_port_ranges")]
    applies = block.text("protocol").lower() in _ANY_PROTOCOL
    sources = block.all("source_address_prefix", "source_address_prefixes")
    entries = _entries(sources, evidence, allow=block.text("access").lower() != "deny")
    priority = block.text("priority")
    takes = _holding(ports) if applies and "*" not in ports else _every if applies else _none
    yield _Grant(group, words, takes, entries, int(priority) if priority.isdecimal() else 0)


def _google(resource: Block, evidence: SettingsFile) -> Iterator[_Grant]:
    if resource.text("direction").upper() == "EGRESS":
        return
    for block in resource.inner("allow", "deny"):
        ports = [setting.value for setting in block.all("ports")]
        applies = block.text("protocol").lower() in _ANY_PROTOCOL
        entries = _entries(resource.all("source_ranges"), evidence, allow=block.type == "allow")
        takes = _holding(ports) if applies and ports else _every if applies else _none
        yield _Grant(resource.name, _words(resource), takes, entries)


def _takes(block: Block) -> Callable[[int], bool]:
    """Whether a rule of AWS is about a port; one whose ports are computed may be about any."""
    protocol = block.text("protocol", "ip_protocol").lower()
    if protocol not in _ANY_PROTOCOL:
        return _none
    first, last = block.text("from_port"), block.text("to_port")
    if protocol == "-1" or not (first.lstrip("-").isdecimal() and last.lstrip("-").isdecimal()):
        return _every
    return range(int(first), int(last) + 1).__contains__


def _holding(ports: Sequence[str]) -> Callable[[int], bool]:
    words = [word for text in ports for word in text.split(",")]
    return lambda port: holds_port(words, port)


def _every(_port: int) -> bool:
    return True


def _none(_port: int) -> bool:
    return False


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
