"""The audit as SARIF 2.1.0, in the subset that GitHub, GitLab and DefectDojo all read as it is meant.

Only failures are results, since GitHub takes every result for an alert, whatever its `kind` or `suppressions`.
What could not be checked is a notification: `executionSuccessful: false` would make GitHub refuse the whole file.
"""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pe_audit import __version__
from pe_audit.report.data import environment, to_json
from pe_audit.report.place import LIVE
from pe_audit.report.sarif_rules import LEVELS, descriptor, taxonomy, weakness_ids
from pe_audit.report.unchecked import undecided

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.model import Audit, Finding, Location

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_MAX_MESSAGE = 1900  # characters; GitLab drops a result with more than 2,048
_MAX_PLACES = 100  # GitHub keeps no more


def render(audit: Audit) -> str:
    """The report, ending in a newline."""
    severities = {finding.rule.id: finding.severity for finding in audit.findings}
    by_id = {rule.id: rule for rule in [verdict.rule for verdict in audit.verdicts] + [f.rule for f in audit.findings]}
    rules = [by_id[id] for id in sorted(by_id)]
    weaknesses = weakness_ids(rules)
    run = {
        "tool": {
            "driver": {
                "name": "pe-audit",
                "version": __version__,
                "semanticVersion": __version__,
                "supportedTaxonomies": [{"name": "CWE", "index": 0}],
                "rules": [descriptor(rule, severities.get(rule.id, rule.severity), weaknesses) for rule in rules],
            }
        },
        "taxonomies": [taxonomy(weaknesses)],
        "automationDetails": {"id": f"pe-audit/{audit.prefix}"},
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The top of the repository."}}},
        "invocations": [
            {
                "executionSuccessful": not audit.crashed,
                "toolExecutionNotifications": list(_notifications(audit)),
            }
        ],
        "results": list(_results(audit, {rule.id: index for index, rule in enumerate(rules)})),
    }
    return to_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _results(audit: Audit, index: dict[str, int]) -> Iterator[dict[str, Any]]:
    """One result a rule and line: GitHub would take two for one, for its fingerprint knows only the line."""

    def line_of(finding: Finding) -> tuple[str, int, str]:
        return finding.location.uri, finding.location.line, finding.rule.id

    def place_of(finding: Finding) -> tuple[str, int, str, int, str]:
        return *line_of(finding), finding.location.column, finding.fingerprint

    for _, same in groupby(sorted(audit.findings, key=place_of), key=line_of):
        first, *others = same
        yield {
            "ruleId": first.rule.id,
            "ruleIndex": index[first.rule.id],
            "level": LEVELS[first.severity],
            "message": {"text": _message(first, others)},
            "locations": [{"physicalLocation": _physical(audit, first.location)}],
            "relatedLocations": [
                {
                    "id": number,
                    "physicalLocation": _physical(audit, location),
                    "message": {"text": _plain(message)},
                }
                for number, (location, message) in enumerate(islice(_related(first, others), _MAX_PLACES), 1)
            ],
            "partialFingerprints": {"primaryLocationLineHash": first.line_hash, "peAudit/v1": first.fingerprint},
            "properties": {"precision": first.precision.label, **_environment(first)},
        }


def _environment(finding: Finding) -> dict[str, Any]:
    return {"environment": environment(finding.deployment)} if finding.deployment is not None else {}


def _message(first: Finding, others: list[Finding]) -> str:
    """The message, its first sentence first: that is an alert's title; then those of its neighbours on the line."""
    text = _plain(first.message or first.rule.title)[:_MAX_MESSAGE]
    for number, other in enumerate(others):
        more = _plain(f" Also in column {other.location.column}: {other.message}")
        if len(text) + len(more) > _MAX_MESSAGE:
            return f"{text} And {len(others) - number} more on this line."
        text += more
    return text


def _plain(text: str) -> str:
    """The text as SARIF reads it: `[words](target)` would be a link."""
    return text.replace("[", "\\[").replace("]", "\\]") if "](" in text else text


def _related(first: Finding, others: list[Finding]) -> Iterator[tuple[Location, str]]:
    for other in others:
        yield other.location, other.message or other.rule.title
    for finding in (first, *others):
        for place in finding.related:
            yield place.location, place.message


def _physical(audit: Audit, location: Location) -> dict[str, Any]:
    return {
        **_artifact(audit, location.uri),
        "region": {
            "startLine": location.line,
            "startColumn": location.column,
            "endLine": location.line,
            "endColumn": location.end_column,
        },
    }


def _artifact(audit: Audit, uri: str) -> dict[str, Any]:
    path = "" if uri == "." else uri
    return {"artifactLocation": {"uri": _quoted(audit.prefix + path), "uriBaseId": _ROOT}}


def _quoted(path: str) -> str:
    """A path as a relative URI: its very bytes, percent-encoded."""
    try:
        raw = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a surrogate pair in a Windows name
        raw = path.encode("utf-8", "surrogatepass")
    return quote(raw, safe="/~!$&'()*+,;=@")


def _notifications(audit: Audit) -> Iterator[dict[str, Any]]:
    for lost in audit.unreached:
        notice: dict[str, Any] = {
            "level": "warning",
            "message": {"text": _plain(f"Not checked: {lost.uri}: {lost.reason}")},
        }
        if lost.looks_at not in LIVE:
            notice["locations"] = [{"physicalLocation": _artifact(audit, lost.uri)}]
        yield notice
    for rule, reasons in undecided(audit):
        for reason in reasons:
            yield {
                "level": "warning",
                "message": {"text": _plain(f"Open: {rule.id}: {reason}")},
                "associatedRule": {"id": rule.id},
            }
    for note in audit.notes:
        yield {"level": "note", "message": {"text": _plain(note)}}
