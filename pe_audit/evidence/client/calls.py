"""Calls that go out over HTTP, the clients they are made with, and those of them that reach a payment gateway."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from pe_audit.evidence.client.about import Callees, is_about
from pe_audit.evidence.client.libraries import Known, Library, handed_in, libraries_of
from pe_audit.evidence.client.setup import Setup
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pe_audit.evidence.circumstances import Gateway
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_LONGEST = 80  # characters of a receiver
_IN_PARENTHESES = expression(r"\([^()]*\)")
_IDENTIFIER = expression(r"[A-Za-z_]\w*")
_NO_HTTP = expression(r"[\"'](?:php://|data:|file:)")
_MOST_CALLS, _MOST_HTTP = 100, 400  # to gateways, and to anybody, in one file: no person writes more
_UNREAL = frozenset({Environment.TEST, Environment.EXAMPLE})


@dataclass(frozen=True, slots=True, eq=False)
class Outgoing:
    """One call to a gateway, or a client for it that nothing in its file sends with.

    `made`: where its client is made, None where the call makes its own or the client is `handed` in. `reached`: all
    that says how it is made, nearest first. `gateway`: whom it is for, in words.
    """

    source: SourceFile = field(repr=False)
    call: Syntax
    library: Library
    made: Syntax | None
    handed: bool
    reached: tuple[Syntax, ...] = field(repr=False)
    gateway: str = ""

    @property
    def name(self) -> str:
        """The call as written: `axios.post`."""
        return called(self.source, self.call)

    @property
    def function(self) -> str:
        """The innermost function with a name that the call stands in, empty at the top of a file."""
        return next((one.name for one in self.source.around(self.call, "function") if one.name), "")


def called(source: SourceFile, call: Syntax) -> str:
    """What is called, as written: `axios.post`, `Http::post`, `HttpClient` for `new HttpClient()`."""
    receiver = call.text_of("receiver")[:_LONGEST]
    if not receiver:
        return call.name
    return f"{receiver}{'::' if source.language == 'php' and receiver[0] != '$' else '.'}{call.name}"


def gateway_calls(source: SourceFile, gateways: Sequence[Gateway]) -> Iterator[Syntax]:
    """Calls that open a connection to the merchant's gateway, or make the client that does; a client handed in is
    judged where it is made. Raises `Unreadable` as the source does."""
    clients = Clients(source)
    judged: dict[int, bool] = {}
    for call in source.all("call") if clients.known else ():
        if clients.sender(call) is None and clients.maker(call) is None:
            continue
        scope = source.scope(call)
        if scope.start not in judged:
            judged[scope.start] = is_about(source, scope, gateways)
        if judged[scope.start]:
            yield call


_SEEN: WeakKeyDictionary[SourceFile, tuple[Outgoing, ...]] = WeakKeyDictionary()


def outgoing(source: SourceFile) -> tuple[Outgoing, ...]:
    """The calls of a file to payment gateways, in document order; none of a test or an example.

    Raises `Unreadable` as the source does.
    """
    known = _SEEN.get(source)
    if known is None:
        unreal = deployment_of(source.file).environment in _UNREAL
        known = _SEEN[source] = () if unreal else tuple(islice(_outgoing(source), _MOST_CALLS))
    return known


def _outgoing(source: SourceFile) -> Iterator[Outgoing]:
    clients = Clients(source)
    if not clients.known:
        return
    setup, callees = Setup(source, clients.goes_out), Callees(source)
    used: set[int] = set()
    found_of = ((call, found) for call in source.all("call") if (found := clients.of(call)) is not None)
    for call, found in islice(found_of, _MOST_HTTP):
        if _NO_HTTP.search(call.text_of("arguments")[:80]):
            continue
        if found.made is not None:
            used.add(found.made.start)
        reached = setup.reached(call, *([found.made] if found.made is not None else []))
        if found.known.library.opens:
            reached += setup.result(call)
        based = found.made is not None or found.handed
        gateway = callees.called(call, reached, based)
        if gateway:
            yield Outgoing(source, call, found.known.library, found.made, found.handed, tuple(reached), gateway)
    for known, call in clients.made[:_MOST_HTTP]:
        if call.start not in used and clients.sender(call) is None:
            reached = [*setup.reached(call), *setup.result(call)]
            gateway = callees.called(call, reached, based=True)
            if gateway:
                yield Outgoing(source, call, known.library, None, False, tuple(reached), gateway)


@dataclass(frozen=True, slots=True)
class Found:
    """The library that a call goes out with, where its client is made, and whether it comes from elsewhere."""

    known: Known
    made: Syntax | None = None
    handed: bool = False


class Clients:
    """The HTTP clients of one source file, by the names they are kept under."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.known = libraries_of(source.language, source.file.data)

    def sender(self, call: Syntax) -> Known | None:
        """The library whose own call this is: `axios.post`, `requests.get`."""
        return self._first(call, "sends")

    def maker(self, call: Syntax) -> Known | None:
        """The library whose client this makes."""
        return self._first(call, "makes")

    def _first(self, call: Syntax, part: str) -> Known | None:
        if not call.name:
            return None
        name = called(self.source, call)
        for known in self.known:
            pattern = getattr(known, part)
            if pattern is not None and pattern.fullmatch(name):
                return known
        return None

    def goes_out(self, call: Syntax) -> bool:
        """Whether a call sends something: it says nothing about other calls on the same client."""
        return self.of(call) is not None

    def of(self, call: Syntax) -> Found | None:
        """What a call goes out with; None for a call that does not go out."""
        key = (call.start, call.end)
        if key not in self._found:
            self._found[key] = self._find(call)
        return self._found[key]

    @cached_property
    def _found(self) -> dict[tuple[int, int], Found | None]:
        return {}

    def _find(self, call: Syntax) -> Found | None:
        known = self.sender(call)
        if known is not None:
            first = self.source.argument(call, 0) if known.makes is not None else None
            return Found(known, self._kept(first.text, known, call) if first is not None else None)
        receiver = call.part("receiver")
        candidates = [one for one in self.known if one.methods is not None and one.methods.fullmatch(call.name)]
        if receiver is None or not candidates:
            return None
        for known, made in self.made:
            if known in candidates and made in receiver:
                return Found(known, made)
        return next((found for known in candidates if (found := self._by_name(receiver, known, call))), None)

    def _by_name(self, receiver: Syntax, known: Known, call: Syntax) -> Found | None:
        made = self._kept(receiver.text, known, call)
        if made is not None:
            return Found(known, made)
        if known.library.types and self._handed_names(known) & _names(receiver.text):
            return Found(known, handed=True)
        return None

    def _kept(self, text: str, known: Known, call: Syntax) -> Syntax | None:
        """Where the client is made that goes by a name: the last one before its use in its function, or any."""
        names = _names(text)
        kept = [made for name in names for one, made in self._by_name_made.get(name, ()) if one is known]
        scope = self.source.scope(call)
        near = [made for made in kept if made in scope and made.start < call.start]
        return near[-1] if near else (kept[-1] if kept else None)

    @cached_property
    def made(self) -> list[tuple[Known, Syntax]]:
        """Every call that makes a client, with its library."""
        return [(known, call) for call in self.source.all("call") if (known := self.maker(call)) is not None]

    @cached_property
    def _by_name_made(self) -> dict[str, list[tuple[Known, Syntax]]]:
        names: dict[str, list[tuple[Known, Syntax]]] = defaultdict(list)
        for known, made in self.made:
            for name in self._kept_as(made):
                names[name].append((known, made))
        return names

    def _kept_as(self, made: Syntax) -> Iterator[str]:
        """The variable, member or key a client is put into, else the function that gives it back."""
        function = self.source.function(made)
        for kind, part in (("assignment", "left"), ("pair", "key")):
            holder = next(self.source.around(made, kind), None)  # type: ignore[arg-type]
            if holder is not None and self.source.function(holder) == function:
                named = holder.part(part)
                if named is not None and made not in named:
                    yield _plain(named.last_name)
        if function is not None and function.name:
            yield _plain(function.name)

    def _handed_names(self, known: Known) -> set[str]:
        if known not in self._handed:
            found = handed_in(known.library.types).finditer(self.source.file.data)
            self._handed[known] = {_plain((one["after"] or one["before"]).decode()) for one in found}
        return self._handed[known]

    @cached_property
    def _handed(self) -> dict[Known, set[str]]:
        return {}


def _plain(name: str) -> str:
    return name.lstrip("$@_")


def _names(text: str) -> set[str]:
    """The names in a receiver, without what is in parentheses: `this.http` is `http`."""
    text = text[:400]
    for _ in range(4):
        text = _IN_PARENTHESES.sub("", text)
    return {_plain(name) for name in _IDENTIFIER.findall(text)}
