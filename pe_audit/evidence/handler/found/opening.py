"""Functions, and files, that something from outside may call with a message."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pe_audit.evidence.handler.followed.calls import last
from pe_audit.evidence.handler.followed.slice import parameters
from pe_audit.evidence.handler.found import convention
from pe_audit.evidence.handler.found.routing import (
    ONLY_READS,
    Route,
    address_of,
    address_with,
    keyed_strings,
    routes_of,
    strings_of,
)
from pe_audit.evidence.handler.found.signal import Entry
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_NO_ADDRESS = frozenset({"api_view", "require_POST", "csrf_exempt", "require_http_methods", "Consumes"})
_PASSES_ON = expression(r"(?i)^(?:next|serveHTTP)$")
_REFUSES = expression(r"(?i)^abortWithStatus\w*$")
_ANSWERS = expression(
    r"^(?:(?:Indented|Pure|Secure)?JSON|String|Status|XML|Data|HTML|NoContent|Write(?:Header|String)?|Send\w*)$"
)
_NESTS = frozenset({"route", "group", "register", "mount", "namespace", "scope"})
_QUEUES = expression(r"(?i)^(?:process|worker|consume|subscribe|eachmessage)$")


def entries_of(source: SourceFile) -> Iterator[Entry]:
    """Every function, or the file itself, that something from outside may call with a message."""
    routes = _Registered(source)
    reads = [found.start() for found in convention.READS_MESSAGE.finditer(source.file.data)]
    reads = sorted({*reads, *_readers_called(source, reads)})
    made = {one: outer for one in source.all("function") if (outer := _maker(source, one)) is not None}
    makers = {one for one in made.values() if not convention.takes_message(source, one)}
    for function in source.all("function"):
        route, maker = routes.of(function), made.get(function)
        if route is None and maker is not None:
            route = routes.made_by(maker)
        closure = not function.name and maker is None and source.function(function) is not None
        if (route is None and (closure or function in makers)) or convention.runs_ahead(function):
            continue
        if route is not None and routes.is_nest(function, route):
            continue
        if function.part("body") is not None:
            entry = _entry(source, function, route, reads)
            if entry is not None:
                yield entry
    if source.language == "php":
        functions = source.all("function")
        if any(not any(function.start <= place < function.end for function in functions) for place in reads):
            yield Entry(source.whole)


def _entry(source: SourceFile, function: Syntax, route: Route | None, reads: list[int]) -> Entry | None:
    """A function as one that may be called from outside."""
    decorators = source.decorators(function)
    if (route is not None and route.only_reads) or _only_reads(decorators):
        return None
    holder = convention.holder_of(source, function)
    around = " ".join([*(one.text for one in decorators), *_of_class(source, holder)])
    if route is not None:
        address = route.path or convention.placed_address(source.uri)
        consumer = _QUEUES.match(last(route.span.name)) is not None
        said = f"{route.words} {convention.given_name(source, function)}"
        return Entry(function, said, f"{around} {route.around}", address, consumer, route)
    if convention.guards(source, function):
        return None
    bound = next((one for one in decorators if says(one.name, "route", "consumer")), None)
    if bound is not None:
        named = [one for one in decorators if says(one.name, "route", "consumer") and last(one.name) not in _NO_ADDRESS]
        own = next((text for one in named if (text := address_of(source, one))), "")
        address = address_with(source, holder, own)
        said = " ".join([address, *(text for one in decorators for text in strings_of(source, one))])
        return Entry(function, said, around, address, says(bound.name, "consumer"), is_open=not address)
    annotated = convention.annotated_address(source, function)
    if annotated:
        return Entry(function, annotated, around, annotated)
    if convention.consumes(source, function):
        address = address_with(source, holder, _subscribed(source, function))
        return Entry(function, address, around, address, is_consumer=True)
    takes = convention.takes_message(source, function)
    by_name = not takes and not _any_in(reads, function)
    if not by_name or convention.receives(source, function):
        address = address_with(source, holder, _triggered(source, function)) or convention.placed_address(source.uri)
        helper = convention.helps(source, function)
        said = address if function.name else f"{address} {convention.given_name(source, function)}".strip()
        return Entry(function, said, around, address, is_open=True, is_helper=helper, by_name=by_name)
    return None


def _maker(source: SourceFile, function: Syntax) -> Syntax | None:
    """The function that makes one which takes a message: `func Notify(db *sql.DB) gin.HandlerFunc`."""
    outer = source.function(function) if not function.name else None
    returned = next((one.part("value") for one in source.around(function, "return")), None)
    if outer is None or returned is None or function not in returned or not convention.takes_message(source, function):
        return None
    called = [last(call.name) for call in source.inside(function, "call")]
    passes_on = any(_PASSES_ON.match(name) for name in called)
    refuses = any(_REFUSES.match(name) for name in called) and not any(_ANSWERS.match(name) for name in called)
    return None if passes_on or refuses else outer


def _of_class(source: SourceFile, holder: Syntax | None) -> Iterator[str]:
    """What a class says of who may call its methods: decorators, bases, Django's `permission_classes`."""
    if holder is not None:
        yield from (one.text for one in source.decorators(holder))
        yield holder.text_of("bases")
        if b"permission_classes" in source.file.data:
            given = source.inside(holder, "assignment")
            yield from (one.text_of("right") for one in given if one.text_of("left") == "permission_classes")


