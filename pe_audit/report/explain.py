"""A rule explained: why it matters, what it looks like wrong and right, and how to mute it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.report.paint import paint
from pe_audit.report.printable import printable, wrapped
from pe_audit.report.samples import shown_samples

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pe_audit.model import Rule
    from pe_audit.report.look import Look
    from pe_audit.report.samples import Sample

_PROSE_WIDTH = 100
_STANDARDS = (("cwe", ""), ("owasp", "OWASP "), ("asvs", "ASVS "), ("pci", "PCI DSS "))


def render(rule: Rule, look: Look) -> str:
    """The explanation, ending in a newline; highlighted if `look` has colour."""
    return "\n".join(_Explanation(rule, look).lines()) + "\n"


class _Explanation:
    def __init__(self, rule: Rule, look: Look) -> None:
        self.rule = rule
        self.look = look

    def lines(self) -> Iterator[str]:
        rule = self.rule
        yield self.paint(rule.id, rule.severity.label)
        yield from (self.paint(line, "heading") for line in wrapped(rule.title, self.look.width))
        facts = [f"severity {rule.severity.label}", f"precision {rule.precision.label}"]
        yield self.paint(f"{', '.join(facts)}; looks at {', '.join(rule.looks_at)}", "quiet")
        yield from self.section("Why", self.prose(rule.why))
        bad, good = shown_samples(rule)
        for title, samples in (("Bad", bad), ("Good", good)):
            for sample in samples:
                yield from self.section(f"{title} ({sample.name})", self.code(sample))
        yield from self.section("Fix", self.prose(rule.fix))
        yield from self.section("References", [f"  {printable(link)}" for link in rule.references])
        yield from self.section("Standards", self.prose(", ".join(_standards(rule))))
        yield from self.section("How to mute", _muting(rule))

    def section(self, title: str, lines: Sequence[str]) -> Iterator[str]:
        if lines:
            yield ""
            yield self.paint(title, "heading")
            yield from lines

    def prose(self, text: str) -> list[str]:
        return [f"  {line}" for line in wrapped(text, min(self.look.width, _PROSE_WIDTH) - 2)] if text else []

    def code(self, sample: Sample) -> list[str]:
        """The sample with a mark before each line that the rule reports."""
        lines = _highlighted(sample) if self.look.color else [printable(line) for line in sample.code.split("\n")]
        mark = self.paint(">", self.rule.severity.label)
        return [f"{mark if number in sample.marked else ' '} {line}" for number, line in enumerate(lines, 1)]

    def paint(self, text: str, what: str) -> str:
        return paint(text, what, self.look.color)


def _highlighted(sample: Sample) -> list[str]:
    """The sample's lines coloured by rich, which picks colours that both dark and light terminals show."""
    from io import StringIO

    from rich.console import Console
    from rich.syntax import Syntax

    lines = [printable(line) for line in sample.code.split("\n")]
    syntax = Syntax("", sample.language, theme="ansi_dark", background_color="default")
    console = Console(
        file=StringIO(), force_terminal=True, color_system="standard", no_color=False, width=10_000, highlight=False
    )
    text = syntax.highlight("\n".join(lines))
    with console.capture() as capture:
        console.print(text, soft_wrap=True, end="")
    shown = capture.get().split("\n")
    return shown[: len(lines)]


def _standards(rule: Rule) -> list[str]:
    return [lead + item for field, lead in _STANDARDS for item in getattr(rule, field)]


def _muting(rule: Rule) -> list[str]:
    return [
        "  One line, on it or alone above it, in the comment style of the file:",
        f"    # pe-audit: ignore[{rule.id}] why it is fine here",
        "  Some files, in pe-audit.yaml:",
        "    ignore:",
        f"      - rule: {rule.id}",
        '        path: "tests/"',
        "        reason: why it is fine here",
        "  Everywhere, in pe-audit.yaml:",
        "    rules:",
        f"      {rule.id}: off",
        "  What is known today, until it is mended:",
        "    pe-audit baseline create",
        "    baseline: .pe-audit-baseline.json   # then this line in pe-audit.yaml",
    ]
