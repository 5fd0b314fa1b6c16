"""One multi-pattern pass over a file's bytes: which rules have any business with it.

Every trigger and every text pattern of every rule stands in one Hyperscan database. A rule sees a file when each
of its trigger groups has a hit, or when the file's name is one of its `files`. Rules that look at text also get
the byte offsets where their patterns ended; Hyperscan knows no groups and reports all ends, so checks confirm
around the hit with RE2.
"""

from __future__ import annotations

import re
from fnmatch import translate
from typing import TYPE_CHECKING, Any

import hyperscan

from pe_audit import cache
from pe_audit.expression import expression
from pe_audit.formats import format_of
from pe_audit.languages import holds_settings, language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pe_audit.evidence.circumstances import Gateway
    from pe_audit.model import Rule

_ENDING = expression(r"\*\.\w+")
_WILD = expression(r"[*?]|\[[^\]]*\]")
_NOBODY: set[int] = set()
_PLACEHOLDER = expression(r"\$\{(\w+)\}")


class Router:
    """The compiled database and the way from its hits to rules. Share one; take one `scanner()` a thread."""

    def __init__(self, rules: Sequence[Rule], gateways: Sequence[Gateway]) -> None:
        self.rules = tuple(rules)
        patterns: dict[str, int] = {}
        groups: list[tuple[frozenset[int], ...]] = []
        located: set[int] = set()
        for rule in self.rules:
            numbers = [
                frozenset(patterns.setdefault(fill(pattern, gateways), len(patterns)) for pattern in group)
                for group in patterns_of(rule)
            ]
            groups.append(tuple(numbers))
            if "text" in rule.looks_at:
                located.update(*numbers)
        self._groups = groups
        self._names = _Names([rule.files for rule in self.rules])
        self._asking: dict[int, list[int]] = {}  # pattern → the rules whose first group it is in
        for index, first in enumerate(group[:1] for group in groups):
            for number in frozenset().union(*first):
                self._asking.setdefault(number, []).append(index)
        self._needs = [_Needs(rule) for rule in self.rules]
        self._patterns = list(patterns)
        self._flags = [0 if n in located else hyperscan.HS_FLAG_SINGLEMATCH for n in range(len(patterns))]
        self._database = self._compiled()

    def _compiled(self) -> Any:
        mode = hyperscan.HS_MODE_BLOCK
        name = "patterns-" + cache.key(repr(self._patterns), repr(self._flags))
        known = cache.load(name)
        if known is not None:
            try:
                return hyperscan.loadb(known, mode)
            except hyperscan.error:
                pass
        database = hyperscan.Database(mode=mode)
        if self._patterns:
            database.compile(
                [pattern.encode() for pattern in self._patterns],
                ids=list(range(len(self._patterns))),
                elements=len(self._patterns),
                flags=self._flags,
            )
            cache.store(name, hyperscan.dumpb(database))
        return database

    def scanner(self) -> Scanner:
        """A scanner for one thread."""
        return Scanner(self)


class Scanner:
    """One thread's scratch space."""

    def __init__(self, router: Router) -> None:
        self._router = router
        self._database = router._database
        self._scratch = hyperscan.Scratch(self._database) if router._patterns else None

    def route(self, uri: str, data: bytes) -> list[tuple[Rule, tuple[int, ...]]]:
        """The rules that may speak about this file, each with the sorted end offsets of its patterns' hits."""
        hits: list[tuple[int, int]] = []
        if self._scratch is not None:  # rules that look at no file bring no pattern
            self._database.scan(data, match_event_handler=_collect, context=hits, scratch=self._scratch)
        router = self._router
        named = router._names.of(uri)
        if not hits and not named:
            return []
        seen: dict[int, list[int]] = {}
        for number, end in hits:
            seen.setdefault(number, []).append(end)
        candidates = {index for number in seen for index in router._asking.get(number, ())} | named
        chosen = []
        for index in sorted(candidates):
            groups = router._groups[index]
            matched = bool(groups) and all(not group.isdisjoint(seen) for group in groups)
            if (matched or index in named) and router._needs[index].met_by(uri):
                ends = {end for group in groups for number in group if number in seen for end in seen[number]}
                chosen.append((router.rules[index], tuple(sorted(ends))))
        return chosen


