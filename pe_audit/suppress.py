"""Findings somebody took responsibility for: `pe-audit: ignore[rule] reason` in code, `ignore:` in pe-audit.yaml."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone
from typing import TYPE_CHECKING

from pe_audit import catalog
from pe_audit.expression import expression
from pe_audit.model import PeAuditError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pe_audit.evidence.text import File
    from pe_audit.model import Finding
    from pe_audit.options import Mute, Options

# The comment leaders of every language and format we read; `--` also ends those of Blade, Handlebars and XML.
_LEADER = r"#|//-?|/\*|<!--|--|;|\*|'|%|!|::|\b(?:REM|Rem|rem|dnl)\b"
_INLINE = expression(rf"(?:^|(?<=[%\s;,(){{}}\[\]<>=/*\-@\"'`#!]))(?:{_LEADER})\s*pe-audit:\s*ignore\[([^\[\]]*)\](.*)")
_UNTIL = expression(r"\buntil=(\S+)")
_WORD = expression(r"\w")


def ignored(finding: Finding, files: Mapping[str, File], now: datetime) -> tuple[bool, str]:
    """Whether a comment on the finding's line, or alone on the line above, takes it out; if not, why it fails to."""
    file = files[finding.location.uri]
    line = finding.location.line
    if b"pe-audit:" not in file.data:  # the pattern is slow on a minified line with a thousand findings
        return False, ""
    here = _INLINE.search(file.line(line))
    above = _alone(file.line(line - 1)) if line > 1 else None
    reasons = []
    for match, number in ((here, line), (above, line - 1)):
        if match is None:
            continue
        reason = _why_not(finding, match, now)
        if reason is None:
            return True, ""
        if reason:
            reasons.append(f"{finding.location.uri}:{number}: {reason}")
    return False, "; ".join(reasons)


def _alone(line: str) -> re.Match[str] | None:
    """An ignore with nothing before it but what opens a comment: `{{--`, `<%--`, `{#`."""
    match = _INLINE.search(line)
    return match if match is not None and not line[: match.start()].strip(" \t<{%@!/-*#") else None


def _why_not(finding: Finding, match: re.Match[str], now: datetime) -> str | None:
    """None if the comment covers the finding, "" if it speaks of other rules, else why it does not hold."""
    words = [word.strip() for word in match[1].split(",")]
    if not any(_stands_for(word, finding) for word in words):
        return next(_unknown(words), "")
    until = _UNTIL.search(match[2])
    if until is not None:
        end = _day(until[1])
        if end is None:
            return f"this ignore does not hold: {until[1][:12]!r} is no date, write until=YYYY-MM-DD"
        if end < now.astimezone(timezone.utc).date():
            return f"this ignore ended on {end}"
    if _WORD.search(_UNTIL.sub("", match[2])) is None:
        return "this ignore does not hold: say why, `pe-audit: ignore[rule] reason`"
    return None


def _stands_for(word: str, finding: Finding) -> bool:
    return word == finding.rule.id or word.removesuffix("*").rstrip("-") == finding.rule.area


def _unknown(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        try:
            catalog.named(word, catalog.load())
        except PeAuditError as error:
            yield f"this ignore does not hold: {error.message}; {error.help}"


def _day(text: str) -> date | None:
    found = re.match(r"\d{4}-\d{2}-\d{2}", text)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def not_muted(findings: Sequence[Finding], options: Options) -> list[Finding]:
    """The findings that no `ignore:` entry of pe-audit.yaml covers today."""
    today = _today(options)
    mutes = [mute for mute in options.config.mutes if mute.until is None or today <= mute.until]
    if not mutes or not findings:
        return list(findings)
    from pe_audit.patterns import path_test

    tests = [(mute.rules, path_test([mute.path])) for mute in mutes]
    return [
        finding
        for finding in findings
        if not any(
            finding.rule.id in rules and test is not None and test(finding.location.uri) for rules, test in tests
        )
    ]


def ended(options: Options) -> list[str]:
    """A sentence for each `ignore:` entry whose last day is over."""
    today = _today(options)
    return [_ended(options.config.uri, mute) for mute in options.config.mutes if mute.until and mute.until < today]


def _ended(uri: str, mute: Mute) -> str:
    return f"{uri}:{mute.line}: this ignore ended on {mute.until}"


def _today(options: Options) -> date:
    return (options.now or datetime.now(timezone.utc)).astimezone(timezone.utc).date()
