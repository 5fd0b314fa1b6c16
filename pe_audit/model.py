"""What every room of the house speaks of: severities, outcomes, places, observations, findings, verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class PeAuditError(Exception):
    """A problem the user can mend: printed as `error: … / help: …`, exit code 2."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help


class NotAuditable(PeAuditError):
    """The audit that was asked for cannot be done at all: exit code 3."""


class Severity(IntEnum):
    """How bad it is if the finding is right. Bands as GitHub draws them from `security_severity`."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def label(self) -> str:
        return self.name.lower()


class Precision(IntEnum):
    """How often a finding of this kind is right; the words are CodeQL's."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    VERY_HIGH = 4

    @property
    def label(self) -> str:
        return self.name.lower().replace("_", "-")


class Outcome(Enum):
    """What a rule's verdict can be; SARIF 2.1.0's own words for `result.kind` (§3.27.9)."""

    FAIL = "fail"
    OPEN = "open"
    REVIEW = "review"
    PASS = "pass"
    NOT_APPLICABLE = "notApplicable"


class Environment(Enum):
    """Where a file takes effect. `SANDBOX`: any rehearsal (staging, UAT, the gateway's sandbox). `EXAMPLE`: nowhere."""

    LIVE = "live"
    SANDBOX = "sandbox"
    DEVELOPMENT = "development"
    TEST = "test"
    EXAMPLE = "example"
    UNKNOWN = "unknown"


class Deployment(NamedTuple):
    """The environment of a file or a setting and the reason for thinking so, as half a sentence: "its name says …".

    `may_vary`: it is a base file, and a variant beside it would have the last word.
    """

    environment: Environment
    reason: str
    may_vary: bool = False

    @property
    def may_be_live(self) -> bool:
        return self.environment in (Environment.LIVE, Environment.UNKNOWN)

    @property
    def matters(self) -> bool:
        """Whether others than its developer meet it: live, perhaps live, or a rehearsal with the gateway."""
        return self.may_be_live or self.environment is Environment.SANDBOX


class Related(NamedTuple):
    """A second place that explains a finding. Line and columns as in `Observed`; empty `uri` = the same file."""

    line: int
    column: int
    end_column: int
    message: str
    uri: str = ""


class Observed(NamedTuple):
    """ONE subject a check looked at: sound (`problem` is None), a problem, or `undecided`.

    `line` counts from 1; `column` from 1 in code points of the decoded line, `end_column` exclusive.
    `identity` tells this finding from others of the rule in the file when lines move: a key, a host, a
    function's name. It is never a line number and never a secret. `secrets` are values that no output may show.
    `deployment` is where the subject takes effect, if that is known better than from its file.
    """

    line: int
    column: int
    end_column: int
    problem: str | None = None
    undecided: str | None = None
    identity: str = ""
    secrets: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    precision: Precision | None = None
    uri: str = ""
    deployment: Deployment | None = None


class Unreached(NamedTuple):
    """Something that could not be looked at, and why. `looks_at` is the kind of evidence lost ("file" = every kind)."""

    looks_at: str
    uri: str
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One card of the catalogue: prose and metadata from rule.yaml, detection from `match:` or a Python check.

    `version` is a short hash of the card: it tells a changed rule from a changed tree.
    """

    id: str
    area: str
    title: str
    severity: Severity
    security_severity: float
    precision: Precision
    looks_at: tuple[str, ...]
    why: str
    fix: str
    triggers: tuple[tuple[str, ...], ...] = ()
    files: tuple[str, ...] = ()
    match: Mapping[str, Any] | None = None
    binary: bool = False
    dated: bool = False  # its findings come with time, so no baseline keeps them away
    absence: bool = False  # its problems are what stands nowhere in the tree, so part of it decides nothing
    references: tuple[str, ...] = ()
    cwe: tuple[str, ...] = ()
    owasp: tuple[str, ...] = ()
    asvs: tuple[str, ...] = ()
    pci: tuple[str, ...] = ()
    seed: tuple[str, ...] = ()
    folder: str = ""
    version: str = ""


class Location(NamedTuple):
    """Where a finding is. Columns count UTF-16 code units from 1, end exclusive, as SARIF and LSP want them."""

    uri: str
    line: int
    column: int
    end_column: int


class RelatedLocation(NamedTuple):
    location: Location
    message: str


class Excerpt(NamedTuple):
    """The lines around a finding with every known secret masked: all that a report ever sees of the source."""

    first_line: int
    lines: tuple[str, ...]


class Finding(NamedTuple):
    """A problem as reported. `fingerprint` survives line moves; `line_hash` is GitHub's primaryLocationLineHash.

    `deployment`: where it takes effect, None where that is not known.
    """

    rule: Rule
    location: Location
    message: str
    severity: Severity
    precision: Precision
    fingerprint: str
    line_hash: str = ""
    excerpt: Excerpt | None = None
    related: tuple[RelatedLocation, ...] = ()
    deployment: Deployment | None = None


class Verdict(NamedTuple):
    """What can be said of one rule after the audit: never `pass` without a subject, never `pass` with a blind spot."""

    rule: Rule
    outcome: Outcome
    subjects: int
    findings: int
    reasons: tuple[str, ...] = ()


class Audit(NamedTuple):
    """One run, complete: what the reports render. `prefix` leads from the repository's top to the audited folder.

    `missed`: files that the user named and that could not be read. `notes`: sentences on ignores that do not hold.
    """

    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]
    unreached: tuple[Unreached, ...]
    files: int
    skipped: Mapping[str, int] = MappingProxyType({})
    suppressed: int = 0
    baselined: int = 0
    crashed: bool = False
    missed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    root: str = "."
    prefix: str = ""


if TYPE_CHECKING:
    from pe_audit.evidence import Evidence

    Check = Callable[[Evidence], Iterator[Observed]]
