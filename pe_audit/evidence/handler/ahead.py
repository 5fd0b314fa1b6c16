"""What runs ahead of a handler: what its route, its class, its file and the application put before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.handler.application import of_application
from pe_audit.evidence.handler.bound import is_harmless, is_written, names_in, resolve
from pe_audit.evidence.handler.calls import Function, last
from pe_audit.evidence.handler.convention import holder_of
from pe_audit.evidence.handler.imports import files_of
from pe_audit.evidence.handler.slice import parameters
from pe_audit.evidence.syntax import value_of
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.handler.routing import Route
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_DEPENDS = re.compile(r"\b(?:Depends|Security)\(\s*([\w.]+)")
_HANDS_ON = re.compile(r"^(?:UseGuards|UseInterceptors|ServiceFilter|TypeFilter|method_decorator|Middleware|UseBefore)")
_GENERIC = re.compile(r"<\s*(\w+)\s*>")
_OF_LINK = re.compile(r"\bmiddleware['\"]?\s*(?:\(|=>)\s*([^)]*)")
_OPTIONS = frozenset(
    {
        "prehandler",
        "prevalidation",
        "onrequest",
        "preparsing",
        "before",
        "middleware",
        "middlewares",
        "permission_callback",
    }
)
_ACTIONS = frozenset({"before_action", "before_filter", "prepend_before_action", "append_before_action"})
_SKIPS = frozenset({"skip_before_action", "skip_before_filter"})
_HOOKS = frozenset({"use", "addhook", "before_request", "before", "middleware"}) | _ACTIONS | _SKIPS
_LONGEST = 600
_ALIAS = re.compile(r"['\"]([\w.\\-]+)(?::[^'\"]*)?['\"]")
_CLASS = re.compile(r"\\?((?:\w+\\)*\w+)::class")
_KERNELS = re.compile(r"(?:^|/)(?:app/Http/Kernel|bootstrap/app)\.php$")
_ONLY = re.compile(r"\b(only|except)['\"]?\s*(?::|=>|\()\s*([^)\n]*)")


class Bound(NamedTuple):
    """A name that is bound to a handler, and the file it is written in. `sure`: it is no mere argument of another."""

    source: SourceFile
    name: str
    sure: bool = True


class Before(NamedTuple):
    """What runs ahead of a handler, in the order it runs; the names bound to it, and those that were not found."""

    functions: tuple[tuple[SourceFile, Syntax], ...]
    unresolved: tuple[str, ...]
    names: tuple[str, ...]


def before_of(source: SourceFile, scope: Syntax, route: Route | None, address: str | None) -> Before:
    """What runs ahead of a handler: what the application, its route and its class put before it.

    `address` is None for one that takes messages from a queue: what applications do with requests is not for it.
    """
    functions: dict[tuple[str, int, int], Function] = {}
    unresolved: list[str] = []
    names: list[str] = []
    of_all = of_application(source, route, address) if address is not None else ()
    for one in (*of_all, *_bound(source, scope, route)):
        if isinstance(one, Function):
            functions.setdefault(one.key, one)
            continue
        if is_harmless(one.name):
            continue
        names.append(one.name)
        found = resolve(one.source, one.name)
        if found is not None and (found.source is not source or found.scope != scope):
            functions.setdefault(found.key, found)
        elif found is None and one.sure and one.name not in unresolved and not is_written(one.source, one.name):
            unresolved.append(one.name)
    return Before(tuple((one.source, one.scope) for one in functions.values()), tuple(unresolved), tuple(names))


def _bound(source: SourceFile, scope: Syntax, route: Route | None) -> Iterator[Bound | Function]:
    if route is not None:
        yield from _of_router(route)
        yield from _of_route(route)
    if scope.kind == "function":
        yield from _of_class(source, scope)
        yield from _of_decorators(source, scope, route)
        for parameter in parameters(source, scope):
            yield from (Bound(source, name) for name in _DEPENDS.findall(parameter.text))


def _of_route(route: Route) -> Iterator[Bound | Function]:
    """The other arguments of a registration, what wraps the handler in it, its options, its chain and its groups."""
    source = route.source
    for _, text in reversed(route.bound):
        yield from _of_links(source, text)
    for one in route.handed:
        if any(one in run or run in one for run in route.runs):
            continue
        yield from _given(source, one)
    for pair in (pair for one in route.handed for pair in source.inside(one, "pair")):
        key = pair.text_of("key").strip("'\": ").lower()
        if key in _OPTIONS and source.function(pair) == source.function(route.span):
            yield from _given(source, value_of(pair))
    for run in route.runs:
        yield from _wrapping(source, run)


def _given(source: SourceFile, span: Syntax) -> Iterator[Bound | Function]:
    """What an argument gives: a function itself, or names of some."""
    function = next((one for one in source.inside(span, "function") if one.start == value_of(span).start), None)
    if function is not None:
        yield Function(source, function)
        return
    text = value_of(span).text
    if source.language == "php" and "class" not in text:
        text = text.strip("'\"")
    for name, sure in names_in(text):
        yield Bound(source, name, sure)


def _wrapping(source: SourceFile, run: Syntax) -> Iterator[Bound]:
    """The functions that a handler goes through: `verify(handler)`."""
    text = (
        run.text
        if not source.inside(run, "function")
        else run.text[: source.inside(run, "function")[0].start - run.start]
    )
    for found in re.finditer(r"([A-Za-z_][\w.]*)\s*\(", text[:300]):
        if not re.search(r"(?:as_view|bind|re_path|path|url|route)$", found[1]):
            yield Bound(source, found[1])


def _of_links(source: SourceFile, text: str) -> Iterator[Bound]:
    """Middleware in a chain or a group, by class or by alias: `->middleware(['signed.pe'])`, `r.With(verify)`."""
    for found in _OF_LINK.finditer(text):
        for one in _CLASS.finditer(found[1]):
            yield Bound(source, one[1])
        for one in _ALIAS.finditer(found[1]):
            yield from _of_alias(source, one[1])
    for found in re.finditer(r"\.AddEndpointFilter(?:<(\w+)>|\(\s*(\w+))", text):
        yield Bound(source, found[1] or found[2])
    for found in re.finditer(r"\.(?:With|Use|Group|use)\(([^()]*)", text):
        yield from (Bound(source, name, sure) for name, sure in names_in(found[1]))


def _of_alias(source: SourceFile, alias: str) -> Iterator[Bound]:
    """The classes behind the name of a Laravel middleware, or of a group of such."""
    known = False
    for uri in sorted(uri for uri in source.codebase.uris if _KERNELS.search(uri)):
        kernel = source.codebase.source(uri)
        for pair in kernel.all("pair") if kernel is not None else ():
            if kernel is not None and pair.text_of("key").strip("'\"") == alias:
                for one in _CLASS.finditer(value_of(pair).text):
                    known = True
                    yield Bound(kernel, one[1], sure=not one[1].startswith("Illuminate"))
    if not known:
        yield Bound(source, alias)


def _of_router(route: Route) -> Iterator[Bound | Function]:
    """What was put before all routes of a router, in the same function or file and before the route."""
    source, span = route.source, route.span
    root = re.match(r"\$?\w*", span.text_of("receiver"))
    asked = root[0] if root is not None else ""
    for call in _hooks(source):
        if call.start >= span.start:
            break
        if call.name in ("middleware", *_ACTIONS, *_SKIPS) or source.function(call) != source.function(span):
            continue
        receiver = re.match(r"\$?\w*", call.text_of("receiver"))
        if receiver is None or receiver[0] != asked:
            continue
        own = source.arguments(call)
        first = source.string(value_of(own[0])) if own else None
        if first is not None and first.startswith("/") and not (route.path or "").startswith(first.rstrip("*/")):
            continue
        for one in own[1:] if first is not None else own:
            yield from _given(source, one)
        yield from (
            Function(source, one) for one in source.inside(call, "function")[:1] if not call.part("arguments") or first
        )
    yield from _of_maker(source, asked)


def _hooks(source: SourceFile) -> list[Syntax]:
    """The calls of a file that put something before handlers; looked for once."""
    known: list[Syntax] | None = source.__dict__.get("_hooks")
    if known is None:
        calls = source.all("call")
        known = source.__dict__["_hooks"] = [one for one in calls if last(one.name).lower() in _HOOKS]
    return known


def _of_maker(source: SourceFile, router: str) -> Iterator[Bound]:
    """What a router is made with: `APIRouter(dependencies=[Depends(verify)])`."""
    made = [one for one in source.all("assignment") if router and one.text_of("left") == router]
    for one in made[:2]:
        yield from (Bound(source, name) for name in _DEPENDS.findall(one.text[:_LONGEST]))


def _of_decorators(source: SourceFile, scope: Syntax, route: Route | None) -> Iterator[Bound]:
    """Decorators, attributes and annotations of a function and of its class."""
    holder = holder_of(source, scope)
    for one in [*(source.decorators(holder) if holder is not None else []), *source.decorators(scope)]:
        yield from _of_maker(source, one.name.rpartition(".")[0])
        yield from (Bound(source, name) for name in _DEPENDS.findall(one.text))
        name = one.name or last(one.text.strip("@[]"))
        generic = _GENERIC.search(one.text)
        if _HANDS_ON.match(last(name)):
            said = one.text.partition("(")[2].replace("typeof(", "").replace(")", "")
            names = [generic[1]] if generic is not None else [name for name, _ in names_in(said)]
            yield from (Bound(source, each) for each in names if each not in ("name", "Type"))
        elif not says(name, "route", "consumer") and not re.match(r"(?i)\w*\.?(?:get|post|put)$", name):
            yield Bound(source, name)


def _of_class(source: SourceFile, scope: Syntax) -> Iterator[Bound | Function]:
    """What a class puts before its methods: Rails' `before_action`, Laravel's `$this->middleware` in a constructor."""
    holder = holder_of(source, scope)
    if holder is None:
        return
    for base in re.findall(r"[A-Z]\w+", holder.text_of("bases"))[:2] if source.language == "ruby" else []:
        for uri in files_of(source, base)[:1]:
            other = source.codebase.source(uri)
            for outer in other.all("class") if other is not None else ():
                if other is not None and outer.name == base:
                    yield from _declared(other, outer, last(scope.name), source, holder)
    yield from _declared(source, holder, last(scope.name), source, holder)


def _declared(
    source: SourceFile, holder: Syntax, action: str, home: SourceFile, skipping: Syntax
) -> Iterator[Bound | Function]:
    skipped = " ".join(one.text for one in _hooks(home) if one in skipping and one.name in _SKIPS)
    for call in (one for one in _hooks(source) if one in holder):
        name = last(call.name)
        if name == "middleware" and source.language == "php":
            chain = next((one for one in source.around(call, "call") if one.start == call.start), call)
            if _is_for(chain.text, action):
                yield from _of_links(source, chain.text)
        elif name in _ACTIONS:
            if not _is_for(call.text, action):
                continue
            for one in source.arguments(call):
                named = (source.string(value_of(one)) or "").lstrip(":") or value_of(one).text.lstrip(":")
                if re.fullmatch(r"\w+[?!]?", named) and not re.search(rf":{named}\b", skipped):
                    yield Bound(source, named)
            yield from (Function(source, one) for one in source.inside(call, "function")[:1])


def _is_for(text: str, action: str) -> bool:
    """Whether `only` and `except` leave an action in."""
    for found in _ONLY.finditer(text):
        if (re.search(rf"\b{re.escape(action)}\b", found[2]) is not None) != (found[1] == "only"):
            return False
    return True