class _Names:
    """Which rules ask for a file by its name. Asked of every file, so no pattern is tried in vain."""

    def __init__(self, globs_of_rules: Sequence[Sequence[str]]) -> None:
        rules_of: dict[str, set[int]] = {}
        for index, globs in enumerate(globs_of_rules):
            for glob in globs:
                rules_of.setdefault(glob.lower(), set()).add(index)
        self._by_ending: dict[str, set[int]] = {}
        self._by_name: dict[str, set[int]] = {}
        self._others: list[tuple[str, re.Pattern[str], set[int]]] = []
        for glob, indexes in rules_of.items():
            if _ENDING.fullmatch(glob):
                self._by_ending[glob[2:]] = indexes
            elif "/" not in glob and not _WILD.search(glob):
                self._by_name[glob] = indexes
            else:
                needed = max(_WILD.split(glob), key=len)
                self._others.append((needed, re.compile(f"(?:.*/)?(?:{translate(glob)})"), indexes))

    def of(self, uri: str) -> set[int]:
        """The numbers of the rules one of whose globs describes the path, wholly or by its last parts."""
        lower = uri.lower()
        _, dot, ending = lower.rpartition(".")
        found = self._by_ending.get(ending, _NOBODY) if dot else _NOBODY
        found = found | self._by_name.get(lower.rpartition("/")[2], _NOBODY)
        for needed, pattern, indexes in self._others:
            if needed in lower and pattern.match(lower):
                found = found | indexes
        return found


class _Needs:
    """Whether a file's name promises evidence of a kind that the rule looks at."""

    def __init__(self, rule: Rule) -> None:
        self._any = bool({"text", "certificate"} & set(rule.looks_at))
        self._settings = bool({"settings", "project"} & set(rule.looks_at))
        self._source = bool({"source", "project"} & set(rule.looks_at))
        self._project = "project" in rule.looks_at

    def met_by(self, uri: str) -> bool:
        return (
            self._any
            or (self._source and language_of(uri) is not None)
            or (self._project and is_read_as_text(uri))
            or (self._settings and (format_of(uri) is not None or holds_settings(uri)))
        )


def is_read_as_text(uri: str) -> bool:
    """Whether rules on the whole project get a file as text: Visual Basic, which no grammar here reads."""
    return uri.lower().endswith(".vb")


def _collect(number: int, _start: int, end: int, _flags: int, hits: list[tuple[int, int]]) -> None:
    hits.append((number, end))


def patterns_of(rule: Rule) -> tuple[tuple[str, ...], ...]:
    """All patterns a rule brings to the database: its trigger groups, or its `match: text` pattern."""
    if rule.match is not None and "text" in rule.match:
        return (*rule.triggers, (rule.match["text"]["pattern"],))
    return rule.triggers


def fill(pattern: str, gateways: Iterable[Gateway]) -> str:
    """`${name}` in a pattern replaced by what the gateway profiles say: no gateway constant stands in a card."""

    def words(match: re.Match[str]) -> str:
        values = sorted({word for gateway in gateways for word in _words_of(gateway, match[1])})
        return "(?:" + "|".join(_literal(value) for value in values) + ")"

    return _PLACEHOLDER.sub(words, pattern)


def _literal(value: str) -> str:
    return re.sub(r"([^\w\s-])", r"\\\1", value)


def _words_of(gateway: Gateway, name: str) -> Iterable[str]:
    if name == "domain":
        return (gateway.domain,)
    if name == "hosts":
        return (host for hosts in gateway.hosts.values() for host in hosts)
    if name == "signature_headers":
        return (version["signature_header"] for version in gateway.protocols.values())
    if name == "headers":  # PE-Signature, and PE_Signature for HTTP_PE_SIGNATURE
        fields = ("signature_header", "timestamp_header", "version_header")
        known = [version[field] for version in gateway.protocols.values() for field in fields if version[field]]
        return (*known, *(header.replace("-", "_") for header in known))
    if name == "names":
        return tuple(gateway.credentials["names"])
    if name == "dates":
        headers = (version["timestamp_header"] for version in gateway.protocols.values())
        return (*filter(None, headers), *filter(None, [gateway.request.get("date")]))
    if name == "zones":
        return tuple(gateway.request.get("zones", ()))
    if name == "fields":
        return tuple(gateway.notification["fields"])
    raise KeyError(f"no gateway field for ${{{name}}}")
