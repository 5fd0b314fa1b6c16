"""webhook-signature-uppercase: the gateway writes its signature in lower-case hex, and something else is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.comparison import comparisons
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.mac import changes_case, decodes, inbound, resolved, written
from pe_audit.evidence.project import Project, placed
from pe_audit.evidence.sender import Sender, sender_of
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.mac import Inbound
    from pe_audit.evidence.source import SourceFile
    from pe_audit.model import Observed

_PROBLEM = "The computed signature is not written as the gateway writes it: lower-case hex."
_HOW = {
    "HEX": "It is in upper case, so no genuine notification is accepted.",
    "base64": "It is in base64, so no genuine notification is accepted.",
    "raw": "Its bytes are compared with the text of the header, so no genuine notification is accepted.",
}
_UNSEEN = "how the computed signature is written is decided elsewhere: it must be lower-case hex"
_ANY_CASE = expression(r"(?i)casecmp|ignore_?case|insensitive|EqualFold|OrdinalIgnoreCase|casecmp\?|localeCompare")


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Project)
    for source in evidence.sources:
        if deployment_of(source.file).environment is not Environment.TEST:
            yield from placed(source, _observed(source))


def _observed(source: SourceFile) -> Iterator[Observed]:
    found = inbound(source)
    compared = {one.span for one in comparisons(source)} if found else set()
    for one in found:
        if sender_of(source, one.span) is Sender.GATEWAY and one.span in compared:
            yield _judged(source, one)


def _judged(source: SourceFile, one: Inbound) -> Observed:
    mac = resolved(one.mac)
    function = source.function(one.span)
    name = function.name if function is not None else ""
    encoding = written(source, one.mine, one.mac, mac.encoding)
    if not encoding:
        return source.observe(one.span, undecided=_UNSEEN, identity=name)
    if encoding == "hex" or _is_alike(source, one, encoding):
        return source.observe(one.span, identity=name)
    made = source.file.relate(mac.call.start, mac.call.end, "computed here")
    return source.observe(one.span, f"{_PROBLEM} {_HOW[encoding]}", identity=f"{name} {encoding}", related=(made,))


def _is_alike(source: SourceFile, one: Inbound, encoding: str) -> bool:
    """Whether the received signature is brought into the same form before the two are compared."""
    if encoding == "HEX":
        return changes_case(source, one.received) or _ANY_CASE.search(one.span.text[:600]) is not None
    return encoding == "raw" and decodes(source, one.received)
