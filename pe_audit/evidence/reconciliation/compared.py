"""What of a settlement's records is compared with the shop's own, and whether their batch is kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.reconciliation.schedule import jobs
from pe_audit.evidence.reconciliation.settling import settling_of
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.reconciliation.settling import Settling
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_CURRENCY = expression(r"(?i)currency|moneda|divisa")
_ID = expression(
    r"(?i)operation|operaci|\bcip|_id\b|\bid\b|Id\b|ID\b|transac|referenc|numero|number|codigo|code|key|clave"
)
_EQUALS = expression(
    r"(?i)(?:\w+\.)*(?:equals|compareTo|eq|ne|equal|bccomp|isEqualTo|cmp|compare|isclose|is_close|abs|notEqual|different)"
)
_EACH = expression(
    r"\.(?:forEach|filter|map|reduce|each\w*|reject|select|stream|Where|Select|foreach|flatMap)\b|array_(?:map|filter|walk)"
)
_OWN_SIDE = expression(r"[\w\])]\s*(?:\.|\?\.|->|\[|::)\s*['\"]?\w")
_BATCH = expression(
    r"(?i)(?<![a-z])lotes?(?![a-z])|(?<![a-z])batch(?!_?-?(?:size|insert|update|save|write|job|es\b|ed\b|ing))|"
    r"(?:settlement|payout|liquidacion|deposit|abono|corte)_?id|id_?(?:liquidacion|abono|lote|corte)|nro_?(?:liquidacion|lote|abono)"
)
_NAME = expression(r"[$@]*[A-Za-z_]\w*")
_LONGEST = 300


class Comparison(NamedTuple):
    """A comparison, record by record, and the fields that its function and what that calls never speak of."""

    span: Syntax
    scope: Syntax
    missing: tuple[str, ...]


def comparisons(source: SourceFile) -> Iterator[Comparison]:
    """The first of each function. Raises `Unreadable` as the source does."""
    settling = settling_of(source)
    if not settling.is_payment:
        return
    seen = set()
    for span in sorted((*source.all("comparison"), *_calls(source)), key=lambda one: one.start):
        if span.end - span.start > _LONGEST or not settling.holds(span) or not _of_records(span):
            continue
        scope = settling.around(span)
        if scope in seen or not _repeats(source, scope, span):
            continue
        seen.add(scope)
        yield Comparison(span, scope, _missing(settling.text(scope)))


def _calls(source: SourceFile) -> list[Syntax]:
    return [one for one in source.all("call") if _EQUALS.fullmatch(one.name.rpartition(".")[2])]


def _of_records(span: Syntax) -> bool:
    """Whether it sets an amount of a record beside another one."""
    left, right = span.part("left"), span.part("right")
    if left is not None and right is not None:
        sides = [side.text for side in (left, right)]
        constant = any(re.fullmatch(r"[\s(\-+]*[\d.]+[\s)]*|None|null|nil|['\"].*['\"]", side) for side in sides)
        return not constant and says(" ".join(sides), "amount") and any(_OWN_SIDE.search(side) for side in sides)
    return says(span.text, "amount") and len(_OWN_SIDE.findall(span.text)) > 1


def _repeats(source: SourceFile, scope: Syntax, span: Syntax) -> bool:
    """Whether it is done for every record of something."""
    return any(one in scope for one in source.around(span, "loop")) or _EACH.search(scope.text) is not None


def _missing(text: str) -> tuple[str, ...]:
    spoken = {
        "currency": _CURRENCY.search(text) is not None,
        "status": says_any(text, "status"),
        "id": _ID.search(text) is not None,
    }
    return tuple(field for field, is_there in spoken.items() if not is_there)


def says_any(text: str, meaning: str) -> bool:
    """Whether any line of a text speaks of something."""
    return any(says(line[:_LONGEST], meaning) for line in text.splitlines())


class Batch(NamedTuple):
    """What becomes of the batch of a file: where it is read, empty if nowhere; whether it is used then."""

    span: Syntax
    scope: Syntax
    name: str
    used: bool


def batches(source: SourceFile) -> Iterator[Batch]:
    """One for each file that reads settlements. Raises `Unreadable`."""
    settling = settling_of(source)
    for job in jobs(source):
        text = settling.text(job.function)
        if _BATCH.search(text) is None:
            yield Batch(job.function, job.function, "", False)
            continue
        read = _read(source, settling, job.function)
        if read is None:
            yield Batch(job.function, job.function, "batch", True)
        else:
            yield read


def _read(source: SourceFile, settling: Settling, function: Syntax) -> Batch | None:
    """A batch that is given a name and not spoken of again."""
    for scope in settling.reached([function]):
        for one in source.inside(scope, "assignment"):
            right, left = one.part("right"), one.text_of("left")
            if right is None or not _BATCH.search(left) or len(left) > 60 or not _NAME.fullmatch(left):
                continue
            rest = source.span(one.end, scope.end).text
            if not re.search(rf"(?<![\w$]){re.escape(left)}(?!\w)", rest):
                return Batch(one, scope, left, False)
    return None
