"""Addresses that the gateway or the buyer's browser comes back to, and login pages, must be https."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.address import addresses
from pe_audit.evidence.comeback import purpose_of
from pe_audit.evidence.declared import Declared
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import Text
from pe_audit.model import Observed, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence


def check(evidence: Evidence) -> Iterator[Observed]:
    if isinstance(evidence, Declared):
        yield from _declared(evidence)
    elif isinstance(evidence, SettingsFile | SourceFile | Text):
        yield from _written(evidence)


def _declared(declared: Declared) -> Iterator[Observed]:
    for callback in declared.circumstances.declared.callbacks:
        url, problem = callback.url, None
        if callback.environment == "production" and url.text.lower().startswith("http:"):
            problem = f"The declared production callback does not use https. It is on {callback.host}."
        yield Observed(url.line, url.column, url.end_column, problem, identity=callback.host + callback.path)


def _written(evidence: SettingsFile | SourceFile | Text) -> Iterator[Observed]:
    deployment = deployment_of(evidence.file)
    if not isinstance(evidence, SettingsFile) and not deployment.matters:
        return  # tests and examples call nobody; parsing them costs more than the rest of the audit
    for address in addresses(evidence):
        purpose = purpose_of(address)
        if purpose is None:
            continue
        problem = None
        if address.is_plain and not address.is_local and not address.is_private and deployment.matters:
            problem = (
                f"The {purpose} address does not use https. `{address.name}` leads to http://{address.host or '…'}"
            )
            problem += f" in production: {deployment.reason}." if deployment.environment is Environment.LIVE else "."
        yield address.observe(
            problem,
            identity=address.identity,
            precision=None if address.host and deployment.may_be_live else Precision.MEDIUM,
        )
