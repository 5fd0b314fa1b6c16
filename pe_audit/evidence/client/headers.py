"""Headers that the declared protocol wants on every request, and the calls that go without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.client.calls import outgoing
from pe_audit.evidence.client.setup import Setup
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.client.calls import Outgoing
    from pe_audit.evidence.source import SourceFile
    from pe_audit.model import Observed

# What may add headers on the way out, where the call itself shows none.
_ON_THE_WAY = expression(
    r"(?i)interceptor|middleware|HandlerStack|MessageHandler|\bauth\s*[=:]|['\"]auth['\"]|signer\b|\bhooks\b|"
    r"beforeRequest|AddHttpClient|RoundTripper|\bTransport\s*:|getClient|createClient"
)
_HEADERS = expression(r"(?i)headers?|cabeceras?|kwargs|opt(?:ion)?s|config|init|request|req|entity|peticion|solicitud")


def without(source: SourceFile, capability: str, header: str, problem: str) -> Iterator[Observed]:
    """Each call to the merchant's gateway, if the declared protocol has a capability: whether it carries its header.

    `header` is the profile's field that names it; `problem` may name `{name}` and `{header}`. Raises `Unreadable`.
    """
    gateway = source.file.circumstances.gateway
    if capability not in gateway.version["capabilities"]:
        return
    name = str(gateway.version[header])
    for call in outgoing(source):
        if call.gateway != gateway.title:
            continue
        identity = f"{call.function} {call.name}".strip()
        if _carries(call, name):
            yield source.observe(call.call, identity=identity)
        elif why := _unseen(call, name):
            yield source.observe(call.call, undecided=why, identity=identity)
        else:
            yield source.observe(call.call, problem.format(name=call.name, header=name), identity=identity)


def _carries(call: Outgoing, name: str) -> bool:
    """Whether the header is written in what the call is made from, as a text of its own or as `Name: value`."""
    wanted = name.lower()
    for span in call.reached:
        for literal in call.source.inside(span, "string"):
            written = literal.text.strip("\"'`bfru").lower()
            if written == wanted or written.startswith((wanted + ":", wanted + " :")):
                return True
        if any(pair.text_of("key").lower() == wanted for pair in call.source.inside(span, "pair")):
            return True
    return False


def _unseen(call: Outgoing, name: str) -> str:
    """Why the header may be added where it is not seen, empty if nothing says so."""
    source = call.source
    if call.handed:
        return f"its client is made elsewhere: whether that adds {name} is not seen"
    if any(_ON_THE_WAY.search(span.text[:2000]) for span in call.reached):
        return f"something on the way out may add {name}: look there"
    if name.lower() in source.file.data.decode("latin-1").lower():
        return f"the file writes {name}, but not where this call is seen to be made"
    setup = Setup(source, lambda _: False)
    for argument in source.arguments(call.call):
        value = value_of(argument)
        asked = source.exactly(value, "call")
        key = argument.part("name")
        said = key.text if key is not None else value.last_name
        if asked is not None and _HEADERS.search(asked.name) and setup.unbound(asked.name):
            return f"`{asked.name}` makes the headers in another file: whether {name} is among them is not seen"
        if asked is None and value.last_name and _HEADERS.fullmatch(said) and setup.unbound(value.last_name):
            return f"`{value.last_name}` comes from elsewhere: whether {name} is in it is not seen"
    return ""
