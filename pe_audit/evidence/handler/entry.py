"""Where notifications of payments come in: by registration, attribute, convention, or because a file reads them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import re2

from pe_audit.evidence.handler.calls import last
from pe_audit.evidence.handler.origin import chain_of
from pe_audit.evidence.handler.signal import Entry, plausible, signals_of, strings_of
from pe_audit.evidence.handler.slice import Frame, frames_of, parameters
from pe_audit.lexicon import says, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_REGISTERS = re.compile(
    r"(?i)^(?:post|put|route|map(?:post|methods|put)|add_action|register_rest_route|add_url_rule|handlefunc|path|re_path|url)$"
)
_MAY_REGISTER = re.compile(
    r"(?i)^(?:all|any|match|use|on|subscribe|map|add_filter|handle|serve|consume|process|http|onrequest)$"
)
_BOUND = re.compile(
    r"@(?:Request)?Body\b|@Payload\b|@Req\b|\[FromBody|@RequestParam"
)  # bound to the message by its annotation
_ONLY_READS = re.compile(r"(?i)^(?:get|head|options|mapget|delete|getmapping|httpget|deletemapping|httpdelete)$")
_READS_MESSAGE = re2.compile(
    rb"php://input|\$_(?:POST|REQUEST)\b|getallheaders\(|\breq(?:uest)?\.(?:get_json|get_data|form|json|data|body|rawBody|"
    rb"values|httprequest|jsonrequest|text|formData|arrayBuffer)\b|\bRequest\.(?:Body|Form|InputStream|Content)\b|"
    rb"\bevent(?:\[[\"']body[\"']\]|\.body\b)|\bctx\.request\.body|\brequest\(\)->|\bTools::getValue\(|\b(?:required|optional)_param\(|"
    rb"\bfilter_input\(|->getRequest\(\)|->request->get|\bInput::(?:get|all)\("
)
_HANDED = re.compile(r"(\w+)[\"')\]\s]*$")  # the last name of an argument: `ctl.notify`, `array($this, 'notify')`
_LONGEST_NAME = 120
_LONGEST_ROUTE = 300


@dataclass(frozen=True, eq=False)
class Handler:
    """One function, or one file, that receives payment notifications. `name` tells it from others of the file.

    `frames` is its slice: itself and the functions it reaches, in whatever file. `signals` say why it is thought to
    be one.
    """

    source: SourceFile = field(repr=False)
    scope: Syntax
    name: str
    route: str
    signals: tuple[str, ...]
    frames: tuple[Frame, ...] = field(repr=False)
    wrapped: str = ""

    @property
    def place(self) -> Syntax:
        """What to point at: the function's name, its first line, or that of the file."""
        return self.scope.part("name") or self.scope


def handlers(source: SourceFile) -> list[Handler]:
    """The receivers of payment notifications in a file; found once."""
    known: list[Handler] | None = source.__dict__.get("_handlers")
    if known is None:
        known = source.__dict__["_handlers"] = list(_find(source))
    return known


def _find(source: SourceFile) -> Iterator[Handler]:
    if not plausible(source):
        return
    entries = list(_entries(source))
    reached: set[Syntax] = set()
    found = []
    for entry in entries:
        frames = tuple(frames_of(source, entry.scope, abroad=False))
        signals = signals_of(source, entry, frames)
        if signals:
            found.append((entry, signals))
            reached.update(frame.scope for frame in frames[1:])
    for entry, signals in found:
        if entry.scope not in reached:
            name = _name(source, entry)
            frames = tuple(frames_of(source, entry.scope))
            yield Handler(source, entry.scope, name, entry.route, signals, frames, entry.around)


def _entries(source: SourceFile) -> Iterator[Entry]:
    """Every function, or the file itself, that something from outside may call with a message."""
    routes, reads = _Routes(source), [found.start() for found in _READS_MESSAGE.finditer(source.file.data)]
    reads = sorted({*reads, *_readers_called(source, reads)})
    for function in source.all("function"):
        registration = routes.of(function)
        closure = not function.name and source.function(function) is not None
        if function.part("body") is None or (closure and registration is None):
            continue
        decorators = source.decorators(function)
        if _only_reads(registration, decorators):
            continue
        if registration is not None:
            yield Entry(function, _route_of(source, registration), _bare(registration, function))
        elif any(says(one.name, "route") for one in decorators):
            route = " ".join(text for one in decorators for text in strings_of(source, one))
            yield Entry(function, route, " ".join(one.text for one in decorators))
        elif _any_in(reads, function) or _takes_message(source, function):
            yield Entry(function, "", " ".join(one.text for one in decorators))
    if source.language == "php":
        functions = source.all("function")
        if any(not any(function.start <= place < function.end for function in functions) for place in reads):
            yield Entry(source.whole)


