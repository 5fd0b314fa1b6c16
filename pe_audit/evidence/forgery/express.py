"""Express: csurf or lusca, used by an application before the route of the same file is added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.forgery.code import Receiver
from pe_audit.evidence.handler import handlers
from pe_audit.expression import expression
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.forgery.code import Code
    from pe_audit.evidence.handler import Handler
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_MODULE = expression(rb"[\"'](?:csurf|lusca)[\"']")
_IMPORTED = expression(r"(?:import\s+|(?:const|let|var)\s+)(\w+)\s*(?:from|=\s*require\()\s*[\"'](csurf|lusca)[\"']")
_OPTIONS = expression(r"ignoreMethods|list|value")


def receivers(code: Code) -> Iterator[Receiver]:
    """The routes for notifications in files that set the check up."""
    for source in code.receiving("javascript", _MODULE):
        checks = list(_checks(source))
        for handler in handlers(source):
            route = _route(source, handler) if checks else None
            if route is not None:
                yield _judged(source, handler, route, checks)


def _judged(source: SourceFile, handler: Handler, route: Syntax, checks: list[Syntax]) -> Receiver:
    sound = Receiver(source, route, handler.name)
    for use in checks:
        is_before = use.end <= route.start and use.text_of("receiver") == route.text_of("receiver")
        if is_before and source.function(use) == source.function(route):
            related = (source.file.relate(use.start, use.end, "checks the tokens of all routes after it"),)
            stopped = "The middleware answers 403 to a POST without a token."
            return sound._replace(stopped=stopped, related=related, precision=Precision.HIGH)
    return sound


def _checks(source: SourceFile) -> Iterator[Syntax]:
    """`app.use(csurf())`, for all paths, under no condition."""
    modules = dict(_IMPORTED.findall(source.file.text))
    made = {one.text_of("left"): right for one in source.all("assignment") if (right := one.part("right")) is not None}
    for use in source.all("call"):
        if use.name != "use" or next(source.around(use, "condition"), None) is not None:
            continue
        for argument in source.arguments(use)[:4]:
            if source.exactly(argument, "string") is not None:
                break
            if _checks_tokens(source, made.get(argument.text, argument), modules):
                yield use


def _checks_tokens(source: SourceFile, span: Syntax, modules: dict[str, str]) -> bool:
    call = source.exactly(span, "call")
    if call is None:
        return False
    if modules.get(call.name) == "csurf":
        return _OPTIONS.search(call.text) is None
    if modules.get(call.text_of("receiver")) == "lusca" and call.name == "csrf":
        return _OPTIONS.search(call.text) is None
    options = source.inside(call, "pair")
    return modules.get(call.name) == "lusca" and any(one.text.replace(" ", "") == "csrf:true" for one in options)


def _route(source: SourceFile, handler: Handler) -> Syntax | None:
    """The call that adds the handler's route to an application."""
    for call in source.all("call"):
        if call.name in ("post", "all") and call.text_of("receiver"):
            given = source.arguments(call)[1:]
            if any(handler.scope in one or one.text == handler.scope.name for one in given):
                return call
    return None
