"""Reconciliation that runs when somebody thinks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.project import Project, unread
from pe_audit.evidence.reconciliation.schedule import Job, jobs, names_of, scheduled_in, unread_schedules
from pe_audit.evidence.settings import Unreadable
from pe_audit.model import Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.settings import SettingsFile
    from pe_audit.evidence.source import SourceFile
    from pe_audit.model import Observed

_PROBLEM = (
    "Nothing in this tree runs the reconciliation. `{name}` reads the settlements, and no cron line, scheduler or "
    "timer that names it was found."
)
_UNREAD = "{file} may run `{name}` and is not read here: look whether it does, every day"
_MOST_RELATED = 4


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Project)
    found: list[Job] = []
    for source in evidence.sources:
        try:
            found.extend(jobs(source))
        except Unreadable as error:
            yield unread(source, error)
    if found:
        yield _judged(evidence, found)


def _judged(project: Project, found: list[Job]) -> Observed:
    """The first job stands for all: one that is scheduled shows that somebody thought of it."""
    first, *others = found
    names = names_of(found)
    problem = undecided = None
    parts: tuple[SourceFile | SettingsFile, ...] = (*project.sources, *project.settings)
    if not any(scheduled_in(part, names) for part in parts):
        unseen = unread_schedules(project)
        if unseen:
            undecided = _UNREAD.format(file=unseen[0], name=first.name)
        else:
            problem = _PROBLEM.format(name=first.name)
    place = first.source.file
    start = first.function.start if first.function.kind == "function" else 0
    related = tuple(map(_related, others[:_MOST_RELATED])) if problem else ()
    seen = place.observe(start, first.function.end, problem, undecided=undecided, identity=first.name, related=related)
    return seen._replace(uri=first.source.uri)


def _related(job: Job) -> Related:
    return job.source.file.relate(job.function.start, job.function.end, "reads settlements too")
