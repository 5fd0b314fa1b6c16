"""Laravel: what stands in routes/web.php wants a token, unless its path or its route is exempt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import re2

from pe_audit.evidence.forgery.code import IN_PART, Receiver, without, without_comments
from pe_audit.evidence.handler import handlers
from pe_audit.evidence.handler.followed.calls import last
from pe_audit.expression import expression
from pe_audit.lexicon import says
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.forgery.code import Code
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Related

_ROUTES = "routes/web.php"
_ROUTE = expression(rb"\bRoute::")
_CHECK = r"(?:VerifyCsrfToken|ValidateCsrfToken|PreventRequestForgery)"
_CHECKS = expression(rf"(?i)\b{_CHECK}|['\"]web['\"]")
_NAMED = expression(rb"(?i)(?:VerifyCsrf|ValidateCsrf|PreventRequestForgery)")
_CLASS = expression(rf"\b{_CHECK}::class")
_APPLICATION = expression(rb"\bApplication::configure\(")
_KERNEL = expression(rb"\bextends\s+\\?(?:\w+\\)*(?:Http)?Kernel\b")
_CONTROLLER = expression(rb"\bclass\s+\w+")
_EXEMPTING = frozenset({"validatecsrftokens", "preventrequestforgery"})
_MEMBERS = expression(r"(?i)^(?:auth|admin|can:|role|permission|verified|signed|password)")
_OUTSPOKEN = expression(r"(?i)web_?-?hook|\bipn|_ipn|ipn\b|postback")
_NAMED_SO = "its name or route says so"
_READS_HEADER = expression(
    r"(?i)(?:header\(|headers->get\(|getHeader(?:Line)?\(|_SERVER\[)\s*[\"'](?:HTTP_)?[\w-]{0,30}(?:signature|firma)"
)
_PARAMETER = expression(r"\{[^{}/]*\}")
_BEFORE_PATH = expression(r"^https?://[^/]*")
_COMPUTED = expression(r"\b(?!array\b)[A-Za-z_]\w*")
_VERBS = frozenset({"post", "any", "match"})
_MOST_GROUPS, _MOST_LINKS, _MOST_PATHS = 20, 50, 1000
_WHERE = "app/Http/Kernel.php or bootstrap/app.php, which say whether Laravel checks tokens, were not read"


class _Route(NamedTuple):
    """`path` is None where it is not written out. `words` are all that names it."""

    call: Syntax
    path: str | None
    action: str
    words: str
    exempt: bool
    middleware: tuple[str, ...]


class _Exempt(NamedTuple):
    """The paths that the check leaves alone, where they stand, and what of it cannot be seen."""

    paths: tuple[str, ...]
    related: tuple[Related, ...]
    unknown: str


def receivers(code: Code) -> Iterator[Receiver]:
    """The callbacks among the routes that browsers use."""
    for routes in code.holding("php", _ROUTE):
        root = routes.uri.removesuffix(_ROUTES)
        if root == routes.uri or root.rpartition("/")[0].endswith("vendor"):
            continue
        controllers = {one.uri.rpartition("/")[2][:-4]: one for one in code.receiving("php", _CONTROLLER, root)}
        found = [(route, _sureness(routes, route, controllers)) for route in _routes(routes)]
        callbacks = [(route, precision) for route, precision in found if precision is not None]
        if callbacks:
            is_on, exempt = _is_on(code, root), _exempt(code, root)
            yield from (_judged(code, routes, route, precision, is_on, exempt) for route, precision in callbacks)


def _judged(
    code: Code, routes: SourceFile, route: _Route, precision: Precision, is_on: bool | None, exempt: _Exempt
) -> Receiver:
    name = route.path or route.action
    place = route.call
    sound = Receiver(routes, place, name)
    if is_on is False or route.exempt or (route.path is not None and _covers(exempt.paths, route.path)):
        return sound
    unknown = exempt.unknown
    if route.path is None:
        unknown = "its path is computed, so it cannot be compared with the paths that are exempt"
    elif is_on is None:
        unknown = _WHERE
    elif not code.whole:
        unknown = IN_PART
    if unknown:
        return sound._replace(unknown=unknown)
    stopped = f"Laravel answers 419 to a POST to /{name}, whose path is not exempt."
    return sound._replace(stopped=stopped, related=exempt.related, precision=precision)


def _routes(source: SourceFile) -> Iterator[_Route]:
    """The routes that a POST may take, with what the groups around them add."""
    chains: dict[int, list[Syntax]] = {}
    for link in source.all("call"):
        chains.setdefault(link.start, []).append(link)
    for chain in chains.values():
        call = next((one for one in reversed(chain) if one.name.lower() in _VERBS), None)
        if call is None or not call.data.startswith(b"Route::", call.start):
            continue
        own = source.arguments(call)
        position = 1 if call.name.lower() == "match" else 0
        if len(own) < position + 2 or (position and "post" not in own[0].text.lower()):
            continue
        groups = [one for one in source.around(call, "call") if one.name == "group"][:_MOST_GROUPS]
        links = [one for one in chain[-_MOST_LINKS:] if source.function(one) == source.function(call)]
        links += [one for group in groups for one in chains[group.start][-_MOST_LINKS:] if one.end <= group.end]
        prefixes = [*_given(source, links[::-1], "prefix"), source.argument(call, position)]
        action = own[position + 1]
        bare = "" if source.inside(action, "function") else action.text
        named = [one.text for one in _given(source, links, "name") + _given(source, links, "controller") if one]
        yield _Route(
            call,
            _path(source, prefixes),
            _method(source, action, named),
            " ".join([*(one.text for one in prefixes if one), bare, *named]),
            any(_CHECKS.search(one.text) for one in _given(source, links, "withoutMiddleware") if one),
            tuple(_strings(source, _given(source, links, "middleware"))),
        )


def _given(source: SourceFile, links: list[Syntax], name: str) -> list[Syntax | None]:
    """What the links of a chain give under a name: `->prefix('x')`, `group(['prefix' => 'x'], …)`; outermost last."""
    found: list[Syntax | None] = []
    for link in links:
        if link.name == name:
            found.append(link.part("arguments"))
        elif link.name == "group" and (options := source.argument(link, 0)) is not None:
            pairs = [one for one in source.inside(options, "pair") if source.function(one) == source.function(link)]
            found += [one.part("value") for one in pairs if one.text_of("key").strip("'\"") == name]
    return found


def _strings(source: SourceFile, spans: list[Syntax | None]) -> list[str]:
    return [source.string(one) or one.text for span in spans if span for one in source.inside(span, "string")]


def _path(source: SourceFile, pieces: list[Syntax | None]) -> str | None:
    words = []
    for piece in pieces:
        literals = source.inside(piece, "string") if piece is not None else []
        said = source.string(literals[0]) if len(literals) == 1 else None
        if said is None or piece is None or piece.text.strip("()' \"\n") != said.strip():
            return None
        words += [said.strip().strip("/")]
    return "/".join(word for word in words if word)


def _method(source: SourceFile, action: Syntax, named: list[str]) -> str:
    """`Controller.method` of `[Controller::class, 'method']`, `'Controller@method'` and `Controller::class`."""
    if source.inside(action, "function"):
        return ""
    literals = source.inside(action, "string")
    said = (source.string(literals[-1]) or "") if literals else "__invoke"
    holder, at, method = said.rpartition("@")
    if at:
        return f"{last(holder)}.{method}"
    classes = re.findall(r"(\w+)::class", " ".join([*named[::-1], action.text]))
    return f"{classes[-1]}.{method}" if classes else method


def _sureness(routes: SourceFile, route: _Route, controllers: dict[str, SourceFile]) -> Precision | None:
    """How surely notifications of payments come in here; None if nothing says so."""
    if any(_MEMBERS.match(one) for one in route.middleware) or says(route.path or "", "member only"):
        return None
    outspoken = _OUTSPOKEN.search(route.words) is not None
    named = says(route.words, "webhook")
    if (outspoken and says(route.words, "gateway", "payment")) or (named and says(route.words, "gateway")):
        return Precision.HIGH if outspoken else Precision.MEDIUM
    controller = controllers.get(route.action.partition(".")[0])
    known = [one for one in handlers(controller) if one.name == route.action] if controller is not None else []
    known += [one for one in handlers(routes) if one.scope.kind == "function" and one.scope in route.call]
    if not any(_NAMED_SO in one.signals or _READS_HEADER.search(one.scope.text) for one in known):
        return None
    return Precision.HIGH if outspoken else Precision.MEDIUM


def _is_on(code: Code, root: str) -> bool | None:
    """Whether the check is among the middleware of `web`; None where nothing says so."""
    kernel = next((one for one in code.holding("php", _KERNEL, root) if one.uri == f"{root}app/Http/Kernel.php"), None)
    if kernel is not None:
        return _CLASS.search(without_comments(kernel, kernel.whole)) is not None
    for one in code.holding("php", _APPLICATION, root):
        if one.uri == f"{root}bootstrap/app.php":
            removed = [call for call in one.all("call") if call.name in ("remove", "removeFromGroup")]
            removed += [pair for pair in one.all("pair") if pair.text_of("key") == "remove"]
            return not any(_CLASS.search(without_comments(one, gone)) for gone in removed)
    return None


def _exempt(code: Code, root: str) -> _Exempt:
    paths: list[str] = []
    related: list[Related] = []
    unknown = ""
    for source in code.holding("php", re.compile(rb"(?i)csrf|PreventRequestForgery"), root):
        for place, listed in _lists(source):
            paths += _strings(source, [listed])
            if _is_computed(source, listed):
                unknown = f"some of the exempt paths are computed, in {source.uri}"
            said = "the paths that are exempt from the check of tokens"
            related.append(source.file.relate(place.start, place.end, said))
        for holder in source.all("class"):
            is_check = _NAMED.search(f"{holder.name} {holder.text_of('bases')}".encode()) is not None
            if is_check and source.inside(holder, "function"):
                unknown = f"{source.uri} decides by code of its own which requests are checked"
    return _Exempt(tuple(paths[:_MOST_PATHS]), tuple(related[:3]), unknown)


def _lists(source: SourceFile) -> Iterator[tuple[Syntax, Syntax]]:
    """Where exempt paths are written: the check's `$except`, `validateCsrfTokens(except: …)`, `…::except([…])`."""
    if _NAMED.search(source.file.data):
        for given in source.all("assignment"):
            value = given.part("right")
            if given.text_of("left") == "$except" and value is not None and source.function(given) is None:
                yield given, value
    for call in source.all("call"):
        listed = call.part("arguments")
        is_static = call.name == "except" and _NAMED.search(call.text_of("receiver").encode()) is not None
        if listed is not None and (is_static or call.name.lower() in _EXEMPTING):
            exempt = next((one.part("value") for one in source.inside(listed, "pair") if _is_except(one)), None)
            yield call, exempt or listed


def _is_except(pair: Syntax) -> bool:
    return pair.text_of("key") == "except"


def _is_computed(source: SourceFile, listed: Syntax) -> bool:
    return _COMPUTED.search(without(source, listed, "comment", "string")) is not None


def _covers(patterns: tuple[str, ...], path: str) -> bool:
    """Whether one of the exempt paths is this one, as `Str::is` has it, or one that its parameters may make."""
    wild = _wild(_PARAMETER.sub("*", path))
    for pattern in patterns:
        bare = _BEFORE_PATH.sub("", pattern).strip("/") if pattern != "/" else pattern
        if re2.fullmatch(_wild(bare), path) or ("{" in path and re2.fullmatch(wild, bare)):
            return True
    return False


def _wild(pattern: str) -> str:
    return ".*".join(re2.escape(piece) for piece in pattern[:300].split("*"))
