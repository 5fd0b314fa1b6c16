"""One rule.yaml → one Rule: read strictly, so that a mistake is one clear line and never a rule that sees nothing."""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pe_audit.model import PeAuditError, Precision, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pe_audit.evidence.circumstances import Gateway

_CHECKS = Path(__file__).parent / "checks"
_WORDS = ("title", "severity", "precision", "why", "fix")
REQUIRED = ("title", "severity", "security_severity", "precision", "looks_at", "why", "fix")
_LISTS = ("references", "cwe", "owasp", "asvs", "pci", "seed", "files")
KNOWN = {*REQUIRED, *_LISTS, "triggers", "match", "binary", "dated", "absence"}
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
        if field not in KNOWN:
            raise CardError(f"{id}: unknown field {field!r}")
    for field in REQUIRED:
        if not card.get(field):
            raise CardError(f"{id}: field {field!r} is missing")
    _check_values(id, card)
    return {**_normal(id, area, path, card), "version": hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest()[:12]}


def _check_values(id: str, card: dict[str, Any]) -> None:
    for field in _WORDS:
        if not isinstance(card[field], str):
            raise CardError(f"{id}: field {field!r} must be text")
    names = [severity.label for severity in reversed(Severity)]
    if card["severity"] not in names:
        raise CardError(f"{id}: severity must be one of {', '.join(names)}")
    low, high = _BANDS[Severity[card["severity"].upper()]]
    if not isinstance(card["security_severity"], (int, float)) or not low <= card["security_severity"] <= high:
        raise CardError(f"{id}: security_severity of a {card['severity']} rule must be between {low} and {high}")
    if card["precision"] not in {precision.label for precision in Precision}:
        raise CardError(f"{id}: precision must be low, medium, high or very-high")
    for field in _LISTS:
        if not _is_list_of_text(card.get(field, [])):
            raise CardError(f"{id}: field {field!r} must be a list of text")
    for field in ("binary", "dated", "absence"):
        if not isinstance(card.get(field, False), bool):
            raise CardError(f"{id}: field {field!r} must be true or false")
    _check_detection(id, card)


def _check_detection(id: str, card: dict[str, Any]) -> None:
    kinds = card["looks_at"]
    if not _is_list_of_text(kinds) or not set(kinds) <= set(KINDS):
        raise CardError(f"{id}: looks_at must be a list out of {', '.join(KINDS)}")
    module = f"pe_audit/checks/{id.replace('-', '_')}.py"
    python = (_CHECKS.parent.parent / module).is_file()
    if python and "match" in card:
        raise CardError(f"{id}: has both a `match:` block and {module}; keep one")
    if not python and "match" not in card:
        raise CardError(f"{id}: needs a `match:` block or {module}")
    if "match" in card:
        _check_match(id, card["match"])
    routed = card.get("triggers") or card.get("files") or "text" in card.get("match", ())
    if set(kinds) & _FROM_FILES and not routed:
        raise CardError(f"{id}: a rule that looks at files needs `triggers:` or `files:`")


def _check_match(id: str, match: Any) -> None:
    """The block has one kind, and the fields that the kind's module names in FIELDS (name: required)."""
    from pe_audit.match import KINDS as MATCHES

    if not isinstance(match, dict) or len(match) != 1 or next(iter(match)) not in MATCHES:
        raise CardError(f"{id}: match must have one key out of {', '.join(MATCHES)}")
    ((kind, block),) = match.items()
    fields = import_module(f"pe_audit.match.{kind}").FIELDS
    if not isinstance(block, dict):
        raise CardError(f"{id}: match.{kind} must be a mapping")
    for field in block:
        if field not in fields:
            raise CardError(f"{id}: match.{kind} has no field {field!r}; it has {', '.join(fields)}")
    for field, required in fields.items():
        if required and block.get(field) in (None, "", [], {}):
            raise CardError(f"{id}: match.{kind} needs a field {field!r}")


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def check_patterns(rule: Rule, gateways: Iterable[Gateway]) -> None:
    """Raise CardError for the first pattern of the rule that Hyperscan does not take."""
    import hyperscan

    from pe_audit.route import fill, patterns_of

    for group in patterns_of(rule):
        for pattern in group:
            try:
                hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK).compile([fill(pattern, gateways).encode()])
            except KeyError as error:
                raise CardError(f"{rule.id}: pattern {pattern!r}: {error.args[0]}") from error
            except hyperscan.error as error:
                raise CardError(f"{rule.id}: pattern {pattern!r} does not compile: {error.args[0]}") from error


def _normal(id: str, area: str, path: Path, card: dict[str, Any]) -> dict[str, Any]:
    groups = card.get("triggers") or []
    if _is_list_of_text(groups):
        groups = [groups] if groups else []  # one group: any of these
    if not isinstance(groups, list) or not all(_is_list_of_text(group) for group in groups):
        raise CardError(f"{id}: triggers must be a list of patterns, or a list of such lists (all of any)")
    return {
        **{field: card[field] for field in REQUIRED},
        **{field: card.get(field, []) for field in _LISTS},
        "id": id,
        "area": area,
        "folder": str(path.parent),
        "triggers": groups,
        "match": card.get("match"),
        "binary": bool(card.get("binary", False)),
        "dated": bool(card.get("dated", False)),
        "absence": bool(card.get("absence", False)),
    }


def rule_of(card: dict[str, Any]) -> Rule:
    """The Rule of a card that read_card made."""
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
        absence=card["absence"],
        folder=card["folder"],
        version=card["version"],
        **fields,
    )
