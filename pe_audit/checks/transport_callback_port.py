"""Addresses that the gateway comes back to must not name a port other than 443, and firewalls must open that one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pe_audit.evidence.access.ports import web_servers
from pe_audit.evidence.address import addresses
from pe_audit.evidence.comeback import is_the_gateways, purpose_of, unreachable
from pe_audit.evidence.declared import Declared
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.settings import SettingsFile
from pe_audit.lexicon import says
from pe_audit.model import Observed, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence

_HTTPS = 443


def check(evidence: Evidence) -> Iterator[Observed]:
    if isinstance(evidence, Declared):
        yield from _declared(evidence)
    elif isinstance(evidence, SettingsFile):
        yield from _written(evidence)
        yield from _guarded(evidence)


def _declared(declared: Declared) -> Iterator[Observed]:
    for callback in declared.circumstances.declared.callbacks:
        port, url, problem = _port_of(callback.url.text), callback.url, None
        if callback.environment == "production" and port not in (None, _HTTPS):
            problem = f"The declared production callback is not on port 443. It names port {port}."
        yield Observed(url.line, url.column, url.end_column, problem, identity=callback.host + callback.path)


def _port_of(url: str) -> int | None:
    try:
        return urlsplit(url).port
    except ValueError:
        return None


def _written(settings: SettingsFile) -> Iterator[Observed]:
    deployment = deployment_of(settings.file)
    for address in addresses(settings):
        purpose = purpose_of(address)
        if purpose != "callback" or not address.host or unreachable(address.host):
            continue  # where nobody gets to, the port is the least of it
        if not is_the_gateways(address, settings.file.circumstances.gateways):
            continue
        rehearses = any(says(name, "rehearsal") for name in address.names)
        problem = None
        if address.port not in (None, _HTTPS) and deployment.may_be_live and not rehearses:
            problem = f"The callback address is not on port 443. `{address.name}` names port {address.port}."
        live = deployment.environment is Environment.LIVE
        yield address.observe(problem, identity=address.identity, precision=None if live else Precision.MEDIUM)


def _guarded(settings: SettingsFile) -> Iterator[Observed]:
    """Each firewall before a web server, where a live callback is declared on port 443 and may be behind it."""
    callbacks = [one for one in settings.file.circumstances.declared.callbacks if one.environment == "production"]
    if not any(_port_of(one.url.text) in (None, _HTTPS) for one in callbacks):
        return
    if not deployment_of(settings.file).may_be_live:
        return
    for number, (opening, is_open) in enumerate(web_servers(settings)):
        problem = None if is_open else "The firewall lets nobody in on port 443. Port 80 is open here."
        place = (opening.line, opening.column, opening.end_column)
        yield Observed(*place, problem, identity=f"firewall {number}", precision=Precision.MEDIUM)
