"""ASP.NET Core: antiforgery attributes on an action, on its controller, or on all of them by a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.forgery.code import Receiver, nearest, without_comments
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
    from pe_audit.model import Related

_ACTION = expression(rb"\[\s*(?:Http|Route|AcceptVerbs|Validate|AutoValidate|Ignore|ApiController)")
_GLOBAL = expression(rb"AutoValidateAntiforgeryToken|ValidateAntiForgeryToken")
_FILTER = expression(r"\b(?:Auto)?Validate(?i:AntiforgeryToken)")
_CHECKS = expression(r"^(?:Auto)?Validate(?i:AntiforgeryToken)(?:Attribute)?$")
_IGNORES = expression(r"^Ignore(?i:AntiforgeryToken)(?:Attribute)?$")
_BASES = expression(r"[\w.]+(?:<[^<>]*>)?")


def receivers(code: Code) -> Iterator[Receiver]:
    """The actions for notifications that a check of tokens may stop."""
    filters = [(source, call) for source in code.holding("csharp", _GLOBAL) for call in _filters(source)]
    for source in code.receiving("csharp", _ACTION if filters else _GLOBAL):
        for handler in handlers(source):
            holder = next(source.around(handler.scope, "class"), None)
            if holder is not None and (found := _judged(handler, holder, filters)) is not None:
                yield found


def _filters(source: SourceFile) -> Iterator[Syntax]:
    for call in source.all("call"):
        if last(call.text_of("receiver")) == "Filters" and _FILTER.search(without_comments(source, call)):
            yield call


def _judged(handler: Handler, holder: Syntax, filters: list[tuple[SourceFile, Syntax]]) -> Receiver | None:
    """The action as a receiver; None where nothing checks tokens."""
    source = handler.source
    sound = Receiver(source, handler.place, handler.name)
    own, of_all = source.decorators(handler.scope), source.decorators(holder)
    if any(_IGNORES.match(last(one.name)) for one in (*own, *of_all)):
        return sound
    checking = next((one for one in (*own, *of_all) if _CHECKS.match(last(one.name))), None)
    related: Related | None = None
    if checking is not None:
        related = source.file.relate(checking.start, checking.end, "checks the token")
    elif filters:
        near = nearest((one for one, _ in filters), source.uri)[0]
        call = next(call for one, call in filters if one is near)
        related = near.file.relate(call.start, call.end, "checks the tokens of every action that is not exempt")
    if related is None:
        return None
    bases = [last(one) for one in _BASES.findall(holder.text_of("bases").lstrip(": "))]
    if checking is None and not any(one in ("Controller", "ControllerBase") for one in bases):
        return sound._replace(unknown=f"whether `{bases[0]}` exempts it is decided elsewhere") if bases else None
    stopped = "ASP.NET answers 400 to a POST without a token, and this action is not exempt."
    return sound._replace(stopped=stopped, related=(related,), precision=Precision.HIGH)
