"""Findings known and put off: a sorted JSON file, one line a finding, no secret and no line number in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pe_audit.model import PeAuditError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pe_audit.model import Finding

VERSION = 1
_MAX_BYTES = 50_000_000


def write(path: Path, findings: Sequence[Finding]) -> None:
    """Make `path` the baseline of these findings: new ones added, gone ones dropped."""
    rows = sorted(
        json.dumps({"rule": f.rule.id, "path": f.location.uri, "fingerprint": f.fingerprint}) for f in findings
    )
    body = "".join(f"\n    {row}," for row in rows).removesuffix(",")
    path.write_text(f'{{\n  "version": {VERSION},\n  "findings": [{body}\n  ]\n}}\n', encoding="utf-8")


def not_in(findings: Sequence[Finding], path: Path) -> list[Finding]:
    """The findings that the baseline does not know. Raises PeAuditError if it cannot be read."""
    known = _fingerprints(path)
    return [finding for finding in findings if finding.fingerprint not in known]


def _fingerprints(path: Path) -> frozenset[str]:
    try:
        if not path.is_file() or path.stat().st_size > _MAX_BYTES:
            raise PeAuditError(f"no baseline {path}", f"make one with `pe-audit baseline create {path}`")
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["version"] != VERSION:
            raise PeAuditError(
                f"{path} is a baseline of version {record['version']}, this pe-audit reads version {VERSION}",
                f"make it anew with `pe-audit baseline create {path}`",
            )
        return frozenset(row["fingerprint"] for row in record["findings"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise PeAuditError(
            f"{path} is not a baseline ({type(error).__name__})", f"make it anew with `pe-audit baseline create {path}`"
        ) from error
