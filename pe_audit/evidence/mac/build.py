"""MACs made in one call, and those that are begun, fed and ended by several."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pe_audit.evidence.mac.api import ENDS, ENDS_WITH_MESSAGE, FEEDS, NAMED, Api, algorithm_in, api_of
from pe_audit.evidence.mac.found import Mac
from pe_audit.evidence.provenance import provenance
from pe_audit.evidence.syntax import Syntax, value_of
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile

_LONGEST = 100  # characters of what is called
_ROOT = expression(r"[\s(]*(?:await\s+)?(?:new\s+)?")
_NAME = expression(r"(?:\$?this(?:->|\.)|self\.|@)?\$?[A-Za-z_]\w*")
_FIELD = expression(r"\$?this\b|self\.|@|_")
_CHAINS = frozenset({"apply", "also", "run", "let", "with", "tap"})  # what their function does is done to the receiver
_WRAPS_KEY = expression(r"SecretKeySpec|SymmetricKey|importKey|createSecretKey|KeyParameter|hmacShaKeyFor|\bKey\b")
_ENCODED = expression(r"(?i)hex|base64|b64")


def begun_by(source: SourceFile, call: Syntax) -> Iterator[Mac]:
    """What a call begins, if it begins a digest: one for each end it comes to."""
    api = api_of(called(call))
    if api is None:
        return
    mac = _first(source, call, api)
    if api.builds:
        yield from _built(source, call, mac)
    elif (mac.algorithm or mac.keyed) and (mac.messages or api.message is None):
        yield mac


def called(call: Syntax) -> str:
    """`receiver.name`, the separators of PHP and Ruby as dots."""
    receiver = call.text_of("receiver")
    if len(receiver) > _LONGEST:
        return call.name
    name = call.text_of("name") if "<" in call.text_of("name")[:_LONGEST] else call.name
    return re.sub(r"::|\?*->|\?\.|\\", ".", f"{receiver}.{name}" if receiver else name).strip(".")


def _first(source: SourceFile, call: Syntax, api: Api) -> Mac:
    given = _given(source, call)
    key, message = _pick(given, "key", api.key), _pick(given, "message", api.message)
    verifies = _pick(given, "", api.verifies)
    named = _pick(given, "algorithm", api.algorithm)
    if message is not None and api.builds and _is_algorithm(message):
        named, message = message, None  # hmac.HMAC(key, hashes.SHA256()) beside hmac.HMAC(key, message)
    algorithm = algorithm_in(called(call)) or (_algorithm(source, named) if named is not None else "")
    if not algorithm and key is not None:
        algorithm = _of_key(source, key)
    raw = next((value for name, value in given if name == 3), None)
    encoding = "raw" if raw is not None and raw.text.lower() in ("true", "binary: true") else api.encoding
    return Mac(
        source,
        call,
        call,
        algorithm=algorithm,
        keyed=api.keyed or "HASH_HMAC" in call.text_of("arguments")[:_LONGEST],
        key=None if key is None else _bare_key(source, key),
        messages=(message,) if message is not None else (),
        encoding=_named_encoding(source, call, call.name) or encoding,
        verifies=verifies,
    )


def _given(source: SourceFile, call: Syntax) -> list[tuple[str | int, Syntax]]:
    """The arguments by position or name."""
    given: list[tuple[str | int, Syntax]] = []
    for position, argument in enumerate(source.arguments(call)):
        pair = source.exactly(argument, "pair")
        name = pair.text_of("key") if pair is not None else argument.text_of("name")
        named = bool(name) and re.match(re.escape(name) + r"\s*[:=](?!=)", argument.text) is not None
        given.append((name if named else position, value_of(pair or argument)))
    return given


def _pick(given: list[tuple[str | int, Syntax]], role: str, position: int | None) -> Syntax | None:
    if position is None:
        return None
    named = NAMED.get(role, frozenset())
    by_name = next((value for name, value in given if name in named), None)
    if by_name is not None:
        return by_name
    return next((value for name, value in given if name == position and value.text not in ("None", "null")), None)


def _is_algorithm(value: Syntax) -> bool:
    return algorithm_in(value.text[:_LONGEST]) != "" and len(value.text) < 40


def _algorithm(source: SourceFile, named: Syntax) -> str:
    values = [named, *provenance(source).values(named)]
    name = named.last_name  # of a constant that may be declared after its use
    values += [value_of(one) for one in source.all("assignment") if one.text_of("left").endswith(name)] if name else []
    return next((found for one in values if (found := algorithm_in(one.text[:_LONGEST]))), "")


def _of_key(source: SourceFile, key: Syntax) -> str:
    """The algorithm of a key that was imported for it: `importKey("raw", bytes, {hash: "SHA-256"}, …)`."""
    values = [one for one in provenance(source).values(key) if _WRAPS_KEY.search(one.text[:_LONGEST])]
    return next((found for one in values if (found := algorithm_in(one.text[:300]))), "")


def _bare_key(source: SourceFile, key: Syntax) -> Syntax:
    """The secret of a key object."""
    for value in provenance(source).values(key):
        call = source.exactly(value, "call")
        if call is not None and _WRAPS_KEY.search(call.name):
            given = _given(source, call)
            position = 1 if call.name == "importKey" else 0
            return next((one for name, one in given if name in (position, "data")), key)
    return key


def _built(source: SourceFile, begun: Syntax, mac: Mac) -> Iterator[Mac]:
    """What becomes of a digest that was begun: its feeds in order, and its ends."""
    open_ = replace(mac, messages=(*mac.messages, *_appended(source, begun)))
    elsewhere, ended, fed = False, False, len(open_.messages) > 0
    for call, owner in _asked(source, begun):
        name = call.name.rpartition(".")[2] if not owner else call.name
        arguments = [value_of(one) for one in source.arguments(call)]
        arguments = [one for one in arguments if not owner or one.text.strip("&") != owner]
        first = arguments[0] if arguments else None
        if name == "init" and first is not None:
            open_ = replace(open_, key=_bare_key(source, first))
        elif name in FEEDS or (name in ENDS_WITH_MESSAGE and first is not None):
            fed = True
            if first is not None and first.text not in ("nil", "null"):
                open_ = replace(open_, messages=(*open_.messages, first))
        elif name not in ENDS and owner and call.part("receiver") is not None and owner not in call.text_of("receiver"):
            fed = elsewhere = True  # given to another function: io.Copy(mac, body), fillMac(mac)
            if first is not None:
                open_ = replace(open_, messages=(*open_.messages, *arguments[-1:]))
        if name in ENDS:
            ended = True
            verifies = first if name == "verify" else None
            encoding = _named_encoding(source, call, name) or ("hex" if name == "hash_final" else "raw")
            yield replace(open_, call=call, encoding=encoding, updated=fed, verifies=verifies)
    if not ended and (mac.keyed or fed or elsewhere):
        yield replace(open_, call=_whole(source, begun), updated=True, encoding="")


def _named_encoding(source: SourceFile, call: Syntax, name: str) -> str:
    """hex or base64, when the name of the call or its first argument says so."""
    given = source.argument(call, 0)
    said = given is not None and (given.end - given.start < 40) and source.exactly(given, "string") is not None
    for text in (name, given.text if said and given is not None and name == "digest" else ""):
        found = _ENCODED.search(text)
        if found is not None:
            return "hex" if found[0].lower() == "hex" else "base64"
    return ""


def _whole(source: SourceFile, begun: Syntax) -> Syntax:
    """The whole chain of calls that begins there."""
    whole = begun
    for call in source.around(begun, "call"):
        if _starts_with(call, whole):
            whole = call
    return whole


def _starts_with(call: Syntax, inner: Syntax) -> bool:
    receiver = call.part("receiver")
    if receiver is None or inner not in receiver:
        return False
    return _ROOT.fullmatch(call.data[receiver.start : inner.start].decode("latin-1")) is not None


def _asked(source: SourceFile, begun: Syntax) -> Iterator[tuple[Syntax, str]]:
    """The calls on a digest in the order they run, each with the variable that holds it, if one does."""
    whole = _whole(source, begun)
    chain = [call for call in source.around(begun, "call") if _starts_with(call, begun) and call in whole]
    for call in chain:
        if call.name in _CHAINS:
            yield from ((one, "") for one in source.inside(call.part("arguments") or call, "call"))
        else:
            yield call, ""
    assignment = next(source.around(whole, "assignment"), None)
    if any(call.name in ENDS for call in chain) or assignment is None or not _holds(source, assignment, whole):
        return
    name = _NAME.fullmatch(assignment.text_of("left").strip())
    if name is None:
        return
    yield from _of_variable(source, assignment, name[0])


def _appended(source: SourceFile, begun: Syntax) -> Iterator[Syntax]:
    """What an operator of its own feeds to it: Ruby's `hmac << body`."""
    assignment = next(source.around(begun, "assignment"), None)
    if assignment is None or not _holds(source, assignment, begun):
        return
    scope = source.scope(assignment)
    text = scope.data[assignment.end : scope.end].decode("latin-1")
    for found in re.finditer(r"(?m)^\s*" + re.escape(assignment.text_of("left")) + r"\s*<<\s*(.+)$", text):
        yield source.span(assignment.end + found.start(1), assignment.end + found.end(1))


def _holds(source: SourceFile, assignment: Syntax, value: Syntax) -> bool:
    right = value_of(assignment)
    return _starts_with(Syntax("call", right.start, right.end, {"receiver": right}, right.data), value)


def _of_variable(source: SourceFile, assignment: Syntax, name: str) -> Iterator[tuple[Syntax, str]]:
    """The calls on a variable, or with it as an argument, until it is given something else."""
    scope = source.whole if _FIELD.match(name) else source.scope(assignment)
    others = [one for one in source.inside(scope, "assignment") if one.text_of("left") == name]
    after = [one.start for one in others if one.start > assignment.start]
    end = after[0] if after and scope.kind != "file" else scope.end
    span = source.span(assignment.end if scope.kind != "file" else 0, end)
    uses, written = [], name.encode()
    for call in source.inside(span, "call"):
        if written not in call.data[call.start : call.end]:
            continue
        receiver = call.text_of("receiver")
        given = any(value_of(one).text.strip("&") == name for one in source.arguments(call))
        if given or re.match(r"[\s(]*" + re.escape(name) + r"(?![\w])", receiver):
            uses.append(call)
    uses.sort(key=lambda call: (call.end, -call.start))
    yield from ((call, name) for call in uses)
