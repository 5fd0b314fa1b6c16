"""rules/ folders → Rule objects: read strictly, compiled into one small cached file, checks found by name."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pe_audit import __version__, cache
from pe_audit.model import PeAuditError, Precision, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pe_audit.model import Check

_HERE = Path(__file__).parent
_REQUIRED = ("title", "severity", "security_severity", "precision", "looks_at", "why", "fix")
_LISTS = ("references", "cwe", "owasp", "asvs", "pci", "seed", "files")
_KNOWN = {*_REQUIRED, *_LISTS, "triggers", "match", "binary", "dated"}
KINDS = ("text", "settings", "source", "project", "declared", "certificate", "clock", "handshake", "response", "answer")
_FROM_FILES = {"text", "settings", "source", "project", "certificate"}
_BANDS = {
    Severity.CRITICAL: (9.0, 10.0),
    Severity.HIGH: (7.0, 8.9),
    Severity.MEDIUM: (4.0, 6.9),
    Severity.LOW: (0.1, 3.9),
}


class CardError(PeAuditError):
    """A rule.yaml that cannot be a rule: one clear line says which and why."""


def rules_folder() -> Path:
    """Where our own cards are: inside the installed package, or at the top of a checkout."""
    installed = _HERE / "rules"
    return installed if installed.is_dir() else _HERE.parent / "rules"


@lru_cache(maxsize=8)
def load(extra: tuple[Path, ...] = ()) -> tuple[Rule, ...]:
    """All rules, ours and those in the operator's own folders, sorted by id. Raises CardError.

    Cards in the operator's folders may only use `match:`: data, never code.
    """
    rules: dict[str, Rule] = {}
    for folder in (rules_folder(), *extra):
        if not folder.is_dir():
            raise PeAuditError(f"no rules folder {folder}", "give a folder that holds <area>/<problem>/rule.yaml")
        for card in _cards(folder):
            if card["id"] in rules:
                raise CardError(f"{card['id']}: two rules have this id")
            if folder != rules_folder() and card["match"] is None:
                raise CardError(f"{card['id']}: a rule outside pe-audit needs a `match:` block")
            rules[card["id"]] = _rule(card)
    return tuple(rules[id] for id in sorted(rules))


def find(id: str, extra: tuple[Path, ...] = ()) -> Rule:
    """The rule of that id, or PeAuditError naming the nearest ids."""
    rules = load(extra)
    for rule in rules:
        if rule.id == id:
            return rule
    raise unknown_rule(id, rules)


def unknown_rule(id: str, rules: Sequence[Rule]) -> PeAuditError:
    from difflib import get_close_matches

    near = get_close_matches(id, [rule.id for rule in rules], n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "`pe-audit rules list` shows all rules"
    return PeAuditError(f"there is no rule {id!r}", hint)


def named(word: str, rules: Sequence[Rule]) -> frozenset[str]:
    """The ids that a rule's id, an area or `area-*` stands for, or PeAuditError naming the nearest ids."""
    area = word.removesuffix("*").rstrip("-")
    ids = frozenset(rule.id for rule in rules if rule.id == word or rule.area == area)
    if not ids:
        raise unknown_rule(word, rules)
    return ids


@lru_cache(maxsize=256)
def check_of(rule: Rule) -> Check:
    """The detection of a rule: its `match:` block made callable, or checks/<id>.py found by name."""
    if rule.match is not None:
        from pe_audit.match import compile_match

        return compile_match(rule)
    module = import_module(f"pe_audit.checks.{rule.id.replace('-', '_')}")
    return cast("Check", module.check)


def _cards(folder: Path) -> list[dict[str, Any]]:
    """Every card of a folder as plain data, from the cache if none of them changed."""
    sources = [(path, path.read_bytes()) for path in sorted(folder.glob("*/*/rule.yaml"))]
    name = "cards-" + cache.key(
        __version__, *(part for path, raw in sources for part in (str(path), raw)), (_HERE / "catalog.py").read_bytes()
    )
    known = cache.load(name)
    if known is not None:
        return cast("list[dict[str, Any]]", json.loads(known))
    cards = [read_card(path, raw) for path, raw in sources]
    cache.store(name, json.dumps(cards).encode())
    return cards


