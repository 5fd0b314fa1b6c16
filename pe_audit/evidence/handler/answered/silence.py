"""What a handler answers by saying nothing, and whether anybody outside asks it at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.handler.answered.status import OK, status_of
from pe_audit.evidence.handler.followed.calls import last
from pe_audit.expression import expression

if TYPE_CHECKING:
    from pe_audit.evidence.handler import Handler
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_HAND_SENT = expression(
    r"(?<![\w.])(?:res|reply|response)\s*\.\s*(?:status\([^()]*\)\s*\.\s*)?(?:json|send|end|sendStatus)\s*\("
)
_HAND_NAMES = expression(r"^(?:res|reply|response)$")
_CONTROLS = expression(r"(?i)controller|webhook\.|view\b|servlet|endpoint|resource\.|action$")
_GIVES_NOTHING = expression(r"\b(?:void|Task)\s+$")
_EMPTY_HOLDERS = expression(r"\bApiController\b")  # ASP.NET Web API 2: what gives nothing back answers 204 No Content
_EMPTY_VERBS = frozenset(["POST", "PUT"])  # and so do the methods of JAX-RS
_ANSWERED_BY_HAND = expression(r"\b(?:AsyncResponse|HttpServletResponse|SseEventSink)\b")
_BINDING = frozenset(["csrf_exempt", "api_view", "require_POST", "HttpPost", "ResponseBody"])


def is_asked(handler: Handler) -> bool:
    """Whether the sender asks the handler itself, by its route, name, file or decorators."""
    if handler.route or handler.scope.kind == "file" or _CONTROLS.search(handler.name):
        return True
    return any(last(one.name) in _BINDING for one in handler.source.decorators(handler.scope))


def silent_status(handler: Handler) -> int | None:
    """What is answered when nothing says so: 200 in most frameworks, 201 or 204 in some, None where nothing is sent."""
    source, scope = handler.source, handler.scope
    decorators = source.decorators(scope)
    for one in decorators:
        if last(one.name) in ("HttpCode", "ResponseStatus", "Status") or "status_code" in one.text:
            frame = handler.frames[0]
            for argument in source.arguments(one):
                value = argument.part("value") or argument
                status = status_of(frame, value)
                if status is not None and (last(one.name) != "post" or "status_code" in argument.text):
                    return status
    if any(last(one.name) == "Post" and one.text.startswith("@") for one in decorators) and _is_nest(source, scope):
        return 201
    if _gives_nothing(scope) and (_is_of_web_api(source, scope) or any(one.name in _EMPTY_VERBS for one in decorators)):
        return 204
    parameters = scope.part("parameters")
    names = [one.name for one in source.inside(parameters, "parameter")] if parameters is not None else []
    hand = any(_HAND_NAMES.match(name) for name in names) and _HAND_SENT.search(scope.text) is not None
    return None if hand else OK


def _is_nest(source: SourceFile, scope: Syntax) -> bool:
    holder = next(source.around(scope, "class"), None)
    return (
        holder is not None
        and any(one.name == "Controller" for one in source.decorators(holder))
        and "@Res(" not in scope.text
    )


def _gives_nothing(scope: Syntax) -> bool:
    name = scope.part("name")
    if name is None or _ANSWERED_BY_HAND.search(scope.text_of("parameters")):
        return False
    return _GIVES_NOTHING.search(scope.data[scope.start : name.start].decode("latin-1")) is not None


def _is_of_web_api(source: SourceFile, scope: Syntax) -> bool:
    holder = next(source.around(scope, "class"), None)
    return holder is not None and _EMPTY_HOLDERS.search(holder.text_of("bases")) is not None
