"""Flask: Flask-WTF's CSRFProtect asks every view for a token that it was not told to exempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.forgery.code import IN_PART, Receiver, nearest
from pe_audit.evidence.handler import handlers
from pe_audit.evidence.handler.followed.calls import last
from pe_audit.expression import expression
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.forgery.code import Code
    from pe_audit.evidence.handler import Handler
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_FLASK = expression(rb"\b(?:from|import) flask\b")
_PROTECTS = expression(rb"\b(?:CSRFProtect|CsrfProtect)\(")
_EXEMPTS = expression(rb"\.exempt\b")
_SWITCHED = expression(rb"\bWTF_CSRF_(?:ENABLED|CHECK_DEFAULT)\b[\"'\]]*[ \t]*[=:][ \t]*(?!True|[ \t])")
_TAKES_POST = expression(r"(?i)[\"']POST[\"']")


def receivers(code: Code) -> Iterator[Receiver]:
    """The views for notifications, where an application is protected."""
    protecting = code.holding("python", _PROTECTS)
    if not protecting:
        return
    exempt, unknown = _Exempt(code), ""
    if switched := code.holding("python", _SWITCHED):
        unknown = f"{switched[0].uri} may switch the check of tokens off"
    for source in code.receiving("python", _FLASK):
        near = nearest(protecting, source.uri)[0]
        for handler in handlers(source):
            route = _route(source, handler)
            if route is not None:
                yield _judged(code, handler, route, near, exempt.why(handler, route), unknown)


def _judged(
    code: Code, handler: Handler, route: Syntax, near: SourceFile, exempt: str | None, unknown: str
) -> Receiver:
    sound = Receiver(handler.source, handler.place, handler.name)
    if exempt is None:
        return sound
    unknown = unknown or exempt or ("" if code.whole else IN_PART)
    if unknown:
        return sound._replace(unknown=unknown)
    call = next(one for one in near.all("call") if _PROTECTS.match(f"{last(one.name)}(".encode()))
    related = (near.file.relate(call.start, call.end, "checks the tokens of every view that is not exempt"),)
    stopped = "Flask-WTF answers 400 to a POST without a token, and this view is not exempt."
    return sound._replace(stopped=stopped, related=related, precision=Precision.HIGH)


def _route(source: SourceFile, handler: Handler) -> Syntax | None:
    """The decorator that gives a view its address for POST."""
    for one in source.decorators(handler.scope) if handler.scope.kind == "function" else []:
        name = last(one.name)
        if name == "post" or (name == "route" and _TAKES_POST.search(one.text)):
            return one
    return None


class _Exempt:
    """What is told to be exempt by calls, in all of the project: `csrf.exempt(notify)`, `csrf.exempt(blueprint)`."""

    def __init__(self, code: Code) -> None:
        self._named: dict[str, str] = {}
        for source in code.holding("python", _EXEMPTS):
            for call in source.all("call"):
                if last(call.name) == "exempt":
                    given = source.argument(call, 0)
                    said = source.string(given) if given is not None else None
                    name = last(said or (given.text if given is not None else ""))
                    self._named.setdefault(name, source.uri)

    def why(self, handler: Handler, route: Syntax) -> str | None:
        """None if the view is exempt; else why that is not sure, empty if it is surely not."""
        source = handler.source
        blueprint = last(route.name.rpartition(".")[0])
        if any(last(one.name) == "exempt" for one in source.decorators(handler.scope)):
            return None
        if self._named.keys() & {last(handler.scope.name), blueprint}:
            return None
        made = [one for one in source.all("assignment") if one.text_of("left") == blueprint]
        if any("Blueprint(" in one.text for one in made) and self._named:
            name, uri = next(iter(self._named.items()))
            return f"{uri} exempts `{name}`, which may be another name of this view's blueprint"
        return ""