def _readers_called(source: SourceFile, reads: list[int]) -> Iterator[int]:
    """Where functions of the file are called that read the message: `$data = $this->getJsonData();`."""
    readers = {last(one.name) for one in source.all("function") if one.name and _any_in(reads, one)}
    if readers:
        yield from (call.start for call in source.all("call") if last(call.name) in readers)


def _any_in(places: list[int], span: Syntax) -> bool:
    return bisect_left(places, span.start) < bisect_left(places, span.end)


class _Routes:
    """Which functions a file gives to a router, itself or by name."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._given: set[tuple[int, int]] = set()
        self._named: dict[str, Syntax] = {}
        for call in source.all("call"):
            if call.part("arguments") is not None and self._registers(call):
                self._given.add((call.start, call.end))
                for argument in source.arguments(call)[1:] or source.arguments(call):
                    named = _HANDED.search(argument.text[-_LONGEST_NAME:])
                    if named is not None:
                        self._named.setdefault(named[1], call)

    def _registers(self, call: Syntax) -> bool:
        name = last(call.name)
        surely = _REGISTERS.match(name) is not None or _ONLY_READS.match(name) is not None
        if not surely and not _MAY_REGISTER.match(name):
            return False
        texts = [*strings_of(self._source, call), *_asked(self._source, call)]
        return bool(texts) if surely else any("/" in text or says(text, "webhook") for text in texts)

    def of(self, function: Syntax) -> Syntax | None:
        """The call that registers a function: it is an argument, or its name is."""
        outer = self._source.function(function)
        for call in self._source.around(function, "call"):
            if self._source.function(call) != outer:
                break
            if (call.start, call.end) in self._given:
                return call
        return self._named.get(last(function.name)) if function.name else None


def _only_reads(registration: Syntax | None, decorators: list[Syntax]) -> bool:
    if registration is not None:
        return _ONLY_READS.match(last(registration.name)) is not None
    routes = [one for one in decorators if says(one.name, "route") or _ONLY_READS.match(last(one.name))]
    return bool(routes) and all(_ONLY_READS.match(last(one.name)) for one in routes)


def _route_of(source: SourceFile, registration: Syntax) -> str:
    receiver = chain_of(registration).rpartition(registration.name)[0]
    texts = [*_asked(source, registration), *strings_of(source, registration)]
    return " ".join([receiver, *texts][:4]).strip(" .:>-")


def _asked(source: SourceFile, call: Syntax) -> list[str]:
    """The strings in what is asked: `router.route("/ipn").post(…)`."""
    receiver = call.part("receiver")
    return [] if receiver is None or receiver.end - receiver.start > _LONGEST_ROUTE else strings_of(source, receiver)


def _bare(registration: Syntax, function: Syntax) -> str:
    """A registration without the function it registers."""
    text = registration.text
    start, end = function.start - registration.start, function.end - registration.start
    raw = registration.data[registration.start : registration.end]
    return (raw[:start] + raw[end:]).decode("latin-1") if 0 <= start < end <= len(raw) else text


def _takes_message(source: SourceFile, function: Syntax) -> bool:
    given = parameters(source, function)
    names = [words(name)[-1:] for one in given for name in (one.name, last(one.text_of("type")))]
    if any(name and says(name[0], "request") for name in names) or any(_BOUND.search(one.text) for one in given):
        return True
    return [one.name for one in given[:2]] == ["event", "context"]


def _name(source: SourceFile, entry: Entry) -> str:
    paths = [word for word in entry.route.split() if "/" in word] or entry.route.split()
    name = last(entry.scope.name) or " ".join(paths[:1])
    holder = next((one.name for one in source.around(entry.scope, "class")), "")
    return f"{holder}.{name}" if holder and name else name or source.uri.rpartition("/")[2]
