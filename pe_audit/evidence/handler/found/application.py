"""What an application puts before all of its handlers, or before those of some addresses, wherever that is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import re2

from pe_audit.evidence.handler.followed.calls import Function, last
from pe_audit.evidence.handler.found.bound import resolve, runs_of
from pe_audit.evidence.handler.found.convention import kernel_event
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.codebase import Codebase
    from pe_audit.evidence.handler.found.routing import Route
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_MIDDLEWARE = re2.compile(
    r"(?:^|/)(?:[^/]*(?:Filter|Interceptor|Middleware|Guard|Aspect)s?\.(?:java|kt|cs)|[^/]*middlewares?(?:\.\w+)*\.(?:py|[cm]?[jt]s)|"
    r"middlewares?/[^/]+\.py|(?:app|main|__init__|server|settings|base|index|application|router?s?)\.(?:py|[cm]?[jt]s|go)|"
    r"[^/]*\.module\.ts|[^/]*(?:Subscriber|Listener)\.php|(?:Program|Startup)\.cs|[^/]*Config\w*\.(?:java|kt|cs))$"
)
_SPEAKS = expression(
    rb"OncePerRequestFilter|implements\s+(?:\w+,\s*)*(?:Filter|HandlerInterceptor|WebFilter|ContainerRequestFilter)\b|:\s*(?:Filter|"
    rb"OncePerRequestFilter|HandlerInterceptor)\b|before_(?:app_)?request|MIDDLEWARE\b|@app\.middleware|add_middleware|"
    rb"UseMiddleware<|Filters\.Add|\.use\(|useGlobal|forRoutes|APP_GUARD|APP_INTERCEPTOR|NextResponse|include_router|"
    rb"(?:Request|GetResponse|Controller)Event\b"
)
_FILTER = expression(
    r"OncePerRequestFilter|\b(?:Web|ContainerRequest)?Filter\b|HandlerInterceptor\w*|MethodInterceptor"
)
_PATH = expression(r"[\"'](/[\w/*{}:.()$-]*)[\"']")
_LISTED = expression(r"[\"']((?:\w+\.)+\w+)[\"']")
_GLOBAL = expression(r"^(?:UseMiddleware|Add|useGlobalGuards|useGlobalInterceptors|apply|add_middleware)$")
_NAMED = expression(r"<\s*(\w+)\s*>|(?:new\s+|typeof\()?\b([A-Za-z]\w*)")
_COMES_IN = expression(r"^(?:Filter)?(?:Request|GetResponse|Controller)Event$")
_MOST, _SHORT = 60, 3


def of_application(source: SourceFile, route: Route | None, address: str) -> Iterator[Function]:
    """The functions of the tree that run before a handler without being named at it."""
    language = _family(source.language)
    uris = _listed(source.codebase)
    files = [source.codebase.source(uri) for uri in uris]
    home = route.source.uri if route is not None else source.uri
    near = [one for one in files if one is not None and _family(one.language) == language and _shares(one.uri, home)]
    for one in [*near[:_MOST], *([source] if source.uri not in uris else [])]:
        if _SPEAKS.search(one.file.data):
            try:
                yield from _of_file(one, source, route, address)
            except Unreadable:
                continue


def _listed(codebase: Codebase) -> list[str]:
    """The files that are called as if they had middleware, or put it in its place; looked for once."""
    known: list[str] | None = codebase.__dict__.get("_middleware")
    if known is None:
        known = codebase.__dict__["_middleware"] = [uri for uri in sorted(codebase.uris) if _MIDDLEWARE.search(uri)]
    return known


def _family(language: str) -> str:
    return {"typescript": "javascript", "tsx": "javascript", "kotlin": "java"}.get(language, language)


def _shares(uri: str, other: str) -> bool:
    """Whether two files are of one application: below the same first folder, if there are several."""
    return uri.count("/") < 2 or uri.split("/", maxsplit=1)[0] == other.split("/", maxsplit=1)[0]


def _of_file(one: SourceFile, source: SourceFile, route: Route | None, address: str) -> Iterator[Function]:
    family = _family(one.language)
    if family == "java":
        yield from _of_filters(one, address)
    elif family == "python":
        yield from _of_python(one, source)
    elif family == "php":
        yield from _of_kernel(one, source, address)
    elif family == "csharp":
        yield from _of_calls(one, address)
    elif family == "javascript":
        yield from _of_calls(one, address)
        yield from _of_mounts(one, source, route)
        if re.search(r"(?:^|/)middleware\.[jt]s$", one.uri) and "/api/" in source.uri + address:
            yield from (Function(one, each) for each in one.all("function") if last(each.name) == "middleware")


def _of_filters(one: SourceFile, address: str) -> Iterator[Function]:
    for holder in one.all("class"):
        body = holder.part("body")
        head = one.file.data[holder.start : body.start if body is not None else holder.end].decode("latin-1")
        runs = runs_of(one, holder) if _FILTER.search(head) else None
        if runs is not None and _covers(_paths(one, holder), address):
            yield Function(one, runs)


def _of_kernel(one: SourceFile, source: SourceFile, address: str) -> Iterator[Function]:
    """What Symfony tells of every request, if it does not ask for another address or another route's name."""
    for function in one.all("function"):
        if function.part("body") is None or not _COMES_IN.search(kernel_event(one, function)):
            continue
        texts = [text for each in one.inside(function, "string") if (text := one.string(each))]
        paths = [text for text in texts if text.startswith("/")]
        names = [text for text in texts if "_route" in texts and len(text) > _SHORT and text != "_route"]
        is_meant = not names or any(text.encode() in source.file.data for text in names)
        if is_meant and _covers(paths, address):
            yield Function(one, function)


