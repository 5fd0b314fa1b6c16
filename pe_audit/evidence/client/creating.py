"""Calls that create a payment, and by what the gateway knows two of them for the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pe_audit.evidence.provenance import Provenance
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pe_audit.evidence.client.calls import Outgoing
    from pe_audit.evidence.client.retry import Retry
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_READS = expression(r"(?i)get\w*|head|delete\w*|patch|search|newRequest")
_ASKS = expression(r"(?i)authorizations?\b|/token|/search|status|estado|consult|oauth|login|security/v\d")
_MAKES = expression(
    r"(?i)/(?:cips|charges?|payments?|orders?|preferences|cargos|pagos|transactions?|intents?)[`'\"]?\s*(?:[,;)\n]|$)"
)
_MAKER = expression(r"(?i)(?:create|crear|generat\w*|generar|charge|cobrar|pay|pagar|emitir|registrar)")
_IDENTIFIES = expression(
    r"(?i)transaction_?code|idempotenc|order_?(?:id|number|code)|purchase_?number|external_?(?:reference|id)|"
    r"merchant_?order|pedido_?id|numero_?(?:de_?)?pedido|cod_?trans\w*|request_?id|payment_?id|reference_?(?:id|code)"
)
_FRESH = expression(
    r"(?i)uuid|guid\.newguid|uniqid|nanoid|cuid|ulid|\brand(?:om)?\w*\(|secrets?\.token|securerandom|secure_random|"
    r"Date\.now|microtime|currentTimeMillis|\btime\(\)|time\.time\(|time\.Now\(|UnixNano|random_?(?:bytes|int|hex)|"
    r"\.hex\(\d|getTime\(\)|DateTime\.(?:Utc)?Now|Str::random|nextInt|nextLong|Random\("
)
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Identifier:
    """What tells one payment from another in a call: the entry, and where it is made anew for each try."""

    entry: Syntax
    fresh: Syntax | None


def creates(call: Outgoing) -> bool:
    """Whether a call makes a payment, as its address or the function around it says."""
    if _READS.fullmatch(call.call.name):
        return False
    first = call.source.argument(call.call, 0)
    address = "\n".join(one.text[:_LONGEST] for one in (first, *call.reached[1:6]) if one is not None)
    if _ASKS.search(first.text[:_LONGEST] if first is not None else "") or _ASKS.search(call.function):
        return False
    return _MAKES.search(address) is not None or _MAKER.match(call.function) is not None


def region(source: SourceFile, retry: Retry) -> list[Syntax]:
    """What runs again with each try: the body, and the functions of the file that it calls."""
    if retry.body is None:
        return []
    functions = {one.name: one for one in source.all("function") if one.name}
    called = (functions.get(call.name) for call in source.inside(retry.body, "call"))
    return [retry.body, *(one for one in called if one is not None)]


def identifiers(call: Outgoing, again: Sequence[Syntax]) -> Iterator[Identifier]:
    """The entries of a call by which the gateway knows a payment."""
    provenance = Provenance(call.source)
    for span in call.reached:
        for pair in call.source.inside(span, "pair"):
            if _IDENTIFIES.search(pair.text_of("key")):
                yield Identifier(pair, _fresh(provenance, value_of(pair), again))
        for one in call.source.inside(span, "assignment"):
            left = one.part("left")
            if left is not None and _IDENTIFIES.search(left.last_name):
                yield Identifier(one, _fresh(provenance, value_of(one), again))
        for one in call.source.inside(span, "call"):
            name, value = call.source.argument(one, 0), call.source.argument(one, 1)
            if name is not None and value is not None and _IDENTIFIES.search(call.source.string(name) or ""):
                yield Identifier(one, _fresh(provenance, value, again))


def _fresh(provenance: Provenance, span: Syntax, again: Sequence[Syntax]) -> Syntax | None:
    """Where a value is made anew with each try."""
    for value in provenance.values(span):
        if _FRESH.search(value.text[:_LONGEST]) and any(value in one for one in again):
            return value
    return None


def shows_fields(call: Outgoing) -> bool:
    """Whether what the call sends is written in the file, field by field."""
    keys = (pair.text_of("key") for span in call.reached for pair in call.source.inside(span, "pair"))
    return any(re.search(r"(?i)amount|monto|importe|currency|moneda", key) for key in keys)
