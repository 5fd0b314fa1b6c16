"""Routes as a file writes them down: the calls that give an address to a function, of this file or of another one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from pe_audit.evidence.handler.followed.calls import last
from pe_audit.evidence.handler.found.target import Target, is_address, targets_of
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_REGISTERS = expression(
    r"(?i)^(?:post|put|route|map(?:post|methods|put|controllerroute|route)|add_action|register_rest_route|add_url_rule|"
    r"add_(?:post|route|api_route|resource)|handlefunc|path|re_path|url)$"
)
_MAY_REGISTER = expression(
    r"(?i)^(?:all|any|match|use|on|subscribe|map|add_filter|handle|handler|serve|consume|process|http|onrequest|worker|"
    r"eachmessage|add|method|methods)$"
)
_WITHOUT_ADDRESS = expression(r"(?:Deno|Bun)\.serve|serve|(?:\w+\.)*onRequest|(?:\w+\.)*https\.onCall")
ONLY_READS = expression(
    r"(?i)^(?:get|head|options|mapget|delete|getmapping|httpget|deletemapping|httpdelete|mapdelete|add_get|add_delete)$"
)
_READS_ONLY_METHODS = expression(
    r"(?i)\bmethods?[\"']?\s*(?:=>|=|:)\s*[\[({]*\s*[\"'](?:GET|HEAD|DELETE)[\"']\s*[\])},]|"
    r"RequestMethod\.(?:GET|DELETE)\b(?!.*RequestMethod\.POST)|WP_REST_Server::(?:READABLE|DELETABLE)"
)
_VERB = expression(r"(?i)(?:(?:get|post|put|patch|delete|head|options|any)(?:\s+|$))")
_GROUP_PREFIX = expression(r"\bprefix['\"]?\s*(?:\(|=>)\s*['\"]([^'\"]+)['\"]")
_ADDRESS = frozenset(
    [
        "path",
        "paths",
        "value",
        "url",
        "urls",
        "uri",
        "route",
        "template",
        "url_path",
        "queue",
        "queues",
        "queuename",
        "topics",
    ]
)
_HANDLER = frozenset({"callback", "handler", "view_func", "endpoint", "uses", "to", "fetch"})
_PREFIX = frozenset({"prefix", "url_prefix", "prefixurl", "basepath", "base_path"})
_NOT_HERE = frozenset(
    {"name", "group", "groupid", "containerfactory", "as", "where", "method", "methods", "summary", "produces"}
)
_HANDLER_FIRST = expression(rb"\"github\.com/labstack/echo\b")  # its middleware stands after the handler
_GROUPS = frozenset({"group", "mapgroup", "party"})
_NESTS = _GROUPS | {"route"}
_LONGEST_ROUTE = 300
_MOST_ARGUMENTS, _MOST_GROUPS, _MOST_NESTED = 8, 20, 4


@dataclass(frozen=True, eq=False)
class Route:
    """One registration. `words` is all that names it, `handed` what runs, in order: the last is the handler."""

    source: SourceFile = field(repr=False)
    span: Syntax

    @cached_property
    def path(self) -> str:
        path = address_of(self.source, self.span) or next(iter(_asked(self.source, self.span)), "")
        for _, text in self.bound:
            found = _GROUP_PREFIX.search(text)
            path = _joined(found[1], path) if found is not None else path
        for outer, _ in self.bound:
            if outer.start != self.span.start and last(outer.name).lower() in _NESTS:
                own = self.source.arguments(outer)
                path = _joined((self.source.string(value_of(own[0])) if own else None) or "", path)
        return _joined("/".join(self.namespaces), path)

    @cached_property
    def namespaces(self) -> list[str]:
        """Rails' namespaces around it, outermost first: folders of controllers, and parts of the address."""
        outer = [one for one, _ in self.bound if one.name == "namespace"] if self.source.language == "ruby" else []
        given = [
            value_of(one).text.strip(":'\"") for each in reversed(outer) for one in self.source.arguments(each)[:1]
        ]
        return [one for one in given if re.fullmatch(r"[\w/]+", one)]

    @cached_property
    def words(self) -> str:
        receiver = self.span.text_of("receiver")[-_LONGEST_ROUTE:]
        return " ".join([receiver, *_asked(self.source, self.span), *strings_of(self.source, self.span), self.path])

    @cached_property
    def only_reads(self) -> bool:
        if ONLY_READS.match(last(self.span.name)) is not None:
            return True
        return _READS_ONLY_METHODS.search(_without_functions(self.source, self.span)) is not None

    @cached_property
    def handed(self) -> tuple[Syntax, ...]:
        own = self.source.arguments(self.span)[:_MOST_ARGUMENTS]
        return tuple(one for number, one in enumerate(own) if not is_address(self.source, one, first=not number))

    @cached_property
    def around(self) -> str:
        """What is written at the route and at the groups that it stands in, without the functions."""
        own = _without_functions(self.source, self.span)
        return " ".join([own, *(text for _, text in self.bound)])

    @cached_property
    def bound(self) -> list[tuple[Syntax, str]]:
        """The links of its chain after it, and the groups around it with what they say, innermost first."""
        found = []
        for outer in islice(self.source.around(self.span, "call"), _MOST_GROUPS):
            if outer.start == self.span.start:
                text = outer.data[self.span.end : outer.end].decode("latin-1")
            else:
                text = _without_functions(self.source, outer)
            found.append((outer, text[-2 * _LONGEST_ROUTE :]))
        return found

    @cached_property
    def runs(self) -> tuple[Syntax, ...]:
        """What is given as the handler: the last argument, or the entries of it that are called so."""
        own = [one for one in self.handed if self.source.exactly(one, "pair") is None] or list(self.handed)
        pairs = [pair for one in self.handed for pair in self.source.inside(one, "pair")]
        home = self.source.function(self.span)
        pairs = [one for one in pairs if self.source.function(one) == home]
        named = [value_of(one) for one in pairs if one.text_of("key").strip("'\": ").lower() in _HANDLER]
        if not named and _HANDLER_FIRST.search(self.source.file.data):
            address = next((one.start for one in self.source.arguments(self.span) if one not in self.handed), 0)
            return tuple([one for one in own if one.start > address][:1])
        return tuple(named) or tuple(own[-1:])

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """The functions that it may name as its handler."""
        return tuple(target for one in self.runs for target in targets_of(self.source, one))