def _paths(one: SourceFile, holder: Syntax) -> list[str]:
    """The addresses that a filter is told to run for, in its own class or where it is registered."""
    own = _PATH.findall(one.file.data[holder.start : holder.end].decode("latin-1"))
    for uri in sorted(one.codebase.uris):
        if re.search(r"Config\w*\.(?:java|kt)$", uri) and (other := one.codebase.source(uri)) is not None:
            text = other.file.data.decode("latin-1")
            at = text.find(holder.name)
            while at >= 0 and other is not one:
                own += _PATH.findall(text[at : at + 300].split("addInterceptor(")[0] if at else "")
                at = text.find(holder.name, at + 1)
    return own


def _covers(patterns: list[str], address: str) -> bool:
    """Whether one of the patterns means the address; without patterns everything is meant."""
    if not patterns or not address:
        return True
    path = "/" + address.strip("/")
    return any(path.startswith(re.split(r"[*{(:]", one)[0].rstrip("/") or "/") for one in patterns)


def _of_python(one: SourceFile, source: SourceFile) -> Iterator[Function]:
    for function in one.all("function"):
        for decorator in one.decorators(function):
            name, asked = last(decorator.name), decorator.name.rpartition(".")[0]
            of_all = one is source or name == "before_app_request" or not asked.startswith(("bp", "blueprint"))
            hook = name in ("before_request", "before_app_request") and of_all
            if hook or (name == "middleware" and "http" in decorator.text):
                yield Function(one, function)
    for given in one.all("assignment"):
        if re.fullmatch(r"MIDDLEWARE(?:_CLASSES)?", given.text_of("left")):
            for listed in _LISTED.findall(given.text):
                yield from _of_module(one, listed)
    for call in one.all("call"):
        if last(call.name) == "add_middleware" and (found := _first(one, call)) is not None:
            yield found


def _of_module(one: SourceFile, dotted: str) -> Iterator[Function]:
    """The class of a setting: `shop.middleware.VerifySignature`."""
    module, _, name = dotted.rpartition(".")
    ending = module.replace(".", "/") + ".py"
    for uri in one.codebase.uris:
        if uri == ending or uri.endswith("/" + ending):
            other = one.codebase.source(uri)
            found = resolve(other, name) if other is not None else None
            if found is not None:
                yield found


def _of_calls(one: SourceFile, address: str) -> Iterator[Function]:
    """`app.UseMiddleware<X>()`, `options.Filters.Add<X>()`, `app.useGlobalGuards(new X())`, `consumer.apply(X)`."""
    for call in one.all("call"):
        name = last(re.sub(r"<.*", "", call.text_of("name")))
        if not _GLOBAL.match(name) or (name == "Add" and last(call.text_of("receiver")) != "Filters"):
            continue
        found = _first(one, call)
        outer = next(
            (each for each in one.around(call, "call") if each.start == call.start or "UseWhen" in each.name), None
        )
        said = _PATH.findall(outer.text[:400]) if outer is not None else []
        if outer is not None and not said:
            said = [
                "/" + text.strip("/") for text in re.findall(r"forRoutes\([^)]*['\"]([^'\"]+)['\"]", outer.text[:400])
            ]
        if found is not None and _covers(said, address):
            yield found
    for pair in one.all("pair"):
        if pair.text_of("key") == "useClass" and "APP_" in next(
            (each.text for each in one.around(pair, "argument")), pair.text
        ):
            found = resolve(one, value_of(pair).text)
            if found is not None:
                yield found


def _first(one: SourceFile, call: Syntax) -> Function | None:
    """What a call names: its type argument or its first argument."""
    own = one.arguments(call)
    generic = re.search(r"<\s*(\w+)\s*>", call.text_of("name"))
    named = generic or (_NAMED.search(value_of(own[0]).text) if own else None)
    name = (named[1] or named[2]) if named is not None and generic is None else (generic[1] if generic else "")
    return resolve(one, name) if name else None


def _of_mounts(one: SourceFile, source: SourceFile, route: Route | None) -> Iterator[Function]:
    """`app.use('/webhooks', verify, router)`: what stands before the router of a file where it is mounted."""
    from pe_audit.evidence.handler.followed.imports import files_of

    home = route.source if route is not None else source
    if one is home:
        return
    for call in one.all("call"):
        own = one.arguments(call) if call.name in ("use", "register", "route") else []
        if len(own) > 1 and (last_name := value_of(own[-1]).last_name) and home.uri in files_of(one, last_name):
            for argument in own[:-1]:
                found = resolve(one, value_of(argument).text) if "'" not in argument.text else None
                if found is not None:
                    yield found
