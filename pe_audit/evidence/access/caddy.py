"""Caddy: matchers on `remote_ip` and `client_ip`, and the directives that turn away whom they match."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pe_audit.evidence.access import unseen
from pe_audit.evidence.access.callback import certainty, takes_notifications
from pe_audit.evidence.access.included import where_included
from pe_audit.evidence.access.rules import AccessList, AccessRule, decision, doubt_of, rule
from pe_audit.evidence.access.words import words_of
from pe_audit.evidence.networks import EVERYBODY, parse, union
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pe_audit.evidence.circumstances import Circumstances
    from pe_audit.evidence.settings import Setting
    from pe_audit.evidence.site.blocks import Block
    from pe_audit.evidence.site.including import Configuration
    from pe_audit.model import Observed

_BLOCK = expression(r"\.(?:handle|handle_path|route)\[([^\[\]]*)\]")
_PRIVATE = ("192.168.0.0/16", "172.16.0.0/12", "10.0.0.0/8", "127.0.0.1/8", "fd00::/8", "::1")
_REFUSES = expression(r"(?:abort|error|respond)$")
_STATUS = expression(r"\b(?:401|403|404|444)\b")
_MOST = 50_000  # settings of one site, with the snippets that it imports
_UNCLEAR = "a matcher decides who is admitted, in a way that is not followed"


class _Matcher:
    """A named matcher: its paths, the addresses that it matches and those that it does not."""

    def __init__(self) -> None:
        self.paths: list[Setting] = []
        self.inside: list[AccessRule] = []
        self.outside: list[AccessRule] = []
        self.place: Setting | None = None


def lists(configuration: Configuration, circumstances: Circumstances) -> Iterator[AccessList]:
    """The lists of each site, or of a file without any that no site includes."""
    root = configuration.root
    snippets = {block.arguments: block for block in root.blocks if block.name == "snippet"}
    sites = [block for block in root.blocks if block.name == "site"]
    for block in sites or [root]:
        yield from _of_site(block, _Site(configuration, snippets).settings(block), configuration, circumstances)


class _Site:
    """A site's settings in order, with the snippets that it imports, each under the key that it has there."""

    def __init__(self, configuration: Configuration, snippets: dict[str, Block]) -> None:
        self._configuration = configuration
        self._snippets = snippets
        self._left = _MOST

    def settings(self, site: Block) -> list[Setting]:
        return list(self._flat(site, site.path, ()))

    def _flat(self, block: Block, path: str, within: tuple[str, ...]) -> Iterator[Setting]:
        inner = {id(one.place): one for one in block.blocks}
        for name, setting in block.directives:
            self._left -= 1
            if self._left < 0:
                return
            written = setting.key[len(setting.key) - len(name) :]
            yield setting._replace(key=f"{path}.{written}" if path else written)
            opened = inner.get(id(setting))
            if opened is not None and opened.name not in ("snippet", "global"):
                word = opened.path[len(block.path) :].removeprefix(".")
                yield from self._flat(opened, f"{path}.{word}" if path else word, within)
            snippet = setting.value.split(" ", 1)[0] if name == "import" else ""
            if snippet in self._snippets and snippet not in within:
                yield from self._flat(self._snippets[snippet], path, (*within, snippet))


def _of_site(
    site: Block, settings: list[Setting], configuration: Configuration, circumstances: Circumstances
) -> Iterator[AccessList]:
    """One list for each block or matcher of the callback's path, with whom it refuses."""
    matchers = _matchers(settings, configuration)
    guarded: dict[str, tuple[Setting, bool]] = {}
    refused: dict[str, list[AccessRule]] = {}
    for setting in settings:
        found = _place(setting, circumstances, matchers)
        if found is not None:
            guarded.setdefault(found[0], found[1:])
    for setting in settings:
        words = setting.value.split()
        if not (_REFUSES.fullmatch(setting.name) and words and words[0] in matchers):
            continue
        if setting.name == "respond" and not _STATUS.search(setting.value):
            continue
        matcher = matchers[words[0]]
        for path in _paths(setting, matcher):
            if path in guarded:
                refused.setdefault(path, []).extend(_refused(matcher, setting, configuration))
    used = any(matcher.inside or matcher.outside for matcher in matchers.values())
    for path, (place, certain) in guarded.items():
        rules = refused.get(path, [])
        at = configuration.observe(place)
        doubt = _not_seen(path, settings, configuration) or (_UNCLEAR if not rules and used else "")
        if rules or doubt or (certain and takes_notifications(path)):
            yield AccessList(
                path, at.line, at.column, at.end_column, tuple(rules), True, doubt or doubt_of(rules), certain,
                uri=at.uri, related=where_included(configuration, _block_of(place, site), at.uri, rules),
            )  # fmt: skip


