"""The audit for people, in the terminal: each finding with its line of source, then what was and was not checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.expression import expression
from pe_audit.model import Precision
from pe_audit.report.excerpt import cropped
from pe_audit.report.look import PLAIN
from pe_audit.report.paint import paint
from pe_audit.report.place import LIVE, paths_from_here
from pe_audit.report.printable import cells, for_build_log, printable, wrapped
from pe_audit.report.summary import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.model import Audit, Excerpt, Finding, Rule
    from pe_audit.report.look import Look

_PROSE_WIDTH = 100  # longer lines of prose are hard to read, however wide the terminal
_SENTENCE = expression(r".*?[.!?](?=\s|$)", re.DOTALL)


def render(audit: Audit, look: Look = PLAIN) -> str:
    """The report, ending in a newline; empty if there is nothing to say and `look` is quiet."""
    drawing = _Drawing(audit, look)
    lines = drawing.one_line_each() if look.quiet else [*drawing.findings(), *summary(audit, look, drawing.path)]
    return for_build_log("".join(f"{line}\n" for line in lines))


class _Drawing:
    """The findings of one audit as lines; `path` leads to a file from where the user stands."""

    def __init__(self, audit: Audit, look: Look) -> None:
        self.audit = audit
        self.look = look
        self.path = paths_from_here(audit.root)

    def one_line_each(self) -> Iterator[str]:
        for finding in self.audit.findings:
            label = f"{finding.severity.label}[{finding.rule.id}]"
            painted = self.paint(label, finding.severity.label)
            yield f"{self.place(finding)}: {painted} {printable(finding.message)}"

    def findings(self) -> Iterator[str]:
        """Every finding, in the audit's order (by file); the first of a rule in a file also says why and what to do."""
        explained: set[tuple[str, str]] = set()
        for finding in self.audit.findings:
            yield from self.headline(finding)
            gutter = len(str(finding.location.line)) + 1
            notes: list[str] = []
            if finding.excerpt is None or _is_live(finding):
                notes += self.note("seen", finding.message, gutter)
            else:
                yield from self.source(finding, finding.excerpt, gutter)
            notes += self.related(finding, gutter)
            if finding.deployment is not None:
                where = f"{finding.deployment.environment.value}: {finding.deployment.reason}"
                notes += self.note("where", where, gutter)
            subject = (finding.rule.id, finding.location.uri)
            if subject not in explained:
                notes += self.advice(finding.rule, gutter)
                explained.add(subject)
            if notes:
                yield self.paint(f"{'|':>{gutter + 1}}", "frame")
            yield from notes
            yield ""

    def headline(self, finding: Finding) -> Iterator[str]:
        kind = f"{finding.severity.label}[{finding.rule.id}]:"
        first, *rest = wrapped(f"{kind} {finding.rule.title}", self.look.width - 2)
        yield self.paint(kind, finding.severity.label) + self.paint(first[len(kind) :], "rule")
        yield from (self.paint(f"  {line}", "rule") for line in rest)
        gutter = len(str(finding.location.line)) + 1
        doubt = f"  ({finding.precision.label} precision)" if finding.precision < Precision.HIGH else ""
        arrow = self.paint(f"{'-->':>{gutter + 2}}", "frame")
        yield f"{arrow} {self.place(finding)}{self.paint(doubt, 'quiet')}"

    def source(self, finding: Finding, excerpt: Excerpt, gutter: int) -> Iterator[str]:
        """The finding's line with marks under its span, and the message beside or below them."""
        location = finding.location
        line = excerpt.lines[location.line - excerpt.first_line]
        room = self.look.width - gutter - 3
        shown = cropped(line, location.column, location.end_column, room)
        bar = self.paint(f"{'|':>{gutter + 1}}", "frame")
        yield bar
        yield f"{self.paint(f'{location.line:>{gutter - 1}} |', 'frame')} {shown.text}"
        marks = "^" * min(shown.length, room - shown.offset)
        message = printable(finding.message)
        beside = shown.offset + len(marks) + 1 + cells(message) <= room
        marked = marks + (f" {message}" if beside else "")
        yield f"{bar} {' ' * shown.offset}{self.paint(marked, finding.severity.label)}"
        if not beside:
            lines = wrapped(message, min(room, _PROSE_WIDTH))
            yield from (f"{bar} {self.paint(line, finding.severity.label)}" for line in lines)

    def related(self, finding: Finding, gutter: int) -> Iterator[str]:
        for related in finding.related:
            location = related.location
            where = f"{self.path(location.uri)}:{location.line}:{location.column}"
            yield from self.note("also", f"{where} {related.message}", gutter)

    def advice(self, rule: Rule, gutter: int) -> Iterator[str]:
        yield from self.note("why", _first_sentence(rule.why), gutter)
        yield from self.note("fix", _first_sentence(rule.fix), gutter)
        yield from self.note("more", f"pe-audit explain {rule.id}", gutter)

    def note(self, label: str, text: str, gutter: int) -> Iterator[str]:
        lead = f"{'=':>{gutter + 1}} {label}: "
        first, *rest = wrapped(text, min(self.look.width, _PROSE_WIDTH) - len(lead))
        yield self.paint(lead[: gutter + 1], "frame") + self.paint(lead[gutter + 1 :], "heading") + first
        yield from (" " * len(lead) + line for line in rest)

    def place(self, finding: Finding) -> str:
        location = finding.location
        if _is_live(finding):
            return printable(location.uri)
        return f"{self.path(location.uri)}:{location.line}:{location.column}"

    def paint(self, text: str, what: str) -> str:
        return paint(text, what, self.look.color)


def _is_live(finding: Finding) -> bool:
    return LIVE.issuperset(finding.rule.looks_at)


def _first_sentence(text: str) -> str:
    found = _SENTENCE.match(text)
    return found[0] if found else text
