"""Why a function is thought to receive payment notifications: two independent signals, or it is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pe_audit.lexicon import says, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pe_audit.evidence.handler.slice import Frame
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_SIGNED = re.compile(r"(?i)[\"'][\w-]{0,40}(?:signature|firma|hmac|-sign|_sign)\b[\"']")
_HEADERS = re.compile(r"(?i)header|\$_SERVER|META|\.get\(")
_OF_USER = re.compile(
    r"(?i)\breq(?:uest)?\.user\b|\$request->user\(\)|\bAuth::(?:user|id)\b|\bcurrent_user\b|@CurrentUser|getServerSession\(|"
    r"\bUser\.Identity\b|@AuthenticationPrincipal|\$this->getUser\(\)|current_user_can\("
)
_EVENT = re.compile(
    r"[\"'](?i:payment|payment_intent|charge|checkout(?:\.session)?|invoice|order|transaction)[._](?:[\w.]{0,30})"
    r"(?:paid|succeeded|completed?|approved|captured|settled|changed|updated|created|success)(?:[\w.]{0,20})[\"']"
)
_IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]*")
# A shop system's own extension points, `hookDisplayHeader`, are no web hooks.
_SHOPS_HOOK = re.compile(r"\bhooks?(?=[A-Z_])|(?<=[a-z_])(?<![Ww]eb)(?<![Ww]eb_)[Hh]ooks?(?![a-z])")
_PARTS_OF_PATH = 4
_MAX_WRITTEN = 600_000  # bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """What may be called with a message: `route` is what is known of its address, `around` how it is bound to it."""

    scope: Syntax
    route: str = ""
    around: str = ""


def plausible(source: SourceFile) -> bool:
    """Whether a file as a whole speaks of payments. One that nobody can have written by hand is a bundle of others."""
    if len(source.file.data) > _MAX_WRITTEN:
        return False
    text = latin(source)
    spoken = set(_IDENTIFIER.findall(text)) | set(source.uri.split("/"))
    return _mention(spoken, "gateway", "paid", "payment") or _names_header(source, text) or _fields(source, spoken)


def signals_of(source: SourceFile, entry: Entry, frames: tuple[Frame, ...]) -> tuple[str, ...]:
    """Two independent reasons to call it a receiver of payment notifications, or nothing."""
    names = _names(source, entry)
    text = " ".join(_code(source, frame) for frame in frames)
    if _OF_USER.search(text) or _mention(_IDENTIFIER.findall(entry.around), "member only"):
        return ()
    spoken = set(_IDENTIFIER.findall(text))
    fields = _fields(source, spoken | set(names))
    hooks = {
        "its name or route says so": any(says(_SHOPS_HOOK.sub(" ", name), "webhook") for name in names),
        "it reads a signature header": _reads_signature(source, text),
        "it reads the gateway's fields": fields,
    }
    payments = {
        "it names a gateway": _mention((*names, *spoken), "gateway"),
        "it reads the gateway's fields": fields,
        "it knows payment events": _EVENT.search(text) is not None,
        "it speaks of payments": _mention((*names, *spoken), "payment")
        or (_mention(spoken, "paid") and _mention((*names, *spoken), "order")),
    }
    heard = [reason for reason, holds in hooks.items() if holds]
    paid = [reason for reason, holds in payments.items() if holds]
    reasons = tuple(dict.fromkeys((*heard, *paid)))
    return reasons if heard and paid and len(reasons) > 1 else ()


def _names(source: SourceFile, entry: Entry) -> list[str]:
    path = source.uri.rpartition(".")[0].split("/")[-_PARTS_OF_PATH:]
    classes = [one.name for one in source.around(entry.scope, "class")][:1]
    outer = [
        text
        for one in source.around(entry.scope, "class")
        for d in source.decorators(one)
        for text in strings_of(source, d)
    ]
    return [name for name in (entry.route, entry.scope.name, *classes, *outer, *path) if name]


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
    if _names_header(source, text):
        return True
    return any(_HEADERS.search(text[max(0, m.start() - 60) : m.end() + 5]) for m in _SIGNED.finditer(text))


def _names_header(source: SourceFile, text: str) -> bool:
    """Whether this gateway's signature header is named: `PE-Signature`, `HTTP_PE_SIGNATURE`, not `Stripe-Signature`."""
    names = {
        version["signature_header"].lower()
        for gateway in source.file.circumstances.gateways
        for version in gateway.protocols.values()
        if version["signature_header"]
    }
    lowered = text.lower().replace("_", "-")
    return any(re.search(rf"(?<![a-z0-9-])(?:http-)?{re.escape(name)}\b", lowered) for name in names if name in lowered)


def _mention(names: Iterable[str], *meanings: str) -> bool:
    return any(says(name, *meanings) for name in names)


def latin(source: SourceFile) -> str:
    """The file with one character a byte, so that places in it are offsets."""
    return source.file.data.decode("latin-1")


def strings_of(source: SourceFile, element: Syntax) -> list[str]:
    """The first strings among an element's arguments, themselves or in a list."""
    own = source.arguments(element) if element.part("arguments") is not None else [element]
    texts = []
    for argument in own[:3]:
        if not source.inside(argument, "function"):
            texts += [text for one in source.inside(argument, "string")[:3] if (text := source.string(one))]
    return texts
