"""webhook-signature-oracle: the signature that would have been right is told to the sender, or to the log."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.mac import inbound, macs
from pe_audit.evidence.sender import Sender, is_receiver, sender_of
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression
from pe_audit.lexicon import says
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.mac import Inbound
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed

_ANSWERED = "The right signature is told to whoever sent a wrong one."
_LOGGED = "The right signature of a message is written to the log."
_USE = {
    _ANSWERED: "A forger sends his message with any signature, reads the right one in the answer, and sends it again.",
    _LOGGED: "Whoever reads the log has a valid signature for a message that somebody made up.",
}
_VARIABLE = expression(r"[&*(]*(\$?[A-Za-z_]\w*)\)*")
_ANSWERS = expression(
    r"(?i)^(?:echo|print|die|exit|wp_die|wp_send_json\w*|abort|fail|halt|reject|HttpException|\w*Response\w*|BadRequest\w*|Unauthorized\w*|Forbid\w*|"
    r"json|send|sendError|end|status|body|text|render|Error|respond|writeHead|write|JSON|String|Ok|StatusCode|jsonify|make_response|"
    r"NewResponse|http_error|Fprint\w*|WriteString|StatusCode|Content|Json|Problem|entity|badRequest)$"
)
_REPLIES = expression(
    r"(?i)\bres(?:p(?:onse)?|ponseentity)?\b|\breply\b|\bctx\b|\bc\b|\bw\b|\bwriter\b|\bhttp\b|render|\bout\b|request"
)
_ECHO = expression(rb"\becho\b[^;]{1,300}")
_MOST = 20  # checks of one file: no hand wrote more
_PART = expression(r"^\s*(?:\[|\??\.\s*(?:substr\w*|slice|length|size|take|first|Substring|Length|prefix)\b)")


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SourceFile)
    if deployment_of(evidence.file).environment is Environment.TEST:
        return
    for one in inbound(evidence)[:_MOST]:
        known = sender_of(evidence, one.span) is not Sender.UNKNOWN
        function = evidence.function(one.span)
        if not known and not is_receiver(evidence, one.span):
            continue
        name = function.name if function is not None else ""
        told = _told(evidence, one, function or evidence.whole)
        if told is None:
            yield evidence.observe(one.span, identity=name)
            continue
        span, problem = told
        compared = evidence.file.relate(one.span.start, one.span.end, "the received signature is compared with it")
        yield evidence.observe(
            span,
            f"{problem} {_USE[problem]}",
            identity=f"{name} {'answer' if problem is _ANSWERED else 'log'}",
            related=(compared,),
            precision=Precision.MEDIUM if problem is _LOGGED else None,
        )


def _told(source: SourceFile, one: Inbound, scope: Syntax) -> tuple[Syntax, str] | None:
    """Where the computed signature goes out of the function: to the answer rather than to the log."""
    names = _names(source, one)
    if not names:
        return None
    own = {(mac.call.start, mac.call.end) for mac in macs(source)}
    logged = None
    for call in source.inside(scope, "call"):
        if call.start < one.mac.call.end or (call.start, call.end) in own:
            continue
        whole = " ".join((call.text_of("receiver")[-60:], call.name))
        if not _may_tell(whole, call) or not _speaks_of(source, call, names):
            continue
        if says(whole, "journal"):
            logged = logged or call
        else:
            return call, _ANSWERED
    for kind in ("return", "throw"):
        for left in source.inside(scope, kind):
            value = left.part("value")
            if value is not None and left.start > one.mac.call.end and _is_refusal(source, left, value, names):
                return left, _ANSWERED
    for found in _ECHO.finditer(scope.data, one.mac.call.end, scope.end):
        echoed = source.span(found.start(), found.end())
        if _holds(source, echoed, names):
            return echoed, _ANSWERED
    return (logged, _LOGGED) if logged is not None else None


def _may_tell(whole: str, call: Syntax) -> bool:
    """Whether a call writes to the log or to the answer."""
    if _ANSWERS.match(call.name.rpartition(".")[2]) and (call.part("receiver") is None or _REPLIES.search(whole)):
        return True
    return says(whole, "journal")


def _names(source: SourceFile, one: Inbound) -> list[str]:
    """The variables that hold the computed signature when it is compared."""
    found = _VARIABLE.fullmatch(one.mine.text)
    names = [found[1]] if found is not None else []
    scope = source.function(one.span) or source.whole
    for holder in source.inside(scope, "assignment"):
        right, left = holder.part("right"), _VARIABLE.fullmatch(holder.text_of("left").strip())
        if (
            right is None
            or left is None
            or right.end - right.start > 1000
            or holder.start > one.span.start
            or one.span in right
        ):
            continue
        if one.mac.call in right or (names and _holds(source, right, names)):
            names.append(left[1])
    return list(dict.fromkeys(names))


def _speaks_of(source: SourceFile, call: Syntax, names: list[str]) -> bool:
    """Whether one of the names is among what is given to a call, whole and not as one side of a comparison."""
    for argument in source.arguments(call):
        value = value_of(argument)
        if value.end - value.start < 2000 and not source.inside(value, "function") and _holds(source, value, names):
            return True
    return False


def _holds(source: SourceFile, value: Syntax, names: list[str]) -> bool:
    text = value.data[value.start : value.end].decode("latin-1")
    if not any(name in text for name in names):
        return False
    compared = source.inside(value, "comparison")
    checked = [one for one in source.inside(value, "call") if says(one.name, "constant time", "compares", "checks")]
    for name in names:
        for found in re.finditer(r"(?<![\w.>])" + re.escape(name) + r"(?![\w])(?!\s*=>?|\s*:(?!:))", text):
            at = source.span(value.start + found.start(), value.start + found.end())
            quoted = next((one for one in source.inside(value, "string") if at in one), None)
            in_hole = any(at in hole for hole in source.inside(value, "interpolation"))
            outside = not any(at in one for one in (*compared, *checked))
            if outside and (quoted is None or in_hole) and not _PART.match(text[found.end() :]):
                return True
    return False


def _is_refusal(source: SourceFile, left: Syntax, value: Syntax, names: list[str]) -> bool:
    """Whether what is left with is sent: the last words of a script, a dictionary with a status, an exception."""
    if not _holds(source, value, names):
        return False
    if left.text.startswith(("exit", "die")):
        return True
    text = value.text[:600]
    return re.search(r"\b4\d\d\b|(?i:error|exception|inv[aá]lid|mismatch)", text) is not None
