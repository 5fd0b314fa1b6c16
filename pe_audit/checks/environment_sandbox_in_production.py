"""The gateway's sandbox in live configuration, as a fallback, in the production branch, or fixed in the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.address import addresses, holders, string_before
from pe_audit.evidence.branch import branch_of
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.overrides import UNSEEN, override_of
from pe_audit.evidence.project import Project, placed
from pe_audit.evidence.sections import deployment_at
from pe_audit.evidence.settings import Setting
from pe_audit.evidence.syntax import Syntax
from pe_audit.expression import expression
from pe_audit.lexicon import says, words
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.address import Address
    from pe_audit.evidence.circumstances import Gateway
    from pe_audit.evidence.environment import Deployment
    from pe_audit.evidence.settings import SettingsFile
    from pe_audit.evidence.source import SourceFile
    from pe_audit.model import Observed

_FALLBACK = expression(r"(?:\|\||\?\?|\?:|\bor)\s*$")
_LOOKUPS = frozenset(
    {"env", "getenv", "get", "config", "getvalue", "getproperty", "getordefault", "setdefault", "value"}
)
_CHOOSING = frozenset({"environment", "env", "mode", "modo", "ambiente", "entorno"})
_ON, _OFF = frozenset({"true", "1", "yes", "on", "si", "y"}), frozenset({"false", "0", "no", "off", "n"})
_UNDECIDED = "it leads to the gateway's sandbox, and nothing says whether this file is used live"


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Project)
    for settings in evidence.settings:
        for seen in placed(settings, _in_settings(settings, evidence.settings)):
            unseen = seen.problem is not None and not evidence.whole and deployment_of(settings.file).may_vary
            yield seen._replace(problem=None, undecided=UNSEEN) if unseen else seen
    for source in evidence.sources:
        if deployment_of(source.file).may_be_live:
            yield from placed(source, _in_source(source))


def _sided(evidence: SettingsFile | SourceFile) -> tuple[list[tuple[Address, str]], bool]:
    """The gateway's addresses, each with its side, and whether there are any of production."""
    gateways = evidence.file.circumstances.gateways
    found = [(address, side) for address in addresses(evidence) if (side := _side(address.host, gateways)) is not None]
    return found, any(side == "production" for _, side in found)


def _in_settings(settings: SettingsFile, files: Sequence[SettingsFile]) -> Iterator[Observed]:
    found, both = _sided(settings)
    for address, side in found:
        problem = undecided = None
        if side == "sandbox" and isinstance(address.place, Setting) and not _is_overridden(settings, address, files):
            problem, undecided = _address_set(address, deployment_at(settings, address.place), both)
        yield address.observe(problem, undecided=undecided, identity=address.identity)
    yield from _switches(settings, files)


def _is_overridden(settings: SettingsFile, address: Address, files: Sequence[SettingsFile]) -> bool:
    """Whether production's own file says something else than a sandbox."""
    assert isinstance(address.place, Setting)
    override = override_of(settings, address.place, files)
    if override is None or override.setting is None:
        return override is not None
    return all(
        _side(other.host, settings.file.circumstances.gateways) != "sandbox"
        for other in addresses(override.settings)
        if other.place == override.setting
    )


def _in_source(source: SourceFile) -> Iterator[Observed]:
    found, both = _sided(source)
    for address, side in found:
        problem, precision = _address_fixed(source, address, both) if side == "sandbox" else (None, None)
        yield address.observe(problem, identity=address.identity, precision=precision)
    yield from _default_switches(source)
    yield from _fixed_modes(source)


def _side(host: str, gateways: Sequence[Gateway]) -> str | None:
    """Whether a host is the gateway's "sandbox" or "production"; None for others' hosts and pages for people."""
    for gateway in gateways:
        for side in ("sandbox", "production"):
            if host in gateway.hosts.get(side, ()):
                return side
        if host.endswith("." + gateway.domain) and says(host.partition(".")[0], "rehearsal"):
            return "sandbox"
    return None


def _address_set(address: Address, deployment: Deployment, both: bool) -> tuple[str | None, str | None]:
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


def _address_fixed(source: SourceFile, address: Address, both: bool) -> tuple[str | None, Precision | None]:
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


