"""Where a value in a handler comes from: the notification, the merchant's own records, or a claim staked on them."""

from __future__ import annotations

import re
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from pe_audit.evidence.handler.done import sql
from pe_audit.evidence.handler.done.claim import is_claim, says_status
from pe_audit.evidence.handler.followed.calls import Function, calls_of, last, makes
from pe_audit.evidence.handler.followed.slice import DEPTH, Frame, parameters
from pe_audit.expression import expression
from pe_audit.lexicon import says, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.syntax import Syntax

_NAME = expression(r"(?<![\w.>\"'`@$])(?<!::)((?:\$this->|this\.|self\.|@)?\$?[A-Za-z_]\w*)")
_PLAIN = expression(r"(?:\$this->|this\.|self\.|@)?\$?[A-Za-z_]\w*")
_ERROR = expression(r"_|err|\w*Err|error|err[A-Z]\w*")  # what Go's calls give beside their answer
_ENTRY = expression(r"([\w.]{1,80})\[[^\[\]]*\]$")
_FILLED = expression(r"&(\w+)")  # what Go's calls write their answer to: `db.First(&order)`
_NESTED = expression(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|<[^<>()]*>")
_NAMED_ITEM = expression(r"\[\s*[\"'](\w+)[\"']\s*\]\s*$")
_WHOLE = expression(
    r"(?:\$this->|this\.|self\.|@)?\$?[A-Za-z_]\w*(?:\[0\])?(?:\s*(?:\?\?|\|\|)\s*(?:null|None|undefined))?"
)
_MAX_NESTING = 12
_NO_LOOKUP = expression(r"(?i)non_?query|execute_?update|read_?(?:value|tree)|pars|deserial|from_?json|unmarshal")
_OF_OWN = expression(r"\$this->|this\.|self\.")
# What reads the message without a parameter, and the names frameworks give the message everywhere.
_RECEIVED = expression(r"php://input|\$_(?:POST|GET|REQUEST|SERVER)\b|getallheaders|apache_request_headers")
_MESSAGES = frozenset({"request", "req"})


class Origin(Enum):
    """NOTICE: what was sent. RECORD: read from the merchant's records, DETAIL: taken from such. CLAIM: the result of a
    write that only the first of several can win. FRESH: an object made here and not yet kept."""

    NOTICE = "notice"
    RECORD = "record"
    DETAIL = "detail"
    CLAIM = "claim"
    FRESH = "fresh"


class Origins:
    """The origins of one function's values, on one way to it."""

    def __init__(self, frame: Frame, outer: Origins | None = None) -> None:
        self.frame = frame
        self.calls = calls_of(frame.source)
        self._source = frame.source
        self._outer = outer
        self._known: dict[str, list[tuple[int, Origin]]] | None = None
        self._missed: dict[str, int] = {}
        self._elsewhere: dict[str, Origin | None] = {}

    @property
    def known(self) -> dict[str, list[tuple[int, Origin]]]:
        """variable → where it gets which origin, in document order; what comes first is known to what comes later."""
        if self._known is None:
            self._known = {}
            self._read_parameters()
            places = [*self.frame.own("assignment"), *self.frame.own("call")]
            for element in sorted(places, key=lambda place: place.end):
                if element.kind == "assignment":
                    self._read_assignment(element)
                else:
                    self._read_statement(element)
        return self._known

    def _read_parameters(self) -> None:
        for parameter in parameters(self._source, self.frame.scope):
            given = self.frame.argument(parameter.name)
            if given is not None and self._outer is not None:
                origin = self._outer.of(given)
            else:
                origin = _origin_of_parameter(parameter)
            for name in _PLAIN.findall(parameter.name):
                self._note(name, 0, origin)

    def _read_assignment(self, element: Syntax) -> None:
        left, right = element.part("left"), element.part("right")
        if left is not None and right is not None:
            names = _assigned(left.text)
            origin = (self._entry_of(right) if len(names) == 2 else None) or (self.of(right) if names else None)
            for name in names:
                if _ERROR.fullmatch(name):
                    if origin is Origin.RECORD:
                        self._missed.setdefault(name, element.end)
                    continue
                taken = (origin is Origin.RECORD and len(names) != 1) or left.text[:1] == "{"
                of_state = taken and (says_status(name) or _PLAIN.fullmatch(right.text) is not None)
                self._note(name, element.end, Origin.DETAIL if of_state and origin is Origin.RECORD else origin)

    def _entry_of(self, right: Syntax) -> Origin | None:
        """Go's `_, seen := h.processed[id]`: a look at what is remembered, whatever the key is."""
        holder = _ENTRY.match(right.text)
        return Origin.RECORD if holder is not None and says(holder[1], "remembers", "store", "cache") else None

    def _read_statement(self, call: Syntax) -> None:
        """`cursor.execute("SELECT …")` makes the cursor hold records, `stmt.execute()` nothing new."""
        for argument in self._source.arguments(call):
            filled = _FILLED.fullmatch(argument.text)
            if filled is not None:
                origin = self.of(call)
                of_state = origin is Origin.RECORD and says_status(filled[1])
                self._note(filled[1], call.end, Origin.DETAIL if of_state else origin)
        receiver = call.text_of("receiver")
        if call.name.lower() == "execute" and _PLAIN.fullmatch(receiver):
            self._note(receiver, call.end, _origin_of_sql(self._sql_in(call)))

    def _note(self, name: str, place: int, origin: Origin | None) -> None:
        if origin is not None:
            self.known.setdefault(name, []).append((place, origin))

    def _sql_in(self, span: Syntax) -> Iterator[str]:
        return (text for _, text in sql.statements(self._source, span))

    def of(self, span: Syntax) -> Origin | None:
        """The origin of an expression's value; None where nothing says."""
        found = self._by_calls(span)
        return found if found is not None else self._by_names(span)

    def _by_calls(self, span: Syntax) -> Origin | None:
        of_sql = _origin_of_sql(self._sql_in(span))
        calls = self._source.inside(span, "call")
        if of_sql is Origin.CLAIM or any(is_claim(self, call) for call in calls):
            return Origin.CLAIM
        if of_sql is not None or any(self.is_lookup(call) for call in calls):
            return Origin.RECORD
        for call in calls:
            target = self.calls.target(call)
            origin = self._given_back(target, call) if target is not None else None
            if origin is not None:
                return origin
        if calls and calls[0].start == span.start + (span.text[:1] == "&") and makes(calls[0]):
            return Origin.RECORD if _loads_by_id(self, calls[0]) else Origin.FRESH
        return None

    def _given_back(self, target: Function, call: Syntax) -> Origin | None:
        """The origin of what a function returns."""
        way = self.frame.way(call)
        if self.frame.depth >= DEPTH or any(target.key == Function(one.source, one.scope).key for one, _ in way):
            return None
        inner = Origins(Frame(target.source, target.scope, self.frame, call), self)
        if inner._by_calls(inner.frame.body) is Origin.CLAIM:
            return Origin.CLAIM
        returned = [one.part("value") for one in inner.frame.own("return")]
        origins = [inner.of(value) for value in returned if value is not None]
        return next((origin for origin in origins if origin is not None), None)

    def _by_names(self, span: Syntax) -> Origin | None:
        if _RECEIVED.search(span.text):
            return Origin.NOTICE
        found = [self.of_name(match[1], span.start) for match in _NAME.finditer(span.text)]
        origins = [origin for origin in found if origin is not None]
        if Origin.CLAIM in origins:
            return Origin.CLAIM
        if origins[:1] == [Origin.RECORD] and not _is_whole(span.text):
            return Origin.DETAIL
        return origins[0] if origins else None

    def of_name(self, name: str, place: int) -> Origin | None:
        """The origin of a variable's value at a place in the file."""
        history = [origin for at, origin in self.known.get(name, ()) if at <= place]
        if history:
            return history[-1]
        if _OF_OWN.match(name) and self._is_of_record:
            return Origin.DETAIL
        if name.lower().lstrip("$") in _MESSAGES:
            return Origin.NOTICE
        if name not in self._elsewhere:
            self._elsewhere[name] = None  # until it is known: methods may call each other
            self._elsewhere[name] = self._given_elsewhere(name, place)
        return self._elsewhere[name]

    def is_missed(self, name: str, place: int) -> bool:
        """Whether a variable is the error that a look-up gives where nothing was found."""
        return bool(self.known) and self._missed.get(name, place + 1) <= place

    @cached_property
    def _is_of_record(self) -> bool:
        """Whether this is a method of a record: `$order->markPaid()` led here."""
        receiver = self.frame.call.part("receiver") if self.frame.call is not None else None
        return receiver is not None and self._outer is not None and self._outer.is_kept(receiver.text, receiver.start)

    def _given_elsewhere(self, name: str, place: int) -> Origin | None:
        """The origin of what a filter put into `@order`, or what Ruby's method `order` gives."""
        function = self.calls.function(name)
        if function is not None and function.part("parameters") is None and function != self.frame.scope:
            return self._given_back(Function(self._source, function), self._source.span(place, place))
        if name.startswith("@"):
            for given in self._source.all("assignment"):
                right = given.part("right")
                if given.text_of("left") == name and right is not None and given not in self.frame.body:
                    calls = self._source.inside(right, "call")
                    if any(self.is_lookup(call) for call in calls):
                        return Origin.RECORD
        return None

    def root(self, chain: str, place: int) -> Origin | None:
        """The origin of the variable that a chain of members and calls starts from."""
        match = _NAME.search(chain)
        return self.of_name(match[1], place) if match else None

    def is_lookup(self, call: Syntax) -> bool:
        """Whether a call reads the merchant's own records."""
        if call.name == "select" and re.match(r"\(\s*[A-Z]", call.text_of("arguments")):
            return True  # SQLAlchemy's
        surely = says(call.name, "finds")
        if not (surely or says(call.name, "fetches")) or says(call.name, "signature") or _NO_LOOKUP.search(call.name):
            return False
        chain = chain_of(call)
        if says(call.text_of("receiver"), "cache") and call.name.lower() in ("get", "exists", "has", "getasync"):
            return True
        if self.root(chain, call.start) is Origin.NOTICE and not says(chain, "records of request"):
            return False
        kept, record = says(chain, "store"), is_record_class(chain)
        if says(chain, "gateway", "outside"):
            return surely and (kept or record)
        if kept or record or says(chain, "order"):
            return True
        return surely and says(call.text_of("receiver") or call.name, "payment", "webhook")

    def is_kept(self, chain: str, place: int) -> bool:
        """Whether a chain starts from a record, or from something of unknown origin with an order's name."""
        origin = self.root(chain, place)
        if origin is None:
            first = _NAME.search(chain)
            return first is not None and says(last(first[1]), "order")
        return origin in (Origin.RECORD, Origin.DETAIL, Origin.CLAIM)


def _is_whole(text: str) -> bool:
    """Whether an expression over a record is still a record, or tells how many there are: not `order.total`."""
    member = _NAMED_ITEM.search(text)
    if member is not None:
        return says(member[1], "how many")
    bare = _bare(text.removeprefix("await ").strip("( )"))
    return _WHOLE.fullmatch(bare) is not None or says(last(re.sub(r"[?!]", "", bare)), "finds", "fetches", "how many")


def chain_of(call: Syntax) -> str:
    """The names a call is made of, without what is in brackets: `Order::where(…)->first()` → `Order::where->first`."""
    return _bare(f"{call.text_of('receiver')}.{call.name}" if call.part("receiver") else call.name)


def _bare(text: str) -> str:
    for _ in range(_MAX_NESTING):
        text, changes = _NESTED.subn("", text)
        if not changes:
            break
    return text


def is_record_class(chain: str) -> bool:
    """Whether a chain starts from a class that may be a record: `Order::`, `Pedido.`, not `Promise.`."""
    first = re.match(r"\\?(?:\w+\\)*([A-Z]\w*[a-z]\w*)(?:::|\.|->)", chain)
    if first is None or says(first[1], "machinery", "mail", "journal") or says(chain.rpartition("\\")[0], "gateway"):
        return False
    return not says(first[1], "gateway") or len(words(first[1])) > 2


def _loads_by_id(origins: Origins, call: Syntax) -> bool:
    """PrestaShop's `new Order($id)`."""
    given = origins.frame.source.arguments(call)
    return len(given) == 1 and says(last(call.name), "order") and re.match(r"\(?(?:int|\$)", given[0].text) is not None


def _origin_of_sql(statements: Iterator[str]) -> Origin | None:
    found = None
    for statement in statements:
        if sql.claims(statement):
            return Origin.CLAIM
        if sql.reads(statement):
            found = Origin.RECORD
    return found


def _origin_of_parameter(parameter: Syntax) -> Origin | None:
    """A handler's parameter is the message, unless its name or type says a record or a service."""
    kind = parameter.text_of("type") or ""
    if says(last(kind), "order"):
        return Origin.RECORD
    if says(parameter.name, "store", "reply", "mail") or says(kind, "store", "reply", "mail"):
        return None
    return Origin.NOTICE


def _assigned(left: str) -> list[str]:
    """The variables that an assignment gives a value to; none for a member of something."""
    if _PLAIN.fullmatch(left):
        return [left]
    if left[:1] in "{[(" or left.startswith("list(") or ("," in left and "(" not in left):
        return [match[1] for match in _NAME.finditer(left)]
    return []
