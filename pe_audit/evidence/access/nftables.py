"""nftables: the chain that hangs on the input hook, for a new TCP connection."""

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

_SCOPES = {"ip": Addresses(v4=EVERYBODY.v4), "ip6": Addresses(v6=EVERYBODY.v6), "inet": EVERYBODY}
_TOKEN = expression(r'"[^"\r\n]*"?|[{},]|!=|[^\s{},"]+')
_VERDICTS = {"accept": "accept", "drop": "drop", "reject": "drop", "return": "return", "jump": "jump", "goto": "jump"}
_OTHER_PROTOCOLS = frozenset({"udp", "icmp", "icmpv6", "icmpx", "sctp", "dccp", "igmp", "esp", "ah", "udplite", "arp"})
_LIMITS = frozenset({"limit", "meter", "quota", "add", "update", "ct count"})


def lists(evidence: SettingsFile) -> Iterator[AccessList]:
    """The lists of the callback's port, one a chain on the input hook, where the file restricts it."""
    for firewall in firewalls(evidence):
        yield from host.lists(firewall, evidence.uri, evidence.file.circumstances)


def firewalls(evidence: SettingsFile) -> Iterator[Firewall]:
    """The chains on the input hook."""
    sets: dict[str, list[str]] = {}
    chains: dict[str, list[Setting]] = {}
    words: dict[tuple[str, str], str] = {}
    for setting in evidence.settings:
        path, _, name = setting.key.rpartition(".")
        holder = path.rpartition(".")[2]
        if holder.startswith(("@", "$")):
            sets.setdefault(holder, []).append(setting.value)
        elif name.isdigit():
            chains.setdefault(path, []).append(setting)
        else:
            words[path, name] = setting.value
    for (chain, name), value in words.items():
        if name == "hook" and value == "input" and chain.partition(".")[0] in _SCOPES:
            reading = _Chains(evidence, chains, sets, chain)
            doubt = (
                "part of the rules is in an included file, which is not followed" if ("", "include") in words else ""
            )
            if (chain, "insert") in words:
                doubt = "a rule is inserted, so that the order of the file is not the order of the firewall"
            yield Firewall(
                reading.steps, chain.rpartition(".")[2], words.get((chain, "policy"), "accept") == "accept",
                _SCOPES[chain.partition(".")[0]], doubt,
            )  # fmt: skip


class _Chains:
    """The chains of one table, read for a port when asked."""

    def __init__(
        self, evidence: SettingsFile, chains: dict[str, list[Setting]], sets: dict[str, list[str]], root: str
    ) -> None:
        self._evidence = evidence
        self._chains = chains
        self._sets = sets
        self._table = root.rpartition(".")[0]
        self._made: dict[tuple[str, int], Sequence[Step]] = {}

    def steps(self, chain: str, port: int) -> Sequence[Step]:
        if (chain, port) not in self._made:
            settings = self._chains.get(f"{self._table}.{chain}", ())
            read = (_Rule(setting, port, self._sets).step(self._evidence) for setting in settings)
            self._made[chain, port] = [step for step in read if step is not None]
        return self._made[chain, port]


class _Rule:
    """One rule, read word by word."""

    def __init__(self, setting: Setting, port: int, sets: dict[str, list[str]]) -> None:
        self._setting = setting
        self._port = port
        self._sets = sets
        self._words = _TOKEN.findall(setting.value)
        self._at = 0
        self._sources: Addresses = EVERYBODY
        self._known = True
        self._limited = False
        self._text = "all"
        self._note = ""

    def step(self, evidence: SettingsFile) -> Step | None:
        """What the rule decides; None if it is not about new TCP connections to the port."""
        while self._at < len(self._words):
            word = self._next()
            verdict = _VERDICTS.get(word)
            if verdict is not None:
                if self._limited and verdict == "drop":
                    return None  # a rate limit refuses too many, not somebody
                target = self._next() if verdict == "jump" else ""
                if "comment" in self._words[self._at :]:
                    self._note = self._words[-1].strip('"')
                sources = self._sources if self._known else None
                return Step(verdict, target, sources, self._text, evidence.observe(self._setting), self._note)
            if not self._concerns(word):
                return None
        return None

    def _concerns(self, word: str) -> bool:
        """Whether a new TCP connection to the port passes the condition that begins with a word."""
        if word in ("ip", "ip6"):
            self._address(word)
        elif word in ("tcp", "th"):
            return self._tcp()
        elif word in _OTHER_PROTOCOLS:
            return False
        elif word in ("iif", "iifname", "iifgroup"):
            negated, values = self._values()
            return all(is_inside(value) for value in values) == negated
        elif word == "meta":
            return self._meta()
        elif word == "ct":
            return self._ct()
        elif word == "comment":
            self._note = self._next().strip('"')
        elif word in _LIMITS:
            self._limited = True
        return True

    def _address(self, family: str) -> None:
        """`ip saddr …`: whom it leaves; `ip protocol` is read as `meta l4proto`."""
        self._sources = self._sources & _SCOPES[family]
        what = self._next()
        negated, values = self._values()
        if what == "protocol" and "tcp" not in values:
            self._sources = self._sources - EVERYBODY
        if what != "saddr":
            return
        named = sources_of(values, self._sets)
        self._text = ("!= " if negated else "") + ", ".join(values)
        if named is None:
            self._known, self._text = False, f"${self._text}"
        else:
            self._sources = self._sources - named if negated else self._sources & named

    def _tcp(self) -> bool:
        what = self._next()
        if what == "flags":
            return False
        negated, values = self._values()
        if what != "dport":
            return True
        if "vmap" in values:
            self._known = False
            return True
        named = [port for value in values for port in self._sets.get(value, [value])]
        return holds_port(named, self._port) != negated

    def _meta(self) -> bool:
        what = self._next()
        negated, values = self._values()
        if what in ("iif", "iifname"):
            return all(is_inside(value) for value in values) == negated
        if what == "nfproto":
            self._sources = self._sources & _SCOPES["ip6" if "ipv6" in values else "ip"]
        return what != "l4proto" or (("tcp" in values or "6" in values) != negated)

    def _ct(self) -> bool:
        what = self._next()
        negated, values = self._values()
        if what == "count":
            self._limited = True
        return what != "state" or (("new" in values) != negated)

    def _next(self) -> str:
        self._at += 1
        return self._words[self._at - 1] if self._at <= len(self._words) else ""

    def _values(self) -> tuple[bool, list[str]]:
        """The value of a condition: a word, `a,b`, or all words between braces; `!=` stands before it."""
        negated = self._words[self._at : self._at + 1] in (["!="], ["!"])
        self._at += negated
        if self._words[self._at : self._at + 1] == ["=="]:
            self._at += 1
        values = [self._next()]
        if values == ["vmap"]:
            values.append(self._next())
        if values[-1] == "{":
            values = values[:-1]
            while (word := self._next()) not in ("}", ""):
                values += [word] if word != "," else []
        while self._words[self._at : self._at + 1] == [","]:
            self._at += 1
            values.append(self._next())
        return negated, values
