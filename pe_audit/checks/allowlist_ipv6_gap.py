"""allowlist-ipv6-gap: a list that restricts IPv4 and forgets IPv6, which stays open to all or shuts the gateway out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pe_audit.evidence.access import AccessRule, access_lists, unread
from pe_audit.evidence.access.iptables import firewall_of
from pe_audit.evidence.access.rules import UNSURE
from pe_audit.evidence.declared import Declared
from pe_audit.evidence.networks import EVERYBODY, Addresses, parse, union
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import Unreadable
from pe_audit.model import Observed, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.access import AccessList
    from pe_audit.evidence.circumstances import Circumstances
    from pe_audit.evidence.settings import SettingsFile

_OPEN = "The callback's allowlist holds for IPv4 only. Everybody is admitted over IPv6."
_LOST = "The callback's allowlist forgets the gateway's IPv6 addresses."
_ASK = (
    "the list has no IPv6 entry, and it is not declared whether the gateway calls over IPv6: ask PagoEfectivo and put "
    "all its addresses under gateway.ranges"
)
_BROAD = 2**112  # addresses: an IPv6 /16


def check(evidence: Evidence) -> Iterator[Observed]:
    """Each list that guards the callback is one subject, if it says anything about IPv4."""
    yield from unread(evidence)
    if isinstance(evidence, (Project, Declared)):
        beside = evidence.settings if isinstance(evidence, Project) else ()
        for access in access_lists(evidence):
            if _restricts_ipv4(access):
                other = _ipv6_of(access, beside)
                yield _judged(access if other is None else other, evidence.circumstances)


def _ipv6_of(access: AccessList, beside: Sequence[SettingsFile]) -> AccessList | None:
    """The list as both families have it, where the file beside it holds the rules of IPv6."""
    folder = access.uri.rpartition("/")[0]
    if access.scope.v6 or access.port is None:
        return None
    for settings in beside:
        if settings.format != "iptables" or settings.uri == access.uri or settings.uri.rpartition("/")[0] != folder:
            continue
        try:
            firewall = firewall_of(settings)
        except Unreadable:
            continue  # told already
        if firewall is None or not firewall.scope.v6:
            continue
        admitted, doubt = firewall.admitted(access.port)
        both = access.admitted | admitted
        rule = AccessRule(True, "all", both, access.line, access.column, access.end_column)
        return replace(
            access, rules=(rule,), scope=EVERYBODY, over_ipv6=True, open_end=False, doubt=access.doubt or doubt
        )
    return None


def _restricts_ipv4(access: AccessList) -> bool:
    return bool(access.scope.v4) and (access.admitted.v4 != EVERYBODY.v4 or bool(access.doubt))


def _judged(access: AccessList, circumstances: Circumstances) -> Observed:
    precision = None if access.certain else Precision.MEDIUM
    problem = undecided = None
    if access.over_ipv6 is False:
        pass  # nobody arrives there over IPv6, and a gateway that prefers it falls back
    elif not access.scope.v6:
        undecided = "the list is for IPv4 only, and the file that holds the one for IPv6 is not known"
    elif access.doubt:
        undecided = access.doubt
    elif access.admitted.counts[1] >= _BROAD:
        problem = _OPEN
        precision = precision if access.over_ipv6 else Precision.MEDIUM
    else:
        problem, undecided = _lost(access, circumstances)
        if problem and not access.certain:
            problem, undecided = None, UNSURE
    return Observed(
        access.line, access.column, access.end_column, problem, undecided, access.name,
        related=access.related, precision=precision, uri=access.uri,
    )  # fmt: skip


def _lost(access: AccessList, circumstances: Circumstances) -> tuple[str | None, str | None]:
    """Whether IPv6 was forgotten: none of the gateway's IPv6 addresses is admitted, some of its IPv4 ones are."""
    try:
        ranges = union(parse(entry.text) for entry in circumstances.declared.gateway_ranges)
    except ValueError:
        return None, "a declared range of the gateway is neither an address nor a network"
    required = Addresses(v6=ranges.v6)
    if required and not access.admitted & required and (not ranges.v4 or access.admitted & Addresses(v4=ranges.v4)):
        return f"{_LOST} Not admitted: {required.shown()}.", None
    if not ranges and not access.admitted.v6:
        return None, _ASK
    return None, None
