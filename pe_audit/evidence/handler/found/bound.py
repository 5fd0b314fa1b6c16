"""Functions that a route, a class or an application names to run ahead of handlers: which ones those names mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.handler.followed.calls import Function, calls_of, last
from pe_audit.evidence.handler.followed.imports import files_of, imports_of
from pe_audit.evidence.handler.found.convention import class_name
from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_STRING = expression(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`")
_TOKEN = expression(
    r"[()]|(?<![\w.>:\\])((?:[A-Za-z_$][\w$]*(?:\?*->|::|\.|\\))*[A-Za-z_][\w]*)(?:<[\w<>, ]*>)?(?=\s*(.?))"
)
_NO_NAME = expression(
    r"^(?:new|typeof|async|await|class|true|false|True|False|null|None|nil|this|self|function|fn|return|const|let|static|_|"
    r"req|res|request|response|ctx|next|lambda|nameof)$"
)
# What a middleware, filter, guard or interceptor is called by.
_RUNS = re.findall(
    r"\w+",
    "handle canActivate use intercept OnActionExecuting OnActionExecutionAsync OnResourceExecutionAsync "
    "OnAuthorization OnAuthorizationAsync "
    "OnResourceExecuting InvokeAsync Invoke preHandle doFilterInternal doFilter filter __call__ process_request "
    "process_view dispatch __invoke process before call has_permission authenticate validate",
)
_LONGEST = 600
_MOST_FILES, _MOST_NAMES = 4, 30
# Middleware of packages that lets everybody through: what they are called says nothing of who sent a message.
_HARMLESS = expression(
    r"(?i)^(?:express\.\w+|bodyParser\.\w+|json|raw|text|urlencoded|cors|helmet|morgan|compression|cookieParser|multer|upload\w*|"
    r"\w*rateLimit\w*|limiter|throttle\w*|async_?Handler|catchAsync|wrap(?:Async)?|tryCatch|web|api|bindings|logger|recover\w*|"
    r"http\.HandlerFunc|HandlerFunc|csrf_exempt|login_not_required|never_cache|require_(?:POST|GET|safe|http_methods)|method_decorator|transaction\.\w+|atomic|"
    r"sync_to_async|swagger\w*|Api(?!Key)\w*|Http(?:Post|Put|Get|Code)|Headers?|Produces|Consumes|ResponseBody|ResponseStatus|Transactional|Override|"
    r"Valid|Validated|Body|IgnoreAntiforgeryToken|AllowAnonymous|AllowAny|Public|SkipThrottle|Throttle|ActionName|NonAction|"
    r"AllowDynamicProperties|ReturnTypeWillChange|staticmethod|classmethod|property|override|wraps|lru_cache|log(?:ger|ging|_?requests?)?|extend_schema|swagger_auto_schema|"
    r"parser_classes|renderer_classes|__return_true|SuppressWarnings|CrossOrigin|Async|"
    r"Operation|Tag|RestController|Controller|Component|Service|RequiredArgsConstructor|Slf4j|EnableCors|DisableCors|Path|"
    r"SubstituteBindings|verify_?csrf_?token|ValidateCsrfToken|verify_authenticity_token|VerifyCsrfToken)$"
)


class Bound(NamedTuple):
    """A name that is bound to a handler, and the file it is written in. `sure`: it is no mere argument of another."""

    source: SourceFile
    name: str
    sure: bool = True


def is_harmless(name: str) -> bool:
    """Whether a name is known for something else than asking who sends."""
    return _HARMLESS.match(name) is not None or _HARMLESS.match(last(name)) is not None


def names_in(text: str) -> Iterator[tuple[str, bool]]:
    """The names of functions and classes in code; with each whether it is sure to be meant: not an argument of one."""
    depth, seen = 0, 0
    for found in _TOKEN.finditer(_STRING.sub("''", text[:_LONGEST])):
        if found[1] is None:
            depth += 1 if found[0] == "(" else -1
        elif found[2] not in (":", "=") and not _NO_NAME.match(found[1]) and not found[1].isdigit():
            seen += 1
            yield found[1], depth <= 0
        if seen > _MOST_NAMES:
            return


def resolve(source: SourceFile, name: str) -> Function | None:
    """The function, or the method of the class, that a name in a file means."""
    bare = re.sub(r"(?:::class|\.class)$", "", name).lstrip("\\")
    holder, _, own = re.sub(r"\?*->|::|\\", ".", bare).rpartition(".")
    asked = last(holder) if "\\" not in bare else ""
    if asked and asked not in ("this", "self", "cls"):
        return _in_files(source, asked, own) or _of_object(source, asked, own) or _member(source, asked, own)
    here = None if own[:1].isupper() else calls_of(source).function(own)
    if here is not None:
        return Function(source, here)
    for candidate in (own, f"{own}Attribute", f"{own}Middleware"):
        found = _of_class(source, candidate) or _in_files(source, candidate, own)
        if found is not None:
            return found
    return _beside(source, own)


def _member(source: SourceFile, asked: str, own: str) -> Function | None:
    """A method of an object or class of this file, or of the files that it needs not name."""
    if asked in imports_of(source):
        return None
    here = calls_of(source).function(own, asked)
    if here is not None and class_name(source, here):
        return Function(source, here)
    return _beside(source, own, asked)


def _beside(source: SourceFile, own: str, holder: str = "") -> Function | None:
    """A function of the files taken in whole, or of Go's package."""
    for uri in imports_of(source).beside(source):
        one = source.codebase.source(uri)
        scope = calls_of(one).function(own, holder) if one is not None else None
        if one is not None and scope is not None:
            return Function(one, scope)
    return None


def is_written(source: SourceFile, name: str) -> bool:
    """Whether the tree has a class of that name, even if nothing of it runs ahead of handlers."""
    own = last(name)
    return any(files_of(source, one) for one in (own, f"{own}Attribute")) or any(
        one.name in (own, f"{own}Attribute") for one in source.all("class")
    )


def _of_object(source: SourceFile, asked: str, own: str) -> Function | None:
    for holder in calls_of(source).types(asked):
        found = _in_files(source, holder, own)
        if found is not None:
            return found
    return None


def _in_files(source: SourceFile, name: str, own: str) -> Function | None:
    """In the files that a name leads to: a function called so, or what its class runs."""
    for uri in files_of(source, name)[:_MOST_FILES]:
        one = source.codebase.source(uri)
        if one is not None and one is not source:
            try:
                found = _of_class(one, own) or _of_class(one, f"{own}Attribute")
                scope = calls_of(one).function(own) if found is None else None
            except Unreadable:
                continue
            if found is not None or scope is not None:
                return found or (Function(one, scope) if scope is not None else None)
    return None


def _of_class(source: SourceFile, name: str) -> Function | None:
    for holder in source.all("class"):
        if holder.name == name:
            runs = runs_of(source, holder)
            return Function(source, runs) if runs is not None else None
    return None


def runs_of(source: SourceFile, holder: Syntax) -> Syntax | None:
    """The method of a middleware's class that runs ahead of handlers."""
    methods = {last(one.name): one for one in source.inside(holder, "function") if one.name and one.part("body")}
    return next((methods[name] for name in _RUNS if name in methods), None)
