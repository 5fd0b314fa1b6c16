"""The gateway's sandbox in live configuration, as a fallback, in the production branch, or fixed in the code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.address import addresses, holders, string_before
from pe_audit.evidence.branch import branch_of
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.sections import deployment_at
from pe_audit.evidence.settings import Setting, SettingsFile
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.syntax import Syntax
from pe_audit.lexicon import says, words
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.address import Address
    from pe_audit.evidence.circumstances import Gateway
    from pe_audit.evidence.environment import Deployment
    from pe_audit.model import Observed

_FALLBACK = re.compile(r"(?:\|\||\?\?|\?:|\bor)\s*$")
_LOOKUPS = frozenset(
    {"env", "getenv", "get", "config", "getvalue", "getproperty", "getordefault", "setdefault", "value"}
)
_CHOOSING = frozenset({"environment", "env", "mode", "modo", "ambiente", "entorno"})
_ON, _OFF = frozenset({"true", "1", "yes", "on", "si", "y"}), frozenset({"false", "0", "no", "off", "n"})
_UNDECIDED = "it leads to the gateway's sandbox, and nothing says whether this file is used live"


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SettingsFile | SourceFile)
    deployment = deployment_of(evidence.file)
    if isinstance(evidence, SourceFile) and not deployment.may_be_live:
        return
    gateways = evidence.file.circumstances.gateways
    found = [(address, side) for address in addresses(evidence) if (side := _side(address.host, gateways)) is not None]
    both = any(side == "production" for _, side in found)
    for address, side in found:
        problem, undecided, precision = None, None, None
        if side == "sandbox" and isinstance(evidence, SourceFile):
            problem, precision = _in_code(evidence, address, both)
        elif side == "sandbox" and isinstance(evidence, SettingsFile) and isinstance(address.place, Setting):
            problem, undecided = _in_settings(address, deployment_at(evidence, address.place), both)
        yield address.observe(problem, undecided=undecided, identity=address.identity, precision=precision)
    if isinstance(evidence, SourceFile):
        yield from _default_switches(evidence, deployment, gateways)
    else:
        yield from _switches(evidence, gateways)


def _side(host: str, gateways: Sequence[Gateway]) -> str | None:
    """Whether a host is the gateway's "sandbox" or "production"; None for others' hosts and pages for people."""
    for gateway in gateways:
        for side in ("sandbox", "production"):
            if host in gateway.hosts.get(side, ()):
                return side
        if host.endswith("." + gateway.domain) and says(host.partition(".")[0], "rehearsal"):
            return "sandbox"
    return None


def _in_settings(address: Address, deployment: Deployment, both: bool) -> tuple[str | None, str | None]:
    """The problem, or why it is undecided, of a sandbox address in configuration."""
    if not deployment.may_be_live:
        return None, None
    if any(says(name, "production") for name in address.names):
        return _sentence("The production settings point to the gateway's sandbox.", address), None
    if any(says(name, "rehearsal") for name in address.names):
        return None, None
    if deployment.environment is Environment.LIVE:
        return _sentence(f"Live configuration points to the gateway's sandbox; {deployment.reason}.", address), None
    return None, None if both else _UNDECIDED


def _in_code(source: SourceFile, address: Address, both: bool) -> tuple[str | None, Precision | None]:
    """The problem with a sandbox address in code, and how sure it is."""
    literal = address.place
    assert isinstance(literal, Syntax)
    branch = branch_of(source, literal)
    if branch == "production" or any(says(name, "production") for name in address.names[:2]):
        return _sentence("The production branch points to the gateway's sandbox.", address), None
    if branch == "rehearsal" or any(says(name, "rehearsal") for name in address.names[:2]):
        return None, None
    if _is_fallback(source, literal):
        return _sentence("The fallback is the gateway's sandbox.", address), None
    function = source.function(literal)
    if both or (function is not None and says(function.name, "rehearsal")):
        return None, None
    return _sentence("The gateway's sandbox is fixed in the code.", address), Precision.MEDIUM


def _sentence(problem: str, address: Address) -> str:
    return f"{problem} `{address.name}` leads to {address.host}."


def _is_fallback(source: SourceFile, literal: Syntax) -> bool:
    """Whether a value stands behind a lookup: `env.X || "…"`, `getenv("X", "…")`, a parameter's default."""
    if _FALLBACK.search(_before(source, literal)):
        return True
    holder = next(iter(holders(source, literal)), None)
    if holder is None or holder.kind == "assignment":
        return False
    if holder.kind == "call":
        return bool(string_before(holder, literal)) and holder.name.lower() in _LOOKUPS
    return holder.kind == "parameter"


def _before(source: SourceFile, literal: Syntax) -> str:
    """What stands before a literal in the value that it is part of."""
    for holder in holders(source, literal):
        value = holder.part("value") or holder.part("right") or holder.part("default") or holder.part("arguments")
        if value is not None and literal in value:
            return source.file.data[max(value.start, literal.start - 300) : literal.start].decode("utf-8", "replace")
    return ""


def _switches(settings: SettingsFile, gateways: Sequence[Gateway]) -> Iterator[Observed]:
    """Settings that switch the integration to the sandbox: `PAGOEFECTIVO_SANDBOX=true`, `pagoefectivo.mode: test`."""
    for setting in settings.settings:
        if not _is_switch(setting.name) or not _is_the_gateways(setting, gateways):
            continue
        problem = undecided = None
        deployment = deployment_at(settings, setting)
        if _chooses_sandbox(setting) and deployment.environment is Environment.LIVE:
            problem = f"Live configuration switches to the gateway's sandbox; {deployment.reason}. `{setting.key}`."
        elif _chooses_sandbox(setting) and deployment.may_be_live:
            undecided = "it switches to the gateway's sandbox, and nothing says whether this file is used live"
        yield settings.observe(setting, problem, undecided=undecided)


def _is_switch(name: str) -> bool:
    return bool(_CHOOSING & set(words(name))) or says(name, "rehearsal") or says(name, "production")


def _is_the_gateways(setting: Setting, gateways: Sequence[Gateway]) -> bool:
    key = setting.key.lower()
    return words(setting.name)[:2] == ("use", "sandbox") or any(_names(gateway, key) for gateway in gateways)


def _names(gateway: Gateway, text: str) -> bool:
    return any(name.lower() in text for name in gateway.credentials["names"])


def _chooses_sandbox(setting: Setting) -> bool:
    value = setting.value.strip().lower()
    if _CHOOSING & set(words(setting.name)):
        return len(words(value)) == 1 and says(value, "rehearsal")
    return value in _ON if says(setting.name, "rehearsal") else value in _OFF


def _default_switches(source: SourceFile, deployment: Deployment, gateways: Sequence[Gateway]) -> Iterator[Observed]:
    """Fallbacks that switch to the sandbox: `process.env.PAGOEFECTIVO_ENVIRONMENT || "test"`."""
    for literal in source.all("string"):
        word = source.string(literal)
        if word is None or len(words(word)) != 1 or not (says(word, "rehearsal") or says(word, "production")):
            continue
        before = _before(source, literal).lower()
        if not (_CHOOSING & set(words(before))) or not any(_names(gateway, before) for gateway in gateways):
            continue
        if not _is_fallback(source, literal):
            continue
        problem = None
        if says(word, "rehearsal") and deployment.may_be_live and branch_of(source, literal) != "rehearsal":
            problem = f"The fallback is the gateway's sandbox. Where nothing is set, it is `{word}`."
        yield source.observe(literal, problem, identity=before[-60:].strip(), precision=Precision.MEDIUM)
