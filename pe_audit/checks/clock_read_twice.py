"""clock-read-twice: the hash of a request holds one time, its body another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.environment import deployment_of
from pe_audit.evidence.moment import names, readings, request_dates
from pe_audit.evidence.provenance import Provenance
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.syntax import value_of
from pe_audit.lexicon import says
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed

_TWICE = "The clock is read twice for one request. The hash holds another time than `{name}`."
_GETTER = "The clock is read again at each use. `{name}` is asked once for the hash and once for the body."


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SourceFile)
    if not deployment_of(evidence.file).matters:
        return
    yield from _in_functions(evidence)
    yield from _getters(evidence)


def _in_functions(source: SourceFile) -> Iterator[Observed]:
    """Each named time of a request, beside what is hashed in the same function."""
    provenance = Provenance(source)
    for element, value in request_dates(source):
        own = readings(provenance.values(value))
        hashed = {
            reading
            for call in _digests(source, source.scope(element))
            for part in _inputs(source, call)
            for reading in readings(provenance.values(part))
        }
        if own and hashed:
            name = (element.part("key") or element.parts["left"]).last_name
            yield source.observe(value, None if own & hashed else _TWICE.format(name=name), identity=name)


def _digests(source: SourceFile, span: Syntax) -> list[Syntax]:
    return [call for call in source.inside(span, "call") if says(call.name, "digests", "mac")]


def _inputs(source: SourceFile, call: Syntax) -> Iterator[Syntax]:
    receiver = call.part("receiver")
    if receiver is not None:
        yield receiver
    yield from (value_of(argument) for argument in source.arguments(call))


def _getters(source: SourceFile) -> Iterator[Observed]:
    """Properties and functions that are called like the time of a request and read the clock."""
    wanted = names(source.file.circumstances)
    for function in source.all("function"):
        body, name = function.part("body"), function.part("name")
        if body is None or name is None or function.words[function.words[:1] == ("get",) :] not in wanted:
            continue
        used = len(re.findall(rb"\b%s\b" % re.escape(name.text.encode()), source.file.data)) > 1
        if readings([body]) and used and _digests(source, source.whole):
            problem = _GETTER.format(name=function.name)
            yield source.observe(name, problem, identity=function.name, precision=Precision.MEDIUM)
