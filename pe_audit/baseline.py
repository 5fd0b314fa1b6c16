"""Findings known and put off: a sorted JSON file, one line a finding, no secret and no line number in it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from pe_audit.model import PeAuditError
from pe_audit.output import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pe_audit.model import Audit, Finding

NAME = ".pe-audit-baseline.json"
VERSION = 1
_MAX_BYTES = 50_000_000


def create(path: Path, audit: Audit) -> int:
    """Make `path` the baseline of all that was found; returns how many findings it holds."""
    return _write(path, (_row(finding) for finding in audit.findings if not finding.rule.dated))


def update(path: Path, audit: Audit) -> tuple[int, int]:
    """Drop from the baseline what is no longer there; returns how many findings it holds now, and how many it lost.

    New findings are not taken in. What lies in a file that could not be read this time stays.
    """
    rows = _rows(path)
    there = {finding.fingerprint for finding in audit.findings}
    lost = {unreached.uri for unreached in audit.unreached}
    kept = [row for row in rows if row["fingerprint"] in there or row["path"] in lost]
    return _write(path, (json.dumps(row) for row in kept)), len(rows) - len(kept)


def not_in(findings: Sequence[Finding], path: Path) -> list[Finding]:
    """The findings that the baseline does not know. Raises PeAuditError if it cannot be read."""
    known = {row["fingerprint"] for row in _rows(path)}
    return [finding for finding in findings if finding.rule.dated or finding.fingerprint not in known]


def _row(finding: Finding) -> str:
    return json.dumps({"rule": finding.rule.id, "path": finding.location.uri, "fingerprint": finding.fingerprint})


def _write(path: Path, rows: Iterable[str]) -> int:
    ordered = sorted(set(rows))
    body = "".join(f"\n    {row}," for row in ordered).removesuffix(",")
    write(path, f'{{\n  "version": {VERSION},\n  "findings": [{body}\n  ]\n}}\n'.encode())
    return len(ordered)


def _rows(path: Path) -> list[dict[str, str]]:
    from pe_audit.collect.files import Listed, read

    anew = "make it anew with `pe-audit baseline create`"
    if not os.path.lexists(path):
        raise PeAuditError(f"there is no baseline {path}", "make one with `pe-audit baseline create`")
    data = read(Listed(path.name, str(path)), _MAX_BYTES)
    if isinstance(data, str):
        raise PeAuditError(f"the baseline {path} is {data}", anew)
    try:
        record = json.loads(data)
        if record["version"] != VERSION:
            message = f"{path} is a baseline of version {record['version']!r}, this pe-audit reads version {VERSION}"
            raise PeAuditError(message, anew)
        rows: list[dict[str, str]] = record["findings"]
        if not all(isinstance(value, str) for row in rows for value in (row["fingerprint"], row["path"])):
            raise TypeError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PeAuditError(f"{path} is not a baseline", anew) from error
    return rows
