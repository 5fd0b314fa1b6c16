"""An access list as any engine has it: rules in order, the first that holds an address decides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pe_audit.evidence.networks import EVERYBODY, Addresses, first_match, parse, union

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pe_audit.model import Observed, Related


@dataclass(frozen=True, slots=True)
class AccessRule:
    """One decision; `addresses` is None where what is written is no address, and `computed` where it is none yet.

    `uri`: the file that it stands in, empty for that of its list.
    """

    allow: bool
    text: str
    addresses: Addresses | None
    line: int
    column: int
    end_column: int
    uri: str = ""

    @property
    def computed(self) -> bool:
        """Whether the address is known only when the configuration is applied: a variable, a reference."""
        return self.addresses is None and not _LITERAL.issuperset(self.text)


# What keeps a list undecided whose place is not surely the gateway's callback.
UNSURE = "nothing says that this is the gateway's list: name the gateway in it, or put the URL under callbacks"
_LITERAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:/-_%")


@dataclass(frozen=True)
class AccessList:
    """The rules that decide who reaches one place; the first that holds an address decides.

    `open_end`: whoever no rule holds is admitted. `doubt`: why the list cannot be judged as a whole, or empty.
    `certain`: that the place is the gateway's callback, rather than some callback. `scope`: about whom the list
    decides, for a firewall has one list a family. `over_ipv6`: whether the place listens there, if that is known.
    `port`: that of a host's firewall. `uri`: the file of its place; `related`: where another file with rules comes in.
    """

    name: str
    line: int
    column: int
    end_column: int
    rules: tuple[AccessRule, ...]
    open_end: bool
    doubt: str = ""
    certain: bool = True
    scope: Addresses = EVERYBODY
    over_ipv6: bool | None = None
    port: int | None = None
    uri: str = ""
    related: tuple[Related, ...] = ()

    @cached_property
    def shares(self) -> tuple[Addresses, ...]:
        """What each rule decides; last, what none does."""
        shares = first_match([rule.addresses or Addresses() for rule in self.rules])
        return shares if self.scope == EVERYBODY else tuple(share & self.scope for share in shares)

    @cached_property
    def admitted(self) -> Addresses:
        allowed = [share for rule, share in zip(self.rules, self.shares, strict=False) if rule.allow]
        return union([*allowed, self.shares[-1]] if self.open_end else allowed)


def rule(allow: bool, text: str, at: Observed) -> AccessRule:
    """A decision about what is written at a place: an address, a network, `all`."""
    return decision(allow, text, addresses_of(text), at)


def decision(allow: bool, text: str, addresses: Addresses | None, at: Observed | AccessRule) -> AccessRule:
    """A decision about these addresses, as written at a place."""
    return AccessRule(allow, text, addresses, at.line, at.column, at.end_column, at.uri)


def addresses_of(text: str) -> Addresses | None:
    """Whom an entry means; None if it is no address. nginx's `unix:` is nobody on the network."""
    if text.lower() in ("all", "any"):
        return EVERYBODY
    if text == "unix:":
        return Addresses()
    try:
        return parse(text)
    except ValueError:
        return None


def doubt_of(rules: Iterable[AccessRule]) -> str:
    """Why the rules as a whole are not known, or empty."""
    unknown = [one for one in rules if one.addresses is None]
    if any(one.computed for one in unknown):
        return "an entry of the list is a variable, a reference or a name, whose addresses are not in the file"
    return "an entry of the list is neither an address nor a network" if unknown else ""
