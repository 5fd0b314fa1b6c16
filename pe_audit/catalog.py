"""rules/ folders → Rule objects: read strictly, compiled into one small cached file, checks found by name."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pe_audit import __version__, cache
from pe_audit.card import CardError, check_patterns, read_card, rule_of
from pe_audit.model import PeAuditError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pe_audit.model import Check, Rule

_HERE = Path(__file__).parent


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
        for card in _cards(folder):
            if card["id"] in rules:
                raise CardError(f"{card['id']}: two rules have this id")
            rules[card["id"]] = _allowed(rule_of(card), own=folder == rules_folder())
    return tuple(rules[id] for id in sorted(rules))


def read(path: Path, *, own: bool) -> Rule:
    """The rule of one rule.yaml, read anew. `own`: it may have a Python check. Raises CardError."""
    from pe_audit import gateways

    rule = _allowed(rule_of(read_card(path, path.read_bytes())), own=own)
    check_patterns(rule, gateways.load())
    return rule


def _allowed(rule: Rule, *, own: bool) -> Rule:
    if not own and rule.match is None:
        raise CardError(f"{rule.id}: a rule outside pe-audit needs a `match:` block")
    return rule


def find(id: str, extra: tuple[Path, ...] = ()) -> Rule:
    """The rule of that id, or PeAuditError naming the nearest ids."""
    rules = load(extra)
    for rule in rules:
        if rule.id == id:
            return rule
    raise unknown_rule(id, rules)


def unknown_rule(id: str, rules: Sequence[Rule]) -> PeAuditError:
    from difflib import get_close_matches

    near = get_close_matches(id, [rule.id for rule in rules], n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else "`pe-audit rules list` shows all rules"
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
    from pe_audit import gateways

    sources = [(path, path.read_bytes()) for path in card_files(folder)]
    strictness = (_HERE / "card.py").read_bytes()
    name = "cards-" + cache.key(__version__, strictness, *(part for path, raw in sources for part in (str(path), raw)))
    known = cache.load(name)
    if known is not None:
        return cast("list[dict[str, Any]]", json.loads(known))
    cards = [read_card(path, raw) for path, raw in sources]
    for card in cards:
        check_patterns(rule_of(card), gateways.load())
    cache.store(name, json.dumps(cards).encode())
    return cards


def card_files(folder: Path) -> list[Path]:
    """The cards of a rules folder, sorted. Raises PeAuditError if it is none."""
    if not folder.is_dir():
        raise PeAuditError(f"there is no folder {str(folder)!r}", "give one that holds AREA/PROBLEM/rule.yaml")
    return sorted(folder.glob("*/*/rule.yaml"))
