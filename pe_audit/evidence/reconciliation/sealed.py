"""What stands between each settlement archive and its opening: a verified signature, one verified late, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.handler.followed.calls import calls_of, last
from pe_audit.evidence.project import unread
from pe_audit.evidence.reconciliation.archive import Archives
from pe_audit.evidence.reconciliation.settling import settling_of
from pe_audit.evidence.reconciliation.signed import SIGNED, seals_of
from pe_audit.evidence.settings import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.project import Project
    from pe_audit.evidence.reconciliation.archive import Opening
    from pe_audit.evidence.reconciliation.signed import Seal
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed

_DEPTH = 3  # callers asked, one after another
_MOST = 20  # calls of a file that may lead to the opening


@dataclass(frozen=True, slots=True)
class Placed:
    """A verification and the file it is made in."""

    source: SourceFile
    seal: Seal


@dataclass(frozen=True, slots=True)
class Unsealing:
    """One archive that is opened. `before`: verified first. `idle`: a verification that decides nothing. `after`: late.

    `is_signed`: the same file speaks of a signature, or of a library for them.
    """

    source: SourceFile
    opening: Opening
    before: Placed | None
    idle: Placed | None
    after: Placed | None
    is_signed: bool

    @property
    def name(self) -> str:
        return self.opening.scope.name or "(top)"


def unsealings(project: Project) -> Iterator[Unsealing | Observed]:
    """Every archive that settlement code of the project opens; files that cannot be read as subjects of their own."""
    sources = [one for one in project.sources if deployment_of(one.file).environment is not Environment.TEST]
    for source in sources:
        try:
            for opening in Archives(source).openings():
                yield _unsealing(source, opening, sources)
        except Unreadable as error:
            yield unread(source, error)


def _unsealing(source: SourceFile, opening: Opening, sources: list[SourceFile]) -> Unsealing:
    before = idle = after = None
    for place, scope, call in _ways(source, opening, sources):
        for seal in seals_of(place).of(scope):
            at = Placed(place, seal)
            if seal.call.start > call.start:
                after = after or at
            elif seal.decides:
                before = before or at
            else:
                idle = idle or at
    is_signed = SIGNED.search(source.file.text) is not None
    return Unsealing(source, opening, before, idle, after, is_signed)


def _ways(
    source: SourceFile, opening: Opening, sources: list[SourceFile]
) -> Iterator[tuple[SourceFile, Syntax, Syntax]]:
    """The function an archive is opened in, then those that call it: with each where the opening happens for it."""
    yield source, opening.scope, opening.call
    seen = {(source.uri, opening.scope.start)}
    asked = [(source, opening.scope)]
    for _ in range(_DEPTH):
        found = []
        for place, scope in asked:
            for caller, call in _calling(place, scope, sources):
                outer = settling_of(caller).around(call)
                if (caller.uri, outer.start) not in seen:
                    seen.add((caller.uri, outer.start))
                    found.append((caller, outer))
                    yield caller, outer, call
        asked = found


def _calling(place: SourceFile, scope: Syntax, sources: list[SourceFile]) -> Iterator[tuple[SourceFile, Syntax]]:
    name = last(scope.name) if scope.kind == "function" else ""
    if not name:
        return
    for source in sources:
        for call in settling_of(source).calls.get(name, ())[:_MOST]:
            if call not in scope:
                target = calls_of(source).target(call)
                if target is None or (target.source is place and target.scope == scope):
                    yield source, call
