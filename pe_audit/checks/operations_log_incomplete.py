"""operations-log-incomplete: a handler's log cannot show later what came in and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.handler import Change, deeds, handlers
from pe_audit.evidence.handler.told import receivers
from pe_audit.evidence.log import leaves, log_calls
from pe_audit.evidence.project import placed
from pe_audit.evidence.provenance import provenance
from pe_audit.expression import expression
from pe_audit.lexicon import says
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.handler import Deed, Handler
    from pe_audit.evidence.log import LogCall
    from pe_audit.evidence.source import SourceFile
    from pe_audit.model import Observed

_NOTHING = (
    "Nothing is logged of a notification. `{name}` settles payments and no log tells what came in or became of it."
)
_MISSING = "A notification cannot be found again in the log. What `{name}` logs has {missing}."
_REQUEST, _OPERATION, _DIGEST = "no request or trace id", "no id of the operation or order", "no digest of the payload"
# A logger that tells by itself which request it speaks of, or a frame that gives every line its request.
_OF_REQUEST = expression(
    r"(?i)\b(?:req|request|ctx|context|c)\??\.(?:log|logger)\b|Rails\.logger|functions\.logger|context\.log\b"
)
_CONTEXT = expression(
    rb"(?i)\bMDC\b|LogContext|BeginScope|withContext\(|shareContext\(|contextualize\(|bind_?contextvars|request_?id|trace_?id"
    rb"|correlation|traceIdentifier|pino-?http|opentelemetry|\botel\b|Telescope"
)
_ID = "request id"
_MOST = 400  # log calls of a slice


def check(evidence: Evidence) -> Iterator[Observed]:
    for source in receivers(evidence):
        yield from placed(source, _observed(source))


def _observed(source: SourceFile) -> Iterator[Observed]:
    for handler in handlers(source):
        done = deeds(handler)
        if any(deed.effect.change is not Change.SEND for deed in done):
            yield _judged(handler, done)


def _judged(handler: Handler, done: list[Deed]) -> Observed:
    source, name = handler.source, handler.name
    found = list(_logged(handler))
    kept = any(deed.effect.notes for deed in done)  # a table of events says more than a log
    missing = [
        what
        for what, is_there in (
            (_REQUEST, _tells_request(handler, found)),
            (_OPERATION, kept or any(_tells(one, call, "operation id", "whole message") for one, call in found)),
            (_DIGEST, kept or any(_tells_digest(one, call) for one, call in found)),
        )
        if not is_there
    ]
    problem = None
    if not found and not kept:
        left = next((deed.effect for deed in done if deed.effect.change is Change.LEAVE), None)
        if left is not None:
            why = f"it logs nothing itself and hands the notification to `{left.name}`: look whether that logs it"
            return source.observe(handler.place, undecided=why, identity=name)
        problem = _NOTHING.format(name=name)
    elif missing:
        problem = _MISSING.format(name=name, missing=_listed(missing))
    return source.observe(handler.place, problem, identity=name, precision=Precision.LOW)


def _listed(missing: list[str]) -> str:
    return missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} and {missing[-1]}"


def _logged(handler: Handler) -> Iterator[tuple[SourceFile, LogCall]]:
    """The log calls of the slice."""
    seen = 0
    for frame in handler.frames:
        own = {(call.start, call.end) for call in frame.own("call")}
        for call in log_calls(frame.source, provenance(frame.source)):
            if (call.span.start, call.span.end) in own and seen < _MOST:
                seen += 1
                yield frame.source, call


def _tells(source: SourceFile, call: LogCall, *meanings: str) -> bool:
    """Whether a value with such a name is written, itself or as a part of what is."""
    for leaf in leaves(source, call.written):
        name = " ".join([leaf.root, *leaf.members][-2:])  # `event id`
        if says(name if _ID in meanings else leaf.name, *meanings) and (_ID in meanings or not says(leaf.name, _ID)):
            return True
        if not leaf.members and any(
            says(value.text[:400], *meanings) for value in provenance(source).values(leaf.span)[1:]
        ):
            return True
    return False


def _tells_digest(source: SourceFile, call: LogCall) -> bool:
    made = (f"{one.text_of('receiver')[-60:]} {one.name}" for one in source.inside(call.written, "call"))
    return any(says(name, "fingerprint") for name in made) or _tells(source, call, "fingerprint")


def _tells_request(handler: Handler, found: list[tuple[SourceFile, LogCall]]) -> bool:
    """Whether a line of the log can be told from those of other requests."""
    files = {handler.source.uri: handler.source} | {source.uri: source for source, _ in handler.before}
    if any(_CONTEXT.search(one.file.data) for one in files.values()):
        return True
    return any(_OF_REQUEST.search(call.span.text[:200]) or _tells(one, call, _ID) for one, call in found)
