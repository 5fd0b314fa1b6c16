"""What bounds for how long a captured notification can be sent to a handler again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.freshness import freshness
from pe_audit.evidence.handler.followed.slice import frames_of
from pe_audit.evidence.mac import inbound, resolved
from pe_audit.evidence.provenance import provenance
from pe_audit.evidence.window import says_moment
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.handler.found.entry import Handler
    from pe_audit.evidence.mac import Inbound, Mac
    from pe_audit.evidence.syntax import Syntax

_SHORT = expression(r"\$?\{\$?t\}|\$t\s*\.|\bt\s*\+|\+\s*t\b")  # what examples of Stripe's header call the time
_LONGEST = 400  # characters of what is signed


def all_frames(handler: Handler) -> Iterator[Frame]:
    """The functions of a handler's slice, and of what runs ahead of it."""
    yield from handler.frames
    for source, scope in handler.before:
        yield from frames_of(source, scope)


def is_timed(handler: Handler) -> bool:
    """Whether the age of the notification is compared with a limit on the way."""
    return any(
        one.old and one.bound.span in frame.body for frame in all_frames(handler) for one in freshness(frame.source)
    )


def reading(handler: Handler, header: str) -> tuple[Frame, Syntax] | None:
    """Where a header is read, and its function."""
    wanted = header.lower()
    for frame in all_frames(handler):
        for literal in frame.source.inside(frame.scope, "string"):
            name = literal.text.strip("\"'`:").lower().replace("_", "-").removeprefix("http-")
            if name == wanted:
                return frame, literal
    return None


def checked(handler: Handler) -> list[tuple[Frame, Inbound]]:
    """The signatures that are checked on the way."""
    return [(frame, one) for frame in all_frames(handler) for one in inbound(frame.source) if one.span in frame.body]


def signed_time(handler: Handler) -> tuple[Frame, Syntax] | None:
    """Where the time that was sent goes into the MAC, and its function."""
    for frame, one in checked(handler):
        for mac in _within(resolved(one.mac)):
            for message in mac.messages:
                values = (message, *provenance(mac.source).values(message))
                if any(_tells_time(value.text[:_LONGEST]) for value in values):
                    return frame, one.span
    return None


def _within(mac: Mac) -> Iterator[Mac]:
    inner: Mac | None = mac
    while inner is not None:
        yield inner
        inner = inner.within


def _tells_time(text: str) -> bool:
    return says_moment(text) or _SHORT.search(text) is not None
