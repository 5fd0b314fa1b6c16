"""Where notifications of payments come in: by registration, attribute, convention, or because a file reads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pe_audit.evidence.handler.origin import chain_of
from pe_audit.evidence.handler.slice import Calls, Frame, frames_of, last, parameters
from pe_audit.lexicon import says, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_REGISTERS = re.compile(
    r"(?i)^(?:post|put|all|any|route|match|use|on|subscribe|map(?:post|methods|put)?|add_action|add_filter|register_rest_route"
    r"|add_url_rule|handlefunc|handle|serve|consume|process|http|onrequest|path|re_path|url)$"
)
_ONLY_READS = re.compile(r"(?i)^(?:get|head|options|mapget|delete|getmapping|httpget|deletemapping|httpdelete)$")
_READS_MESSAGE = re.compile(
    r"php://input|\$_(?:POST|REQUEST)\b|getallheaders\(|\breq(?:uest)?\.(?:get_json|get_data|form|json|data|body|rawBody|"
    r"values|httprequest|jsonrequest|text|formData|arrayBuffer)\b|\bRequest\.(?:Body|Form|InputStream|Content)\b|"
    r"\bevent(?:\[[\"']body[\"']\]|\.body\b)|\bctx\.request\.body|\brequest\(\)->"
)
_SIGNED = re.compile(r"(?i)[\"'][\w-]{0,40}(?:signature|firma|hmac|-sign|_sign)\b[\"']")
_HEADERS = re.compile(r"(?i)header|\$_SERVER|META|\.get\(")
_OF_USER = re.compile(
    r"(?i)\breq(?:uest)?\.user\b|\$request->user\(\)|\bAuth::(?:user|id)\b|\bcurrent_user\b|@CurrentUser|getServerSession\(|"
    r"\bUser\.Identity\b|@AuthenticationPrincipal|\$this->getUser\(\)|current_user_can\("
)
_EVENT = re.compile(
    r"[\"'](?:payment|payment_intent|charge|checkout(?:\.session)?|invoice|cip|order|transaction|PAYMENT|CHECKOUT)[._](?:[\w.]{0,30})"
    r"(?:paid|succeeded|completed?|approved|captured|settled|changed|updated|created|success)(?:[\w.]{0,20})[\"']"
)
_IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]*")
_PARTS_OF_PATH = 4


@dataclass(frozen=True, eq=False)
class Handler:
    """One function, or one file, that receives payment notifications. `name` tells it from others of the file.

    `frames` is its slice: itself and the functions of the file it reaches. `signals` say why it is thought to be one.
    """

    source: SourceFile = field(repr=False)
    scope: Syntax
    name: str
    route: str
    signals: tuple[str, ...]
    frames: tuple[Frame, ...] = field(repr=False)
    calls: Calls = field(repr=False)
    wrapped: str = ""

    @property
    def place(self) -> Syntax:
        """What to point at: the function's name, its first line, or that of the file."""
        return self.scope.part("name") or self.scope


@dataclass(frozen=True, slots=True)
class _Entry:
    scope: Syntax
    route: str = ""
    around: str = ""


def handlers(source: SourceFile) -> list[Handler]:
    """The receivers of payment notifications in a file; found once."""
    known: list[Handler] | None = source.__dict__.get("_handlers")
    if known is None:
        known = source.__dict__["_handlers"] = list(_find(source))
    return known


def _find(source: SourceFile) -> Iterator[Handler]:
    calls = Calls(source)
    entries = list(_entries(source))
    reached: set[Syntax] = set()
    found = []
    for entry in entries:
        frames = tuple(frames_of(source, entry.scope, calls))
        signals = _signals(source, entry, frames)
        if signals:
            found.append((entry, frames, signals))
            reached.update(frame.scope for frame in frames[1:])
    for entry, frames, signals in found:
        if entry.scope not in reached:
            name = _name(source, entry)
            yield Handler(source, entry.scope, name, entry.route, signals, frames, calls, entry.around)


