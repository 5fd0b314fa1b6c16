"""Findings somebody took responsibility for: `pe-audit: ignore[rule] reason` in code, `ignore:` in pe-audit.yaml."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pe_audit.evidence.text import File
    from pe_audit.model import Finding
    from pe_audit.options import Mute, Options

# A comment leader of any language we read, then the words: nothing inside a string counts.
_INLINE = re.compile(
    r"(?:#|//|/\*|<!--|--|;|\*|'|\{#|\{\{--|<%--|@\*|%)\s*pe-audit:\s*ignore\[(?P<rules>[\w\-, ]+)\](?P<rest>.*)"
)
_UNTIL = re.compile(r"\buntil=(\d{4}-\d{2}-\d{2})\b")


def is_ignored(finding: Finding, files: Mapping[str, File], now: datetime) -> bool:
    """Whether a comment on the finding's line, or alone on the line above, takes it out of the report."""
    file = files[finding.location.uri]
    line = finding.location.line
    if _names(file.line(line), finding.rule.id, now):
        return True
    above = file.line(line - 1).strip() if line > 1 else ""
    match = _INLINE.search(above)
    return match is not None and match.start() == 0 and _names(above, finding.rule.id, now)


def _names(line: str, rule: str, now: datetime) -> bool:
    match = _INLINE.search(line)
    if match is None or rule not in {word.strip() for word in match["rules"].split(",")}:
        return False
    until = _UNTIL.search(match["rest"])
    try:
        return until is None or now.date() <= date.fromisoformat(until[1])
    except ValueError:  # no such day: the ignore does not hold
        return False


def not_muted(findings: Sequence[Finding], options: Options) -> list[Finding]:
    """The findings that no `ignore:` entry of pe-audit.yaml covers."""
    today = (options.now or datetime.now().astimezone()).date()
    mutes = [mute for mute in options.config.mutes if mute.until is None or today <= mute.until]
    if not mutes or not findings:
        return list(findings)
    from pathspec import GitIgnoreSpec

    specs = [(mute, GitIgnoreSpec.from_lines([mute.path])) for mute in mutes]
    return [finding for finding in findings if not any(_covers(mute, spec, finding) for mute, spec in specs)]


def _covers(mute: Mute, spec: object, finding: Finding) -> bool:
    if mute.rule not in (finding.rule.id, finding.rule.area):
        return False
    return bool(spec.match_file(finding.location.uri))  # type: ignore[attr-defined]