def _switches(settings: SettingsFile, files: Sequence[SettingsFile]) -> Iterator[Observed]:
    """Settings that switch the integration to the sandbox: `PAGOEFECTIVO_SANDBOX=true`, `pagoefectivo.mode: test`."""
    gateways = settings.file.circumstances.gateways
    for setting in settings.settings:
        if not _is_switch(setting.name) or not _is_the_gateways(setting, gateways):
            continue
        problem = undecided = None
        deployment = deployment_at(settings, setting)
        override = override_of(settings, setting, files)
        if override is not None and (override.setting is None or not _chooses_sandbox(override.setting)):
            pass
        elif _chooses_sandbox(setting) and deployment.environment is Environment.LIVE:
            problem = f"Live configuration switches to the gateway's sandbox; {deployment.reason}. `{setting.key}`."
        elif _chooses_sandbox(setting) and deployment.may_be_live:
            undecided = "it switches to the gateway's sandbox, and nothing says whether this file is used live"
        yield settings.observe(setting, problem, undecided=undecided)


def _is_switch(name: str) -> bool:
    return bool(_CHOOSING & set(words(name))) or says(name, "rehearsal") or says(name, "production")


def _is_the_gateways(setting: Setting, gateways: Sequence[Gateway]) -> bool:
    key = setting.key.lower()
    if words(setting.name)[:2] == ("use", "sandbox") or says(setting.name, "gateway mode"):
        return True
    return any(gateway.is_named_in(key) for gateway in gateways)


def _chooses_sandbox(setting: Setting) -> bool:
    value = setting.value.strip().lower()
    if _CHOOSING & set(words(setting.name)):
        return len(words(value)) == 1 and says(value, "rehearsal")
    return value in _ON if says(setting.name, "rehearsal") else value in _OFF


def _default_switches(source: SourceFile) -> Iterator[Observed]:
    """Fallbacks that switch to the sandbox: `process.env.PAGOEFECTIVO_ENVIRONMENT || "test"`."""
    gateways = source.file.circumstances.gateways
    for literal in source.all("string"):
        word = source.string(literal)
        if word is None or len(words(word)) != 1 or not (says(word, "rehearsal") or says(word, "production")):
            continue
        before = _before(source, literal).lower()
        if not (_CHOOSING & set(words(before))) or not any(gateway.is_named_in(before) for gateway in gateways):
            continue
        if not _is_fallback(source, literal):
            continue
        problem = None
        if says(word, "rehearsal") and branch_of(source, literal) != "rehearsal":
            problem = f"The fallback is the gateway's sandbox. Where nothing is set, it is `{word}`."
        yield source.observe(literal, problem, identity=before[-60:].strip(), precision=Precision.MEDIUM)


def _fixed_modes(source: SourceFile) -> Iterator[Observed]:
    """Fields of a message that choose the gateway's sandbox: `"vads_ctx_mode": "TEST"`."""
    for literal in source.all("string"):
        word = source.string(literal)
        if word is None or len(words(word)) != 1 or not (says(word, "rehearsal") or says(word, "production")):
            continue
        name = _field_of(source, literal)
        if not says(name, "gateway mode") or _is_fallback(source, literal) or _is_compared(source, literal):
            continue
        problem = None
        if says(word, "rehearsal") and branch_of(source, literal) != "rehearsal":
            problem = f"The gateway's sandbox is fixed in the code. `{name}` is `{word}`."
        yield source.observe(literal, problem, identity=name, precision=Precision.MEDIUM)


def _is_compared(source: SourceFile, literal: Syntax) -> bool:
    comparison = next(source.around(literal, "comparison"), None)
    return comparison is not None and comparison in source.scope(literal)


def _field_of(source: SourceFile, literal: Syntax) -> str:
    """The field that a literal is the value of: a key, a variable, the name that a call gives before it."""
    holder = next(iter(holders(source, literal)), None)
    if holder is None:
        return ""
    if holder.kind == "call":
        return string_before(holder, literal)
    named = holder.part("key") or holder.part("left") or holder.part("name")
    return (source.string(named) or named.last_name)[:80] if named is not None else ""