def _entries(source: SourceFile) -> Iterator[_Entry]:
    """Every function, or the file itself, that something from outside may call with a message."""
    registered = _registrations(source)
    for function in source.all("function"):
        if function.part("body") is None or _is_inside_another(source, function, registered):
            continue
        registration = _registration_of(source, function, registered)
        decorators = source.decorators(function)
        if _only_reads(registration, decorators):
            continue
        if registration is not None:
            yield _Entry(function, _route_of(source, registration), _bare(registration, function))
        elif any(says(one.name, "route") for one in decorators):
            route = " ".join(text for one in decorators for text in _strings(source, one))
            yield _Entry(function, route, " ".join(one.text for one in decorators))
        elif _takes_message(source, function) or _READS_MESSAGE.search(function.text):
            yield _Entry(function, "", " ".join(one.text for one in decorators))
    if source.language == "php":
        own = Frame(source, source.whole)
        calls = " ".join(call.text for call in own.own("call")) + " ".join(a.text for a in own.own("assignment"))
        if _READS_MESSAGE.search(calls):
            yield _Entry(source.whole)


def _registrations(source: SourceFile) -> list[Syntax]:
    return [
        call
        for call in source.all("call")
        if (_REGISTERS.match(last(call.name)) or _ONLY_READS.match(last(call.name)))
        and call.part("arguments") is not None
    ]


def _registration_of(source: SourceFile, function: Syntax, registered: list[Syntax]) -> Syntax | None:
    """The call that gives a function, or its name, to a router."""
    for call in _calls_given(source, function):
        if call in registered and _strings(source, call):
            return call
    if not function.name:
        return None
    name = re.compile(rf"(?:[\w.]+\.|::|@|[\"'])?{re.escape(last(function.name))}[\"']?\)?")
    for call in registered:
        for argument in source.arguments(call)[1:] or source.arguments(call):
            text = argument.text.rstrip("])")
            if name.fullmatch(re.split(r"[,\s]", text)[-1].strip("([")) and _strings(source, call):
                return call
    return None


def _is_inside_another(source: SourceFile, function: Syntax, registered: list[Syntax]) -> bool:
    """A closure in a function runs as part of it, unless a router gets it."""
    if source.function(function) is None or function.name:
        return False
    return not any(call in registered and _strings(source, call) for call in _calls_given(source, function))


def _calls_given(source: SourceFile, function: Syntax) -> Iterator[Syntax]:
    """The calls that a closure is an argument of, or of one of their arguments."""
    outer = source.function(function)
    for call in source.around(function, "call"):
        if source.function(call) != outer:
            return
        yield call


def _only_reads(registration: Syntax | None, decorators: list[Syntax]) -> bool:
    if registration is not None:
        return _ONLY_READS.match(last(registration.name)) is not None
    routes = [one for one in decorators if says(one.name, "route") or _ONLY_READS.match(last(one.name))]
    return bool(routes) and all(_ONLY_READS.match(last(one.name)) for one in routes)


def _route_of(source: SourceFile, registration: Syntax) -> str:
    receiver = registration.part("receiver")
    inner = _strings(source, receiver) if receiver is not None else []
    asked = chain_of(registration).rpartition(registration.name)[0]
    return " ".join([asked, *inner, *_strings(source, registration)][:4]).strip(" .:>-")


def _strings(source: SourceFile, element: Syntax) -> list[str]:
    """The first strings among an element's arguments, themselves or in a list."""
    own = source.arguments(element) if element.part("arguments") is not None else [element]
    texts = []
    for argument in own[:3]:
        if not source.inside(argument, "function"):
            texts += [text for one in source.inside(argument, "string")[:3] if (text := source.string(one))]
    return texts


def _bare(registration: Syntax, function: Syntax) -> str:
    """A registration without the function it registers."""
    text = registration.text
    start, end = function.start - registration.start, function.end - registration.start
    raw = registration.data[registration.start : registration.end]
    return (raw[:start] + raw[end:]).decode("latin-1") if 0 <= start < end <= len(raw) else text


def _takes_message(source: SourceFile, function: Syntax) -> bool:
    given = parameters(source, function)
    if any(says(part, "request") for one in given for part in (one.name, one.text_of("type"), one.text.split("(")[0])):
        return True
    return [one.name for one in given[:2]] == ["event", "context"]


