"""The audit as JSON, by the published schema (schema/report.schema.json)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pe_audit import __version__

if TYPE_CHECKING:
    from pe_audit.model import Audit, Finding, Verdict

VERSION = 1


def render(audit: Audit) -> str:
    report = {
        "version": VERSION,
        "tool": {"name": "pe-audit", "version": __version__},
        "files": audit.files,
        "findings": [_finding(finding) for finding in audit.findings],
        "verdicts": [_verdict(verdict) for verdict in audit.verdicts],
        "unreached": [{"looks_at": lost.looks_at, "path": lost.uri, "reason": lost.reason} for lost in audit.unreached],
        "skipped": dict(audit.skipped),
        "suppressed": audit.suppressed,
        "baselined": audit.baselined,
    }
    return json.dumps(report, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "path": finding.location.uri,
        "line": finding.location.line,
        "column": finding.location.column,
        "end_column": finding.location.end_column,
        "severity": finding.severity.label,
        "precision": finding.precision.label,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "related": [
            {
                "path": place.location.uri,
                "line": place.location.line,
                "column": place.location.column,
                "end_column": place.location.end_column,
                "message": place.message,
            }
            for place in finding.related
        ],
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "rule": verdict.rule.id,
        "outcome": verdict.outcome.value,
        "subjects": verdict.subjects,
        "findings": verdict.findings,
        "reasons": list(verdict.reasons),
    }
