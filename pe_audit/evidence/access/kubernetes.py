"""Kubernetes: network policies, source ranges of an Ingress, Traefik's and Istio's lists; Traefik's own files too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.access.callback import certainty, takes_notifications
from pe_audit.evidence.access.rules import AccessList, AccessRule, addresses_of, doubt_of
from pe_audit.evidence.access.words import words_of
from pe_audit.evidence.networks import EVERYBODY
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pe_audit.evidence.settings import Setting, SettingsFile
    from pe_audit.model import Observed

_RANGES = expression(r"metadata\.annotations\..*(?:whitelist|allowlist)-source-range$|.*\.ipwhitelist-sourcerange$")
_POLICY = expression(r"spec\.ingress\.\d+\.from\.\d+\.ipBlock\.(cidr|except\.\d+)$")
_TRAEFIK = expression(r"(?i)(?:spec|http\.middlewares\.([^.]+))\.ip(?:allow|white)list\.sourcerange\.\d+$")
_LABEL = expression(r"(?i)traefik\.http\.middlewares\.([^.]+)\.ip(?:allow|white)list\.sourcerange(?:=|$)")
_ISTIO = expression(r"spec\.rules\.\d+\.from\.\d+\.source\.(not)?(?:[iI]p|[rR]emoteIp)Blocks\.\d+$")
_NAMES = expression(
    r"metadata\.name$|spec\.podSelector\.matchLabels\.|spec\.selector\.matchLabels\."
    r"|spec\.rules\.\d+\.(?:host|http\.paths\.\d+\.path)$|spec\.rules\.\d+\.to\.\d+\.operation\.paths\.\d+$"
)


def lists(evidence: SettingsFile) -> Iterator[AccessList]:
    """One list for each object that is called like the callback, or serves its path."""
    for settings in _documents(evidence.settings):
        named = [setting.value for setting in settings if _NAMES.match(setting.key)]
        kind = next((setting.value for setting in settings if setting.key == "kind"), "")
        for name, rules, place in _found(kind, settings, evidence):
            certain = _certainty([*named, name], kind, evidence)
            if certain is None or not (rules or place):
                continue
            at = evidence.observe(place) if place is not None else rules[0]
            name = name or " ".join(named[:1])
            yield AccessList(name, at.line, at.column, at.end_column, tuple(rules), not rules, doubt_of(rules), certain)


def _documents(settings: Iterable[Setting]) -> Iterator[list[Setting]]:
    """The documents of a file, told apart by a word at the top that comes again."""
    document: list[Setting] = []
    seen: set[str] = set()
    last = ""
    for setting in settings:
        word = setting.key.partition(".")[0]
        if word != last and word in seen:
            yield document
            document, seen = [], set()
        seen.add(word)
        last = word
        document.append(setting)
    yield document


def _certainty(names: list[str], kind: str, evidence: SettingsFile) -> bool | None:
    circumstances = evidence.file.circumstances
    path = circumstances.declared.callback_path
    if path and kind == "Ingress" and any(len(name) > 1 and path.startswith(name.rstrip("*")) for name in names):
        return True
    return certainty(" ".join(names), circumstances)


def _found(
    kind: str, settings: list[Setting], evidence: SettingsFile
) -> Iterator[tuple[str, list[AccessRule], Setting | None]]:
    """The lists of one document: a name if it has its own, the entries, and where it stands if not at the first."""
    if kind == "NetworkPolicy":
        yield "", _policy(settings, evidence), None
    elif kind == "AuthorizationPolicy":
        yield "", _istio(settings, evidence), None
    elif kind == "Ingress":
        ranges = [setting for setting in settings if _RANGES.match(setting.key)]
        rules = [_entry(True, word, at) for setting in ranges for word, at in words_of(setting, evidence)]
        paths = (setting for setting in settings if setting.key.endswith(".path"))
        open_path = next((one for one in paths if takes_notifications(one.value)), None)
        yield "", rules, open_path if not rules else None
    else:
        yield from ((name, rules, None) for name, rules in _traefik(settings, evidence).items())


def _policy(settings: list[Setting], evidence: SettingsFile) -> list[AccessRule]:
    """Blocks of addresses, each without its exceptions."""
    rules: list[AccessRule] = []
    for setting in settings:
        match = _POLICY.match(setting.key)
        if match is None:
            continue
        entry = _entry(True, setting.value, evidence.observe(setting))
        if match[1] == "cidr":
            rules.append(entry)
        elif rules and rules[-1].addresses is not None and entry.addresses is not None:
            whole = rules.pop()
            kept = (whole.addresses or EVERYBODY) - entry.addresses
            rules.append(AccessRule(True, whole.text, kept, whole.line, whole.column, whole.end_column))
    return rules


def _istio(settings: list[Setting], evidence: SettingsFile) -> list[AccessRule]:
    """Istio's blocks: those of ALLOW admit, those of DENY or with `not` shut out before."""
    action = next((setting.value for setting in settings if setting.key == "spec.action"), "ALLOW")
    admits: list[AccessRule] = []
    refuses: list[AccessRule] = []
    for setting in settings:
        match = _ISTIO.match(setting.key)
        if match is None:
            continue
        inside = (action == "ALLOW") != bool(match[1])
        (admits if inside else refuses).append(_entry(inside, setting.value, evidence.observe(setting)))
    return [*refuses, *admits] if admits else []


def _traefik(settings: list[Setting], evidence: SettingsFile) -> dict[str, list[AccessRule]]:
    """Traefik's middlewares by name, from its files, its custom resources and the labels of containers."""
    found: dict[str, list[AccessRule]] = {}
    for setting in settings:
        match, label = _TRAEFIK.search(setting.key), _LABEL.search(setting.key) or _LABEL.match(setting.value)
        if match is not None:
            found.setdefault(match[1] or "", []).append(_entry(True, setting.value, evidence.observe(setting)))
        elif label is not None:
            start = setting.value.find("=") + 1 if _LABEL.match(setting.value) else 0
            entries = [_entry(True, word, at) for word, at in words_of(setting, evidence, start)]
            found.setdefault(label[1], []).extend(entries)
    return found


def _entry(allow: bool, text: str, at: Observed) -> AccessRule:
    addresses = addresses_of(text)
    shown = text if addresses is not None or "$" in text or "{" in text else f"${{{text}}}"
    return AccessRule(allow, shown, addresses, at.line, at.column, at.end_column)
