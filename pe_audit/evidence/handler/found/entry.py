"""Where notifications of payments come in: by registration, attribute, convention, or because a file reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import re2

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.handler.followed.slice import Frame, frames_of
from pe_audit.evidence.handler.found import convention
from pe_audit.evidence.handler.found.ahead import Before, before_of
from pe_audit.evidence.handler.found.opening import entries_of
from pe_audit.evidence.handler.found.registration import is_led_to, led_to, registered
from pe_audit.evidence.handler.found.routing import Route, routes_of
from pe_audit.evidence.handler.found.signal import Entry, hears, is_for_members, is_received, plausible, reasons_of
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

# What a file that only lists values, translations for example, has nowhere.
_RUNS = re2.compile(
    rb"(?m)\bfunction\b[\s\w&*]*\(|\b(?:def|fun|func)\s+[\w(`]|\bfunc\(|\bfn\s*\(|\)[^;\n\"']{0,120}\{[ \t]*\r?$|"
    rb"\)\s*\{|=>\s*[\w{(]|\w\s*->\s*[{(\w]|\bdo\b[ \t]*(?:\|[^|\n]*\|)?[ \t]*(?:#[^\n]*)?\r?$|php://|\$_(?:POST|REQUEST)\b"
)
# What a route for notifications is known by: a string, or the name of what it is added to.
_TOLD = re2.compile(
    rb"(?i)[\"'`][^\"'`\n]*(?:hook|ipn|callback|notif|postback|listener|event[\W_]?handler|woocommerce[\W_]?api)|"
    rb"(?:hook|ipn|callback|notif|postback|listener)[^\s;,=]{0,100}\s*(?:\.|->|::)\s*\w+\s*(?:<[^>]*>)?[( ]"
)
_ADMIN = expression(r"(?i)(?:^|/)(?:admin|backoffice|dashboard)(?:/|\.\w+$)")


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


def receiving(sources: Iterable[SourceFile]) -> Iterator[SourceFile]:
    """Files that may have handlers: those given, and those that a route for notifications in one of them leads to."""
    known = set()
    for source in sources:
        if source.uri not in known:
            known.add(source.uri)
            yield source
        for route in routes_of(source) if _may_lead(source) else ():
            if not route.only_reads and hears(route.words):
                for other in led_to(route):
                    if other.uri not in known:
                        known.add(other.uri)
                        yield other


def _may_lead(source: SourceFile) -> bool:
    """Whether routes for notifications may stand in a file; those of tests serve nobody."""
    if not _TOLD.search(source.file.data) or not plausible(source):
        return False
    return deployment_of(source.file).environment is not Environment.TEST


def _find(source: SourceFile) -> Iterator[Handler]:
    if not _RUNS.search(source.file.data) or not (plausible(source) or is_led_to(source)):
        return
    reached: set[Syntax] = set()
    found = []
    for entry in entries_of(source):
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
    return Handler(
        source, entry.scope, name, entry.address, signals, frames, entry.around, consumes=consumes, given_by=at
    )


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


def _name(source: SourceFile, entry: Entry) -> str:
    name = convention.given_name(source, entry.scope) or entry.address
    holder = convention.class_name(source, entry.scope)
    return f"{holder}.{name}" if holder and name else name or source.uri.rpartition("/")[2]
