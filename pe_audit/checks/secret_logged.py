"""secret-logged: credentials, all headers or whole messages of payments, written where many can read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.branch import branch_of
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.log import Disclosed, Disclosures, log_calls
from pe_audit.evidence.paying import Payments, is_for_browsers
from pe_audit.evidence.provenance import provenance
from pe_audit.evidence.source import SourceFile
from pe_audit.expression import expression
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.log import Disclosure, LogCall
    from pe_audit.evidence.paying import Paying
    from pe_audit.model import Observed

_PROBLEMS = {
    Disclosed.SECRET: "A credential is written to a log. `{name}` can be used by whoever reads it there.",
    Disclosed.SIGNATURE: "A signature is written to a log. With `{name}` a notification can be sent again or forged.",
    Disclosed.HEADERS: "All headers are written to a log. `{name}` holds signatures and tokens.",
    Disclosed.MESSAGE: "A whole message is written to a log. `{name}` holds whatever was sent: the payer's data, keys.",
    Disclosed.ANSWER: "A gateway's whole answer is written to a log. `{name}` may hold a token and the payer's data.",
}
_OF_TOKENS = expression(r"(?i)authorizations?\b|oauth|/token|access_?token|[\"'.]token")
_LONGEST = 20_000  # characters of a function
_OF_ANYTHING = frozenset(
    {"token", "tokens", "sign", "mac", "password", "clave", "pin", "pass"}
)  # as often of a card or a user


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SourceFile)
    if deployment_of(evidence.file).environment is Environment.TEST or is_for_browsers(evidence):
        return
    payments, values = Payments(evidence), provenance(evidence)
    disclosures = Disclosures(evidence, values)
    for call in log_calls(evidence, values):
        paying = payments.around(call.span)
        if paying.sure:
            yield _judged(evidence, call, paying, disclosures.of(call.written))


def _judged(source: SourceFile, call: LogCall, paying: Paying, found: list[Disclosure]) -> Observed:
    for one in found:
        precision = _precision(source, call, paying, one)
        if precision is not None:
            function = source.function(call.span)
            identity = f"{function.name if function is not None else ''} {one.what.name.lower()} {one.name}".strip()
            return source.observe(
                call.span, _PROBLEMS[one.what].format(name=one.name), identity=identity, precision=precision
            )
    return source.observe(call.span)


def _precision(source: SourceFile, call: LogCall, paying: Paying, one: Disclosure) -> Precision | None:
    """How sure it is that this matters; None where it does not."""
    rehearsed = branch_of(source, call.span) == "rehearsal"
    doubtful = call.own or call.is_for_debugging or rehearsed
    if one.what is Disclosed.SECRET or (one.what is Disclosed.SIGNATURE and not rehearsed):
        if doubtful:
            return Precision.LOW
        return Precision.MEDIUM if one.name.lower() in _OF_ANYTHING else Precision.HIGH
    if rehearsed:
        return None
    if one.what is Disclosed.ANSWER:
        function = source.function(call.span)
        holds_token = function is not None and _OF_TOKENS.search(function.text[:_LONGEST]) is not None
        return (Precision.MEDIUM if holds_token and not doubtful else Precision.LOW) if paying.gateway else None
    if not (paying.webhook or paying.named or paying.client):
        return None
    return Precision.MEDIUM if (one.sure or paying.webhook) and not doubtful else Precision.LOW
