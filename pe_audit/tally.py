"""What one thread, or the whole run, has seen so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from pe_audit.collect.files import Skips

if TYPE_CHECKING:
    from pe_audit.evidence import Evidence
    from pe_audit.model import Finding, Unreached

T = TypeVar("T")


@dataclass(slots=True)
class Tally:
    """What one thread, or the whole run, has seen so far."""

    findings: list[Finding] = field(default_factory=list)
    unreached: list[Unreached] = field(default_factory=list)
    subjects: dict[str, int] = field(default_factory=dict)
    undecided: dict[str, list[str]] = field(default_factory=dict)
    crashes: dict[str, list[str]] = field(default_factory=dict)
    for_projects: dict[str, list[Evidence]] = field(default_factory=dict)
    skips: Skips = field(default_factory=lambda: Skips({}))
    uris: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    suppressed: int = 0
    crashed: bool = False

    def add(self, other: Tally) -> None:
        self.findings += other.findings
        self.unreached += other.unreached
        self.uris += other.uris
        self.missed += other.missed
        self.notes += other.notes
        self.suppressed += other.suppressed
        self.crashed = self.crashed or other.crashed
        for rule, count in other.subjects.items():
            self.subjects[rule] = self.subjects.get(rule, 0) + count
        for reason, count in other.skips.counts.items():
            self.skips.counts[reason] = self.skips.counts.get(reason, 0) + count
        _extend(self.undecided, other.undecided)
        _extend(self.crashes, other.crashes)
        _extend(self.for_projects, other.for_projects)


def _extend(mine: dict[str, list[T]], theirs: dict[str, list[T]]) -> None:
    for rule, items in theirs.items():
        mine.setdefault(rule, []).extend(items)
