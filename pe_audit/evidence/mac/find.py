"""All MACs of one file: those its code computes, and those that functions of it or of other files give back."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.mac.api import algorithm_in
from pe_audit.evidence.mac.build import begun_by
from pe_audit.evidence.mac.encoding import spelled, written_among
from pe_audit.evidence.mac.found import Mac, among
from pe_audit.evidence.provenance import provenance
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_MAX_CALLS = 5000  # of one file: no hand wrote more
_MOST = 200  # digests
_DEPTH = 3  # functions between the digest and who asks for it
_IDENTIFIER = expression(r"\$?[A-Za-z_]\w*")
_LONGEST = 600  # bytes of an expression looked into


class Giver(NamedTuple):
    """A function that gives a MAC back, and how it is written then."""

    function: Syntax
    mac: Mac
    encoding: str


def macs(source: SourceFile) -> list[Mac]:
    """Every MAC and digest of a file in document order; found once. Raises `Unreadable` as the source does."""
    known: list[Mac] | None = source.__dict__.get("_macs")
    if known is None:
        found = _find(source)
        known = source.__dict__["_macs"] = sorted(found, key=lambda mac: (mac.call.start, -mac.call.end))
    return known


def mac_of(source: SourceFile, span: Syntax) -> Mac | None:
    """The MAC that a value is, or was before it was converted or kept in variables: of the side of a comparison."""
    found = macs(source)
    if not found:
        return None
    values = provenance(source).values(span)
    return among(found, values) or _spelled(source, found, values)


def _spelled(source: SourceFile, found: list[Mac], values: list[Syntax]) -> Mac | None:
    """The MAC that a loop wrote into one of the values: `foreach (var b in hash) text.Append(b.ToString("x2"))`."""
    kept = {value.text for value in values if _IDENTIFIER.fullmatch(value.text[:_LONGEST])}
    function = source.function(values[0]) if kept else None
    for loop in source.inside(function, "loop") if function is not None else ():
        if loop.end - loop.start > _LONGEST or loop.start > values[0].start or not _writes(source, loop, kept):
            continue
        names = dict.fromkeys(name for name in _IDENTIFIER.findall(loop.text) if name not in kept)
        looped = (one for name in names for one in provenance(source).assigned_to(name, loop))
        mac = among(found, (value for one in looped for value in provenance(source).values(one)))
        if mac is not None:
            return replace(mac, encoding=spelled(loop))
    return None


def _writes(source: SourceFile, loop: Syntax, kept: set[str]) -> bool:
    asked = (call.text_of("receiver")[:_LONGEST] for call in source.inside(loop, "call"))
    given = (one.text_of("left")[:_LONGEST] for one in source.inside(loop, "assignment"))
    return not kept.isdisjoint(asked) or not kept.isdisjoint(given)


def resolved(mac: Mac) -> Mac:
    """One that is known by its name only, as the function of another file makes it; as it is if that is not found.

    For rules that look at project: only they see the other files.
    """
    from pe_audit.evidence.handler.followed.calls import calls_of  # handlers ask for MACs too

    target = calls_of(mac.source).target(mac.call) if mac.opaque else None
    if target is None:
        return mac
    macs(target.source)
    givers: dict[str, Giver] = target.source.__dict__["_givers"]
    found = next((one for one in givers.values() if one.function == target.scope), None)
    return _judged(_through(mac.source, mac.call, found)) if found is not None else mac


def _find(source: SourceFile) -> list[Mac]:
    calls = source.all("call")[:_MAX_CALLS]
    found = [_judged(mac) for mac in islice((mac for call in calls for mac in begun_by(source, call)), _MOST)]
    known = {(one.start, one.end) for mac in found for one in (mac.call, mac.begun)}
    givers: dict[str, Giver] = {}
    for _ in range(_DEPTH):
        givers = _givers(source, found)
        fresh = [
            _judged(_through(source, call, givers[_plain(call)]))
            for call in calls
            if _plain(call) in givers and (call.start, call.end) not in known
        ]
        if not fresh:
            break
        found += fresh
        known.update((mac.call.start, mac.call.end) for mac in fresh)
    source.__dict__["_givers"] = givers
    own = provenance(source).functions
    unseen = [call for call in calls if (call.start, call.end) not in known and _plain(call) not in own]
    return found + [mac for call in unseen if _names_mac(call) and (mac := _by_name(source, call)).messages]


def _plain(call: Syntax) -> str:
    return re.split(r"\.|->|::|\\", call.name)[-1].lstrip("$")


def _givers(source: SourceFile, found: list[Mac]) -> dict[str, Giver]:
    """The functions of the file that give a MAC back, by their plain name."""
    if not found:
        return {}
    givers = {}
    for name, function in provenance(source).functions.items():
        own = [mac for mac in found if mac.call in function and source.function(mac.call) is not None]
        if not own or says(name, "checks"):
            continue
        returned = [one.parts["value"] for one in source.inside(function, "return") if "value" in one.parts]
        given = [(mac, value) for value in returned if (mac := _returned(source, value, own)) is not None]
        if given:
            mac, value = given[-1]
            givers[name] = Giver(function, mac, written_among(source, value, own))
        elif says(name, "signature", "mac", "hashes") and own[-1].keyed:
            givers[name] = Giver(function, own[-1], written_among(source, function, own))
    return givers


def _returned(source: SourceFile, value: Syntax, own: list[Mac]) -> Mac | None:
    """The MAC that a returned value is, not the answer whether something equals it."""
    if source.exactly(value, "comparison") is not None or source.inside(value, "comparison"):
        return None
    call = source.exactly(value, "call")
    if call is not None and says(call.name, "checks", "constant time", "compares"):
        return None
    return among(own, provenance(source).values(value))


def _through(source: SourceFile, call: Syntax, giver: Giver) -> Mac:
    """The MAC as the caller of a function gets it, made of what he gives."""
    function, mac, encoding = giver
    own = mac.source.inside(function.part("parameters") or function, "parameter")
    names = [one.name for one in own if one.text not in ("self", "cls")]
    given = [value_of(one) for one in source.arguments(call)]
    receiver = call.part("receiver")
    if own and own[0].text.startswith("this ") and receiver is not None:
        given = [receiver, *given]  # a method that C# lets be asked of the value itself
    bound = dict(zip(names, given, strict=False))
    here = mac.source is source
    key = _bound(mac.source, mac.key, bound)[:1] if mac.key is not None else []
    messages = [one for message in mac.messages for one in _bound(mac.source, message, bound)]
    return replace(
        mac,
        source=source,
        call=call,
        begun=call,
        key=key[0] if key else mac.key if here else None,
        messages=tuple(messages) or (mac.messages if here else ()),
        encoding=encoding,
        verifies=None,
        swapped=mac.swapped,
        within=mac,
    )


def _bound(source: SourceFile, value: Syntax, bound: dict[str, Syntax]) -> list[Syntax]:
    """What the caller gives for the parameters that a value is made of."""
    texts = [one.text[:_LONGEST] for one in provenance(source).values(value)]
    names = dict.fromkeys(name for text in texts for name in _IDENTIFIER.findall(text))
    return [bound[name] for name in names if name in bound]


def _names_mac(call: Syntax) -> bool:
    """Whether the name of a function that is not seen promises a signature or MAC."""
    first = call.words[:1]
    if says(call.name, "checks") or first in (("is",), ("has",)) or call.part("arguments") is None:
        return False
    if says(call.name, "mac"):
        return True
    if not says(call.name, "signature"):
        return False
    made = says(call.name, "computes") and not says(first[0] if first else "", "fetches")
    return made or says(call.text_of("arguments")[:_LONGEST], "credential")


def _by_name(source: SourceFile, call: Syntax) -> Mac:
    given = [value_of(one) for one in source.arguments(call)]
    receiver = call.part("receiver")
    keys = [one for one in given if says(one.last_name, "credential", "signing key")]
    messages = [one for one in given if one not in keys and source.string(one) is None]
    if not messages and receiver is not None and keys:
        messages = [receiver]
    return Mac(
        source,
        call,
        call,
        algorithm=algorithm_in(call.name),
        key=keys[0] if keys else None,
        messages=tuple(messages[:1]),
        opaque=True,
    )


def _judged(mac: Mac) -> Mac:
    """With what can be said from its key and message: whether they changed places, whether a plain digest has a key."""
    if not mac.messages:
        return mac
    if not mac.keyed:
        secrets = (message for message in mac.messages if _is_secret(mac.source, message))
        return replace(mac, key=next(secrets, None)) if mac.key is None else mac
    key, message = mac.key, mac.messages[0]
    if key is None or len(mac.messages) > 1:
        return mac
    source = mac.source
    swapped = _is_secret(source, message) and not _is_secret(source, key) and _is_message(source, key)
    return replace(mac, swapped=mac.swapped or (swapped and not _is_message(source, message)))


def _is_secret(source: SourceFile, span: Syntax) -> bool:
    values = provenance(source).values(span)
    return any(says(one.text[-_LONGEST:], "credential", "signing key") for one in values if len(one.text) < _LONGEST)


def _is_message(source: SourceFile, span: Syntax) -> bool:
    return any(says(one.last_name, "message") for one in provenance(source).values(span))
