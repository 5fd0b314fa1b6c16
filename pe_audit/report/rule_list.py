"""The catalogue, as a table for people or as JSON with everything a card says."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from pe_audit import __version__
from pe_audit.report.data import to_json
from pe_audit.report.paint import paint
from pe_audit.report.printable import cells, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pe_audit.model import Rule
    from pe_audit.report.look import Look

VERSION = 1
_SEVERITY = len("critical")
_MIN_TITLE = 24


def render(rules: Sequence[Rule], format: str, look: Look) -> str:
    """The rules in `text` or `json`, ending in a newline."""
    if format == "json":
        tool = {"name": "pe-audit", "version": __version__}
        return to_json({"version": VERSION, "tool": tool, "rules": [_card(rule) for rule in rules]})
    return "".join(f"{line}\n" for line in _table(rules, look))


def _table(rules: Sequence[Rule], look: Look) -> Iterator[str]:
    widest = max((cells(rule.id) for rule in rules), default=0)
    lead = 2 + widest + 2 + _SEVERITY + 2
    for area, members in groupby(sorted(rules, key=lambda rule: (rule.area, rule.id)), key=lambda rule: rule.area):
        yield paint(area, "heading", look.color)
        for rule in members:
            first, *rest = wrapped(rule.title, max(look.width - lead, _MIN_TITLE))
            severity = paint(f"{rule.severity.label:<{_SEVERITY}}", rule.severity.label, look.color)
            yield f"  {rule.id:<{widest}}  {severity}  {first}"
            yield from (" " * lead + line for line in rest)
        yield ""
    yield f"{len(rules)} rules. `pe-audit explain RULE` shows why, bad and good code, and how to mute."


def _card(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "area": rule.area,
        "version": rule.version,
        "title": rule.title,
        "severity": rule.severity.label,
        "security_severity": rule.security_severity,
        "precision": rule.precision.label,
        "looks_at": list(rule.looks_at),
        "why": rule.why,
        "fix": rule.fix,
        "references": list(rule.references),
        "cwe": list(rule.cwe),
        "owasp": list(rule.owasp),
        "asvs": list(rule.asvs),
        "pci": list(rule.pci),
        "seed": list(rule.seed),
        "dated": rule.dated,
    }
