"""What frameworks make of a function by its name, its class, its parameters and its place, without a registration."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import re2

from pe_audit.evidence.handler.followed.calls import last
from pe_audit.evidence.handler.followed.slice import parameters
from pe_audit.evidence.syntax import value_of
from pe_audit.lexicon import says, words

if TYPE_CHECKING:
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

READS_MESSAGE = re2.compile(
    rb"php://input|\$_(?:POST|REQUEST)\b|getallheaders\(|\breq(?:uest)?\.(?:get_json|get_data|form|json|data|body|rawBody|"
    rb"values|httprequest|jsonrequest|text|formData|arrayBuffer|raw_post|body_str|request_parameters|Body|FormValue|PostForm)\b|"
    rb"\bRequest(?:\(\))?\.(?:Body|Form|InputStream|Content|Params|QueryString|ReadForm\w*)\b|\bRequest\[|"
    rb"\bevent(?:\[[\"'](?:body|Records)[\"']\]|\.(?:body|Records))\b|\b(?:ctx|c|context)\.(?:request\.body|req\.\w|body\b)|"
    rb"\brequest\(\)->|\bTools::getValue\(|\b(?:required|optional)_param\(|"
    rb"\bfilter_input\(|->getRequest\(\)|->request->(?:get|post|request|getContent|getPost|getJSON|getBody|getRawBody)|"
    rb"\bInput::(?:get|all)\(|->input->(?:post|raw_input_stream|get_post|json)|->request->(?:rawBody|bodyParams)|"
    rb"\bparams(?:\[:?|\.(?:permit|require|fetch|dig|slice|to_unsafe)|\.expect)|\brequest\.(?:raw_post|headers)|\bcall\.receive"
)
_BOUND = re.compile(r"@(?:Request)?Body\b|@Payload\b|@Req\b|\[FromBody|@RequestParam|\[(?:\w*Trigger)\b")
_MESSAGE_TYPE = re.compile(
    r"\b(?:gin|echo|fiber|iris|fasthttp|fasthttp|mux|web|tide)\.(?:Ctx|Context|RequestCtx)\b|\bhttp\.Request\b|\bHttpContext\b|"
    r"\bHttpRequest\w*\b|\bAPIGateway\w*Event\b|\bSQSEvent\b|\bServerHttpRequest\b|\bServerRequest\b"
)
_HANDS = re.compile(r"(?i)(?:^|\.)(?:lambda_)?handler$")
_IS_GUARD = re.compile(
    r"^(?:preHandle|doFilter\w*|canActivate|intercept|OnActionExecut\w+|OnAuthorization\w*|OnResourceExecut\w+|"
    r"process_request|process_view|has_permission|authenticate|authorize|validateForCsrf|createCsrfValidationException)$"
)
_RUNS_AHEAD = re.compile(r"(?i)^['\"]?(?:permission_callback|pre(?:Handler|Validation|Parsing)|beforeHandle)['\"]?$")
_HELPERS = re.compile(r"(?i)(?:^|/)(?:services?|servicios?|support|helpers?|utils?)/(?:[^/]+/)?[^/]+$")
_LONGEST_WRAPPER = 5000  # bytes
_ONLY_ONE = frozenset({"__invoke", "handle", "execute", "process", "run", "perform"})  # what classes of one method have
_PRIVATE = re.compile(rb"(?m)^[ \t]*(?:private|protected)[ \t]*$")
# What Symfony runs around every controller takes one of these.
_KERNEL_EVENT = re.compile(r"^\\?(?:\w+\\)*((?:Filter)?(?:Request|GetResponse|Controller|Exception|Response)Event)$")
_KERNEL = re2.compile(rb"HttpKernel|KernelEvents|onKernel")
_ANNOTATED = re.compile(
    rb"@Route\(\s*(?:path\s*=\s*)?\"([^\"\n]{1,200})\"([^)]{0,300})\)[^/]{0,600}\*/(?:\s*//[^\n]*)*\s*"
    rb"(?:(?:final|abstract|public|static)\s+)*(?:function|class)\s+&?(\w+)"
)
_READS_ONLY = re.compile(rb"methods\s*=\s*(?:\{\s*\"(?:GET|HEAD|DELETE)\"\s*\}|\"(?:GET|HEAD|DELETE)\")")
_HOOKS = frozenset(
    {
        "before_request",
        "before_app_request",
        "middleware",
        "after_request",
        "errorhandler",
        "ExceptionHandler",
        "EventListener",
        "TransactionalEventListener",
        "OnEvent",
    }
)
_GUARDS = re.compile(
    r"(?:Filter|Interceptor|Guard|Middleware|FilterAttribute|HandlerInterceptorAdapter|Rule)s?(?:<.*>)?$"
)


class Convention(NamedTuple):
    """A function so called, in a class with such a base or name, in a file at such a path; empty is anything."""

    name: re.Pattern[str]
    bases: re.Pattern[str]
    path: re.Pattern[str]


def _convention(name: str, bases: str = "", path: str = "") -> Convention:
    return Convention(re.compile(rf"^(?:{name})$"), re.compile(bases), re.compile(path))


_RECEIVERS = (
    _convention(r"postProcess|initContent|init|run|display\w*", r"ModuleFrontController"),
    _convention(r"execute", path=r"(?:^|/)Controller/(?!Adminhtml/).*\.php$"),
    _convention(r"default|handler|POST|PUT", path=r"(?:^|/)pages/api/"),
    _convention(r"POST|PUT", path=r"(?:^|/)(?:app/.*route|routes/.*\+server|api/.*)\.[cm]?[jt]sx?$"),
)
_CONSUMERS = (
    _convention(r"handle|__invoke", r"ShouldQueue|MessageHandlerInterface|\bJob\b", r"\.php$"),
    _convention(r"handle|__invoke", path=r"(?:^|/)(?:Jobs|Listeners|MessageHandler)/.*\.php$"),
    _convention(r"perform", r"Job\b|Worker\b", r"\.rb$"),
    _convention(r"perform", path=r"(?:^|/)(?:jobs|workers|sidekiq)/.*\.rb$"),
    _convention(r"process", r"WorkerHost", r"\.[jt]s$"),
    _convention(r"Consume|Handle", r"IConsumer|IHandleMessages|IMessageHandler", r"\.cs$"),
    _convention(r"onMessage|handleMessage", r"MessageListener|RequestHandler", r"\.(?:java|kt)$"),
    _convention(r"eachMessage|eachBatch"),
)
# The address that the place of a file gives it.
_PLACED = (
    re.compile(r"(?:^|/)pages(/api/.+?)(?:/index)?\.[jt]sx?$"),
    re.compile(r"(?:^|/)app(/.+)/route\.[cm]?[jt]sx?$"),
    re.compile(r"(?:^|/)routes(/.+)/\+server\.[jt]s$"),
    re.compile(r"(?:^|/)supabase/functions(/[^/]+)/index\.[jt]s$"),
)


def holder_of(source: SourceFile, function: Syntax) -> Syntax | None:
    """The class of a method."""
    return next(source.around(function, "class"), None)


def class_name(source: SourceFile, function: Syntax) -> str:
    """What the class of a method is called, also where the method stands outside of it (Go); empty for a function."""
    owner = function.text_of("owner")
    if owner:
        return str(re.findall(r"\w+", owner)[-1])
    holder = holder_of(source, function)
    return holder.name if holder is not None else ""


def placed_address(uri: str) -> str:
    """The address that a file has by its path: `pages/api/webhooks/x.ts`."""
    found = next(filter(None, (pattern.search(uri) for pattern in _PLACED)), None)
    return found[1] if found is not None else ""


def receives(source: SourceFile, function: Syntax) -> bool:
    """Whether a framework calls a function of this name in this place with a request."""
    return _follows(_RECEIVERS, source, function)


def consumes(source: SourceFile, function: Syntax) -> bool:
    """Whether a function takes messages from a queue by its name and class."""
    return _follows(_CONSUMERS, source, function)


def _follows(conventions: tuple[Convention, ...], source: SourceFile, function: Syntax) -> bool:
    name = last(function.name)
    for one in conventions:
        if one.name.match(name) and one.path.search(source.uri):
            holder = holder_of(source, function)
            if not one.bases.pattern:
                return True
            if holder is not None and one.bases.search(_head(source, holder)):
                return True
    return False


def _head(source: SourceFile, holder: Syntax) -> str:
    """A class up to its body, with the start of that for traits and modules that it takes in."""
    body = holder.part("body")
    end = min(holder.end, (body.start if body is not None else holder.start) + 300)
    return source.file.data[holder.start : end].decode("latin-1")


def guards(source: SourceFile, function: Syntax) -> bool:
    """Whether a function is a filter or middleware that runs before the handler, or one that others are wrapped in."""
    name = last(function.name)
    if _IS_GUARD.match(name) or any(last(one.name) in _HOOKS for one in source.decorators(function)):
        return True
    if re.match(r"_[a-z]", name) or kernel_event(source, function):
        return True
    given = [one.name.lstrip("$") for one in parameters(source, function)]
    if "next" in given and (given[:2] == ["request", "next"] or says(name, "checks")):
        return True
    if _is_private(source, function) or any(_is_wrapper(source, one) for one in _inner(source, function)):
        return True
    holder = holder_of(source, function)
    bases = holder.text_of("bases").strip(" :()") if holder is not None else ""
    return holder is not None and any(_GUARDS.search(one) for one in (holder.name, *re.split(r"[,\s]+", bases)[-3:]))


def kernel_event(source: SourceFile, function: Syntax) -> str:
    """What Symfony tells a function, if it does: that a request came in, that a controller was found, …"""
    knows: bool | None = source.__dict__.get("_knows_kernel")
    if knows is None:
        knows = source.__dict__["_knows_kernel"] = (
            source.language == "php" and _KERNEL.search(source.file.data) is not None
        )
    if not knows:
        return ""
    found = (_KERNEL_EVENT.match(one.text_of("type")) for one in parameters(source, function)[:1])
    return next((one[1] for one in found if one is not None), "")


def annotated_address(source: SourceFile, function: Syntax) -> str:
    """The address in the comment before a PHP method and its class: `@Route("/ipn", methods={"POST"})`."""
    known: dict[str, str] | None = source.__dict__.get("_annotated")
    if known is None:
        found = _ANNOTATED.finditer(source.file.data) if source.language == "php" else ()
        known = {one[3].decode("latin-1"): one[1].decode("latin-1") for one in found if not _READS_ONLY.search(one[2])}
        source.__dict__["_annotated"] = known
    own, outer = known.get(last(function.name), ""), known.get(class_name(source, function), "")
    return f"{outer.rstrip('/')}/{own.lstrip('/')}" if own and outer else own


def runs_ahead(function: Syntax) -> bool:
    """Whether an option is called so that what it is given runs before the handler."""
    return _RUNS_AHEAD.match(function.name) is not None


def _inner(source: SourceFile, function: Syntax) -> list[Syntax]:
    """A function, and those in it if it is a small one."""
    return source.inside(function, "function") if function.end - function.start < _LONGEST_WRAPPER else [function]


def _is_wrapper(source: SourceFile, function: Syntax) -> bool:
    """Whether it calls the function that the one around it was given: the inner part of a decorator."""
    outer = source.function(function)
    given = [one.name for one in parameters(source, outer)] if outer is not None else []
    return len(given) == 1 and any(one.name == given[0] for one in source.inside(function, "call"))


def _is_private(source: SourceFile, function: Syntax) -> bool:
    """Whether a bare `private` stands before it in its class."""
    holder = holder_of(source, function)
    if holder is None:
        return False
    data = source.file.data
    line = max(data.rfind(b"\n", 0, function.start) + 1, holder.start)
    if _PRIVATE.fullmatch(data, line, function.start):  # `private def …`
        return True
    known: list[tuple[int, int]] | None = source.__dict__.get("_bare_privates")
    if known is None:
        known = source.__dict__["_bare_privates"] = [found.span() for found in _PRIVATE.finditer(data)]
    return any(holder.start <= start and end <= function.start for start, end in known)


def helps(source: SourceFile, function: Syntax) -> bool:
    """Whether a function is made to be called by others: one of a service, or one that checks, builds, computes."""
    holder = class_name(source, function)
    if _is_action(source, function, holder):
        return False
    first = words(holder if holder and last(function.name) in _ONLY_ONE else last(function.name))[:1]
    if first and says(first[0], "helps"):
        return True
    if _tells_whether(source, function):
        return True
    named = words(holder or source.uri.rpartition("/")[2].rpartition(".")[0])[-1:]
    of_helper = bool(named) and says(named[0], "helping class")
    of_helpers = bool(holder) and _HELPERS.search(source.uri) is not None
    return (of_helper or of_helpers) and bool(parameters(source, function))


def _tells_whether(source: SourceFile, function: Syntax) -> bool:
    """Whether a function ends by giving back a comparison: it answers its caller, not who sent a message."""
    given = [one for one in source.inside(function, "return") if source.function(one) == function]
    body, value = function.part("body"), given[-1].part("value") if given else None
    if (
        body is None
        or value is None
        or source.file.data[given[-1].end : body.end].strip(b" \t\r\n;}") not in (b"", b"end")
    ):
        return False
    call = source.exactly(value, "call")
    compares = call is not None and says(last(call.name), "compares", "constant time")
    return compares or source.exactly(value, "comparison") is not None


def _is_action(source: SourceFile, function: Syntax, holder: str) -> bool:
    """Whether Rails runs it for an address: every method of a controller without parameters, `create` first of all."""
    return holder.endswith("Controller") and source.uri.endswith("_controller.rb") and not parameters(source, function)


def given_name(source: SourceFile, function: Syntax) -> str:
    """What a function is called, or what it is given to or by: `exports.culqi = onRequest(async (req, res) => …)`,
    `func Notify(db *sql.DB) gin.HandlerFunc { return func(c *gin.Context) { … } }`."""
    if function.kind != "function" or function.name:
        return last(function.name)
    outer, returned = source.function(function), next(source.around(function, "return"), None)
    value = returned.part("value") if returned is not None else None
    if outer is not None and value is not None and (value.start, value.end) == (function.start, function.end):
        return last(outer.name)
    call = next(source.around(function, "call"), None)
    if call is None or source.function(call) is not None:
        return ""
    held = next(source.around(call, "assignment"), None)
    left = held.part("left") if held is not None else None
    given = held is not None and left is not None and value_of(held).start == call.start
    return left.last_name if given and left is not None else ""


def takes_message(source: SourceFile, function: Syntax) -> bool:
    """Whether a parameter is a request, the context of one, or bound to one."""
    given = parameters(source, function)
    if any(_BOUND.search(one.text) or _MESSAGE_TYPE.search(one.text_of("type")) for one in given):
        return True
    names = [words(name)[-1:] for one in given for name in (one.name, last(one.text_of("type")))]
    if any(name in (("request",), ("req",)) for name in names):
        return True
    first = [one.name for one in given[:2]]
    return (
        bool(first) and first[0] == "event" and (_HANDS.search(function.name) is not None or first[1:] == ["context"])
    )
