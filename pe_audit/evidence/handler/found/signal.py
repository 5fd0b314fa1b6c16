"""Why a function is thought to receive payment notifications: two independent signals, or it is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pe_audit.evidence.handler.followed.slice import parameters
from pe_audit.evidence.handler.found.convention import class_name
from pe_audit.evidence.handler.found.routing import strings_of
from pe_audit.expression import expression
from pe_audit.lexicon import says, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.handler.found.routing import Route
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_SIGNED = expression(r"(?i)[\"'][\w-]{0,40}(?:signature|firma|hmac|-sign|_sign)\b[\"']")
_HEADERS = expression(r"(?i)header|\$_SERVER|META|\.get\(")
_OF_USER = expression(
    r"(?i)\breq(?:uest)?\.user\b|\$request->user\(\)|\bAuth::(?:user|id)\b|@CurrentUser|getServerSession\(|"
    r"\bcurrent_(?:user|admin|ability|customer|account|member)\b|\bauthorize\w*!|"
    r"\bUser\.Identity\b|@AuthenticationPrincipal|\$this->getUser\(\)|current_user_can\(|"
    r"\bc(?:tx)?\.(?:MustGet|Get(?:String|Uint|Int|Int64)?|Locals)\([\"'](?:user|userId|user_id|claims)[\"']"
)
_FOR_EVERYBODY = expression(
    r"AllowAny|AllowAnonymous|PermitAll|AnonymousAllowed|isAnonymous|\bPublic\(\)|auth=[\"'](?:public|none)"
)
_MEMBERS = expression(
    r"(?<=[,(\s\['\"])(?:auth|protect|protected|authenticate|authenticated|authorize|isAuth|jwt)(?=[,)\s\]'\":(])(?!=)|auth=[\"']user"
)
_SENDS = expression(r"(?i)(?:set|add|append|with|put)\w*\(\s*[\"']$")
_SENT = expression(r"[\"']?\s*(?:=>|:(?!:))")  # the header is given a value: `'PE-Signature' => $signature`
_EVENT = expression(
    r"[\"'](?i:payment|payment_intent|charge|checkout(?:\.session)?|invoice|order|transaction)[._](?:[\w.]{0,30})"
    r"(?:paid|succeeded|completed?|approved|captured|settled|changed|updated|created|success)(?:[\w.]{0,20})[\"']"
)
_IDENTIFIER = expression(r"[A-Za-z_][\w.-]*")
# A shop system's own extension points, `hookDisplayHeader`, are no web hooks.
_SHOPS_HOOK = expression(r"\bhooks?(?=[A-Z_])|(?<=[a-z_])(?<![Ww]eb)(?<![Ww]eb_)[Hh]ooks?(?![a-z])")
_OUTSPOKEN = expression(r"(?i)web_?-?hook|\bipn|_ipn|ipn\b|callback|postback")
_TELLS = expression(r"(?i)send|enviar|resend|push|e-?mail|whatsapp|\bsms|telegram")
_NAMESPACE = expression(r"(?m)^\s*(?:namespace|package)\s+([\w.\\]+)")
# A field that is written rather than read: `'cip' => $cip`, `"cip": cip`, `cip: id`.
_GIVEN = expression(r"[\"']?[\w-]+[\"']?\s*(?:=>|:(?![:=]))")
_SHOWS = expression(
    r"(?i)\b(?:render|redirect\w*|view|sendRedirect|include|load->view|setTemplate|RedirectToAction)\s*\("
)
_HEAD = 3000
_PARTS_OF_PATH = 4
_OF_BROWSERS = expression(
    r"(?:^|/)(?:static[\w.]*|wwwroot|assets/js|public/(?:js|assets|build)|jsi18n)/(?:.*/)?[^/]+\.[cm]?js$"
)
_MAX_WRITTEN = 600_000  # bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """What may be called with a message.

    `route` is all that names its address, `around` how it is bound to it. `is_open`: its address is written in another
    file, if it has one; `is_helper`: then one would wonder. `by_name`: nothing else says that it is called.
    """

    scope: Syntax
    route: str = ""
    around: str = ""
    address: str = ""
    is_consumer: bool = False
    registration: Route | None = None
    is_open: bool = False
    is_helper: bool = False
    by_name: bool = False


def plausible(source: SourceFile) -> bool:
    """Whether a file as a whole speaks of payments; found once."""
    known: bool | None = source.__dict__.get("_plausible")
    if known is None:
        known = source.__dict__["_plausible"] = _speaks_of_payments(source)
    return known


def _speaks_of_payments(source: SourceFile) -> bool:
    """Not a file that nobody can have written by hand: it is a bundle of others."""
    if len(source.file.data) > _MAX_WRITTEN or _OF_BROWSERS.search(source.uri):
        return False
    text = latin(source)
    spoken = set(_IDENTIFIER.findall(text)) | set(source.uri.split("/"))
    if _mention(spoken, "gateway", "paid", "payment") or _names_header(source, text) or _fields(source, spoken):
        return True
    return _EVENT.search(text) is not None


def reasons_of(source: SourceFile, entry: Entry, frames: tuple[Frame, ...]) -> tuple[list[str], list[str]]:
    """What says that an entry receives notifications, and what says that they are about payments."""
    text = " ".join(_code(one.source, one) for one in frames)
    if _OF_USER.search(text) or is_for_members(entry.around) or _mention(_own_names(entry), "pretends"):
        return [], []
    own, around = _own_names(entry), _names_around(source, entry)
    names = [*own, *around]
    spoken = set(_IDENTIFIER.findall(text))
    fields = _fields(source, {*_IDENTIFIER.findall(_GIVEN.sub(" ", text)), *names})
    hooks = {
        "its name or route says so": _is_called_so(own, around, text, entry.is_consumer),
        "it reads a signature header": _reads_signature(source, text),
        "it reads the gateway's fields": fields,
    }
    payments = {
        "it names a gateway": _mention((*names, *spoken), "gateway"),
        "it reads the gateway's fields": fields,
        "it knows payment events": _EVENT.search(text) is not None,
        "its file names a gateway": _names_header(source, text) and _names_gateway(source),
        "it speaks of payments": _mention((*names, *spoken), "payment")
        or (_mention(spoken, "paid") and _mention((*names, *spoken), "order")),
    }
    if entry.is_consumer and not says(entry.route, "gateway") and not _settles(spoken):
        return [], []
    return [reason for reason, holds in hooks.items() if holds], [reason for reason, holds in payments.items() if holds]


def is_for_members(around: str) -> bool:
    """Whether somebody must be logged in to get there."""
    if _FOR_EVERYBODY.search(around):
        return False
    return _MEMBERS.search(around) is not None or _mention(_IDENTIFIER.findall(around), "member only")


def _settles(spoken: set[str]) -> bool:
    """Whether a consumer does something with a payment, other than telling people."""
    return _mention(spoken, "paid") or (_mention(spoken, "settles") and not _mention(spoken, "mail"))


def is_received(heard: list[str], paid: list[str]) -> tuple[str, ...]:
    """Two independent reasons to call it a receiver of payment notifications, or nothing."""
    reasons = tuple(dict.fromkeys((*heard, *paid)))
    return reasons if heard and paid and len(reasons) > 1 else ()


def _is_called_so(own: list[str], around: list[str], text: str, is_consumer: bool) -> bool:
    """Whether names say that it is told something; those of its place only where its own name says nothing else."""
    if is_consumer and any(words(name)[:1] and says(words(name)[0], "sends", "mail") for name in own[-1:] + around[:1]):
        return False
    if any(hears(name) for name in own):
        return True
    shows = any(says(name, "return page") for name in own) and _SHOWS.search(text) is not None
    return not shows and any(hears(name) for name in around)


def hears(name: str) -> bool:
    """Whether a name says that something is told; not that something tells: `send-whatsapp-notification`."""
    bare = _SHOPS_HOOK.sub(" ", name)
    return says(bare, "webhook") and (_OUTSPOKEN.search(bare) is not None or not _TELLS.search(bare))


def _own_names(entry: Entry) -> list[str]:
    return [name for name in (entry.route, entry.scope.name) if name]


def _names_around(source: SourceFile, entry: Entry) -> list[str]:
    """What the class, the namespace and the path of an entry are called, and what its parameters' types are."""
    path = source.uri.rpartition(".")[0].split("/")[-_PARTS_OF_PATH:]
    holder = next(source.around(entry.scope, "class"), None)
    classes = [class_name(source, entry.scope)] if entry.scope.kind == "function" else []
    outer = [text for d in (source.decorators(holder) if holder is not None else []) for text in strings_of(source, d)]
    space = _NAMESPACE.search(source.file.data[:_HEAD].decode("latin-1"))
    types = [one.text_of("type") for one in parameters(source, entry.scope)[:2]] if entry.is_consumer else []
    return [name for name in (*classes, *outer, *path, space[1] if space else "", *types) if name]


