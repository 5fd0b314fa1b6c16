"""Where notifications of payments come in: by registration, attribute, convention, or because a file reads them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pe_audit.evidence.handler import convention
from pe_audit.evidence.handler.ahead import Before, before_of
from pe_audit.evidence.handler.calls import last
from pe_audit.evidence.handler.registration import registered
from pe_audit.evidence.handler.routing import (
    ONLY_READS,
    Route,
    address_of,
    address_with,
    keyed_strings,
    routes_of,
    strings_of,
)
from pe_audit.evidence.handler.signal import Entry, is_for_members, is_received, plausible, reasons_of
from pe_audit.evidence.handler.slice import Frame, frames_of, parameters
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_NO_ADDRESS = frozenset({"api_view", "require_POST", "csrf_exempt", "require_http_methods", "Consumes"})
_PASSES_ON = re.compile(r"(?i)^(?:next|serveHTTP|abortWithStatus\w*)$")
_ADMIN = re.compile(r"(?i)(?:^|/)(?:admin|backoffice|dashboard)(?:/|\.\w+$)")
_QUEUES = re.compile(r"(?i)^(?:process|worker|consume|subscribe|eachmessage)$")


@dataclass(frozen=True, eq=False)
class Handler:
    """One function, or one file, that receives payment notifications. `name` tells it from others of the file.

    `route`: its address, or its queue, as far as it is known. `frames` is its slice: itself and the functions it
    reaches, in whatever file. `signals` say why it is thought to be one. `wrapped`: what is written at its
    registration. `consumes`: it takes messages from a queue, and answers nobody. `given_by`: the call that gives it
    its address.
    """

    source: SourceFile = field(repr=False)
    scope: Syntax
    name: str
    route: str
    signals: tuple[str, ...]
    frames: tuple[Frame, ...] = field(repr=False)
    wrapped: str = ""
    consumes: bool = False
    given_by: Route | None = field(default=None, repr=False)

    @property
    def place(self) -> Syntax:
        """What to point at: the function's name, its first line, or that of the file."""
        return self.scope.part("name") or self.scope

    @property
    def registration(self) -> tuple[SourceFile, Syntax] | None:
        """Where a call gives it its address."""
        return (self.given_by.source, self.given_by.span) if self.given_by is not None else None

    @property
    def before(self) -> tuple[tuple[SourceFile, Syntax], ...]:
        """The functions that run ahead of it: middleware, filters, guards, decorators; in the order they run."""
        return self._before.functions

    @property
    def unresolved(self) -> tuple[str, ...]:
        """What is bound to its route and was not found in the tree: a package's middleware, for example."""
        return self._before.unresolved

    @property
    def is_for_members(self) -> bool:
        """Whether what runs ahead of it asks who is logged in."""
        return any(is_for_members(f"({name})") for name in self._before.names)

    @cached_property
    def _before(self) -> Before:
        return before_of(self.source, self.scope, self.given_by, None if self.consumes else self.route)


def handlers(source: SourceFile) -> list[Handler]:
    """The receivers of payment notifications in a file; found once."""
    known: list[Handler] | None = source.__dict__.get("_handlers")
    if known is None:
        known = source.__dict__["_handlers"] = list(_find(source))
    return known


def _find(source: SourceFile) -> Iterator[Handler]:
    if not plausible(source):
        return
    reached: set[Syntax] = set()
    found = []
    for entry in _entries(source):
        frames = tuple(frames_of(source, entry.scope, abroad=False))
        settled = _settled(source, entry, frames)
        if settled is not None:
            found.append(settled)
            reached.update(frame.scope for frame in frames[1:])
    others = [entry for entry, _ in found]
    made = [
        (entry, _made(source, entry, signals))
        for entry, signals in found
        if not _is_part(source, entry, others, reached)
    ]
    ahead = _run_ahead(source, [one for _, one in made]) if len(made) > 1 else set()
    for entry, one in made:
        if (not entry.is_open or one.scope not in ahead) and not one.is_for_members:
            yield one


def _made(source: SourceFile, entry: Entry, signals: tuple[str, ...]) -> Handler:
    frames, name = tuple(frames_of(source, entry.scope)), _name(source, entry)
    at, consumes = entry.registration, entry.is_consumer
    return Handler(source, entry.scope, name, entry.address, signals, frames, entry.around, consumes, at)


