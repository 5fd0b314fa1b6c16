"""The audit as JSON, by the published schema (schema/report.schema.json)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pe_audit import __version__
from pe_audit.report.data import environment, to_json

if TYPE_CHECKING:
    from pe_audit.model import Audit, Finding, Location, Verdict

VERSION = 1


def render(audit: Audit) -> str:
    """The report, ending in a newline."""
    return to_json(
        {
            "version": VERSION,
            "tool": {"name": "pe-audit", "version": __version__},
            "prefix": audit.prefix,
            "files": audit.files,
            "findings": [_finding(finding) for finding in audit.findings],
            "verdicts": [_verdict(verdict) for verdict in audit.verdicts],
            "unreached": [
                {"looks_at": lost.looks_at, "path": lost.uri, "reason": lost.reason} for lost in audit.unreached
            ],
            "skipped": dict(sorted(audit.skipped.items())),
            "suppressed": audit.suppressed,
            "baselined": audit.baselined,
            "crashed": audit.crashed,
            "notes": list(audit.notes),
        }
    )


def _finding(finding: Finding) -> dict[str, Any]:
    deployment = finding.deployment
    return {
        "rule": finding.rule.id,
        **_place(finding.location),
        "severity": finding.severity.label,
        "precision": finding.precision.label,
        "title": finding.rule.title,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "related": [{**_place(place.location), "message": place.message} for place in finding.related],
        **({"environment": environment(deployment)} if deployment is not None else {}),
    }


def _place(location: Location) -> dict[str, Any]:
    return {
        "path": location.uri,
        "line": location.line,
        "column": location.column,
        "end_column": location.end_column,
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "rule": verdict.rule.id,
        "rule_version": verdict.rule.version,
        "outcome": verdict.outcome.value,
        "subjects": verdict.subjects,
        "findings": verdict.findings,
        "reasons": list(verdict.reasons),
    }