def _block_of(place: Setting, site: Block) -> Block:
    """The block that a setting opens, or the site."""
    at = (place.uri, place.line, place.column)
    for block in site.within():
        if block.place is not None and (block.place.uri, block.place.line, block.place.column) == at:
            return block
    return site


def _not_seen(path: str, settings: Iterable[Setting], configuration: Configuration) -> str:
    """What makes a path's rules doubtful: an import in its own block or around it that nobody sees."""
    imports = [setting for setting in settings if setting.name == "import"]
    inside = [setting for setting in imports if path in _BLOCK.findall(setting.key)]
    around = [setting for setting in imports if not _BLOCK.search(setting.key)]
    absent = {(one.uri, one.line, one.column) for one in configuration.absent}
    snippets = {block.arguments for block in configuration.root.blocks if block.name == "snippet"}
    unknown = [one for one in imports if one.value.split(" ", 1)[0] not in snippets]
    lost = {one for one in unknown if (one.uri, one.line, one.column) in absent}
    return unseen.doubt(inside, lost, any_name=True) or unseen.doubt(around, lost, any_name=False)


def _matchers(settings: Iterable[Setting], evidence: Configuration) -> dict[str, _Matcher]:
    matchers: dict[str, _Matcher] = {}
    for setting in settings:
        name = next((word for word in re.split(r"[.\[\]]", setting.key) if word.startswith("@")), None)
        if name is None:
            continue
        matcher = matchers.setdefault(name, _Matcher())
        if setting.name == name:
            matcher.place = setting
            kind, _, rest = setting.value.partition(" ")
            _read(matcher, setting, kind, rest, evidence)
        else:
            _read(matcher, setting, setting.name, setting.value, evidence, ".not." in setting.key)
    return matchers


def _read(
    matcher: _Matcher, setting: Setting, kind: str, rest: str, evidence: Configuration, negated: bool = False
) -> None:
    if kind == "not":
        kind, _, rest = rest.partition(" ")
        negated = not negated
    if kind in ("path", "path_regexp") and not negated:
        matcher.paths.append(setting)
    elif kind in ("remote_ip", "client_ip"):
        start = len(setting.value) - len(rest)
        entries = [_entry(word, at) for word, at in words_of(setting, evidence, start) if word != "forwarded"]
        (matcher.outside if negated else matcher.inside).extend(entries)


def _entry(word: str, at: Observed) -> AccessRule:
    if word == "private_ranges":
        return decision(True, word, union(map(parse, _PRIVATE)), at)
    return rule(True, word, at)


def _place(
    setting: Setting, circumstances: Circumstances, matchers: dict[str, _Matcher]
) -> tuple[str, Setting, bool] | None:
    """The callback's path that a setting names, and whether it is surely the gateway's."""
    if setting.name in ("handle", "handle_path", "route") and setting.value[:1] == "/":
        path = setting.value
    elif any(setting in matcher.paths for matcher in matchers.values()):
        path = next((word for word in setting.value.split() if word[:1] == "/"), "")
    else:
        return None
    declared = circumstances.declared.callback_path
    if declared:
        ours = len(path.rstrip("*")) > 1 and declared.startswith(path.rstrip("*"))
        return (path, setting, True) if ours else None
    known = certainty(path, circumstances)
    return None if known is None else (path, setting, known)


def _paths(setting: Setting, matcher: _Matcher) -> Iterator[str]:
    """The paths for which a directive with a matcher holds: the matcher's own, or those of the blocks around it."""
    for path in matcher.paths:
        yield from (word for word in path.value.split() if word[:1] == "/")
    if not matcher.paths:
        yield from _BLOCK.findall(setting.key)


def _refused(matcher: _Matcher, setting: Setting, evidence: Configuration) -> list[AccessRule]:
    """The rules of a directive that refuses whom the matcher matches."""
    if matcher.outside:
        return [*matcher.outside, decision(False, "all", EVERYBODY, evidence.observe(setting))]
    return [replace(one, allow=False) for one in matcher.inside]
