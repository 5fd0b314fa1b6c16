"""The security profile: the old one declared, or the new one declared and contradicted."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pe_audit.evidence.declared import Declared, is_stated
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.project import Project
from pe_audit.expression import expression
from pe_audit.model import Observed, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.circumstances import Circumstances, Gateway
    from pe_audit.evidence.settings import SettingsFile
    from pe_audit.evidence.source import SourceFile

_RULE = "environment-old-profile"
_COMMENT = expression(rb"\s*(?:#|//|/?\*|--|;|<!--)")
_UNUSED = frozenset({Environment.TEST, Environment.EXAMPLE})
_MOST_RELATED = 4
_MOST_PLACES = 200  # in one file


def check(evidence: Evidence) -> Iterator[Observed]:
    if isinstance(evidence, Declared):
        yield _declared(evidence.circumstances)
    elif isinstance(evidence, Project):
        gateway = evidence.circumstances.gateway
        if gateway.protocol == _newest(gateway):
            yield from _spoken(evidence, gateway)


def _newest(gateway: Gateway) -> str:
    """The profile lists protocols from the oldest to the newest."""
    return list(gateway.protocols)[-1]


def _declared(circumstances: Circumstances) -> Observed:
    declared, gateway = circumstances.declared, circumstances.gateway
    entry = declared.protocol
    if entry is None:
        return Observed(
            1, 1, 1, undecided="gateway.protocol is not declared: ask which security profile is switched on"
        )
    seen, newest = Observed(entry.line, entry.column, entry.end_column, identity="protocol"), _newest(gateway)
    if gateway.protocol != newest:
        title = gateway.protocols[newest]["title"]
        question = f"ask whether this account has “{title}”, then declare it, or state the answer about {_RULE}"
        return seen._replace(
            undecided=None if is_stated(circumstances, _RULE) else f"{entry.text} is declared: {question}"
        )
    has_pair = any(pair.purpose == "client" and pair.environment != "sandbox" for pair in declared.certificates)
    if "mutual-tls" not in gateway.version["capabilities"] or has_pair:
        return seen
    return seen._replace(
        problem=f"The declared profile is contradicted. {gateway.version['title']} wants a client certificate, "
        "and none is declared under `certificates` with the purpose client."
    )


def _spoken(project: Project, gateway: Gateway) -> Iterator[Observed]:
    """What the code reads of the headers that the newest profile signs with."""
    wanted = gateway.version["signature_header"]
    current = list(_places(project, wanted))
    others = {version["signature_header"] for version in gateway.protocols.values()} - {wanted}
    for other in sorted(others):
        old = list(_places(project, other))
        if old and not current:
            problem = f"The code speaks the old profile. It reads {other}, and {wanted} nowhere."
            yield old[0]._replace(problem=problem, identity=other, related=_related(old[1:], other))
    timestamp = gateway.version["timestamp_header"]
    of_gateway = _of_gateway(project)
    current = [seen for seen in current if seen.uri in of_gateway]
    if current and timestamp:
        problem = f"The code ignores the profile's timestamp. It reads {wanted}, and {timestamp} nowhere."
        is_read = any(True for _ in _places(project, timestamp))
        yield current[0]._replace(problem=None if is_read else problem, identity=wanted)


def _places(project: Project, header: str) -> Iterator[Observed]:
    """Where a header is named, as `X-Date`, `x-date` or `HTTP_X_DATE`, in code or settings that are in use."""
    pattern = re.compile(rb"(?i)(?<![A-Za-z0-9-])(?:HTTP_)?" + header.replace("-", "[-_]").encode() + rb"(?![\w-])")
    parts: tuple[SettingsFile | SourceFile, ...] = (*project.sources, *project.settings)
    for part in parts:
        file = part.file
        if deployment_of(file).environment in _UNUSED:
            continue
        for match in islice(pattern.finditer(file.data), _MOST_PLACES):
            line, _ = file.line_span(file.line_number(match.start()))
            if not _COMMENT.match(file.data, line):
                yield file.observe(*match.span())._replace(uri=part.uri)


def _of_gateway(project: Project) -> set[str]:
    """The files that speak of the gateway: other gateways sign with headers of the same name."""
    gateway = project.circumstances.gateway
    parts: tuple[SettingsFile | SourceFile, ...] = (*project.sources, *project.settings)
    return {part.uri for part in parts if gateway.is_named_in(f"{part.uri} {part.file.text}")}


def _related(places: list[Observed], header: str) -> tuple[Related, ...]:
    return tuple(
        Related(seen.line, seen.column, seen.end_column, f"{header} here too", seen.uri)
        for seen in places[:_MOST_RELATED]
    )
