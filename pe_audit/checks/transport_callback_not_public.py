"""Addresses that the gateway or the buyer comes back to must lead to a public host of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.address import addresses
from pe_audit.evidence.comeback import is_the_gateways, purpose_of, unreachable
from pe_audit.evidence.declared import Declared
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.settings import SettingsFile
from pe_audit.lexicon import says
from pe_audit.model import Observed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.address import Address

_UNDECIDED = "nothing says whether this file is used live: declare it under `environments` in pe-audit.yaml"


def check(evidence: Evidence) -> Iterator[Observed]:
    if isinstance(evidence, Declared):
        yield from _declared(evidence)
    elif isinstance(evidence, SettingsFile):
        yield from _written(evidence)


def _declared(declared: Declared) -> Iterator[Observed]:
    for callback in declared.circumstances.declared.callbacks:
        why, url = unreachable(callback.host), callback.url
        problem = None
        if why is not None and callback.environment == "production":
            problem = f"The declared production callback is not public. {callback.host} is {why}."
        yield Observed(url.line, url.column, url.end_column, problem, identity=callback.host)


def _written(settings: SettingsFile) -> Iterator[Observed]:
    deployment = deployment_of(settings.file)
    for address in addresses(settings):
        purpose = purpose_of(address)
        if purpose not in ("callback", "return") or not address.host:
            continue
        if not is_the_gateways(address, settings.file.circumstances.gateways):
            continue
        why, problem, undecided = unreachable(address.host), None, None
        if why is not None and deployment.may_be_live and not _rehearses(address):
            if deployment.environment is Environment.LIVE:
                problem = f"The {purpose} address is not public. `{address.name}` leads to {address.host}, {why}."
            else:
                undecided = f"`{address.name}` leads to {address.host}, {why}; {_UNDECIDED}"
        yield address.observe(problem, undecided=undecided, identity=address.identity)


def _rehearses(address: Address) -> bool:
    """Whether a section or the name itself is that of a rehearsal: `development.callback_url`."""
    return any(says(name, "rehearsal") for name in address.names)
