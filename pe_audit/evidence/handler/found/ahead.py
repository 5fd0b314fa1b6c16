"""What runs ahead of a handler: what its route, its class, its file and the application put before it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.handler.followed.calls import Function, last
from pe_audit.evidence.handler.followed.imports import files_of
from pe_audit.evidence.handler.followed.slice import parameters
from pe_audit.evidence.handler.found.application import of_application
from pe_audit.evidence.handler.found.bound import Bound, is_harmless, is_written, names_in, resolve
from pe_audit.evidence.handler.found.convention import holder_of
from pe_audit.evidence.handler.found.router import (
    ACTIONS,
    DEPENDS,
    SKIPS,
    hooks_of,
    of_links,
    of_maker,
    of_route,
    of_router,
)
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.handler.found.routing import Route
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_HANDS_ON = expression(
    r"^(?:UseGuards|UseInterceptors|ServiceFilter|TypeFilter|method_decorator|Middleware|UseBefore|permission_classes|"
    r"authentication_classes)"
)
_GENERIC = expression(r"<\s*(\w+)\s*>")
# What a class lists that asks who sends, before a method of it runs.
_LISTS = frozenset({"permission_classes", "authentication_classes"})
# Methods that frameworks run before any other of the class.
_FIRST = {
    "python": ("dispatch", "initial", "prepare"),
    "php": ("beforeAction", "beforeFilter"),
    "csharp": ("OnActionExecuting", "OnActionExecutionAsync"),
}
_LONGEST = 2000
_ONLY = expression(r"\b(only|except)['\"]?\s*(?::|=>|\()\s*([^)\n]*)")


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
        if found is not None and (found.source is not source or scope not in found.scope):  # nor what makes it
            functions.setdefault(found.key, found)
        elif found is None and one.sure and one.name not in unresolved and not is_written(one.source, one.name):
            unresolved.append(one.name)
    return Before(tuple((one.source, one.scope) for one in functions.values()), tuple(unresolved), tuple(names))


def _bound(source: SourceFile, scope: Syntax, route: Route | None) -> Iterator[Bound | Function]:
    if route is not None:
        yield from of_router(route)
        yield from of_route(route)
    if scope.kind == "function":
        yield from _of_class(source, scope)
        yield from _of_decorators(source, scope, route)
        for parameter in parameters(source, scope):
            yield from (Bound(source, name) for name in DEPENDS.findall(parameter.text))


def _of_decorators(source: SourceFile, scope: Syntax, route: Route | None) -> Iterator[Bound]:
    """Decorators, attributes and annotations of a function and of its class."""
    holder = holder_of(source, scope)
    for one in [*(source.decorators(holder) if holder is not None else []), *source.decorators(scope)]:
        yield from of_maker(source, one.name.rpartition(".")[0])
        yield from (Bound(source, name) for name in DEPENDS.findall(one.text))
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
    for other, outer in [*_bases(source, holder), (source, holder)]:
        yield from _first_of(other, outer, scope)
        if source.language == "ruby" or other is source:
            yield from _declared(other, outer, last(scope.name), source, holder)
    if any(name.encode() in source.file.data for name in _LISTS):
        for given in source.inside(holder, "assignment"):
            if given.text_of("left") in _LISTS and source.function(given) is None:
                named = names_in(given.text_of("right"))
                yield from (Bound(source, name, given.text_of("left") == "permission_classes") for name, _ in named)


def _bases(source: SourceFile, holder: Syntax) -> Iterator[tuple[SourceFile, Syntax]]:
    """The classes that a class builds on, where they are in the tree."""
    named = re.findall(r"[A-Z]\w+", holder.text_of("bases"))[:3] if source.language in ("ruby", *_FIRST) else []
    if source.language == "ruby":
        named += re.findall(r"(?m)^\s*include\s+(?:[\w:]+::)?(\w+)", holder.text[:_LONGEST])
    for base in named:
        files = [source, *(source.codebase.source(uri) for uri in files_of(source, base)[:1])]
        found = ((one, each) for one in files if one is not None for each in one.all("class"))
        yield from islice(((one, each) for one, each in found if each.name == base and each != holder), 1)


def _first_of(source: SourceFile, holder: Syntax, scope: Syntax) -> Iterator[Function]:
    names = _FIRST.get(source.language, ())
    methods = source.inside(holder, "function") if names and last(scope.name) not in names else []
    yield from (Function(source, one) for one in methods if one.name in names and one.part("body"))


def _declared(
    source: SourceFile, holder: Syntax, action: str, home: SourceFile, skipping: Syntax
) -> Iterator[Bound | Function]:
    skipped = " ".join(one.text for one in hooks_of(home) if one in skipping and one.name in SKIPS)
    for call in (one for one in hooks_of(source) if one in holder):
        name = last(call.name)
        if name == "middleware" and source.language == "php":
            chain = next((one for one in source.around(call, "call") if one.start == call.start), call)
            if _is_for(chain.text, action):
                yield from of_links(source, chain.text)
        elif name in ACTIONS:
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
