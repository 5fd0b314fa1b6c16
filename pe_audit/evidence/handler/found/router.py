"""What a route, and the routers that it belongs to, put before its handler."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.handler.followed.calls import Function, last
from pe_audit.evidence.handler.found.bound import Bound, names_in
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.handler.found.routing import Route
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

DEPENDS = expression(r"\b(?:Depends|Security)\(\s*([\w.]+)")
_OF_LINK = expression(r"\bmiddleware['\"]?\s*(?:\(|=>)\s*([^)]*)")
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
ACTIONS = frozenset({"before_action", "before_filter", "prepend_before_action", "append_before_action"})
SKIPS = frozenset({"skip_before_action", "skip_before_filter"})
_HOOKS = frozenset({"use", "addhook", "before_request", "before", "middleware"}) | ACTIONS | SKIPS
_GROUPS = frozenset({"group", "mapgroup", "with", "party"})  # what makes a router of another one
_NESTS = _GROUPS | {"route", "register", "mount", "namespace", "scope", "path"}
_ADDED = re.compile(r"->add\(\s*(?:new\s+)?\\?((?:\w+\\)*[A-Z]\w*)")  # Slim's `->add(Signed::class)`
_CALLABLE = expression(r"(?:\[|array\()\s*([^,]+?)\s*,\s*['\"](\w+)['\"]")  # PHP's `[$this, 'm']`
_LONGEST, _DEPTH = 600, 4
_ALIAS = expression(r"['\"]([\w.\\-]+)(?::[^'\"]*)?['\"]")
_CLASS = expression(r"\\?((?:\w+\\)*\w+)::class")
_KERNELS = expression(r"(?:^|/)(?:app/Http/Kernel|bootstrap/app)\.php$")


def of_router(route: Route) -> Iterator[Bound | Function]:
    """What was put before all routes of a router, and of those that it is a part of: theirs first."""
    for span in reversed(list(_levels(route.source, route.span))):
        yield from _of_hooks(route.source, span, route.path)
        if span is not route.span:
            yield from _of_group(route.source, span)
    yield from of_maker(route.source, _root(route.span))


def _root(span: Syntax) -> str:
    """The variable that a call is asked of: `api` of `api.v1.post(…)`."""
    found = re.match(r"\$?\w*", span.text_of("receiver"))
    return found[0] if found is not None else ""


def _levels(source: SourceFile, span: Syntax) -> Iterator[Syntax]:
    """A route, and outwards the calls that make its router of another: by a variable, or around a function."""
    level: Syntax | None = span
    for _ in range(_DEPTH):
        if level is None:
            return
        yield level
        level = _made_by(source, level) or _nested_in(source, level)


def _made_by(source: SourceFile, span: Syntax) -> Syntax | None:
    """`hooks := api.Group("/hooks", signed)`: the call that gives the router of a route."""
    root, home = _root(span), source.function(span)
    for given in source.all("assignment") if root else ():
        if given.start >= span.start:
            break
        right = given.part("right")
        if right is not None and given.text_of("left") == root and source.function(given) == home:
            chain = (one for one in source.inside(right, "call") if one.start == right.start)
            made = next((one for one in chain if last(one.name).lower() in _GROUPS), None)
            if made is not None:
                return made
    return None


def _nested_in(source: SourceFile, span: Syntax) -> Syntax | None:
    """`r.Route("/hooks", func(r chi.Router) { … })`: the call that hands a part of a router to a function."""
    home = source.function(span)
    outer = next(source.around(home, "call"), None) if home is not None and not home.name else None
    return outer if outer is not None and last(outer.name).lower() in _NESTS else None


def _of_hooks(source: SourceFile, span: Syntax, path: str | None) -> Iterator[Bound | Function]:
    """What was put before the routes of a router, in the same function or file and before the route."""
    asked = _root(span)
    for call in hooks_of(source):
        if call.start >= span.start:
            break
        if call.name in ("middleware", *ACTIONS, *SKIPS) or source.function(call) != source.function(span):
            continue
        if _root(call) != asked:
            continue
        own = source.arguments(call)
        first = source.string(value_of(own[0])) if own else None
        if first is not None and first.startswith("/") and not (path or "").startswith(first.rstrip("*/")):
            continue
        for one in own[1:] if first is not None else own:
            yield from _given(source, one)
        yield from (
            Function(source, one) for one in source.inside(call, "function")[:1] if not call.part("arguments") or first
        )


def _of_group(source: SourceFile, group: Syntax) -> Iterator[Bound | Function]:
    """What a part of a router is made with: `api.Group("/hooks", signed)`, `MapGroup("/x").AddEndpointFilter<F>()`."""
    yield from _of_chain(source, group)
    if last(group.name).lower() in _GROUPS and source.language != "php":
        for one in source.arguments(group):
            if source.exactly(value_of(one), "string") is None and not source.inside(one, "function"):
                yield from _given(source, one)
    links = (one for one in source.around(group, "call") if one.start == group.start)
    for link in links:
        yield from of_links(source, link.data[group.end : link.end][:_LONGEST].decode("latin-1"))


def _of_chain(source: SourceFile, span: Syntax) -> Iterator[Bound | Function]:
    """What stands in a chain before the call that gives an address: `r.With(signed).Post(…)`."""
    receiver = span.part("receiver")
    if receiver is None or receiver.end - receiver.start > _LONGEST:
        return
    if source.language == "php":
        yield from of_links(source, receiver.text)
        return
    for call in source.inside(receiver, "call"):
        if call.start == span.start and last(call.name).lower() in (_GROUPS | _HOOKS | {"all"}):
            for one in source.arguments(call):
                if source.exactly(value_of(one), "string") is None:
                    yield from _given(source, one)


def hooks_of(source: SourceFile) -> list[Syntax]:
    """The calls of a file that put something before handlers; looked for once."""
    known: list[Syntax] | None = source.__dict__.get("_hooks")
    if known is None:
        names = {*_HOOKS, "add"} if source.language == "php" else _HOOKS  # Slim's `$app->add(new Signed())`
        known = source.__dict__["_hooks"] = [one for one in source.all("call") if last(one.name).lower() in names]
    return known


def of_maker(source: SourceFile, router: str) -> Iterator[Bound]:
    """What a router is made with: `APIRouter(dependencies=[Depends(verify)])`."""
    made = [one for one in source.all("assignment") if router and one.text_of("left") == router]
    for one in made[:2]:
        yield from (Bound(source, name) for name in DEPENDS.findall(one.text[:_LONGEST]))


def of_route(route: Route) -> Iterator[Bound | Function]:
    """The other arguments of a registration, what wraps the handler in it, its options, its chain and its groups."""
    source = route.source
    yield from _of_chain(source, route.span)
    for _, text in reversed(route.bound):
        yield from of_links(source, text)
    for one in route.handed:
        opens = ("[", "array", "$") if source.language == "php" else "{"
        listed = one.text.startswith(opens)  # options, or what is asked
        if not listed and not any(one in run or run in one for run in route.runs):
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
    if source.language == "php":
        called = _CALLABLE.match(text)
        if called is not None:
            holder = "this" if re.match(r"(?:\$this|self|static|__CLASS__)(?!->)", called[1]) else called[1]
            text = f"{holder.strip(chr(39) + chr(34)).removesuffix('::class')}::{called[2]}"
        elif "class" not in text:
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
        if not re.search(r"(?:as_view|bind|re_path|path|url|route|array)$", found[1]):
            yield Bound(source, found[1])


def of_links(source: SourceFile, text: str) -> Iterator[Bound]:
    """Middleware in a chain or a group, by class or by alias: `->middleware(['signed.pe'])`, `r.With(verify)`."""
    for found in _OF_LINK.finditer(text):
        for one in _CLASS.finditer(found[1]):
            yield Bound(source, one[1])
        for one in _ALIAS.finditer(found[1]):
            yield from _of_alias(source, one[1])
    for found in _ADDED.finditer(text) if source.language == "php" else ():
        yield Bound(source, found[1])
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
