"""Caddy: matchers on `remote_ip` and `client_ip`, and the directives that turn away whom they match."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pe_audit.evidence.access.callback import certainty, takes_notifications
from pe_audit.evidence.access.rules import AccessList, AccessRule, doubt_of, rule
from pe_audit.evidence.access.words import words_of
from pe_audit.evidence.networks import EVERYBODY, parse, union

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting, SettingsFile
    from pe_audit.model import Observed

_BLOCK = re.compile(r"\.(?:handle|handle_path|route)\[([^\[\]]*)\]")
_PRIVATE = ("192.168.0.0/16", "172.16.0.0/12", "10.0.0.0/8", "127.0.0.1/8", "fd00::/8", "::1")
_REFUSES = re.compile(r"(?:abort|error|respond)$")
_STATUS = re.compile(r"\b(?:401|403|404|444)\b")
_UNCLEAR = "a matcher decides who is admitted, in a way that is not followed"


class _Matcher:
    """A named matcher: its paths, the addresses that it matches and those that it does not."""

    def __init__(self) -> None:
        self.paths: list[Setting] = []
        self.inside: list[AccessRule] = []
        self.outside: list[AccessRule] = []
        self.place: Setting | None = None


def lists(evidence: SettingsFile) -> Iterator[AccessList]:
    """One list for each block or matcher of the callback's path, with whom it refuses."""
    matchers = _matchers(evidence)
    guarded: dict[str, tuple[Setting, bool, list[AccessRule], str]] = {}
    for setting in evidence.settings:
        found = _place(setting, evidence, matchers)
        if found is not None:
            path, place, certain = found
            guarded.setdefault(path, (place, certain, [], ""))
    for setting in evidence.settings:
        words = setting.value.split()
        if not (_REFUSES.fullmatch(setting.name) and words and words[0] in matchers):
            continue
        if setting.name == "respond" and not _STATUS.search(setting.value):
            continue
        matcher = matchers[words[0]]
        for path in _paths(setting, matcher):
            if path in guarded:
                place, certain, rules, doubt = guarded[path]
                guarded[path] = (place, certain, rules + _refused(matcher, setting, evidence), doubt)
    used = {id(matcher) for matcher in matchers.values() if matcher.inside or matcher.outside}
    for path, (place, certain, rules, _) in guarded.items():
        at = evidence.observe(place)
        doubt = _UNCLEAR if not rules and used else ""
        if rules or doubt or (certain and takes_notifications(path)):
            yield AccessList(
                path, at.line, at.column, at.end_column, tuple(rules), True, doubt or doubt_of(rules), certain
            )


def _matchers(evidence: SettingsFile) -> dict[str, _Matcher]:
    matchers: dict[str, _Matcher] = {}
    for setting in evidence.settings:
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
    matcher: _Matcher, setting: Setting, kind: str, rest: str, evidence: SettingsFile, negated: bool = False
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
        return AccessRule(True, word, union(map(parse, _PRIVATE)), at.line, at.column, at.end_column)
    return rule(True, word, at)


def _place(setting: Setting, evidence: SettingsFile, matchers: dict[str, _Matcher]) -> tuple[str, Setting, bool] | None:
    """The callback's path that a setting names, and whether it is surely the gateway's."""
    circumstances = evidence.file.circumstances
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


def _refused(matcher: _Matcher, setting: Setting, evidence: SettingsFile) -> list[AccessRule]:
    """The rules of a directive that refuses whom the matcher matches."""
    at = evidence.observe(setting)
    everybody = AccessRule(False, "all", EVERYBODY, at.line, at.column, at.end_column)
    if matcher.outside:
        return [*matcher.outside, everybody]
    return [replace(one, allow=False) for one in matcher.inside]
