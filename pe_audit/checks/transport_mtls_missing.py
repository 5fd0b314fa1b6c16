"""The profile wants mutual TLS, and no client certificate is declared, configured or shown to the gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.address import addresses
from pe_audit.evidence.client.calls import called, gateway_calls
from pe_audit.evidence.client.certificate import configures_certificate, presents_certificate
from pe_audit.evidence.environment import deployment_of
from pe_audit.evidence.project import Project, unread
from pe_audit.evidence.settings import Unreadable
from pe_audit.model import Observed, Precision, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.circumstances import Pair
    from pe_audit.evidence.settings import SettingsFile
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_MOST_RELATED = 4


def check(evidence: Evidence) -> Iterator[Observed]:
    """Pairs that are declared, settings that name one, files that call the gateway; else the declared profile."""
    assert isinstance(evidence, Project)
    if "mutual-tls" not in evidence.circumstances.gateway.version["capabilities"]:
        return
    pairs = [pair for pair in evidence.circumstances.declared.certificates if _is_client(pair)]
    for pair in pairs:
        place = pair.file
        yield Observed(place.line, place.column, place.end_column, identity=place.text, uri=evidence.declared_in)
    settings = _Settings(evidence)
    yield from settings.configured
    presenting = [source.uri for source in evidence.sources if presents_certificate(source)]
    elsewhere = next(iter([*presenting, *(seen.uri for seen in settings.configured)]), "")
    in_code = list(_in_code(evidence, elsewhere))
    yield from in_code
    if not in_code and not pairs and not settings.configured:
        yield from _nowhere(evidence, settings, elsewhere)
    yield from settings.unread


def _is_client(pair: Pair) -> bool:
    return pair.purpose == "client" and pair.environment != "sandbox"


class _Settings:
    """What the settings say: certificates for clients, addresses of the gateway, and files that cannot be read."""

    def __init__(self, project: Project) -> None:
        self.configured: list[Observed] = []
        self.addresses: list[Observed] = []
        self.unread: list[Observed] = []
        domains = tuple(gateway.domain for gateway in project.circumstances.gateways)
        for part in (one for one in project.settings if one.uri != project.declared_in):
            try:
                self._take(part, domains)
            except Unreadable as error:  # of this file: the others are still looked at
                self.unread.append(unread(part, error))

    def _take(self, part: SettingsFile, domains: tuple[str, ...]) -> None:
        if not deployment_of(part.file).may_be_live:
            return
        for setting in part.settings:
            if configures_certificate(setting):
                self.configured.append(part.observe(setting)._replace(uri=part.uri))
        for address in addresses(part):
            if address.host.endswith(domains):
                self.addresses.append(address.observe(identity=address.identity)._replace(uri=part.uri))


def _in_code(project: Project, elsewhere: str) -> Iterator[Observed]:
    """Each file that calls the gateway, at its first call."""
    for source in project.sources:
        if not deployment_of(source.file).may_be_live:
            continue
        try:
            calls = list(gateway_calls(source, project.circumstances.gateways))
        except Unreadable as error:
            yield unread(source, error)
            continue
        if calls:
            yield _judged(source, calls, elsewhere)._replace(uri=source.uri)


def _judged(source: SourceFile, calls: list[Syntax], elsewhere: str) -> Observed:
    call, name = calls[0], called(source, calls[0])
    if presents_certificate(source):
        return source.observe(call, identity=name)
    if elsewhere:
        undecided = f"{name} shows no client certificate here, and {elsewhere} has one: it may come from there"
        return source.observe(call, undecided=undecided, identity=name)
    problem = f"The gateway is called without a client certificate. {name} opens the connection, and nothing adds one."
    related = (source.observe(other) for other in calls[1 : 1 + _MOST_RELATED])
    places = tuple(Related(seen.line, seen.column, seen.end_column, "this call too") for seen in related)
    return source.observe(call, problem, identity=name, related=places)


def _nowhere(project: Project, settings: _Settings, elsewhere: str) -> Iterator[Observed]:
    """Where no call is in sight: the gateway's first address in the settings, or the declaration of the profile."""
    problem = "No client certificate is configured. Neither settings nor `certificates` in pe-audit.yaml name one"
    if settings.addresses and not elsewhere:
        yield settings.addresses[0]._replace(problem=f"{problem} beside this address.", precision=Precision.MEDIUM)
        return
    entry = project.circumstances.declared.protocol
    if entry is None:
        return
    place = Observed(entry.line, entry.column, entry.end_column, identity="protocol", uri=project.declared_in)
    if elsewhere:
        yield place._replace(undecided=f"no client pair is declared under `certificates`, and {elsewhere} uses one")
    else:
        yield place._replace(problem=f"{problem}.")
