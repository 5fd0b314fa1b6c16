"""iptables-save, ip6tables-save and ufw's rules: the chain INPUT for a new TCP connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.access import firewall as host
from pe_audit.evidence.access.firewall import Firewall, Step, holds_port, is_inside, sources_of
from pe_audit.evidence.networks import EVERYBODY, Addresses
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pe_audit.evidence.access.rules import AccessList
    from pe_audit.evidence.settings import Setting, SettingsFile

_V4, _V6 = Addresses(v4=EVERYBODY.v4), Addresses(v6=EVERYBODY.v6)
_WORD = expression(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_UFW = ("ufw-user-input", "ufw6-user-input")
_VERDICTS = {"ACCEPT": "accept", "DROP": "drop", "REJECT": "drop", "RETURN": "return"}
_DECIDE_NOTHING = frozenset({
    "LOG", "NFLOG", "ULOG", "MARK", "CONNMARK", "CT", "NOTRACK", "TRACE", "AUDIT", "CHECKSUM", "CLASSIFY", "DSCP",
    "ECN", "TCPMSS", "TOS", "TTL", "SET", "LED", "SECMARK", "NFQUEUE",
})  # fmt: skip
_PORTS = frozenset({"--dport", "--dports", "--destination-port", "--destination-ports", "--ports"})
_STATES = frozenset({"--state", "--ctstate"})
_SOURCES = frozenset({"-s", "--source", "--src-range"})
_LIMITS = frozenset({"limit", "hashlimit", "connlimit", "recent", "quota", "statistic", "string", "length", "tcpmss"})
_NOT_ADDRESSES = frozenset({"geoip", "time", "owner", "mac", "bpf", "u32"})


def lists(evidence: SettingsFile) -> Iterator[AccessList]:
    """The list of the callback's port, if the file restricts it."""
    firewall = firewall_of(evidence)
    if firewall is not None:
        yield from host.lists(firewall, evidence.uri, evidence.file.circumstances)


def firewall_of(evidence: SettingsFile) -> Firewall | None:
    """The filter table's way in; None where the file has none."""
    chains: dict[str, list[Setting]] = {}
    policies: dict[str, str] = {}
    doubt = ""
    for setting in evidence.settings:
        table, chain, name = _split(setting.key)
        if table != "filter":
            continue
        if name == "policy":
            policies[chain] = setting.value
        elif name == "insert":
            doubt = "a rule is inserted, so that the order of the file is not the order of the firewall"
        else:
            chains.setdefault(chain, []).append(setting)
    root = next((name for name in ("INPUT", *_UFW) if name in chains), None)
    if root is None:
        return None
    made: dict[tuple[str, int], Sequence[Step]] = {}

    def steps(chain: str, port: int) -> Sequence[Step]:
        if (chain, port) not in made:
            made[chain, port] = [
                step for setting in chains.get(chain, ()) if (step := _step(setting, port, evidence)) is not None
            ]
        return made[chain, port]

    scope = _V6 if _is_ipv6(evidence) else _V4
    return Firewall(steps, root, policies.get(root, "-") == "ACCEPT", scope, doubt)


def _split(key: str) -> tuple[str, str, str]:
    table, _, rest = key.partition(".")
    chain, _, name = rest.rpartition(".")
    return table, chain, name


def _is_ipv6(evidence: SettingsFile) -> bool:
    name = evidence.uri.rpartition("/")[2]
    return "6" in name or any(
        ":" in word[2].partition("/")[0]
        for setting in evidence.settings
        if " -s " in f" {setting.value}"
        for word in _WORD.finditer(setting.value.partition("-s ")[2][:50])
        if word.start() == 0 and word[2]
    )


def _step(setting: Setting, port: int, evidence: SettingsFile) -> Step | None:
    """A rule read for new TCP connections to a port; None if it is not about them."""
    target, note, sources, text = "", "", EVERYBODY, "all"
    known = True
    for option, negated, values in _options(setting.value):
        value = values[0] if values else ""
        if option in ("-j", "--jump", "-g", "--goto"):
            target = value
        elif option == "--comment":
            note = value
        elif option in _SOURCES:
            named = sources_of(value.split(","))
            known = known and named is not None
            text = f"! {value}" if negated else value
            sources = sources if named is None else sources - named if negated else sources & named
        elif _not_in_file(option, values):
            known, text = False, f"${value}"
        elif option in ("-m", "--match") and value in _LIMITS and "-j ACCEPT" not in setting.value:
            return None  # a rate limit refuses too many, not somebody
        elif not _concerns(option, negated, value, port):
            return None
    verdict = _VERDICTS.get(target, "" if not target or target in _DECIDE_NOTHING else "jump")
    if not verdict:
        return None
    return Step(verdict, target, sources if known else None, text, evidence.observe(setting), note)


def _not_in_file(option: str, values: list[str]) -> bool:
    """Whether a condition on the caller cannot be told from the file: a set's content, a country."""
    if option == "--match-set":
        return bool(values) and "src" in values[-1]
    return option in ("-m", "--match") and bool(values) and values[0] in _NOT_ADDRESSES


def _concerns(option: str, negated: bool, value: str, port: int) -> bool:
    """Whether a new TCP connection to the port, from outside, passes a condition other than on its source."""
    if option in ("-p", "--protocol"):
        return (value.lower() in ("tcp", "all", "6", "0")) != negated
    if option in _PORTS:
        return holds_port(value.split(","), port) != negated
    if option in _STATES:
        return ("NEW" in value.upper().split(",")) != negated
    if option in ("-i", "--in-interface"):
        return is_inside(value) == negated
    if option == "--syn":
        return not negated
    return option not in ("--tcp-flags", "--icmp-type", "--icmpv6-type", "-f", "--fragment", "--rcheck")


def _options(rule: str) -> Iterator[tuple[str, bool, list[str]]]:
    """Each option of a rule, whether `!` stands before or behind it, and its values."""
    option, negated, values = "", False, []  # type: str, bool, list[str]
    bang = False
    for word in _WORD.finditer(rule):
        text = word[2] if word[2] is not None else word[1]
        if text == "!":
            bang = True
            if option and not values:
                negated, bang = True, False
            continue
        if word[2] is not None and text.startswith("-") and len(text) > 1 and not text[1:2].isdigit():
            if option:
                yield option, negated, values
            option, negated, values, bang = text, bang, [], False
        else:
            values.append(text)
    if option:
        yield option, negated, values
