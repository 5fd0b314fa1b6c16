"""What a handler asks of a notification before it believes it: its amount against the order's, its status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.comparison import comparisons
from pe_audit.evidence.handler.done.origin import Origin
from pe_audit.evidence.handler.done.sql import statements
from pe_audit.evidence.handler.followed.calls import calls_of, last
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pe_audit.evidence.handler.done.effect import Effect
    from pe_audit.evidence.handler.done.origin import Origins
    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.syntax import Syntax

    Slice = Mapping[Frame, Origins]

_NOTHING = expression(r"(?i)^\(?\s*(?:null|none|nil|undefined|true|false|''|\"\"|-?[\d._]+|nan|empty)\s*\)?$")
_ORDERED = frozenset({"<", ">", "<=", ">="})
_COMPARING = expression(
    r"(?i)^(?:bccomp|gmp_cmp|compareto|compare|equals|eq|ne|neq|lt|gt|cmp|comparedto|isequalto|is_equal_to|isequal|equal|"
    r"lessthan|greaterthan|isclose|is_close|abs|fabs|issame|sameamount)$"
)
_IDENTIFIER = expression(r"[A-Za-z_]\w*")
_CHAIN = expression(
    r"(?<![\w$@\"'])[$@]{0,2}([A-Za-z_]\w*)"
    r"(?:(?:->|\??\.|::)\w+(?:\((?:[\"']\w*[\"'])?\))?|\[[\"']\w+[\"']\])*"
)
_SQL_ENDS = expression(r"[\"`']\s*[,)]")  # where the text of a statement ends and its values begin
_SIZES = frozenset({"len", "length", "count", "size"})
_DEFAULT = expression(r"\bor\b|\?\?|\|\||\?:|,")
_LONGEST = 400  # characters of an expression


def compared_amount(slice_: Slice) -> tuple[Frame, Syntax] | None:
    """Where the amount that was paid is compared with one that is known here, and its function."""
    for frame in slice_:
        source = frame.source
        for one in frame.own("comparison"):
            left, right, operator = one.part("left"), one.part("right"), one.text_of("operator")
            ordered = operator in _ORDERED or operator in ("==", "===", "!=", "!==", "<>", "is", "is not")
            if ordered and left is not None and right is not None and _are_amounts(left.text, right.text):
                return frame, one
        for call in frame.own("call"):
            if _compares_amounts(frame, call) or _looks_up_by_amount(slice_[frame], call):
                return frame, call
        for literal, text in statements(source, frame.body):
            if says(_SQL_ENDS.split(text.lower().partition("where")[2][:_LONGEST])[0], "amount"):
                return frame, literal
    return None


def read_amount(slice_: Slice, settled: Effect) -> tuple[Frame, Syntax] | None:
    """Where the amount that was paid is taken from the notification, up to what it settles, and its function."""
    for frame in slice_:
        places = [one.part("left") for one in frame.own("assignment") if frame.order(one) < settled.order]
        places += [one.part("key") for one in frame.own("pair") if one in settled.span and frame is settled.frame]
        named = [one for one in places if one is not None and says(one.last_name, "amount")]
        if named:
            return frame, named[0]
    return None


def assumed_amount(slice_: Slice) -> tuple[Frame, Syntax] | None:
    """Where a notification without an amount gets the order's own: `paid = notice.get("amount") or order.total`."""
    for frame in slice_:
        for one in frame.own("assignment"):
            left, right = one.text_of("left")[-80:], one.text_of("right")[:_LONGEST]
            if _DEFAULT.search(right) and says(left, "amount") and says(left, "received"):
                names = [name for name in _IDENTIFIER.findall(right) if says(name, "amount")]
                if len(names) > 1 and any(says(name, "expected") for name in names):
                    return frame, one
    return None


