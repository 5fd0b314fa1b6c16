"""Keys that go out with calls to the gateway: the private key of a pair, or the secret key itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pe_audit.evidence.provenance import Provenance
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression
from pe_audit.lexicon import says, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.client.calls import Outgoing
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

# Operations of the vendor's SOAP service, without case and punctuation: each is given a key beside the text.
_WITH_PRIVATE_KEY = frozenset({"signer", "decrypttext"})
_WITH_A_KEY = _WITH_PRIVATE_KEY | {"encrypttext", "blackbox"}
_REMOTE = expression(rb"(?i)ws_?crypt|\.asmx|\bwsdl\b|\bsoap|savon|zeep|\bsuds\b")
_PROXY = expression(r"SoapHttpClientProtocol|ClientBase<|SoapClient|Stub\b")
_DISPATCH = expression(r"(?i)(?:__?soap_?)?call|invoke|service_?call|request")
_SUFFIX = expression(r"(?:async|request|sync)$")
_PLAIN = expression(r"[^a-z0-9]")
_HASHES = expression(r"(?i)hash|sha-?\d|hmac|digest|md5|sign(?!e)|firma|jwt|encrypt")
_HEADER = expression(r"(?i)(?:proxy-)?authorization|x-(?:api|secret|auth|client)-key|api-?key")
_LINE = expression(r"(?is)^[\"'](?:authorization|x-(?:api|secret|auth)-key)\s*:\s*(.{1,300})")
_BEARERS = expression(
    r"(?i)set_?bearer_?auth|with_?token|bearer(?:_?auth)?|(?:with_?|set_?)?basic_?auth(?:entication)?|auth"
)
_PUBLIC = expression(r"(?i)p[uú]blic")
_BODY_FIELD = expression(r"(?i)(?:secret_?key|clave_?secreta|llave_?secreta)")
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Sent:
    """A place where something goes out, and what carries it, in words; `private`: the private key of a pair does."""

    place: Syntax
    what: str
    private: bool


def sent_to_service(source: SourceFile) -> Iterator[Sent]:
    """Every call of a remote service that signs, encrypts or decrypts. Raises `Unreadable`."""
    if not _REMOTE.search(source.file.data):
        return
    provenance = Provenance(source)
    for call in source.all("call"):
        operation = _operation(source, call)
        if operation and not _declares(source, call):
            yield Sent(call, operation, private=_gives_private(provenance, call, operation))


def _operation(source: SourceFile, call: Syntax) -> str:
    """The operation of the service that a call asks for, as it is called; empty for another call."""
    names = [call.name] if call.part("receiver") is not None else []
    if _DISPATCH.fullmatch(call.name) and (first := source.argument(call, 0)) is not None and len(first.text) < 40:
        names.append(source.string(first) or first.text.lstrip(":"))
    return next((name for name in names if _bare(name) in _WITH_A_KEY), "")


def _bare(name: str) -> str:
    return _SUFFIX.sub("", _PLAIN.sub("", name.lower()))


def _declares(source: SourceFile, call: Syntax) -> bool:
    """Whether a call stands in the generated client itself: those who use it are told."""
    holder = next(source.around(call, "class"), None)
    function = source.function(call)
    generated = holder is not None and _PROXY.search(holder.text_of("bases")) is not None
    return generated or (function is not None and _bare(function.name) in _WITH_A_KEY)


def _gives_private(provenance: Provenance, call: Syntax, operation: str) -> bool:
    source = provenance.source
    holder = call.part("arguments")
    given = [value_of(one) for one in source.arguments(call)]
    pairs = [] if holder is None else source.inside(holder, "pair")
    for value in (*given, *pairs):
        named = value.kind == "pair" and says(value.text_of("key"), "private key")
        if named or _is_private(provenance, value_of(value)):
            return True
    public = any(_PUBLIC.search(value.text[:_LONGEST]) for value in given)
    return _bare(operation) in _WITH_PRIVATE_KEY and len(given) > 1 and not public and operation == call.name


def _is_private(provenance: Provenance, span: Syntax) -> bool:
    values = provenance.values(span)
    if provenance.source.inside(span, "pair") or any(_HASHES.search(_callee(provenance.source, one)) for one in values):
        return False
    return any(says(value.text[:_LONGEST], "private key") for value in values)


def _callee(source: SourceFile, value: Syntax) -> str:
    call = source.exactly(value, "call")
    return call.name if call is not None else ""


def sent_to_gateway(call: Outgoing) -> Iterator[Sent]:
    """Headers and fields of a call that hold the secret key itself."""
    provenance = Provenance(call.source)
    for place, value in _proofs(call):
        if _is_secret(provenance, value):
            yield Sent(place, "a header", private=False)
    for pair in _fields(call):
        if _BODY_FIELD.fullmatch(pair.text_of("key").strip("\"'")) and _is_secret(provenance, value_of(pair)):
            yield Sent(pair, "the body", private=False)


def _proofs(call: Outgoing) -> Iterator[tuple[Syntax, Syntax]]:
    """Entries, calls with a name and a value, helpers for tokens, and lines as curl has them."""
    source = call.source
    for span in call.reached:
        for pair in source.inside(span, "pair"):
            if _HEADER.fullmatch(pair.text_of("key").strip("\"'")):
                yield pair, value_of(pair)
        for one in source.inside(span, "call"):
            name, value = source.argument(one, 0), source.argument(one, 1)
            if name is not None and value is not None and _HEADER.fullmatch(source.string(name) or ""):
                yield name, value
            elif _BEARERS.fullmatch(one.name):
                yield from ((value, value) for value in map(value_of, source.arguments(one)[:2]))
        for literal in source.inside(span, "string"):
            if _LINE.match(literal.text):
                outer = next(source.around(literal, "argument"), literal)
                yield literal, outer if outer.end - outer.start < _LONGEST else literal


def _fields(call: Outgoing) -> Iterator[Syntax]:
    """The entries of what a call is given: written in it, or in a variable that it is given."""
    source, holder = call.source, call.call.part("arguments")
    if holder is None:
        return
    yield from source.inside(holder, "pair")
    given = {value_of(one).text.strip() for one in source.arguments(call.call)}
    given |= {value_of(pair).text.strip() for pair in source.inside(holder, "pair")}
    for span in call.reached:
        if span.kind == "assignment" and span.text_of("left") in given:
            yield from source.inside(value_of(span), "pair")


def _is_secret(provenance: Provenance, span: Syntax) -> bool:
    """Whether a value is made of the secret key as it is, not of a hash or signature over it."""
    values = provenance.values(span)
    if any(_HASHES.search(value.text[:_LONGEST]) for value in values):
        return False
    names = {name for value in values for name in re.findall(r"[A-Za-z_]\w*", value.text[:_LONGEST])}
    return any(says(name, "secret key") and "client" not in words(name) for name in names)