def _triggered(source: SourceFile, function: Syntax) -> str:
    """The address in the attribute of a parameter: `[HttpTrigger("post", Route = "x")] HttpRequestData req`."""
    for parameter in parameters(source, function)[:2]:
        for one in source.decorators(parameter):
            if one.name.endswith("Trigger"):
                return next(iter(keyed_strings(source, one)), "")
    return ""


def _subscribed(source: SourceFile, function: Syntax) -> str:
    """The topic that the function around a consumer subscribes to."""
    outer = source.function(function)
    calls = source.inside(outer, "call") if outer is not None else []
    return next((address_of(source, one) for one in calls if one.name == "subscribe"), "")


def _readers_called(source: SourceFile, reads: list[int]) -> Iterator[int]:
    """Where functions of the file are called that read the message: `$data = $this->getJsonData();`."""
    readers = {last(one.name) for one in source.all("function") if one.name and _any_in(reads, one)}
    if readers:
        yield from (call.start for call in source.all("call") if last(call.name) in readers)
    for one in source.all("function"):
        if last(one.name) in readers and one.part("parameters") is None:  # Ruby's `order.pay!` asks a method `order`
            yield from (found.start() for found in re.finditer(rb"\b%s\b" % one.name.encode(), source.file.data))


def _any_in(places: list[int], span: Syntax) -> bool:
    return bisect_left(places, span.start) < bisect_left(places, span.end)


class _Registered:
    """Which functions a file gives to a router of its own, themselves or by name."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._given: dict[tuple[int, int], Route] = {}
        self._named: dict[str, Route] = {}
        self._made: dict[str, Route] = {}
        for route in routes_of(source):
            self._given[route.span.start, route.span.end] = route
            for target in route.targets:
                if not target.makes:
                    self._named.setdefault(target.name, route)
            for made in route.runs:
                call = source.exactly(made, "call")
                if call is not None:
                    self._made.setdefault(last(call.name), route)

    def of(self, function: Syntax) -> Route | None:
        """The call that registers a function: it is an argument, or its name is."""
        outer = self._source.function(function)
        for call in self._source.around(function, "call"):
            if self._source.function(call) != outer:
                break
            route = self._given.get((call.start, call.end))
            if route is not None:
                return route
        return self._named.get(last(function.name)) if function.name else None

    def is_nest(self, function: Syntax, route: Route) -> bool:
        """Whether a function only registers others: `r.Route("/hooks", func(r chi.Router) { … })`."""
        if function.name or last(route.span.name).lower() not in _NESTS:
            return False
        return any(one != route and one.span in function for one in self._given.values())

    def made_by(self, function: Syntax) -> Route | None:
        """The call that registers what a function gives back: `r.POST("/ipn", notify(db))`."""
        return self._made.get(last(function.name))


def _only_reads(decorators: list[Syntax]) -> bool:
    routes = [one for one in decorators if says(one.name, "route") or ONLY_READS.match(last(one.name))]
    return bool(routes) and all(ONLY_READS.match(last(one.name)) for one in routes)
