"""Settlement archives whose entries may be written anywhere, or unpack without limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.reconciliation import Archives
from pe_audit.evidence.source import SourceFile
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.reconciliation import Opening
    from pe_audit.model import Observed

_ESCAPES = (
    "An entry's name decides where the archive is unpacked. `{name}` writes to whatever path the archive says: nothing "
    "was found that keeps `../` inside the folder."
)
_BOMB = (
    "The archive is unpacked without a limit. No check of size or number of entries was found in `{name}` or what it "
    "calls in this file."
)


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SourceFile)
    if deployment_of(evidence.file).environment is Environment.TEST:
        return
    archives = Archives(evidence)
    for opening in archives.openings():
        yield _judged(archives, opening)


def _judged(archives: Archives, opening: Opening) -> Observed:
    source, call = archives.source, opening.call
    identity = opening.scope.name or "(top)"
    escape = archives.escapes(opening)
    if escape is not None:
        related = (source.file.relate(call.start, call.end, "opens the archive"),)
        problem = _ESCAPES.format(name=escape.name)
        return source.observe(escape, problem, identity=identity, related=related)
    if archives.is_capped(opening):
        return source.observe(call, identity=identity)
    name = opening.scope.name or "this script"
    return source.observe(call, _BOMB.format(name=name), identity=f"{identity} limit", precision=Precision.LOW)
