"""nginx: `allow` and `deny` in the blocks that serve the callback, and geo or map blocks that an `if` asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.access import unseen
from pe_audit.evidence.access.callback import certainty, takes_notifications
from pe_audit.evidence.access.geo import Tables
from pe_audit.evidence.access.included import where_included
from pe_audit.evidence.access.rules import AccessList, AccessRule, doubt_of, rule
from pe_audit.evidence.site.locations import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.circumstances import Circumstances
    from pe_audit.evidence.settings import Setting
    from pe_audit.evidence.site.blocks import Block
    from pe_audit.evidence.site.including import Configuration


def lists(configuration: Configuration, circumstances: Circumstances) -> Iterator[AccessList]:
    """One list for each block whose rules decide about a callback, at the surest of its callbacks.

    A location that takes the gateway's notifications and has no rules is a list without rules.
    """
    tables = Tables(configuration)
    known: dict[Block, tuple[tuple[AccessRule, ...], str]] = {}
    guarded: dict[Block, tuple[Block, Setting, bool]] = {}
    path = circumstances.declared.callback_path
    over_tls = False
    for scope, place, certain in callbacks(configuration.root, circumstances):
        over_tls = over_tls or _has_tls(scope)
        for block in _governing(scope):
            if block not in known:
                known[block] = _rules_of(block, configuration, tables)
            if any(known[block]):
                if block not in guarded or (certain and not guarded[block][2]):
                    guarded[block] = (scope, place, certain)
                break
        else:
            if certain and scope.name == "location" and (scope.location[1] == path or takes_notifications(place.value)):
                at = configuration.observe(place)
                yield AccessList(place.value, at.line, at.column, at.end_column, (), True, uri=at.uri)
    for block, (scope, place, certain) in guarded.items():
        rules, doubt = known[block]
        if over_tls and not doubt and not _has_tls(scope) and not any(one.allow for one in rules):
            continue  # plain HTTP is shut for everybody, on purpose
        at = configuration.observe(place)
        yield AccessList(
            place.value, at.line, at.column, at.end_column, rules, True, doubt or doubt_of(rules), certain,
            over_ipv6=_listens_over_ipv6(scope, configuration), uri=at.uri,
            related=where_included(configuration, scope, at.uri, rules),
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


def _rules_of(block: Block, configuration: Configuration, tables: Tables) -> tuple[tuple[AccessRule, ...], str]:
    """A block's own rules, and what makes them doubtful."""
    rules = tuple(
        rule(name == "allow", setting.value, configuration.observe(setting))
        for name, setting in block.directives
        if name in ("allow", "deny")
    )
    doubt = unseen.doubt(_open_includes(block), configuration.absent, any_name=bool(rules) or block.name == "location")
    by_variable, unclear = tables.tested(block)
    if rules and by_variable:
        unclear = unclear or "allow and deny rules and a geo block decide together, which is not followed"
    return rules or by_variable, doubt or unclear


def _open_includes(block: Block) -> Iterator[Setting]:
    """What a block includes before a rule that holds everybody."""
    for name, setting in block.directives:
        if name in ("allow", "deny") and setting.value == "all":
            return
        if name == "include":
            yield setting


def _has_tls(scope: Block) -> bool:
    server = next((block for block in scope.outwards() if block.name == "server"), None)
    return server is not None and any({"ssl", "quic"} & set(one.value.split()) for one in server.named("listen"))


def _listens_over_ipv6(scope: Block, configuration: Configuration) -> bool | None:
    """Whether the server around a block listens to IPv6; None where its files do not say."""
    server = next((block for block in scope.outwards() if block.name == "server"), None)
    if server is None or unseen.doubt(server.named("include"), configuration.absent, any_name=True):
        return None
    listens = [setting.value for setting in server.named("listen")]
    if any(value.startswith("unix:") for value in listens):
        return None
    return any(value.startswith("[") for value in listens)