def read_card(path: Path, raw: bytes) -> dict[str, Any]:
    """One rule.yaml, checked field by field. Raises CardError with one line that says which card and why."""
    import yaml

    area, problem = path.parent.parent.name, path.parent.name
    id = f"{area}-{problem}"
    try:
        card = yaml.load(raw, Loader=yaml.CSafeLoader)  # our own cards or the operator's, never the audited tree's
    except yaml.YAMLError as error:
        raise CardError(f"{id}: rule.yaml is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(card, dict):
        raise CardError(f"{id}: rule.yaml must be a mapping")
    for field in card:
        if field not in _KNOWN:
            raise CardError(f"{id}: unknown field {field!r}")
    for field in _REQUIRED:
        if not card.get(field):
            raise CardError(f"{id}: field {field!r} is missing")
    _check_values(id, card)
    return {**_normal(id, area, path, card), "version": hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest()[:12]}


def _check_values(id: str, card: dict[str, Any]) -> None:
    names = {severity.label for severity in Severity}
    if card["severity"] not in names:
        raise CardError(f"{id}: severity must be one of {', '.join(sorted(names))}")
    low, high = _BANDS[Severity[card["severity"].upper()]]
    if not isinstance(card["security_severity"], (int, float)) or not low <= card["security_severity"] <= high:
        raise CardError(f"{id}: security_severity of a {card['severity']} rule must be between {low} and {high}")
    if card["precision"] not in {precision.label for precision in Precision}:
        raise CardError(f"{id}: precision must be low, medium, high or very-high")
    for field in _LISTS:
        if field in card and not (isinstance(card[field], list) and all(isinstance(x, str) for x in card[field])):
            raise CardError(f"{id}: field {field!r} must be a list of strings")
    kinds = card["looks_at"]
    if not isinstance(kinds, list) or not set(kinds) <= set(KINDS):
        raise CardError(f"{id}: looks_at must be a list out of {', '.join(KINDS)}")
    if set(kinds) & _FROM_FILES and not (card.get("triggers") or card.get("files") or "match" in card):
        raise CardError(f"{id}: a rule that looks at files needs `triggers:` or `files:`")
    python = (_HERE / "checks" / f"{id.replace('-', '_')}.py").is_file()
    if python and "match" in card:
        raise CardError(f"{id}: has both a `match:` block and pe_audit/checks/{id.replace('-', '_')}.py; keep one")
    if not python and "match" not in card:
        raise CardError(f"{id}: needs a `match:` block or pe_audit/checks/{id.replace('-', '_')}.py")


def _normal(id: str, area: str, path: Path, card: dict[str, Any]) -> dict[str, Any]:
    groups = card.get("triggers") or []
    if groups and all(isinstance(group, str) for group in groups):
        groups = [groups]  # one group: any of these
    if not all(isinstance(group, list) and all(isinstance(x, str) for x in group) for group in groups):
        raise CardError(f"{id}: triggers must be a list of patterns, or a list of such lists (all of any)")
    return {
        **{field: card[field] for field in _REQUIRED},
        **{field: card.get(field, []) for field in _LISTS},
        "id": id,
        "area": area,
        "folder": str(path.parent),
        "triggers": groups,
        "match": card.get("match"),
        "binary": bool(card.get("binary", False)),
        "dated": bool(card.get("dated", False)),
    }


def _rule(card: dict[str, Any]) -> Rule:
    fields = {name: tuple(card[name]) for name in (*_LISTS, "looks_at")}
    return Rule(
        id=card["id"],
        area=card["area"],
        title=card["title"],
        severity=Severity[card["severity"].upper()],
        security_severity=float(card["security_severity"]),
        precision=Precision[card["precision"].upper().replace("-", "_")],
        why=card["why"].strip(),
        fix=card["fix"].strip(),
        triggers=tuple(tuple(group) for group in card["triggers"]),
        match=card["match"],
        binary=card["binary"],
        dated=card["dated"],
        folder=card["folder"],
        version=card["version"],
        **fields,
    )
