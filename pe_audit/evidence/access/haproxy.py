"""HAProxy: `http-request` and `tcp-request` rules whose conditions ask for the callback's path and the source."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.access.callback import certainty
from pe_audit.evidence.access.rules import AccessList, AccessRule, doubt_of
from pe_audit.evidence.access.words import admitting
from pe_audit.evidence.networks import EVERYBODY, Addresses, union
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting, SettingsFile

_PLACES = ("frontend", "listen", "backend")
_RULE = expression(
    r"(?:(?:connection|content|session)\s+)?(accept|allow|reject|deny|silent-drop|tarpit)\b(.*)", re.DOTALL
)
_CONDITION = expression(r"\s(if|unless)\s+(.+)$", re.DOTALL)
_TERM = expression(r"(!)?\s*(?:\{\s*([^{}]*?)\s*\}|([^\s{}!]+))")
_PATH = expression(r"(?:path|path_beg|path_dir|path_reg|path_sub|url|url_beg|path,\S+)\b")
_UNCLEAR = "a rule asks for more than path and source, which is not followed"


class _Acl(NamedTuple):
    """What a named condition asks: the source's entries, the callback's path (or another one), or something else."""

    kind: str  # src, callback, other path, unknown
    rules: tuple[AccessRule, ...] = ()
    place: Setting | None = None
    certain: bool = False


def lists(evidence: SettingsFile) -> Iterator[AccessList]:
    """One list for each section whose rules restrict the callback's path, or that is called like the callback."""
    sections: dict[str, list[Setting]] = {}
    heads: dict[str, Setting] = {}
    for setting in evidence.settings:
        section, _, _ = setting.key.partition("].")
        if setting.key in _PLACES:
            heads[f"{setting.key}[{setting.value}"] = setting
        elif section.partition("[")[0] in _PLACES:
            sections.setdefault(section, []).append(setting)
    for section, settings in sections.items():
        access = _Section(evidence, settings, heads.get(section)).made()
        if access is not None:
            yield access


class _Section:
    def __init__(self, evidence: SettingsFile, settings: list[Setting], head: Setting | None) -> None:
        self._evidence = evidence
        self._settings = settings
        self._head = head
        self._acls: dict[str, list[_Acl]] = {}
        self._doubt = ""
        self._rules: list[AccessRule] = []
        self._only: tuple[AccessRule, ...] | None = None  # who alone is not refused
        self._path: _Acl | None = None

    def made(self) -> AccessList | None:
        """The section's list, if its rules restrict the callback."""
        for setting in self._settings:
            if setting.name == "acl":
                name, _, rest = setting.value.partition(" ")
                self._acls.setdefault(name, []).append(self._acl(setting, rest, len(name) + 1))
        for setting in self._settings:
            match = _RULE.fullmatch(setting.value) if setting.name in ("http-request", "tcp-request") else None
            if match is not None:
                self._rule(setting, match[1] in ("accept", "allow"), match[2])
        place, certain = (self._path.place, self._path.certain) if self._path else (None, False)
        if place is None and self._head is not None:
            known = certainty(self._head.value, self._evidence.file.circumstances)
            place, certain = (self._head if known is not None else None), bool(known)
        if place is None or not (self._rules or self._only):
            return None
        rules = tuple(self._rules)
        if self._only is not None:
            at = self._evidence.observe(place)
            rules += (*self._only, AccessRule(False, "all", EVERYBODY, at.line, at.column, at.end_column))
        if not any(rule.allow for rule in rules):
            return None
        at = self._evidence.observe(place)
        return AccessList(
            place.value, at.line, at.column, at.end_column, rules, True, self._doubt or doubt_of(rules), certain
        )

    def _acl(self, setting: Setting, text: str, start: int) -> _Acl:
        circumstances = self._evidence.file.circumstances
        if re.match(r"src(?:,\S+)?\s", text):
            words = [one for one in admitting(setting, self._evidence, start) if one.text != "src"]
            if any(one.text.startswith("-") and one.text not in ("-n", "--") for one in words):
                words = [AccessRule(True, "$file", None, one.line, one.column, one.end_column) for one in words[:1]]
            return _Acl("src", tuple(one for one in words if not one.text.startswith("-")))
        if _PATH.match(text):
            values = [word for word in text.split()[1:] if not word.startswith("-")]
            path = circumstances.declared.callback_path
            if path:
                ours = any(len(value) > 1 and path.startswith(value) for value in values)
                return _Acl("callback" if ours else "other path", place=setting, certain=True)
            known = certainty(" ".join(values), circumstances)
            return _Acl("other path" if known is None else "callback", place=setting, certain=bool(known))
        return _Acl("unknown")

    def _rule(self, setting: Setting, allow: bool, rest: str) -> None:
        condition = _CONDITION.search(f" {rest}")
        alternatives = re.split(r"\s(?:or|\|\|)\s", condition[2]) if condition else [""]
        if condition is not None and condition[1] == "unless":
            if len(alternatives) > 1:
                self._doubt = _UNCLEAR
                return
            terms = [self._term(setting, *term) for term in self._terms(alternatives[0])]
            for acl, negated in terms:
                self._apply(setting, allow, [(acl, not negated)])
            return
        for alternative in alternatives:
            self._apply(setting, allow, [self._term(setting, *term) for term in self._terms(alternative)])

    def _terms(self, text: str) -> Iterator[tuple[bool, str, str]]:
        for match in _TERM.finditer(text):
            yield bool(match[1]), match[2] or "", match[3] or ""

    def _term(self, setting: Setting, negated: bool, inline: str, name: str) -> tuple[list[_Acl], bool]:
        if inline:
            offset = setting.value.find(inline)
            return [self._acl(setting._replace(value=setting.value[: offset + len(inline)]), inline, offset)], negated
        return self._acls.get(name, [_Acl("unknown")]), negated

    def _apply(self, setting: Setting, allow: bool, terms: list[tuple[list[_Acl], bool]]) -> None:
        """One conjunction: what it says of a notification to the callback."""
        inside: tuple[AccessRule, ...] | None = None
        outside: tuple[AccessRule, ...] | None = None
        for acls, negated in terms:
            kinds = {acl.kind for acl in acls}
            if kinds == {"src"}:
                entries = tuple(one for acl in acls for one in acl.rules)
                inside, outside = (inside, entries) if negated else (entries, outside)
            elif "callback" in kinds:
                if negated:
                    return
                self._path = self._path or next(acl for acl in acls if acl.kind == "callback")
            elif kinds == {"other path"}:
                if not negated:
                    return
            else:
                self._doubt = _UNCLEAR if (inside or outside or self._path) else self._doubt
                return
        if inside is not None and outside is None:
            self._rules += [replace(one, allow=allow) for one in inside]
        elif outside is not None and inside is None and not allow:
            if self._only is not None and _all(self._only) != _all(outside):
                self._doubt = _UNCLEAR
            self._only = self._only or outside
        elif inside is not None or outside is not None:
            self._doubt = _UNCLEAR
        elif not allow:
            at = self._evidence.observe(setting)
            self._rules.append(AccessRule(False, "all", EVERYBODY, at.line, at.column, at.end_column))


def _all(rules: tuple[AccessRule, ...]) -> Addresses:
    return union(rule.addresses or Addresses() for rule in rules)