def _signals(source: SourceFile, entry: _Entry, frames: tuple[Frame, ...]) -> tuple[str, ...]:
    """Two independent reasons to call it a receiver of payment notifications, or nothing."""
    names = _names(source, entry)
    text = " ".join(_code(source, frame) for frame in frames)
    if _OF_USER.search(text) or any(says(one, "member only") for one in _IDENTIFIER.findall(entry.around)):
        return ()
    spoken = set(_IDENTIFIER.findall(text))
    fields = _fields(source, spoken | set(names))
    hooks = {
        "its name or route": any(says(name, "webhook") for name in names),
        "it reads a signature header": _reads_signature(source, text, frames),
        "the fields it reads": fields,
    }
    payments = {
        "the gateway it names": _mention((*names, *spoken), lambda word: says(word, "gateway")),
        "the fields it reads": fields,
        "the events it knows": _EVENT.search(text) is not None,
        "it says paid": _mention(spoken, lambda word: says(word, "paid"))
        and _mention((*names, *spoken), lambda word: says(word, "payment", "order")),
    }
    heard = [reason for reason, holds in hooks.items() if holds]
    paid = [reason for reason, holds in payments.items() if holds]
    reasons = tuple(dict.fromkeys((*heard, *paid)))
    return reasons if heard and paid and len(reasons) > 1 else ()


def _names(source: SourceFile, entry: _Entry) -> list[str]:
    path = source.uri.rpartition(".")[0].split("/")[-_PARTS_OF_PATH:]
    classes = [one.name for one in source.around(entry.scope, "class")][:1]
    outer = [
        text
        for one in source.around(entry.scope, "class")
        for d in source.decorators(one)
        for text in _strings(source, d)
    ]
    return [name for name in (entry.route, entry.scope.name, *classes, *outer, *path) if name]


def _code(source: SourceFile, frame: Frame) -> str:
    """A function as written, its comments blanked."""
    data = source.file.data
    pieces, at = [], frame.scope.start
    skipped = [*source.inside(frame.scope, "comment"), *(frame._others if frame.scope.kind == "file" else [])]
    for one in sorted(skipped, key=lambda one: one.start):
        if one.start >= at:
            pieces.append(data[at : one.start])
            at = one.end
    pieces.append(data[at : frame.scope.end])
    return b" ".join(pieces).decode("latin-1")


def _fields(source: SourceFile, spoken: set[str]) -> bool:
    """Whether two of the fields are read that only this gateway's notification has."""
    said = {words(name) for name in spoken}
    for gateway in source.file.circumstances.gateways:
        fields = [words(name) for name in gateway.notification["fields"]]
        if sum(any(_run(field, one) for one in said) for field in fields) > 1:
            return True
    return False


def _run(phrase: tuple[str, ...], spoken: tuple[str, ...]) -> bool:
    return any(spoken[n : n + len(phrase)] == phrase for n in range(len(spoken) - len(phrase) + 1))


def _reads_signature(source: SourceFile, text: str, frames: tuple[Frame, ...]) -> bool:
    names = [
        version["signature_header"].lower()
        for gateway in source.file.circumstances.gateways
        for version in gateway.protocols.values()
        if version["signature_header"]
    ]
    lowered = text.lower().replace("_", "-")
    if any(re.search(rf"(?<![\w-])(?:http-)?{re.escape(name)}\b", lowered) for name in names):
        return True
    return any(_HEADERS.search(text[max(0, m.start() - 60) : m.end() + 5]) for m in _SIGNED.finditer(text))


def _mention(names: Iterable[str], means: Callable[[str], bool]) -> bool:
    return any(means(name) for name in names)


def _name(source: SourceFile, entry: _Entry) -> str:
    paths = [word for word in entry.route.split() if "/" in word] or entry.route.split()
    name = last(entry.scope.name) or " ".join(paths[:1])
    holder = next((one.name for one in source.around(entry.scope, "class")), "")
    return f"{holder}.{name}" if holder and name else name or source.uri.rpartition("/")[2]