def _are_amounts(left: str, right: str) -> bool:
    """Whether two sides are sums of money, neither of them a plain number: `amount > 0` compares nothing."""
    if _NOTHING.match(left) or _NOTHING.match(right):
        return _is_difference(left) or _is_difference(right)
    return (_says_amount(left) and not _is_text(right)) or (_says_amount(right) and not _is_text(left))


def _is_difference(text: str) -> bool:
    """`abs(order.total - paid)`, `bccomp($total, $paid, 2)`, `total.compareTo(paid)`."""
    names = _IDENTIFIER.findall(text[:_LONGEST])
    return sum(says(name, "amount") for name in names) > 1 or (
        any(says(name, "amount") for name in names) and any(_COMPARING.match(name) for name in names)
    )


def _is_text(text: str) -> bool:
    return text[:1] in "\"'`"


def _says_amount(text: str) -> bool:
    found = _IDENTIFIER.findall(text[:_LONGEST])
    return any(says(name, "amount") for name in found) and not _SIZES.intersection(name.lower() for name in found[-1:])


def _compares_amounts(frame: Frame, call: Syntax) -> bool:
    name = last(call.name)
    receiver = call.text_of("receiver")[-_LONGEST:]
    given = [value_of(one).text[:_LONGEST] for one in frame.source.arguments(call)]
    if _COMPARING.match(name):
        sides = [receiver, *given] if receiver else given
        spoken = [side for side in sides if _says_amount(side)]
        return len(spoken) > 1 or (bool(spoken) and len(sides) > 1 and name.lower() not in ("abs", "fabs"))
    named = says(name, "checks") and says(name, "amount")
    return named and calls_of(frame.source).target(call) is None


def _looks_up_by_amount(origins: Origins, call: Syntax) -> bool:
    """`Order::where('cip', $cip)->where('total', $data['amount'])`: an order of another amount is not found."""
    if not says(call.name, "finds") or any(True for _ in statements(origins.frame.source, call)):
        return False
    text = call.text_of("arguments")[:_LONGEST]
    return _says_amount(text) and (call.name.lower() in ("where", "filter") or origins.is_lookup(call))


def read_status(slice_: Slice) -> tuple[Frame, Syntax] | None:
    """Where it is asked what the notification says has happened, and its function."""
    paid = {word.lower() for origins in slice_.values() for word in _final_words(origins)}
    for frame, origins in slice_.items():
        for part in _asked(frame):
            text = part.text[:_LONGEST]
            if any(word in text.lower() for word in paid) or _asks_status(origins, part):
                return frame, part
    return None


def _final_words(origins: Origins) -> Iterator[str]:
    for gateway in origins.frame.source.file.circumstances.gateways:
        yield from gateway.notification["paid"]


def _asked(frame: Frame) -> Iterator[Syntax]:
    """Every test, subject of a switch, comparison and lookup in a table of a function."""
    for condition in frame.own("condition"):
        test = condition.part("condition")
        if test is not None:
            yield test
    for switch in frame.own("switch"):
        yield switch.part("subject") or switch
    yield from (one.span for one in comparisons(frame.source) if one.span in frame.body)
    for assignment in frame.own("assignment"):
        right = assignment.part("right")
        if right is not None and says(assignment.text_of("left")[-80:], "status", "paid", "done"):
            yield right
    for pair in frame.own("pair"):
        value = pair.part("value")
        if value is not None and says(pair.text_of("key"), "status") and frame.source.string(value) is None:
            yield value


def _asks_status(origins: Origins, part: Syntax) -> bool:
    """Whether a status or event is asked for that does not come from the shop's own records."""
    for found in _CHAIN.finditer(part.text[:_LONGEST]):
        chain, root = found[0], origins.root(found[0], part.start)
        asks = says(chain, "status", "event kind") or (chain.endswith("()") and says(chain, "paid"))  # `event.isPaid()`
        if root in (Origin.RECORD, Origin.DETAIL) or not asks:
            continue
        if root is Origin.NOTICE or chain.endswith(found[1]) or not says(found[1], "order", "reply"):
            return True
    return False
