"""secret-in-public-variable: a secret under a name that a bundler copies into the code of browsers and phones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.credential.exposed import Exposed, exposed
from pe_audit.evidence.credential.place import place_of
from pe_audit.evidence.credential.scan import shapes_of
from pe_audit.evidence.credential.values import Look, look_of
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.text import Text
from pe_audit.expression import expression
from pe_audit.formats import format_of
from pe_audit.model import Observed, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence

_LOOKED_UP = expression(r"(?:\b(?:env|ENV|environ)(?:\.|\[[\"']?|\([\"'])|getenv\([\"'])$")


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Text)
    file = evidence.file
    place, shapes = place_of(file), shapes_of(file)
    if deployment_of(file).environment is Environment.EXAMPLE and format_of(file.uri) is None:
        return  # prose that speaks of such names
    named: set[str] = set()
    for number in evidence.hit_lines:
        line = file.line(number)
        for found in exposed(line, shapes):
            if place.code and (found.name in named or not _LOOKED_UP.search(line[: found.start])):
                continue
            named.add(found.name)
            yield _subject(number, found, rehearsal=place.test)


def _subject(number: int, found: Exposed, *, rehearsal: bool) -> Observed:
    problem = None
    if found.reason is not None:
        problem = f"{found.name} ends up in what every browser or phone receives. Why: {found.reason}."
    literal = look_of(found.value) not in (Look.EMPTY, Look.TEMPLATE)
    return Observed(
        number,
        found.start + 1,
        found.end + 1,
        problem,
        identity=found.name,
        secrets=(found.value,) if problem and literal else (),
        precision=min(found.precision, Precision.LOW) if rehearsal else found.precision,
    )
