"""secret-hardcoded: credentials that stand in a file as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.credential.candidate import Syntax
from pe_audit.evidence.credential.exposed import exposed
from pe_audit.evidence.credential.names import Says
from pe_audit.evidence.credential.place import is_comment, place_of
from pe_audit.evidence.credential.scan import credentials, shapes_of
from pe_audit.evidence.credential.weakness import is_left_to_weakness
from pe_audit.evidence.credential.wording import described, explained, shown_name
from pe_audit.evidence.delivery import delivery_of
from pe_audit.evidence.text import Text
from pe_audit.formats import format_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.credential.judgement import Judgement
    from pe_audit.evidence.credential.scan import Located
    from pe_audit.evidence.text import File
    from pe_audit.model import Observed

_SETTINGS = (Syntax.SETTING, Syntax.ENTRY, Syntax.ASSIGNED, Syntax.ATTRIBUTE)


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Text)
    if delivery_of(evidence.file) is not None and format_of(evidence.uri) is not None:
        return  # secret-in-pipeline reads these files, line by line and setting by setting
    for located in credentials(evidence):
        judgement = located.judgement
        if judgement.candidate.syntax is Syntax.FALLBACK and judgement.says is not Says.NOTHING:
            continue  # secret-fallback speaks of it
        if not judgement.reported and judgement.says in (Says.NOTHING, Says.BARE_KEY):
            continue
        if judgement.reported and (_is_exposed(evidence.file, located) or _is_weak(evidence.file, located)):
            continue  # secret-in-public-variable or secret-weak speaks of it
        yield evidence.file.observe(
            located.start,
            located.end,
            _problem(judgement) if judgement.reported else None,
            identity=shown_name(judgement),
            secrets=(judgement.candidate.value,) if judgement.reported else (),
            precision=judgement.precision if judgement.reported else None,
        )


def _is_exposed(file: File, located: Located) -> bool:
    """Whether the value belongs to a variable that a bundler exposes, and is reported as such."""
    if place_of(file).code:
        return False
    line, value = file.line(file.line_number(located.start)), located.judgement.candidate.value
    return any(found.reason is not None and value in found.value for found in exposed(line, shapes_of(file)))


def _is_weak(file: File, located: Located) -> bool:
    """Whether the value is a weak key of a settings file, and reported as such."""
    candidate = located.judgement.candidate
    if candidate.syntax not in _SETTINGS or format_of(file.uri) is None:
        return False
    line = file.line(file.line_number(located.start))
    return not is_comment(line) and is_left_to_weakness(file, candidate.name, candidate.value)


def _problem(judgement: Judgement) -> str:
    return f"{shown_name(judgement)} holds a literal {described(judgement)}. {explained(judgement)}"
