"""Functions with an address that play the gateway: by their name or route they simulate payments."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from pe_audit.evidence.handler.followed.calls import calls_of, last
from pe_audit.evidence.handler.followed.imports import files_of
from pe_audit.evidence.handler.found import convention
from pe_audit.evidence.handler.found.registration import registered
from pe_audit.evidence.handler.found.routing import ONLY_READS, address_of, address_with, routes_of
from pe_audit.evidence.syntax import Syntax
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.handler.found.routing import Route
    from pe_audit.evidence.source import SourceFile

_EXPORTED = expression(r"^(?:GET|POST|PUT|handler|default|onRequest(?:Post)?)$")
_MOST_FILES, _MOST_FUNCTIONS = 4, 40


@dataclass(frozen=True, slots=True, eq=False)
class Simulator:
    """`place` in `home`: where it gets its address, a call or the function itself. `around`: what is written there."""

    source: SourceFile = field(repr=False)
    scope: Syntax
    home: SourceFile = field(repr=False)
    place: Syntax
    address: str
    around: str
    route: Route | None = None

    @property
    def name(self) -> str:
        holder = convention.class_name(self.source, self.scope)
        own = last(self.scope.name) if self.scope.name else self.address
        return f"{holder}.{own}" if holder and own else own or self.source.uri.rpartition("/")[2]


def simulators(source: SourceFile) -> Iterator[Simulator]:
    """The simulators that a file gives an address to, and those of its functions that have one by themselves."""
    for route in routes_of(source):
        names = " ".join([route.path, *(f"{one.holder} {one.name}" for one in route.targets)])
        for owner, function in _run_by(route):
            inside = owner is source and route.span in function  # `redirect()->route('x')`
            if not inside and says(f"{names} {function.name}", "simulates"):
                yield Simulator(owner, function, source, route.span, route.path, route.around, route)
    for function in source.all("function"):
        if function.part("body") is not None:
            yield from _by_itself(source, function)
    if source.language == "php" and says(source.uri.rpartition("/")[2], "simulates") and _is_script(source):
        yield Simulator(source, source.whole, source, source.whole, "/" + source.uri, "")


def _is_script(source: SourceFile) -> bool:
    """Whether a file reads a message when it is called, outside of any function."""
    functions = source.all("function")
    places = (found.start() for found in convention.READS_MESSAGE.finditer(source.file.data))
    return any(not any(one.start <= place < one.end for one in functions) for place in islice(places, _MOST_FUNCTIONS))


def _run_by(route: Route) -> Iterator[tuple[SourceFile, Syntax]]:
    """The functions that a route runs: written in it, or named by it in this or another file."""
    source = route.source
    inline = [one for run in route.runs for one in source.inside(run, "function")]
    inline = inline or source.inside(route.span, "function")  # a block behind the arguments
    if inline:
        yield source, inline[0]
        return
    for target in route.targets:
        files = [source, *_files(source, target.holder, target.name)]
        for one in files:
            function = calls_of(one).function(target.name, target.holder)
            if function is not None:
                yield one, function
                return


def _files(source: SourceFile, holder: str, name: str) -> Iterator[SourceFile]:
    uris = [*files_of(source, holder or name), *(source.codebase.named(holder) if holder else [])]
    for uri in islice(dict.fromkeys(uris), _MOST_FILES):
        if uri != source.uri and (found := source.codebase.source(uri)) is not None:
            yield found


def _by_itself(source: SourceFile, function: Syntax) -> Iterator[Simulator]:
    """A function whose own decorators, or the path of its file, give it an address."""
    decorators = source.decorators(function)
    routes = [one for one in decorators if says(one.name, "route") or ONLY_READS.match(last(one.name))]
    holder = convention.holder_of(source, function)
    if routes:
        own = next((text for one in routes if (text := address_of(source, one))), "")
        address = address_with(source, holder, own)
    elif _EXPORTED.match(last(function.name)):
        address = convention.placed_address(source.uri)
    else:
        address = ""
    if not address and not routes:
        return
    if says(f"{address} {function.name}", "simulates"):
        around = " ".join(one.text for one in [*decorators, *(source.decorators(holder) if holder is not None else [])])
        yield Simulator(source, function, source, function.part("name") or function, address, around)


def routed_elsewhere(source: SourceFile) -> Iterator[Simulator]:
    """The functions of a file with such a name, with the route that another file has for each."""
    named = [one for one in source.all("function") if one.name and says(one.name, "simulates") and one.part("body")]
    for function in named[:_MOST_FUNCTIONS]:
        for route in registered(source, function):
            if route.source is not source:
                yield Simulator(source, function, route.source, route.span, route.path, route.around, route)
