"""A host's firewall as access lists: what its chains decide about a new connection to the callback's port.

A public shop may listen to the world, so a port that is open to everybody is no list. One that is restricted is a
callback's if a chain or a comment on the way is called like one, or if a live callback is declared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.access.callback import certainty
from pe_audit.evidence.access.rules import AccessList, AccessRule, doubt_of
from pe_audit.evidence.networks import EVERYBODY, Addresses, parse, union

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pe_audit.evidence.circumstances import Circumstances
    from pe_audit.model import Observed

PORTS = {"http": 80, "https": 443}
_DEEPEST = 16  # chains that call chains; the kernel's own limit
_MOST = 20_000  # decisions
_INSIDE = ("lo", "docker", "br-", "cni", "veth", "virbr", "tun", "tap", "wg", "tailscale", "lxc", "lxd", "cali")


class Step(NamedTuple):
    """One rule, as far as it concerns a new connection to the port.

    `verdict`: accept, drop, jump, return, or empty where the rule decides nothing. `sources` is None where they are
    not in the file; `text` is how they are written.
    """

    verdict: str
    target: str
    sources: Addresses | None
    text: str
    at: Observed
    note: str = ""


@dataclass
class Firewall:
    """The chains of one file. `steps` gives a chain's rules for a port; `open_end`: what none decides is admitted."""

    steps: Callable[[str, int], Sequence[Step]]
    root: str
    open_end: bool
    scope: Addresses
    doubt: str = ""
    _found: list[AccessRule] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)

    def decisions(self, port: int) -> tuple[tuple[AccessRule, ...], str]:
        """The decisions about a port in order, and the words on the way to them."""
        self._found, self._notes = [], []
        self._walk(self.root, port, self.scope, True, 0)
        return tuple(self._found), " ".join(self._notes)

    def admitted(self, port: int) -> tuple[Addresses, str]:
        """Who reaches a port, and why that is not quite known, or empty."""
        rules, _ = self.decisions(port)
        whole = AccessList(self.root, 1, 1, 1, rules, self.open_end, scope=self.scope)
        return whole.admitted, self.doubt or doubt_of(rules)

    def _walk(self, chain: str, port: int, coming: Addresses, known: bool, depth: int) -> None:
        """Follow a chain for the addresses that come to it; `known`: whether they are really known."""
        for step in self.steps(chain, port):
            if depth > _DEEPEST or len(self._found) >= _MOST or not coming:
                return
            sources = coming if step.sources is None else step.sources & coming
            sure = known and step.sources is not None
            restricted = step.sources != EVERYBODY
            if step.verdict and (restricted or step.verdict == "jump"):
                self._notes.append(f"{step.target} {step.note}")
            if step.verdict == "jump":
                self._walk(step.target, port, sources, sure, depth + 1)
            elif step.verdict == "return" and sure:
                coming = coming - sources
            elif step.verdict in ("accept", "drop") and (sources or not sure):
                self._found.append(self._rule(step, sources if sure else None))

    def _rule(self, step: Step, sources: Addresses | None) -> AccessRule:
        at = step.at
        return AccessRule(step.verdict == "accept", step.text, sources, at.line, at.column, at.end_column)


def lists(firewall: Firewall, uri: str, circumstances: Circumstances) -> Iterator[AccessList]:
    """The list of each port on which the callback is expected, if there is one."""
    for port in ports_of(circumstances):
        access = on_port(firewall, port, uri, circumstances)
        if access is not None:
            yield access


def on_port(firewall: Firewall, port: int, uri: str, circumstances: Circumstances) -> AccessList | None:
    """What the firewall decides about a port, if it restricts it to some callers."""
    rules, notes = firewall.decisions(port)
    admitting = [rule for rule in rules if rule.allow and rule.text != "all"]
    certain = certainty(f"{notes} {uri}", circumstances)
    if not admitting or (certain is None and not circumstances.declared.callback_path):
        return None
    first = admitting[0]
    access = AccessList(
        f"{firewall.root} {port}", first.line, first.column, first.end_column, rules, firewall.open_end,
        firewall.doubt or doubt_of(rules), bool(certain), firewall.scope,
        over_ipv6=bool(firewall.scope.v6) or None, port=port,
    )  # fmt: skip
    is_open = access.admitted == firewall.scope
    return None if is_open and not certain else access


def ports_of(circumstances: Circumstances) -> tuple[int, ...]:
    """The ports of the declared live callbacks; without any, that of https."""
    from urllib.parse import urlsplit

    ports = []
    for callback in circumstances.declared.callbacks:
        url = urlsplit(callback.url.text)
        try:
            ports.append(url.port or PORTS.get(url.scheme.lower(), 443))
        except ValueError:
            continue
    return tuple(dict.fromkeys(ports)) or (443,)


def is_inside(interface: str) -> bool:
    """Whether packets of the internet do not arrive on an interface, by its name."""
    return interface.strip('"').startswith(_INSIDE)


def holds_port(ports: Iterable[str], port: int) -> bool:
    """Whether `443`, `https`, `80:443` or `80-443` among these is the port."""
    for word in ports:
        first, _, last = word.strip().replace(":", "-").partition("-")
        ends = [PORTS.get(end, int(end) if end.isdecimal() else -1) for end in (first, last or first)]
        if ends[0] <= port <= ends[1]:
            return True
    return False


def sources_of(words: Iterable[str], known: Mapping[str, Sequence[str]] | None = None) -> Addresses | None:
    """All addresses of `10.0.0.0/8`, `10.0.0.1-10.0.0.9`, or a set's name; None where one is not known."""
    found: list[Addresses] = []
    for word in words:
        if known is not None and word in known:
            inner = sources_of(known[word])
            if inner is None:
                return None
            found.append(inner)
            continue
        first, dash, last = word.partition("-")
        try:
            found.append(_between(parse(first), parse(last)) if dash else parse(word))
        except ValueError:
            return None
    return union(found)


def _between(first: Addresses, last: Addresses) -> Addresses:
    if first.v4 and last.v4:
        return Addresses(v4=((first.v4[0][0], last.v4[0][1]),))
    if first.v6 and last.v6:
        return Addresses(v6=((first.v6[0][0], last.v6[0][1]),))
    raise ValueError("ends of two families")
