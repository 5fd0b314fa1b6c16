"""allowlist-too-broad: the list that guards the callback admits far more than any gateway has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.access import access_lists, unread
from pe_audit.evidence.networks import EVERYBODY, Addresses, union
from pe_audit.evidence.special import special
from pe_audit.model import Observed, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.access import AccessList, AccessRule

# One IPv4 /8, or one IPv6 /16: no gateway has so many, whether in one network or in several.
_TOO_MANY_V4 = 2**24
_TOO_MANY_V6 = 2**112


def check(evidence: Evidence) -> Iterator[Observed]:
    """Every entry that admits somebody is a subject; the list as a whole is one too when it has no end."""
    yield from unread(evidence)
    for access in access_lists(evidence):
        yield from _judged(access)
        if access.doubt:
            place = (access.line, access.column, access.end_column)
            yield Observed(*place, None, access.doubt, access.name, uri=access.uri)


def _judged(access: AccessList) -> Iterator[Observed]:
    precision = None if access.certain else Precision.MEDIUM
    allowing = [(rule, share) for rule, share in zip(access.rules, access.shares, strict=False) if rule.allow]
    culprits: list[AccessRule] = []
    admitted = union(share for _, share in allowing)
    if _is_broad(admitted):
        effective = [rule for rule, share in allowing if share]
        culprits = [rule for rule in effective if _is_broad(rule.addresses or Addresses())] or effective[:1]
    open_end = access.open_end and not access.doubt and bool(allowing) and _is_broad(access.shares[-1])
    for number, (rule, _) in enumerate(allowing):
        problem = None
        if rule in culprits:
            problem = f"The callback's allowlist admits far too many addresses. {_how_many(rule, admitted)}"
        elif open_end and number == len(allowing) - 1:
            problem = "The callback's allowlist shuts nobody out. No `deny all` follows it, so everybody is admitted."
        identity = f"{access.name} {rule.text}"
        yield Observed(
            rule.line, rule.column, rule.end_column, problem, None, identity,
            related=access.related, precision=precision, uri=rule.uri or access.uri,
        )  # fmt: skip


def _is_broad(addresses: Addresses) -> bool:
    """Whether so many strangers are among them; internal addresses are none."""
    if not _are_many(addresses):
        return False
    return _are_many(addresses - union(block.addresses for block in special(addresses)))


def _are_many(addresses: Addresses) -> bool:
    v4, v6 = addresses.counts
    return v4 >= _TOO_MANY_V4 or v6 >= _TOO_MANY_V6


def _how_many(rule: AccessRule, admitted: Addresses) -> str:
    addresses = rule.addresses or Addresses()
    if _holds_a_family(addresses):
        return f"{rule.text} admits everybody."
    if _holds_a_family(admitted):
        return f"{rule.text} and the entries beside it admit everybody."
    if _is_broad(addresses):
        return f"{rule.text} alone is more than any gateway has."
    return "Its entries together are more than any gateway has."


def _holds_a_family(addresses: Addresses) -> bool:
    return EVERYBODY.v4 == addresses.v4 or EVERYBODY.v6 == addresses.v6