def routes_of(source: SourceFile) -> list[Route]:
    """The routes that a file registers by calls; found once."""
    known: list[Route] | None = source.__dict__.get("_routes")
    if known is None:
        known = source.__dict__["_routes"] = list(_routes(source))
    return known


def routes_to(source: SourceFile, name: str) -> list[Route]:
    """The routes of a file that may lead to a function of that name."""
    known: dict[str, list[Route]] | None = source.__dict__.get("_routes_to")
    if known is None:
        known = source.__dict__["_routes_to"] = {}
        for route in routes_of(source):
            for target in dict.fromkeys(target.name for target in route.targets):
                known.setdefault(target, []).append(route)
    return known.get(name, [])


def _routes(source: SourceFile) -> Iterator[Route]:
    for call in source.all("call"):
        holder = call.part("arguments")
        if holder is None and not source.inside(call, "function"):
            continue
        name = last(call.name)
        surely = _REGISTERS.match(name) is not None or ONLY_READS.match(name) is not None
        bare = not surely and _WITHOUT_ADDRESS.fullmatch(_spelled(call)) is not None
        if not surely and not bare and not _MAY_REGISTER.match(name):
            continue
        texts = [*strings_of(source, call), *_asked(source, call), *_options(source, call)]
        if bare or (texts if surely else any("/" in text or says(text, "webhook") for text in texts)):
            route = Route(source, call)
            if route.handed or source.inside(call, "function"):
                yield route


def _spelled(call: Syntax) -> str:
    receiver = call.text_of("receiver")
    return f"{receiver}.{call.name}" if receiver else call.name


def _without_functions(source: SourceFile, call: Syntax) -> str:
    """A call as written without the functions in it."""
    pieces, at = [], call.start
    for one in source.inside(call, "function"):
        if one != call and one.start >= at:
            pieces.append(call.data[at : one.start])
            at = one.end
    text = b" ".join([*pieces, call.data[at : call.end]])
    return text[-2 * _LONGEST_ROUTE :].decode("latin-1")


