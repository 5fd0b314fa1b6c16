"""Which HTTP status a piece of code answers with: numbers, named constants, and the calls that send or set one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.handler.followed.calls import last
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression
from pe_audit.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.syntax import Syntax

OK, FAULT = 200, 500
# Reason phrases of RFC 9110, and what frameworks call them.
_PHRASES = {
    "ok": 200,
    "created": 201,
    "accepted": 202,
    "no content": 204,
    "moved permanently": 301,
    "found": 302,
    "redirect": 302,
    "see other": 303,
    "temporary redirect": 307,
    "bad request": 400,
    "invalid request": 400,
    "unauthorized": 401,
    "unauthenticated": 401,
    "access denied": 403,
    "forbidden": 403,
    "forbid": 403,
    "permission denied": 403,
    "not found": 404,
    "not allowed": 405,
    "not acceptable": 406,
    "conflict": 409,
    "gone": 410,
    "unsupported media type": 415,
    "unprocessable": 422,
    "unprocessable content": 422,
    "unprocessable entity": 422,
    "unprocessible entity": 422,
    "too many requests": 429,
    "internal server": 500,
    "internal": 500,
    "server": 500,
    "not implemented": 501,
    "bad gateway": 502,
    "service unavailable": 503,
}
_FILLERS = expression(
    r"http|https|status|statuses|code|codes|response|servlet|sc|result|object|action|exception|error|at|to|"
    r"route|web|aiohttp|symfony|wp|results"
)
_NUMBER = expression(r"(?<![\w.])[\"']?([2-5]\d\d)(?![\w.])")
_NUMBERED = expression(r"(?i)(?:http|status)_?([2-5]\d\d)(?!\d)")
_CONSTANT = expression(r":\w+|[A-Za-z_][\w.:\\]*")
_STATUS_LINE = expression(r"(?i)^(?:HTTP/\d(?:\.\d)?|Status:)\s*([2-5]\d\d)")
_LAST_OF_TUPLE = expression(r",\s*([\w.]+)\s*\)?\s*$")
_FIRST_OF_LIST = expression(r"\[\s*([2-5]\d\d)\s*,")
_STATUS_KEY = frozenset(["status", "statuscode"])
# What only sends or sets an answer, whoever is asked.
_SURE = expression(
    r"httpresponsecode|statusheader|sendstatus|setstatus|setstatuscode|writeheader|writehead|senderror|abortwithstatus|"
    r"abortwithstatusjson|abortwitherror|newhttperror|httpexception|createresponse|createerrorresponse|"
    r"jsonresponse|httpresponse|streamingresponse|plaintextresponse|jsonify|wpsendjson|wpsendjsonsuccess|"
    r"wpsendjsonerror|wpdie|wprestresponse|wperror|responsestatusexception|httpresponseexception|responseentity|statuscoderesult|"
    r"nocontent|sendstring|makeresponse|httperror|webapplicationexception|emptyresponse|redirectresponse"
)
# What does when a reply is asked: `res.json(…)`, `c.JSON(…)`, `ResponseEntity.ok(…)`.
_ASKED = expression(
    r"json|send|end|text|html|body|string|xml|status|code|error|render|view|respond|ok|build|write|getwriter|"
    r"redirect|sendredirect|type|entity|problem|respondtext|halt"
)
# What does when nobody is asked: `return response('OK')`, `head :ok`, `return StatusCode(500)`.
_UNASKED = expression(
    r"response|head|render|halt|abort|json|content|ok|statuscode|redirect|view|status|redirecttoroute|problem"
)
_REPLIES = expression(
    r"(?i)^\(?\s*(?:await\s+|new\s+)?(?:\$?this(?:->|\.)|self\.|(?:\$|@)?(?:ctx|context|c|e)\.)?[$@]?(?:\w{0,24}res|resp|reply|"
    r"\w{0,24}response|response\(\)|c|ctx|context|w|rw|writer|http|call|Results|TypedResults|ResponseEntity|echo|fiber)(?:\b|$)"
)
# What they answer when no status is given, where that is not 200; None: they always give one.
_SILENT = {
    **dict.fromkeys(["redirect", "sendredirect", "redirecttoroute", "redirectresponse"], 302),
    **dict.fromkeys(["wpdie", "abort", "wperror", "senderror", "httperror", "httpexception", "newhttperror"], FAULT),
    **dict.fromkeys(["createerrorresponse", "problem", "error"], FAULT),
    **dict.fromkeys(["abortwithstatus", "statuscode", "status", "code"], None),
    "nocontent": 204,
}
_SENDS_LATER = frozenset(["status", "code", "setstatus", "setstatuscode", "httpresponsecode", "statusheader", "type"])


class Reply(NamedTuple):
    """A status that is sent (`sends`) or only set for what is sent later; `status` None where it is not told."""

    span: Syntax
    status: int | None
    sends: bool = True


def reply_of(frame: Frame, call: Syntax) -> Reply | None:
    """What a call answers, None if it answers nothing."""
    name = _plain(last(call.name))
    receiver = call.text_of("receiver")
    asked = _REPLIES.match(receiver[:120]) is not None
    if name == "header" and not receiver:
        return _header(frame, call)
    phrase = _of_phrase(call.name) if asked or not receiver or call.text.startswith(("new ", "(new")) else None
    if (
        _SURE.fullmatch(name) is None
        and not (asked and _ASKED.fullmatch(name))
        and not (not receiver and _UNASKED.fullmatch(name))
        and phrase is None
    ):
        return None
    status = _in_arguments(frame, call)
    if status is None and not _tells(frame, call):
        status = phrase if phrase is not None else _SILENT.get(name, OK)
    return Reply(call, status, name not in _SENDS_LATER)


def reply_of_assignment(frame: Frame, assignment: Syntax) -> Reply | None:
    """`Response.StatusCode = 400`, `ctx.status = 204`."""
    left = assignment.text_of("left")
    owner, _, member = left.rpartition(".")
    if _plain(member) not in _STATUS_KEY or not _REPLIES.match(owner):
        return None
    right = assignment.part("right")
    return Reply(assignment, status_of(frame, right) if right is not None else None, sends=False)


def status_of(frame: Frame, span: Syntax, depth: int = 0) -> int | None:
    """The status that an expression is: `400`, `http.StatusOK`, `:created`, a variable that was given one."""
    text = span.text.strip()
    found = _NUMBER.fullmatch(text.strip("\"'")) or _NUMBERED.search(text)
    if found:
        return int(found[1])
    if not _CONSTANT.fullmatch(text.lstrip("$")):
        return None
    given = [one for one in frame.assigned.get(text, ()) if one.end <= span.start]
    right = given[-1].part("right") if given and depth < 2 else None
    if right is not None:
        return status_of(frame, right, depth + 1)
    parameter = frame.argument(text) if frame.caller is not None else None
    if parameter is not None and frame.caller is not None and depth < 2:
        return status_of(frame.caller, parameter, depth + 1)
    return (
        _of_phrase(last(text).lstrip(":"))
        if text.startswith(":") or "." in text or ":" in text or text.isupper()
        else None
    )


def status_in_value(frame: Frame, value: Syntax) -> int | None:
    """The status within what a handler gives back itself: `return "x", 400`, `{ statusCode: 400 }`, `[400, "x"]`."""
    source = frame.source
    for pair in source.inside(value, "pair"):
        if _plain(pair.text_of("key")) == "statuscode":
            return status_of(frame, value_of(pair))
    text = value.text
    found = _FIRST_OF_LIST.match(text)
    if found:
        return int(found[1])
    found = _LAST_OF_TUPLE.search(text)
    if found is None or text.count("(") - text.count(")") > (text[-1:] == ")"):
        return None
    start = value.start + len(text[: found.start(1)].encode())
    return status_of(frame, source.span(start, start + len(found[1].encode())))


def _in_arguments(frame: Frame, call: Syntax) -> int | None:
    for span in _candidates(frame, call):
        status = status_of(frame, span)
        if status is not None:
            return status
    return None


def _candidates(frame: Frame, call: Syntax) -> Iterator[Syntax]:
    """The arguments, and named values, that may be the status: not those within a body that comes first."""
    source = frame.source
    for position, argument in enumerate(source.arguments(call)[:4]):
        pairs = source.inside(argument, "pair")
        named = source.exactly(argument, "pair") or (pairs[0] if pairs and pairs[0].start == argument.start else None)
        if named is not None and argument.text[:1] not in "{[(" and not argument.text.startswith("array"):
            if _plain(named.text_of("key")) in _STATUS_KEY:
                yield value_of(named)
        elif position:
            yield from (value_of(pair) for pair in pairs if _plain(pair.text_of("key")) in _STATUS_KEY)
        if named is None:
            yield value_of(argument)


def _tells(frame: Frame, call: Syntax) -> bool:
    """Whether a status is given that cannot be read from here: `res.status(code)`."""
    given = frame.source.arguments(call)
    if _plain(last(call.name)) in (
        "status",
        "code",
        "sendstatus",
        "setstatus",
        "httpresponsecode",
        "writeheader",
        "statuscode",
    ):
        return bool(given)
    names = (_plain(pair.text_of("key")) for one in given[:4] for pair in frame.source.inside(one, "pair")[:8])
    return any(_plain(name) in _STATUS_KEY for name in names) and call.text_of("arguments").find("status=") > 0


def _header(frame: Frame, call: Syntax) -> Reply | None:
    first = frame.source.argument(call, 0)
    text = first.text.strip("\"'") if first is not None else ""
    found = _STATUS_LINE.match(re.sub(r"^.*?SERVER_PROTOCOL[\"']?\]\s*\.\s*[\"']\s*", "HTTP/1.1 ", text))
    if found:
        return Reply(call, int(found[1]), sends=False)
    return Reply(call, 302, sends=False) if text.lower().startswith("location:") else None


def _of_phrase(name: str) -> int | None:
    said = words(last(name))
    found = re.search(r"[2-5]\d\d", name)
    if found and not {"http", "status"}.isdisjoint(re.sub(r"\d", "", word) for word in said):
        return int(found[0])
    return _PHRASES.get(_core(said))


def _core(said: Iterable[str]) -> str:
    return " ".join(word for word in said if _FILLERS.fullmatch(word) is None)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
