"""A handler must not read as much as anybody cares to send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.handler import handlers
from pe_audit.evidence.handler.told import receivers
from pe_audit.evidence.project import Project, placed
from pe_audit.expression import expression
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.handler import Handler
    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed

_PROBLEM = "The body of a notification is read without a limit."
# What reads the whole body where the framework sets no limit by itself.
_READS = {
    "javascript": expression(
        r"for\s+await\s*\(\s*(?:const|let|var)\s+\w+\s+of\s+(?:req|request)\b|\b(?:req|request)\.on\(\s*[\"']data[\"']"
        r"|\bgetRawBody\(|\bbuffer\(\s*req\s*\)|\blimit\s*:\s*Infinity"
    ),
    "python": expression(r"\brequest\.(?:get_data\(|data\b)|\bawait\s+request\.(?:body|json)\(|\bself\.rfile\.read\("),
    "java": expression(
        r"\bgetInputStream\(\)\s*\.\s*readAllBytes\(|\b(?:IOUtils|StreamUtils|CharStreams|ByteStreams|FileCopyUtils)\.\w+\([^;]{0,60}"
        r"get(?:InputStream|Reader)\(|\bgetReader\(\)\s*\.\s*(?:lines|readLine|transferTo)\("
    ),
    "go": expression(
        r"\b(?:io|ioutil)\.ReadAll\([^;\n]{0,60}\.Body\b|\bNewDecoder\(\s*\w+(?:\.Request(?:\(\))?)?\.Body\b"
        r"|\bc\.GetRawData\(\)"
    ),
    "ruby": expression(r"\brequest\.(?:raw_post|body\.(?:read|string))\b"),
    "csharp": expression(r"\bDisableRequestSizeLimit\b|\bMaxRequestBodySize\s*=\s*null\b"),
}
_READS["typescript"] = _READS["tsx"] = _READS["javascript"]
# Files of frameworks that set one: Django 2.5 MB, aiohttp 1 MB.
_SAFE = expression(r"\bdjango\b|\baiohttp\b|\bAPIGateway|\brest_framework\b")
_LIMITS = expression(
    r"(?i)MaxBytes(?:Reader|Handler)|LimitReader|BodyLimit|max_?content_?length|content[-_]?length|\blimit\s*:\s*[\"'\d]|max_?body"
    r"|client_max_body|RequestSizeLimit|DATA_UPLOAD_MAX|(?:length|size|bytes?|total|len\(\w+\))\s*>=?\s*(?:[1-9]\d{2,}|[a-z_])"
)
_PROXY = expression(r"(?i)(?:^|/)(?:nginx|conf\.d|sites-(?:available|enabled))[^/]*(?:/|\.conf|$)")


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Project)
    proxied = any(_PROXY.search(uri) for uri in evidence.uris)  # nginx refuses more than 1 MB unless told otherwise
    limited = proxied or any(_app_limits(source) for source in evidence.sources)
    for source in receivers(evidence):
        yield from placed(source, observed(source, limited))


def observed(source: SourceFile, limited: bool = False) -> Iterator[Observed]:
    """The handlers of one file; `limited`: something stands before all of them. Raises `Unreadable`."""
    for handler in handlers(source):
        read = _first_read(handler)
        if read is None:
            continue
        frame, span = read
        if limited or _is_limited(handler):
            yield source.observe(handler.place, identity=handler.name)
            continue
        place = next(place for one, place in frame.way(span) if one.source is source)
        yield source.observe(
            place,
            f"{_PROBLEM} Neither a limit nor a look at Content-Length was found before it, nor a proxy's settings: "
            "anybody can send gigabytes, which are held in memory before the signature is checked.",
            identity=handler.name,
            related=(source.file.relate(handler.place.start, handler.place.end, "receives the notification"),),
            precision=Precision.LOW,
        )


def _first_read(handler: Handler) -> tuple[Frame, Syntax] | None:
    for frame in handler.frames:
        source = frame.source
        pattern = _READS.get(source.language)
        if pattern is None or _SAFE.search(source.file.data[:4000].decode("latin-1")):
            continue
        text = frame.scope.data[frame.scope.start : frame.scope.end].decode("latin-1")
        for found in pattern.finditer(text):
            span = source.span(frame.scope.start + found.start(), frame.scope.start + found.end())
            if not any(True for _ in source.around(span, "comment")):
                return frame, span
    return None


def _is_limited(handler: Handler) -> bool:
    """Whether the handler, or what runs ahead of it, looks at the size."""
    spans = [(frame.source, frame.scope) for frame in handler.frames] + list(handler.before)
    return any(_LIMITS.search(scope.text) for _, scope in spans) or _LIMITS.search(handler.wrapped) is not None


def _app_limits(source: SourceFile) -> bool:
    """Whether a file limits all bodies: Flask's MAX_CONTENT_LENGTH, Echo's BodyLimit, a middleware."""
    return b"MAX_CONTENT_LENGTH" in source.file.data or b"BodyLimit(" in source.file.data