def _asked(source: SourceFile, call: Syntax) -> list[str]:
    """The strings in what is asked: `router.route("/ipn").post(…)`."""
    receiver = call.part("receiver")
    return [] if receiver is None or receiver.end - receiver.start > _LONGEST_ROUTE else strings_of(source, receiver)


def _options(source: SourceFile, call: Syntax) -> list[str]:
    """The addresses in an object of options with a handler: `fastify.route({ url: '/x', handler: … })`."""
    return [text for one in source.arguments(call)[:1] for text in _keyed(source, one, _ADDRESS)]


def _keyed(source: SourceFile, span: Syntax, keys: frozenset[str]) -> Iterator[str]:
    for pair in source.inside(span, "pair"):
        if pair.text_of("key").strip("'\": ").lower() in keys and source.function(pair) == source.function(span):
            yield from (text for one in source.inside(value_of(pair), "string")[:1] if (text := source.string(one)))


def keyed_strings(source: SourceFile, element: Syntax) -> Iterator[str]:
    """The addresses among an element's named arguments: `Route = "x"`."""
    for argument in source.arguments(element)[:_MOST_ARGUMENTS]:
        yield from _keyed(source, argument, _ADDRESS)


def address_of(source: SourceFile, element: Syntax) -> str:
    """The address, or the queue, that a registration or a decorator names; empty without one."""
    for text in keyed_strings(source, element):
        return text
    pieces = []
    for argument in source.arguments(element)[:_MOST_ARGUMENTS]:
        pair = source.exactly(argument, "pair")
        key = pair.part("key") if pair is not None else None
        addressed = key is not None and source.exactly(key, "string") is not None  # Rails: `post "/x" => "pay#create"`
        if (key is not None and key.text.lower().strip("'\": ") in _NOT_HERE) or source.inside(argument, "function"):
            continue
        literals = source.inside(key if addressed and key is not None else value_of(argument), "string")[:1]
        text = (source.string(literals[0]) or "") if literals else ""
        bare = _VERB.sub("", text, count=1) if _VERB.match(text) else text
        if bare:
            pieces.append(bare)
    if last(element.name) == "register_rest_route":
        return _joined(*pieces[:2])
    if last(element.name).lower() in ("mapcontrollerroute", "maproute") and len(pieces) > 1:
        return pieces[1]
    return _joined(prefix_of(source, element), pieces[0] if pieces else "")


def prefix_of(source: SourceFile, element: Syntax, depth: int = 0) -> str:
    """What the router that an address is given to puts before it: `APIRouter(prefix="/x")`, `api.Group("/x")`."""
    asked = element.text_of("receiver") or element.name.rpartition(".")[0]
    if not re.fullmatch(r"\$?\w+", asked) or depth > _MOST_NESTED:
        return ""
    for assignment in source.all("assignment"):
        if assignment.text_of("left") == asked and (right := assignment.part("right")) is not None:
            for made in source.inside(right, "call"):
                if made.start != right.start:
                    break
                own = source.arguments(made)[:_MOST_ARGUMENTS]
                for text in (text for argument in own for text in _keyed(source, argument, _PREFIX)):
                    return text
                first = source.string(value_of(own[0])) if own and last(made.name).lower() in _GROUPS else None
                if first is not None:
                    return _joined(prefix_of(source, made, depth + 1), first)
    return ""


def _joined(prefix: str, path: str) -> str:
    return f"{prefix.rstrip('/')}/{path.lstrip('/')}" if prefix and path else prefix or path


def address_with(source: SourceFile, holder: Syntax | None, address: str) -> str:
    """An address of a method behind that of its class: `@Controller('x')`, `[Route("x")]`, `@Path("x")`."""
    for one in source.decorators(holder) if holder is not None else []:
        if says(one.name, "route", "consumer") or last(one.name).lower() in ("controller", "processor", "webservlet"):
            outer = address_of(source, one)
            if outer:
                return _joined(outer, address)
    return address


def strings_of(source: SourceFile, element: Syntax) -> list[str]:
    """The first strings among an element's arguments, themselves or in a list."""
    own = source.arguments(element) if element.part("arguments") is not None else [element]
    texts = []
    for argument in own[:3]:
        if not source.inside(argument, "function"):
            texts += [text for one in source.inside(argument, "string")[:3] if (text := source.string(one))]
    return texts
