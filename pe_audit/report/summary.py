"""How an audit ends for people: what was found, what is sound, and what nobody looked at."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pe_audit.expression import expression
from pe_audit.model import Outcome, Severity
from pe_audit.report.paint import paint
from pe_audit.report.place import LIVE
from pe_audit.report.printable import printable, wrapped
from pe_audit.report.unchecked import undecided

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from pe_audit.model import Audit
    from pe_audit.report.look import Look

_LISTED = 10  # more than this many places of a kind are counted; the JSON report has them all
_FILE = expression(r".+?(?=:\d+: |: )", re.DOTALL)
_BY_USER = "by configuration"
_OUTCOMES = (
    (Outcome.FAIL, "failed"),
    (Outcome.OPEN, "open"),
    (Outcome.REVIEW, "to review"),
    (Outcome.PASS, "passed"),
    (Outcome.NOT_APPLICABLE, "with nothing to look at"),
)


def summary(audit: Audit, look: Look, path: Callable[[str], str]) -> Iterator[str]:
    """The closing lines of the report; `path` leads to a reported file from where the user stands."""
    yield _counts(audit, look)
    yield from wrapped(_outcomes(audit), look.width)
    yield from _not_checked(audit, look, path)
    sentences = list(_left_out(audit))
    if sentences:
        yield ""
    for sentence in sentences:
        yield from (paint(line, "quiet", look.color) for line in wrapped(sentence, look.width))


def _counts(audit: Audit, look: Look) -> str:
    files = _plural(audit.files, "file")
    if not audit.findings:
        what = "sound" if audit.files and not audit.crashed else "heading"
        return paint(f"No findings in {files}.", what, look.color)
    counts = Counter(finding.severity for finding in audit.findings)
    parts = [
        paint(f"{counts[severity]} {severity.label}", severity.label, look.color)
        for severity in sorted(Severity, reverse=True)
        if counts[severity]
    ]
    total = paint(_plural(len(audit.findings), "finding"), "heading", look.color)
    return f"{total} in {files}: {', '.join(parts)}."


def _outcomes(audit: Audit) -> str:
    counts = Counter(verdict.outcome for verdict in audit.verdicts)
    parts = [f"{counts[outcome]} {word}" for outcome, word in _OUTCOMES if counts[outcome]]
    return f"{_plural(len(audit.verdicts), 'rule')}: {', '.join(parts)}." if parts else "No rules."


def _not_checked(audit: Audit, look: Look, path: Callable[[str], str]) -> Iterator[str]:
    """What could not be read, then what each rule could not decide for a reason of its own."""
    unread = [f"{_here(f'{item.uri}: ', {item.looks_at}, path)}{item.reason}" for item in audit.unreached]
    open_rules = undecided(audit)
    if not unread and not open_rules:
        return
    yield ""
    yield paint("Not checked", "heading", look.color)
    if unread:
        yield from _list("could not be read", unread, look)
    for rule, reasons in open_rules:
        yield from _list(rule.id, [_here(reason, rule.looks_at, path) for reason in reasons], look)


def _here(text: str, looks_at: Collection[str], path: Callable[[str], str]) -> str:
    """A reason with the file that it starts with as seen from where the user stands."""
    found = None if LIVE.issuperset(looks_at) else _FILE.match(text)
    return path(found[0]) + text[found.end() :] if found else text


def _list(title: str, items: Sequence[str], look: Look) -> Iterator[str]:
    yield f"  {title}:"
    for item in items[:_LISTED]:
        first, *rest = wrapped(printable(item), look.width - 6)
        yield f"    {first}"
        yield from (f"      {line}" for line in rest)
    if len(items) > _LISTED:
        yield f"    and {len(items) - _LISTED} more: `--format json` lists them all"


def _left_out(audit: Audit) -> Iterator[str]:
    """What was left out on purpose: by us with the way to change it, and by the user."""
    ours = [f"{count:,} {reason}" for reason, count in audit.skipped.items() if reason != _BY_USER]
    if ours:
        yield f"Skipped: {', '.join(ours)} (to read them: `paths: scan:` in pe-audit.yaml)."
    if _BY_USER in audit.skipped:
        yield f"Skipped: {audit.skipped[_BY_USER]:,} {_BY_USER} (`paths: skip:` in pe-audit.yaml)."
    if audit.suppressed:
        yield f"Ignored: {_plural(audit.suppressed, 'finding')}, by comment or by pe-audit.yaml."
    if audit.baselined:
        yield f"In the baseline: {_plural(audit.baselined, 'finding')}."


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
