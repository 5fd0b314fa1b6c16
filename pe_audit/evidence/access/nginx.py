"""nginx: `allow` and `deny` in the blocks that serve the callback, and geo or map blocks that an `if` asks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.access.callback import certainty, takes_notifications
from pe_audit.evidence.access.geo import tested
from pe_audit.evidence.access.rules import AccessList, AccessRule, doubt_of, rule
from pe_audit.evidence.nginx import outermost, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.circumstances import Circumstances
    from pe_audit.evidence.nginx import Block
    from pe_audit.evidence.settings import Setting, SettingsFile

_LIST_FILE = re.compile(r"allow|white|access|acl|\bips?\b|ranges", re.IGNORECASE)


def lists(evidence: SettingsFile) -> Iterator[AccessList]:
    """One list for each block whose rules decide about a callback, at the surest of its callbacks.

    A location that takes the gateway's notifications and has no rules is a list without rules.
    """
    file = outermost(evidence.settings)
    known: dict[Block, tuple[tuple[AccessRule, ...], str]] = {}
    guarded: dict[Block, tuple[Block, Setting, bool]] = {}
    path = evidence.file.circumstances.declared.callback_path
    for scope, place, certain in callbacks(file, evidence.file.circumstances):
        for block in _governing(scope):
            if block not in known:
                known[block] = _rules_of(block, evidence)
            if any(known[block]):
                if block not in guarded or (certain and not guarded[block][2]):
                    guarded[block] = (scope, place, certain)
                break
        else:
            if certain and scope.name == "location" and (scope.location[1] == path or takes_notifications(place.value)):
                at = evidence.observe(place)
                yield AccessList(place.value, at.line, at.column, at.end_column, (), True)
    for block, (scope, place, certain) in guarded.items():
        rules, doubt = known[block]
        at = evidence.observe(place)
        yield AccessList(
            place.value, at.line, at.column, at.end_column, rules, True, doubt or doubt_of(rules), certain,
            over_ipv6=_listens_over_ipv6(scope),
        )  # fmt: skip


def callbacks(file: Block, circumstances: Circumstances) -> Iterator[tuple[Block, Setting, bool]]:
    """Each block that serves the callback, the setting that says so, and whether it is surely the gateway's.

    With a declared path, the location that serves it; else those that are called like one. A location `/` serves
    everything, so its list is no callback's.
    """
    path = circumstances.declared.callback_path
    for block in (file, *file.within()):
        if path and block.name in ("", "server"):
            location = serving(block, path)
            if location is not None and location.place is not None and location.location != ("", "/"):
                yield location, location.place, True
        places = [block.place] if block.name == "location" and not path else block.named("server_name")
        for place in places:
            certain = certainty(place.value, circumstances) if place is not None else None
            if place is not None and certain is not None:
                yield block, place, certain


def _governing(scope: Block) -> Iterator[Block]:
    """The blocks whose rules nginx may apply to a POST there: the first that has any does it alone."""
    for block in scope.blocks:
        if block.name == "limit_except" and "POST" not in block.arguments.split():
            yield block
    yield from scope.outwards()


def _rules_of(block: Block, evidence: SettingsFile) -> tuple[tuple[AccessRule, ...], str]:
    """A block's own rules, and what makes them doubtful."""
    doubt = ""
    if any(_LIST_FILE.search(include.value) for include in block.named("include")):
        doubt = "part of the list is in an included file, which is not followed"
    rules = tuple(
        rule(name == "allow", setting.value, evidence.observe(setting))
        for name, setting in block.directives
        if name in ("allow", "deny")
    )
    by_variable, unclear = tested(block, evidence)
    if rules and by_variable:
        unclear = unclear or "allow and deny rules and a geo block decide together, which is not followed"
    return rules or by_variable, doubt or unclear


def _listens_over_ipv6(scope: Block) -> bool | None:
    """Whether the server around a block listens to IPv6; None where its file does not say."""
    server = next((block for block in scope.outwards() if block.name == "server"), None)
    if server is None or server.named("include"):
        return None
    listens = [setting.value for setting in server.named("listen")]
    if any(value.startswith("unix:") for value in listens):
        return None
    return any(value.startswith("[") for value in listens)
