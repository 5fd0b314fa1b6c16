"""A new rule to fill in: a card and two examples that fail until they say something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.expression import expression
from pe_audit.model import PeAuditError

if TYPE_CHECKING:
    from pathlib import Path

_NAME = expression(r"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")
_CARD = """\
title: Say the problem in half a line, as a heading
severity: medium          # critical, high, medium or low
security_severity: 5.0    # critical 9.0-10.0, high 7.0-8.9, medium 4.0-6.9, low 0.1-3.9
precision: high           # how often a finding is right: very-high, high, medium or low
looks_at: [text]
match:
  text:                   # one pattern on lines of any file; its group, if it has one, is what is reported
    pattern: 'EXAMPLE_SETTING\\s*=\\s*(\\w+)'
    sound: 'safe'         # a subject that matches this whole is sound
    problem: 'Say in one sentence what is wrong here.'
why: >
  Say in two or three plain sentences what a thief, or an outage, makes of it.
fix: >
  Say what to write instead.
references: []
"""
_EXAMPLES = {"bad.env": "REPLACE_ME=unsafe  # pe-audit: expect\n", "good.env": "REPLACE_ME=safe\n"}


def scaffold(name: str, folder: Path) -> list[Path]:
    """Write the files of a rule called AREA/PROBLEM and return them. Raises PeAuditError, never overwrites."""
    if _NAME.fullmatch(name) is None:
        raise PeAuditError(
            f"{name!r} is no AREA/PROBLEM", "lower-case words joined by hyphens, for example webhook/not-idempotent"
        )
    place = folder / name
    if place.exists():
        raise PeAuditError(f"there is a rule {place} already", "choose another name, or edit that one")
    try:
        place.mkdir(parents=True)
        made = []
        for file, text in {"rule.yaml": _CARD, **_EXAMPLES}.items():
            (place / file).write_text(text, encoding="utf-8")
            made.append(place / file)
    except OSError as error:
        raise PeAuditError(f"cannot write {place}: {error.strerror}", "choose another folder with --dir") from error
    return made
