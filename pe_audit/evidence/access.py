"""Who may reach the callback: the ordered allow and deny rules that nginx or the merchant's declaration gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pe_audit.evidence.declared import Declared
from pe_audit.evidence.networks import EVERYBODY, Addresses, first_match, parse, union
from pe_audit.evidence.nginx import outermost, serving
from pe_audit.evidence.settings import SettingsFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.circumstances import Circumstances
    from pe_audit.evidence.nginx import Block
    from pe_audit.evidence.settings import Setting

# What a location or server is called that takes notifications, and that takes those of somebody else.
_CALLBACK = re.compile(r"web[-_]?hook|call[-_]?back|notif|(?:^|[/_-])ipn(?:$|[/_.-])", re.IGNORECASE)
_NOT_OURS = re.compile(
    r"o?auth|log-?in|saml|sso|openid|socket|push|alert|stripe|paypal|mercado|culqi|niubiz|izipay|payu|kushki"
    r"|git(?:hub|lab|ea)|bitbucket|slack|telegram|twilio|whatsapp|facebook|shopify|sendgrid|mailgun",
    re.IGNORECASE,
)
_LIST_FILE = re.compile(r"allow|white|access|acl|\bips?\b|ranges", re.IGNORECASE)
_VARIABLE = re.compile(r"\$\w+")
_ADDRESS = re.compile(r"\$(?:binary_)?(?:remote_addr|realip_remote_addr)\b")


@dataclass(frozen=True, slots=True)
class AccessRule:
    """One `allow` or `deny`; `addresses` is None where what is written is no address."""

    allow: bool
    text: str
    addresses: Addresses | None
    line: int
    column: int
    end_column: int


@dataclass(frozen=True)
class AccessList:
    """The rules that decide who reaches one place; the first that holds an address decides.

    `open_end`: whoever no rule holds is admitted. `doubt`: why the list cannot be judged as a whole, or empty.
    `certain`: that the place is the gateway's callback, rather than some callback.
    """

    name: str
    line: int
    column: int
    end_column: int
    rules: tuple[AccessRule, ...]
    open_end: bool
    doubt: str = ""
    certain: bool = True

    @cached_property
    def shares(self) -> tuple[Addresses, ...]:
        """What each rule decides; last, what none does."""
        return first_match([rule.addresses or Addresses() for rule in self.rules])

    @cached_property
    def admitted(self) -> Addresses:
        allowed = [share for rule, share in zip(self.rules, self.shares, strict=False) if rule.allow]
        return union([*allowed, self.shares[-1]] if self.open_end else allowed)


def access_lists(evidence: Evidence) -> Iterator[AccessList]:
    """Every list that guards the callback, as far as this evidence shows. Raises Unreadable."""
    if isinstance(evidence, Declared):
        yield from _declared(evidence.circumstances)
    elif isinstance(evidence, SettingsFile) and evidence.format in ("nginx", "conf"):
        yield from _nginx(evidence)


def _declared(circumstances: Circumstances) -> Iterator[AccessList]:
    entries = circumstances.declared.allowlist
    if entries:
        rules = tuple(
            _rule(True, entry.text, entry.line, entry.column, entry.column + len(entry.text)) for entry in entries
        )
        first = rules[0]
        yield AccessList("allowlist", first.line, first.column, first.end_column, rules, False, _doubt(rules))


def _rule(allow: bool, text: str, line: int, column: int, end_column: int) -> AccessRule:
    addresses: Addresses | None
    try:
        addresses = EVERYBODY if text == "all" else Addresses() if text == "unix:" else parse(text)
    except ValueError:
        addresses = None
    return AccessRule(allow, text, addresses, line, column, end_column)


def _doubt(rules: tuple[AccessRule, ...]) -> str:
    if any(rule.addresses is None for rule in rules):
        return "an entry of the list is neither an address nor a network"
    return ""


def _nginx(evidence: SettingsFile) -> Iterator[AccessList]:
    """One list for each block whose rules decide about a callback, at the surest of its callbacks."""
    file = outermost(evidence.settings)
    tests = _address_tests(evidence.settings)
    known: dict[Block, tuple[tuple[AccessRule, ...], str]] = {}
    guarded: dict[Block, tuple[Setting, bool]] = {}
    for scope, place, certain in _callbacks(file, evidence.file.circumstances):
        for block in _governing(scope):
            if block not in known:
                known[block] = _rules_of(block, tests, evidence)
            if any(known[block]):
                if block not in guarded or (certain and not guarded[block][1]):
                    guarded[block] = (place, certain)
                break
    for block, (place, certain) in guarded.items():
        rules, doubt = known[block]
        at = evidence.observe(place)
        name = place.value
        yield AccessList(name, at.line, at.column, at.end_column, rules, True, doubt or _doubt(rules), certain)


def _callbacks(file: Block, circumstances: Circumstances) -> Iterator[tuple[Block, Setting, bool]]:
    """Each block that serves the callback, the setting that says so, and whether it is surely the gateway's.

    With a declared path, the location that serves it; else those that are called like one. A location `/` serves
    everything, so its list is no callback's.
    """
    path = circumstances.declared.callback_path
    names = tuple(name.lower() for gateway in circumstances.gateways for name in gateway.credentials["names"])
    for block in (file, *file.within()):
        if path and block.name in ("", "server"):
            location = serving(block, path)
            if location is not None and location.place is not None and location.location != ("", "/"):
                yield location, location.place, True
        places = [block.place] if block.name == "location" and not path else block.named("server_name")
        for place in places:
            if place is None:
                continue
            ours = any(name in place.value.lower() for name in names)
            if ours or (_CALLBACK.search(place.value) and not _NOT_OURS.search(place.value)):
                yield block, place, ours


def _governing(scope: Block) -> Iterator[Block]:
    """The blocks whose rules nginx may apply to a POST there: the first that has any does it alone."""
    for block in scope.blocks:
        if block.name == "limit_except" and "POST" not in block.arguments.split():
            yield block
    yield from scope.outwards()


def _rules_of(block: Block, tests: frozenset[str], evidence: SettingsFile) -> tuple[tuple[AccessRule, ...], str]:
    """A block's own rules, and what makes them doubtful."""
    doubt = ""
    if any(_LIST_FILE.search(include.value) for include in block.named("include")):
        doubt = "part of the list is in an included file, which is not followed"
    elif any(test.name == "if" and tests & set(_VARIABLE.findall(test.arguments)) for test in block.blocks):
        doubt = "a geo or map block decides who is admitted, which is not followed"
    rules = []
    for name, setting in block.directives:
        if name in ("allow", "deny"):
            at = evidence.observe(setting)
            rules.append(_rule(name == "allow", setting.value, at.line, at.column, at.end_column))
    return tuple(rules), doubt


def _address_tests(settings: tuple[Setting, ...]) -> frozenset[str]:
    """The variables that geo and map blocks make of the client's address."""
    return frozenset(
        setting.value.split()[-1]
        for setting in settings
        if setting.value and (setting.name == "geo" or (setting.name == "map" and _ADDRESS.match(setting.value)))
    )