def _run_ahead(source: SourceFile, made: list[Handler]) -> set[Syntax]:
    """The functions of a file that run before handlers of it."""
    return {scope for one in made for other, scope in one.before if other is source}


def _is_part(source: SourceFile, entry: Entry, others: list[Entry], reached: set[Syntax]) -> bool:
    """Whether another one stands for it: calls it, is registered in it, or is what its class surely receives by."""
    inner = (one.scope for one in others if one.registration is not None)
    if (entry.is_open or entry.registration is not None) and any(
        one in entry.scope and one != entry.scope for one in inner
    ):
        return True  # Ktor's route("/api") { post("/ipn") { … } }
    if entry.registration is not None:
        return False
    if entry.scope in reached:
        return True
    holder = convention.holder_of(source, entry.scope) if entry.by_name else None
    return holder is not None and any(not one.by_name and one.scope in holder for one in others)


def _settled(source: SourceFile, entry: Entry, frames: tuple[Frame, ...]) -> tuple[Entry, tuple[str, ...]] | None:
    """An entry with what other files say of its address, and the reasons to call it a receiver; None without those."""
    heard, paid = reasons_of(source, entry, frames)
    if not heard and not paid:
        return None
    if entry.is_open:
        routes = registered(source, entry.scope)
        if routes and all(one.only_reads for one in routes):
            return None
        if routes:
            entry = _routed(entry, next(one for one in routes if not one.only_reads))
            heard, paid = reasons_of(source, entry, frames)
        elif entry.is_helper or _ADMIN.search(source.uri):
            return None
    signals = is_received(heard, paid)
    return (entry, signals) if signals else None


def _routed(entry: Entry, route: Route) -> Entry:
    return Entry(entry.scope, route.words, f"{entry.around} {route.around}", route.path, entry.is_consumer, route)


def _entries(source: SourceFile) -> Iterator[Entry]:
    """Every function, or the file itself, that something from outside may call with a message."""
    routes = _Registered(source)
    reads = [found.start() for found in convention.READS_MESSAGE.finditer(source.file.data)]
    reads = sorted({*reads, *_readers_called(source, reads)})
    for function in source.all("function"):
        route, outer = routes.of(function), source.function(function)
        closure = not function.name and outer is not None
        if outer is not None and closure and route is None and _is_made(source, function):
            route, closure = routes.made_by(outer), False
        if function.part("body") is not None and not (closure and route is None):
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
    if convention.consumes(source, function):
        address = address_with(source, holder, _subscribed(source, function))
        return Entry(function, address, around, address, is_consumer=True)
    takes = convention.takes_message(source, function)
    by_name = not takes and not _any_in(reads, function)
    if not by_name or convention.receives(source, function):
        address = address_with(source, holder, _triggered(source, function)) or convention.placed_address(source.uri)
        helper = convention.helps(source, function)
        return Entry(function, address, around, address, is_open=True, is_helper=helper, by_name=by_name)
    return None


def _is_made(source: SourceFile, function: Syntax) -> bool:
    """Whether a function that takes a message is made by another one: `func Notify(db *sql.DB) gin.HandlerFunc`."""
    returned = next((one.part("value") for one in source.around(function, "return")), None)
    if returned is None or function not in returned or not convention.takes_message(source, function):
        return False
    return not any(_PASSES_ON.match(last(call.name)) for call in source.inside(function, "call"))


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

    def made_by(self, function: Syntax) -> Route | None:
        """The call that registers what a function gives back: `r.POST("/ipn", notify(db))`."""
        return self._made.get(last(function.name))


def _only_reads(decorators: list[Syntax]) -> bool:
    routes = [one for one in decorators if says(one.name, "route") or ONLY_READS.match(last(one.name))]
    return bool(routes) and all(ONLY_READS.match(last(one.name)) for one in routes)


def _name(source: SourceFile, entry: Entry) -> str:
    name = convention.given_name(source, entry.scope) or entry.address
    holder = convention.class_name(source, entry.scope)
    return f"{holder}.{name}" if holder and name else name or source.uri.rpartition("/")[2]
