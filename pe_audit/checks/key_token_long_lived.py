"""Tokens of the gateway that are kept for longer than they live, or without an end."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pe_audit.evidence.client.calls import called
from pe_audit.evidence.duration import seconds_of
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression
from pe_audit.lexicon import words
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.circumstances import Gateway
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed

_LIFETIME = frozenset(
    {"ttl", "lifetime", "expires", "expiry", "expiration", "expire", "duration", "maxage", "vigencia"}
)
_CACHED = frozenset({"cache", "ttl"})  # pagoefectivo.token.cache_seconds
_UNITS = frozenset({"seconds", "minutes", "hours", "days", "segundos", "minutos", "horas", "dias"})
_UNUSED = frozenset({Environment.TEST, Environment.EXAMPLE})
_KEEPERS = expression(
    r"(?i)(?:put|set|setex|psetex|add|save|store|remember|set_?transient|set(?:string)?async|set_many|write|expire)"
)
_FOREVER = expression(r"(?i)forever|remember_?forever")
_CACHES = expression(r"(?i)redis|memcache|^\\?cache$|(?:^|[._>])cache(?:manager)?$|opsforvalue")
_LIFETIME_OPTION = expression(r"(?i)(?:ttl|ex|px|timeout|expir\w*|max_?age|absolute\w*)")
_CONTEXT = expression(r"ctx|context\.\w+\(\)|\w+\.Context\(\)")  # which Go gives to every call first
_MOST_ARGUMENTS = 6


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SettingsFile | SourceFile)
    if deployment_of(evidence.file).environment in _UNUSED:
        return
    if isinstance(evidence, SettingsFile):
        yield from _in_settings(evidence)
    else:
        yield from _in_code(evidence)


def _limit(gateway: Gateway) -> int:
    return int(gateway.version["token_seconds"])


def _too_long(gateway: Gateway, seconds: float, where: str) -> str | None:
    limit = _limit(gateway)
    if seconds <= limit:
        return None
    return f"A token of the gateway is kept for too long. {where} keeps it {seconds:,.0f} s; it lives {limit:,} s."


def _in_settings(settings: SettingsFile) -> Iterator[Observed]:
    gateway = settings.file.circumstances.gateway
    for setting in settings.settings:
        spoken = set(words(setting.key))
        if "token" not in spoken or not gateway.is_named_in(setting.key):
            continue
        if not (_LIFETIME & spoken or (_CACHED & spoken and _UNITS & spoken)):
            continue
        seconds = seconds_of(setting.value, setting.name)
        if seconds is not None:
            yield settings.observe(setting, _too_long(gateway, seconds, setting.key))


def _in_code(source: SourceFile) -> Iterator[Observed]:
    gateway = source.file.circumstances.gateway
    for call in source.all("call"):
        if not (_KEEPERS.fullmatch(call.name) or _FOREVER.fullmatch(call.name)):
            continue
        arguments = [one for one in islice(source.arguments(call), _MOST_ARGUMENTS) if not _CONTEXT.fullmatch(one.text)]
        if not arguments or not _is_token(source, call, value_of(arguments[0]), gateway):
            continue
        shown = called(source, call)
        if _FOREVER.fullmatch(call.name):
            problem = f"A token of the gateway is kept without an end. {shown} never lets it go."
            yield source.observe(call, problem, identity=call.name)
            continue
        lengths = [length for one in arguments[1:] if (length := _length(source, call, one)) is not None]
        if lengths:
            yield source.observe(call, _too_long(gateway, lengths[0], shown), identity=call.name)
        elif len(arguments) == 2 and _CACHES.search(call.text_of("receiver")) and "expir" not in call.text.lower():
            problem = f"A token of the gateway is kept without an end. {shown} is given no lifetime."
            yield source.observe(call, problem, identity=call.name, precision=Precision.LOW)


def _is_token(source: SourceFile, call: Syntax, key: Syntax, gateway: Gateway) -> bool:
    """Whether what a call keeps, by the name it gives, is a token of the gateway."""
    name = source.string(key)
    name = key.text[:200] if name is None else name
    spoken = words(name)
    if "token" not in spoken or {"csrf", "refresh", "reset", "session", "device", "push"} & set(spoken):
        return False
    function = source.function(call)
    around = (name, source.uri, function.name if function is not None else "")
    classes = (holder.text_of("name") for holder in source.around(call, "class"))
    return any(gateway.is_named_in(text) for text in (*around, *classes))


def _length(source: SourceFile, call: Syntax, argument: Syntax) -> float | None:
    """The lifetime that an argument says, as a number, an expression or an option."""
    pairs = source.inside(argument, "pair")
    for pair in pairs:
        name = pair.text_of("key").strip("\"'")
        if _LIFETIME_OPTION.fullmatch(name):
            return seconds_of(value_of(pair).text, name)
    if pairs:
        return seconds_of(argument.text) if "(" in argument.text else None
    unit = "ms" if call.name.lower() == "psetex" else ""
    return seconds_of(value_of(argument).text, unit)
