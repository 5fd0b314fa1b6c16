"""Evidence × rules → findings and verdicts. The only place that decides an outcome."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from pe_audit.evidence.credential import mask
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.fingerprint import line_hash
from pe_audit.formats import format_of
from pe_audit.languages import language_of
from pe_audit.model import Excerpt, Finding, Location, Outcome, RelatedLocation, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pe_audit.evidence.text import File
    from pe_audit.model import Deployment, Observed, Rule, Severity, Unreached


def judge_file(
    observations: Iterable[tuple[Rule, Observed]],
    files: Mapping[str, File],
    prefix: str,
    severities: Mapping[str, Severity],
) -> list[Finding]:
    """The findings among what was observed. Excerpts are masked here, once, with every secret any rule saw.

    `files` holds each file an observation or its related places lie in; `prefix` leads from the repository's top
    to the audited folder, so that a fingerprint is the same whichever folder is audited.
    """
    subjects = _distinct(observations)
    problems = [(rule, seen) for rule, seen in subjects if seen.problem is not None]
    if not problems:
        return []
    secrets = tuple(sorted({secret for _, seen in subjects for secret in seen.secrets}, key=len, reverse=True))
    ordinals: Counter[tuple[str, str, str]] = Counter()
    lines: dict[tuple[str, int], str] = {}  # masking a line costs more than all the rest of a finding
    findings = []
    for rule, seen in problems:
        file = files[seen.uri]
        if (seen.uri, seen.line) not in lines:
            lines[seen.uri, seen.line] = mask(file.line(seen.line), secrets)
        line = lines[seen.uri, seen.line]
        identity = seen.identity or "".join(line.split())
        ordinals[rule.id, seen.uri, identity] += 1
        findings.append(
            Finding(
                rule=rule,
                location=_location(file, seen.line, seen.column, seen.end_column),
                message=mask(seen.problem or "", secrets),
                severity=severities.get(rule.id, rule.severity),
                precision=min(rule.precision, seen.precision or rule.precision),
                fingerprint=_fingerprint(rule.id, prefix + seen.uri, identity, ordinals[rule.id, seen.uri, identity]),
                line_hash=line_hash(file, seen.line),
                excerpt=None if file.is_binary or not file.data else Excerpt(seen.line, (line,)),
                related=_related(seen, files, secrets),
                deployment=_deployment(file, seen),
            )
        )
    return findings


def _related(seen: Observed, files: Mapping[str, File], secrets: tuple[str, ...]) -> tuple[RelatedLocation, ...]:
    return tuple(
        RelatedLocation(
            _location(files[place.uri or seen.uri], place.line, place.column, place.end_column),
            mask(place.message, secrets),
        )
        for place in seen.related
    )


def verdicts(
    rules: Sequence[Rule],
    observed: Mapping[str, tuple[int, int, Sequence[str]]],
    unreached: Sequence[Unreached],
    crashes: Mapping[str, Sequence[str]],
) -> list[Verdict]:
    """One verdict a rule. `observed`: rule id → subjects, findings, reasons why a subject stayed undecided."""
    return [_verdict(rule, *observed.get(rule.id, (0, 0, ())), unreached, crashes.get(rule.id, ())) for rule in rules]


def _verdict(
    rule: Rule,
    subjects: int,
    findings: int,
    undecided: Sequence[str],
    unreached: Sequence[Unreached],
    crashes: Sequence[str],
) -> Verdict:
    blind = [
        f"{lost.uri}: {lost.reason}"
        for lost in unreached
        if lost.looks_at in rule.looks_at or (lost.looks_at == "file" and _FROM_FILES & set(rule.looks_at))
    ]
    reasons = (*crashes, *undecided, *blind)
    if findings:
        outcome = Outcome.FAIL
    elif reasons:
        outcome = Outcome.OPEN
    else:
        outcome = Outcome.PASS if subjects else Outcome.NOT_APPLICABLE
    return Verdict(rule, outcome, subjects, findings, reasons)


_FROM_FILES = frozenset({"text", "settings", "source", "project", "certificate"})


def _distinct(observations: Iterable[tuple[Rule, Observed]]) -> list[tuple[Rule, Observed]]:
    """In order of place; one a rule, line and column, for a rule may see one place through two kinds of evidence."""
    ordered = sorted(observations, key=lambda pair: (pair[1].uri, pair[1].line, pair[1].column, pair[0].id))
    places: set[tuple[str, str, int, int]] = set()
    kept = []
    for rule, seen in ordered:
        place = (rule.id, seen.uri, seen.line, seen.column)
        if seen.problem is None or place not in places:
            kept.append((rule, seen))
            if seen.problem is not None:
                places.add(place)
    return kept


def _deployment(file: File, seen: Observed) -> Deployment | None:
    """Where a problem in settings or source takes effect, if that is known."""
    if format_of(file.uri) is None and language_of(file.uri) is None:
        return None
    deployment = seen.deployment or deployment_of(file)
    return deployment if deployment.environment is not Environment.UNKNOWN else None


def _location(file: File, line: int, column: int, end_column: int) -> Location:
    text = file.line(line)
    return Location(file.uri, line, _utf16(text, column), _utf16(text, end_column))


def _utf16(text: str, column: int) -> int:
    """A column in code points turned into one in UTF-16 code units (both from 1)."""
    return len(text[: column - 1].encode("utf-16-le", "surrogatepass")) // 2 + 1


def _fingerprint(rule: str, path: str, identity: str, ordinal: int) -> str:
    raw = "\0".join((rule, path, identity, str(ordinal))).encode("utf-8", "surrogatepass")
    return hashlib.sha256(raw).hexdigest()[:32]