def _code(source: SourceFile, frame: Frame) -> str:
    """A function as written, its comments blanked."""
    data = source.file.data
    pieces, at = [], frame.scope.start
    skipped = [*source.inside(frame.scope, "comment"), *(frame.others if frame.scope.kind == "file" else [])]
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


def _reads_signature(source: SourceFile, text: str) -> bool:
    if any(
        not _SENDS.search(text[max(0, at - 60) : at], 0) and not _SENT.match(text, end)
        for at, end in _headers(source, text)
    ):
        return True
    return any(_HEADERS.search(text[max(0, m.start() - 60) : m.end() + 5]) for m in _SIGNED.finditer(text))


def _headers(source: SourceFile, text: str) -> Iterator[tuple[int, int]]:
    """Where this gateway's signature header is named: `PE-Signature`, `HTTP_PE_SIGNATURE`, not `Stripe-Signature`."""
    names = {
        version["signature_header"].lower()
        for gateway in source.file.circumstances.gateways
        for version in gateway.protocols.values()
        if version["signature_header"]
    }
    lowered = text.lower().replace("_", "-")
    for name in names:
        if name in lowered:
            found = re.finditer(rf"(?<![a-z0-9-])(?:http-)?{re.escape(name)}\b", lowered)
            yield from ((one.start(), one.end()) for one in found)


def _names_gateway(source: SourceFile) -> bool:
    return _mention(set(_IDENTIFIER.findall(latin(source))), "gateway")


def _names_header(source: SourceFile, text: str) -> bool:
    return next(_headers(source, text), None) is not None


def _mention(names: Iterable[str], *meanings: str) -> bool:
    return any(says(name, *meanings) for name in names)


def latin(source: SourceFile) -> str:
    """The file with one character a byte, so that places in it are offsets."""
    return source.file.data.decode("latin-1")
