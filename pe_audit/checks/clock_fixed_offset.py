"""clock-fixed-offset: the gateway's offset from UTC written behind whatever time the server has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.environment import deployment_of
from pe_audit.evidence.moment import FORMAT, ZONED, readings
from pe_audit.evidence.project import Project
from pe_audit.evidence.provenance import Provenance
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed

_PROBLEM = "A fixed offset is glued to the server's own time. On a server that runs in UTC it is {hours} hours off."
_CONSTANT = expression(r"\d{4}-\d\d-\d\d")
_SETS_ZONE = r"(?i)(?:time_?zone|\bTZ\b)[^\r\n]{0,60}?(?:%s)"


def check(evidence: Evidence) -> Iterator[Observed]:
    """Each such string. Where the project itself sets the gateway's zone, the server's time is the gateway's."""
    assert isinstance(evidence, Project)
    gateway = evidence.circumstances.gateway
    sets_zone = re.compile((_SETS_ZONE % "|".join(map(re.escape, gateway.request["zones"]))).encode())
    files = [*(one.file for one in evidence.sources), *(one.file for one in evidence.settings)]
    zoned = any(sets_zone.search(file.data) for file in files)
    hours, minutes = gateway.request["offset"].lstrip("+-").split(":")
    offset = re.compile(rf"-(?:0?{int(hours)}:{minutes}|{hours}{minutes})\W*$")
    for source in evidence.sources:
        if deployment_of(source.file).matters:
            for literal in _glued(source, offset):
                sound = zoned or ZONED.search(source.scope(literal).text) is not None
                problem = None if sound else _PROBLEM.format(hours=int(hours))
                yield source.observe(literal, problem, identity=_holder(source, literal))._replace(uri=source.uri)


def _glued(source: SourceFile, offset: re.Pattern[str]) -> Iterator[Syntax]:
    """The strings that end a time which the clock was read for."""
    provenance = Provenance(source)
    for literal in source.all("string"):
        if literal.end - literal.start > 200 or not offset.search(literal.text) or _CONSTANT.search(literal.text):
            continue
        whole = _expression(source, literal)
        read = bool(readings(provenance.values(whole)) or readings([whole]))
        if read or (FORMAT.search(literal.text) and readings([source.scope(literal)])):
            yield literal


def _expression(source: SourceFile, literal: Syntax) -> Syntax:
    """The value that a literal is part of: right side, entry, argument or returned value, the innermost one."""
    found = literal
    for kind, part in (("assignment", "right"), ("pair", "value"), ("return", "value")):
        holder = next((one for one in source.around(literal, kind)), None)  # type: ignore[arg-type]
        value = holder.part(part) if holder is not None else None
        if value is not None and literal in value and (found is literal or value in found):
            found = value
    return found


def _holder(source: SourceFile, literal: Syntax) -> str:
    """What the time is called."""
    for kind, part in (("pair", "key"), ("assignment", "left")):
        holder = next((one for one in source.around(literal, kind)), None)  # type: ignore[arg-type]
        named = holder.part(part) if holder is not None else None
        if named is not None:
            return named.last_name
    return ""
