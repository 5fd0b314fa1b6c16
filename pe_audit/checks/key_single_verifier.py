"""Verifiers of signatures that can hold one key only, where the register says that two must verify, or soon will."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.client.about import is_about
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.provenance import Provenance
from pe_audit.evidence.register import age, is_accepted, line_of, outlives_rotation, today
from pe_audit.evidence.source import SourceFile
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.circumstances import Circumstances
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed

_EQUALITY = frozenset({"==", "===", "!=", "!=="})
_SEVERAL = expression(
    r"(?i)(?<!object\.)(?<!array_)(?:keys|secrets|llaves|claves)\b|\bkid\b|key_?(?:id|ring|version)\b|keyfor"
    r"|(?:previous|prev|old|former|anterior|second(?:ary)?|next)_?(?:signing_?|webhook_?|secret_?)?(?:key|secret)"
    r"|(?:key|secret)_?(?:previous|prev|old|former|anterior|second(?:ary)?|next|[12])\b|rotat"
)


def check(evidence: Evidence) -> Iterator[Observed]:
    """Every function that computes a MAC and compares it, in code of the gateway."""
    assert isinstance(evidence, SourceFile)
    why = _needs_two(evidence.file.circumstances)
    if not why or deployment_of(evidence.file).environment in (Environment.TEST, Environment.EXAMPLE):
        return
    several = _SEVERAL.search(evidence.file.text) is not None
    for function, place in _verifiers(evidence):
        problem = f"The verifier can hold one key only. {function} tries a single one, and {why}."
        yield evidence.observe(place, None if several else problem, identity=function)


def _needs_two(circumstances: Circumstances) -> str:
    """Why two keys have to verify, from the register; empty where it does not say so."""
    day, limits = today(circumstances), circumstances.gateway.limits
    keys = [key for key in circumstances.declared.keys if outlives_rotation(key) and is_accepted(key, day)]
    for key in keys:
        if any(other is not key and line_of(other) == line_of(key) and other.state == "verify-only" for other in keys):
            return "the register has an old key that is still to verify"
    due = int(limits["key_age_days"]) - int(limits["key_warning_days"])
    if any((age(key, day) or 0) > due for key in keys if key.state == "active"):
        return "by the register a rotation is due"
    return ""


def _verifiers(source: SourceFile) -> Iterator[tuple[str, Syntax]]:
    """Where a MAC made in a function is compared: the function's name and the comparison, each function once."""
    provenance, seen = Provenance(source), set[int]()
    for span, sides in _comparisons(source):
        scope = source.scope(span)
        if scope.start in seen or not any(provenance.is_mac(side) for side in sides):
            continue
        seen.add(scope.start)
        if is_about(source, scope, source.file.circumstances.gateways):
            yield (scope.name if scope.kind == "function" and scope.name else "it"), span


def _comparisons(source: SourceFile) -> Iterator[tuple[Syntax, list[Syntax]]]:
    for one in source.all("comparison"):
        if one.text_of("operator") in _EQUALITY:
            yield one, [side for name in ("left", "right") if (side := one.part(name)) is not None]
    for call in source.all("call"):
        if says(call.name, "constant time") or says(call.name, "compares") or call.name == "isEqual":
            receiver = call.part("receiver")
            sides = [source.argument(call, 0), source.argument(call, 1), receiver]
            yield call, [side for side in sides if side is not None]
