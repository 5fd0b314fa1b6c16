"""Requests to the gateway that carry or sign with the long-lived key, where the profile has short tokens for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.client.about import is_about
from pe_audit.evidence.credential.names import Says, read_name
from pe_audit.evidence.declared import Declared
from pe_audit.evidence.environment import deployment_of
from pe_audit.evidence.register import is_accepted, shown, today
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression
from pe_audit.lexicon import says, words
from pe_audit.model import Observed, Precision, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.circumstances import Circumstances, Key
    from pe_audit.evidence.syntax import Syntax

_SENDS = expression(
    r"(?i)(?:post|put|patch|send|request|fetch|newrequest(?:withcontext)?|exchange|execute|curl_exec|urlopen|get|axios|got|wp_(?:safe_)?remote_\w+"
    r"|(?:post|put|patch|send|get)(?:asjson)?async|postfor(?:entity|object))"
)
_HEADER = expression(r"(?:proxy-)?authorization|x-(?:api|access|secret|auth|client)-key|api-?key", re.IGNORECASE)
_LINE = expression(r"(?is)[\"'](?:" + _HEADER.pattern + r")\s*:\s*(.{1,300})")  # curl: "Authorization: Bearer $token"
_ACQUIRES = frozenset({"token", "tokens", "authorize", "authorise", "authorization", "auth", "login", "authenticate"})
_ACQUIRING = expression(r"(?i)grant_type|/(?:authorizations?|oauth2?|tokens?)\b")
_NAME = expression(r"[A-Za-z_$][\w$]*")
_KEYS = frozenset({Says.SECRET, Says.KEY, Says.BARE_KEY})
_TOKENS = frozenset({"token", "tokens", "jwt"})
_LONGEST = 400  # characters of a header's value


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Declared | SourceFile)
    circumstances = evidence.circumstances if isinstance(evidence, Declared) else evidence.file.circumstances
    if "short-tokens" not in circumstances.gateway.version["capabilities"]:
        return
    if isinstance(evidence, Declared):
        yield from _in_register(circumstances)
    elif deployment_of(evidence.file).may_be_live:
        yield from _in_code(evidence, any(key.purpose == "oauth-client" for key in circumstances.declared.keys))


def _in_register(circumstances: Circumstances) -> Iterator[Observed]:
    """Every key with a fingerprint: one that is entered for two purposes is one key for both."""
    first: dict[str, Key] = {}
    day = today(circumstances)
    for key in circumstances.declared.keys:
        if not key.fingerprint or not is_accepted(key, day):
            continue
        seen = Observed(key.line, key.column, key.end_column, identity=key.id)
        other = first.setdefault(key.fingerprint.strip().lower(), key)
        if words(other.purpose) != words(key.purpose):
            problem = f"One key serves two purposes. {shown(other)} and {shown(key)} have the same fingerprint."
            place = Related(other.line, other.column, other.end_column, f"the same key, for {other.purpose}")
            seen = seen._replace(problem=problem, related=(place,))
        yield seen


def _in_code(source: SourceFile, has_oauth: bool) -> Iterator[Observed]:
    """Every function of the gateway's client that sends a request other than the one for a token."""
    seen: set[int] = set()
    for call in source.all("call"):
        function = source.function(call)
        if function is None or function.start in seen or _SENDS.fullmatch(call.name) is None:
            continue
        seen.add(function.start)
        if not is_about(source, function, source.file.circumstances.gateways):
            continue
        if _ACQUIRES & set(function.words) or _ACQUIRING.search(function.text):
            continue
        yield from _judged(source, function, has_oauth)


def _judged(source: SourceFile, function: Syntax, has_oauth: bool) -> Iterator[Observed]:
    identity, carried = function.name or "request", False
    for place, value in _headers(source, function):
        kind = _kind(value)
        if kind == "token":
            carried = True
            yield source.observe(place, identity=identity)
        elif kind == "key":
            carried = True
            problem = f"The long-lived key goes along with a request. {identity} sends it in a header."
            yield source.observe(place, problem, identity=identity)
    if carried or "token" in function.text.lower() or _verifies(source, function):
        return
    signed = next((call for call in source.inside(function, "call") if _is_mac(call)), None)
    if signed is None:
        return
    if has_oauth:
        problem = f"The long-lived key signs every request. {identity} sends no token beside the signature."
        yield source.observe(signed, problem, identity=identity, precision=Precision.LOW)
    else:
        ask = "requests are signed with a key and carry no token: does the account have OAuth (a key for oauth-client)?"
        yield source.observe(signed, undecided=ask, identity=identity)


def _verifies(source: SourceFile, function: Syntax) -> bool:
    """Whether a function compares signatures: then its MAC is about a message that came in."""
    compared = (one.text for one in source.inside(function, "comparison"))
    calls = source.inside(function, "call")
    return any(says(call.name, "constant time") for call in calls) or any(says(one, "signature") for one in compared)


def _is_mac(call: Syntax) -> bool:
    return says(call.name, "mac") or says(f"{call.text_of('receiver')[-60:]} {call.name}", "mac")


def _headers(source: SourceFile, function: Syntax) -> Iterator[tuple[Syntax, str]]:
    """Values of headers that prove who calls: entries, calls with a name and a value, lines as curl has them."""
    for pair in source.inside(function, "pair"):
        if _HEADER.fullmatch(pair.text_of("key").strip("\"'")):
            yield pair, value_of(pair).text[:_LONGEST]
    for call in source.inside(function, "call"):
        name, value = source.argument(call, 0), source.argument(call, 1)
        if name is not None and value is not None and _HEADER.fullmatch(source.string(name) or ""):
            yield name, value.text[:_LONGEST]
    for literal in source.inside(function, "string"):
        line = _LINE.match(literal.text)
        if line is not None:
            end = min(source.file.line_span(source.file.line_number(literal.start))[1], literal.end + _LONGEST)
            yield literal, line[1] + source.file.data[literal.end : end].decode("utf-8", "replace")


def _kind(value: str) -> str:
    """Whether a value is made of a token or of a key, by the names in it."""
    names = _NAME.findall(value)
    if any(_TOKENS & set(words(name)) for name in names):
        return "token"
    readings = [read_name(name) for name in names]
    return "key" if any(one.says in _KEYS and not one.about and not one.negated for one in readings) else ""
