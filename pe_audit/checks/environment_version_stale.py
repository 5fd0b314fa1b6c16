"""The version of the gateway's API: pinned, one only, known, and compared with its documentation not long ago."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.address import addresses
from pe_audit.evidence.declared import Declared
from pe_audit.evidence.environment import deployment_of
from pe_audit.evidence.project import Project, unread
from pe_audit.evidence.register import today
from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression
from pe_audit.model import Observed, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.circumstances import Circumstances
    from pe_audit.evidence.settings import SettingsFile
    from pe_audit.evidence.source import SourceFile

_IN_PATH = expression(r"/v(\d+(?:\.\d+)*)(?:/|$)", re.IGNORECASE)


def check(evidence: Evidence) -> Iterator[Observed]:
    if isinstance(evidence, Declared):
        yield _version(evidence.circumstances)
        yield _review(evidence.circumstances)
    elif isinstance(evidence, Project):
        yield from _called(evidence)


def _plain(version: str) -> str:
    return version.strip().lower().removeprefix("v")


def _known(circumstances: Circumstances) -> list[str]:
    """The versions that the profile knows of the declared protocol; none where no source tells."""
    return list(circumstances.gateway.version["api_versions"])


def _version(circumstances: Circumstances) -> Observed:
    entry, known = circumstances.declared.api_version, _known(circumstances)
    if entry is None:
        ask = "gateway.api_version is not declared: name the version that the code is written for"
        return Observed(1, 1, 1, undecided=ask, identity="api_version")
    seen = Observed(entry.line, entry.column, entry.end_column, identity="api_version")
    if not known or _plain(entry.text) in map(_plain, known):
        return seen
    return seen._replace(
        problem=f"The declared version of the API is not known. {entry.text} is none of {', '.join(known)}."
    )


def _review(circumstances: Circumstances) -> Observed:
    entry, day = circumstances.declared.documentation_reviewed, today(circumstances)
    if entry is None:
        ask = "gateway.documentation_reviewed is not declared: when was the code last compared with the documentation"
        return Observed(1, 1, 1, undecided=ask, identity="documentation_reviewed")
    seen = Observed(entry.line, entry.column, entry.end_column, identity="documentation_reviewed")
    days, most = (
        (day - date.fromisoformat(entry.text)).days,
        int(circumstances.gateway.limits["documentation_age_days"]),
    )
    if days < 0:
        return seen._replace(undecided=f"the documentation was reviewed in the future, on {entry.text}")
    if days <= most:
        return seen
    return seen._replace(
        problem=f"The gateway's documentation was not reviewed for {most} days. It was on {entry.text}, {days} ago."
    )


class _Call(NamedTuple):
    """An address of the gateway with a version in its path."""

    version: str
    host: str
    seen: Observed


def _called(project: Project) -> Iterator[Observed]:
    """Each version that addresses name, at its first place."""
    circumstances, found = project.circumstances, dict[str, list[_Call]]()
    parts: tuple[SettingsFile | SourceFile, ...] = (*project.settings, *project.sources)
    for part in parts:
        if part.uri == project.declared_in or not deployment_of(part.file).may_be_live:
            continue
        try:
            for call in _calls(part, circumstances):
                found.setdefault(call.version, []).append(call)
        except Unreadable as error:  # of this file: the others are still looked at
            yield unread(part, error)
    for version, calls in found.items():
        yield _judged(version, calls[0], found, circumstances)


def _calls(part: SettingsFile | SourceFile, circumstances: Circumstances) -> Iterator[_Call]:
    gateway = circumstances.gateway
    for address in addresses(part):
        named = _IN_PATH.search(address.path)
        of_gateway = address.host == gateway.domain or address.host.endswith("." + gateway.domain)
        if named is not None and of_gateway and address.host not in gateway.hosts["sandbox"]:
            yield _Call(named[1], address.host, address.observe(identity=f"v{named[1]}")._replace(uri=part.uri))


def _judged(version: str, call: _Call, found: dict[str, list[_Call]], circumstances: Circumstances) -> Observed:
    declared, known = circumstances.declared.api_version, _known(circumstances)
    if declared is not None:
        if version == _plain(declared.text):
            return call.seen
        problem = f"An address has another version than the one declared. {call.host} is called as v{version}."
        return call.seen._replace(problem=f"{problem} Declared is {declared.text}.")
    newest = max(found, key=lambda one: [int(part[:9]) for part in one.split(".")])
    if version != newest:
        place = found[newest][0].seen
        related = Related(place.line, place.column, place.end_column, f"here it is v{newest}", place.uri)
        problem = f"Two versions of the gateway's API are in use. {call.host} is called as v{version} and as v{newest}."
        return call.seen._replace(problem=problem, related=(related,))
    if known and version not in map(_plain, known):
        return call.seen._replace(undecided=f"v{version} is not known to the profile: declare gateway.api_version")
    return call.seen
