"""Whether anybody may call an address: what asks who calls, or which environment this is, ahead of what it does."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pe_audit.evidence.branch import branch_of
from pe_audit.evidence.handler.followed.calls import last
from pe_audit.evidence.handler.followed.slice import parameters
from pe_audit.evidence.handler.found import convention
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.handler import Handler
    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.simulator import Simulator
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_BY_ENVIRONMENT = "it runs only outside of production"
_BY_LOGIN = "it asks who calls"
_USER = expression(
    r"(?i)\breq(?:uest)?\.(?:user|session|auth)\b|\$request->user\(\)|\bAuth::|auth\(\)->|\bcurrent_user\b|getServerSession\(|\bauth\(\)|"
    r"User\.Identity|is_staff|is_admin|isAdmin|is_superuser|\$_SESSION\b|\$this->getUser\(|current_user_can|session\[|getUser\("
)
_KEYS = expression(r"(?i)header|cabecera|authorization|bearer|HTTP_|\.get\(")
_TEXT = expression(r"\"[^\"]*\"|'[^']*'|`[^`]*`")
_ABORTS = expression(r"(?i)^(?:abort_(?:if|unless)|throw_(?:if|unless)|assert\w*|check_ajax_referer|wp_verify_nonce)$")
_DIRECTIVE = expression(rb"^[ \t]*#(if|endif|else)\b[ \t]*([^\r\n]*)", re.MULTILINE)
# Where Spring, Django REST framework and ASP.NET say what holds for every address, and that it is a login.
_CENTRAL_FILE = expression(r"(?:Security\w*\.(?:java|kt)|(?:^|/)settings(?:/\w+)?\.py|(?:Program|Startup)\.cs)$")
_CENTRAL = expression(
    rb"anyRequest(?:\(\))?\s*\.\s*(?:authenticated|hasRole|hasAuthority|hasAnyRole|hasAnyAuthority|fullyAuthenticated|denyAll)"
    rb"|authorize\(anyRequest,\s*(?:authenticated|hasRole|denyAll)|FallbackPolicy\s*=|MapControllers\(\)\s*\.RequireAuthorization"
    rb"|DEFAULT_PERMISSION_CLASSES[^\]]{0,200}(?:IsAuthenticated\b|IsAdminUser)"
)
_OPENED = expression(r"Matchers\(([^)]{0,1000})\)\s*\.\s*permitAll")
_QUOTED = expression(r"\"(/[^\"]{0,200})\"")
_OPEN = expression(r"AllowAny|AllowAnonymous|PermitAll")
_LONGEST = 2_000  # characters
_MOST = 30


def kept_from_strangers(simulator: Simulator, handler: Handler) -> str:
    """Why not anybody can call it, as half a sentence; empty if nothing was found that keeps them out."""
    return next((reason for reason in _reasons(simulator, handler) if reason), "")


def _reasons(simulator: Simulator, handler: Handler) -> Iterator[str]:
    home, place = simulator.home, simulator.place
    yield _said(simulator.around)
    yield _BY_ENVIRONMENT if branch_of(home, place) == "rehearsal" or _compiled_for_debugging(home, place) else ""
    names = [*handler.unresolved, *(_named(source, function) for source, function in handler.before)]
    yield _BY_LOGIN if any(says(name, "asks who", "member only") for name in names) else ""
    yield _BY_LOGIN if any(_identifies(one) for one in parameters(simulator.source, simulator.scope)) else ""
    for frame in handler.frames:
        for test in _tests(frame):
            yield _asked(test)
    yield _BY_LOGIN if _asked_everywhere(simulator) else ""


def _asked_everywhere(simulator: Simulator) -> bool:
    """Whether the application asks of every address that it does not name who calls."""
    codebase = simulator.source.codebase
    for uri in islice((uri for uri in sorted(codebase.uris) if _CENTRAL_FILE.search(uri)), _MOST):
        source = codebase.source(uri)
        if source is not None and _CENTRAL.search(source.file.data):
            text = source.file.data.decode("latin-1")
            opened = [path for found in _OPENED.finditer(text) for path in _QUOTED.findall(found[1])]
            if not any(_covers(path, simulator.address) for path in opened) and not _OPEN.search(simulator.around):
                return True
    return False


def _covers(pattern: str, address: str) -> bool:
    return ("/" + address.lstrip("/")).startswith(pattern.rstrip("*").rstrip("/") or "/")


def _named(source: SourceFile, function: Syntax) -> str:
    return f"{convention.class_name(source, function)} {function.name}"


def _said(text: str) -> str:
    """What decorators, middleware and groups say by their names; strings that are addresses do not count."""
    words = re.sub(r"[\"'`]/[^\"'`]*[\"'`]", "", text[-_LONGEST:])
    if says(words, "asks who", "member only"):
        return _BY_LOGIN
    if re.search(r"(?i)profile|conditional|environment|env\b|debug|local|production", words) and says(
        words, "rehearsal", "production"
    ):
        return _BY_ENVIRONMENT
    return ""


def _identifies(parameter: Syntax) -> bool:
    """A parameter that the framework fills with who called, or refuses: `user = Depends(get_current_user)`."""
    return says(parameter.text[:_LONGEST], "member only")


def _tests(frame: Frame) -> Iterator[str]:
    """The tests of its conditions, and what it gives to calls that leave unless something holds."""
    for condition in islice(frame.own("condition"), _MOST):
        test = condition.part("condition")
        if test is not None:
            yield test.text[:_LONGEST]
    for call in frame.own("call"):
        if _ABORTS.match(last(call.name)) or says(call.name, "member only"):
            yield call.text[:_LONGEST]


def _asked(test: str) -> str:
    bare = _TEXT.sub(lambda text: "" if " " in text[0] else text[0], test)  # words of a sentence mean nothing
    if says(bare, "rehearsal", "production", "simulates"):
        return _BY_ENVIRONMENT
    if _USER.search(bare) or (_KEYS.search(bare) and says(bare, "credential", "asks who")):
        return _BY_LOGIN
    return ""


def _compiled_for_debugging(source: SourceFile, span: Syntax) -> bool:
    """C#: between `#if DEBUG` and `#endif`."""
    open_: list[bool] = []
    for directive in _DIRECTIVE.finditer(source.file.data, 0, span.start):
        if directive[1] == b"if":
            open_.append(b"DEBUG" in directive[2] and b"!" not in directive[2])
        elif open_:
            open_.pop() if directive[1] == b"endif" else open_.append(not open_.pop())
    return any(open_)
