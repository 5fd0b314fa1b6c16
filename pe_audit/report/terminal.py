"""The audit for people, in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pe_audit.model import Audit


def render(audit: Audit) -> str:
    lines = [f"{f.location.uri}:{f.location.line}:{f.location.column} {f.rule.id} {f.message}" for f in audit.findings]
    return "\n".join([*lines, f"{len(audit.findings)} findings in {audit.files} files"]) + "\n"
