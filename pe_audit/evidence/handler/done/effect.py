"""What a handler changes, in the order of the source: the writes, counts, messages and shipments of a slice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pe_audit.evidence.handler.done import sql
from pe_audit.evidence.handler.done.claim import is_claim, says_status
from pe_audit.evidence.handler.done.origin import Origin, chain_of, is_record_class
from pe_audit.evidence.handler.followed.calls import makes
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.handler.done.origin import Origins
    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.syntax import Syntax


class Change(Enum):
    """What a second run does. CLAIM: nothing. SET: the same write. LEAVE: decided elsewhere. The others: it again."""

    CLAIM = "claims the notification"
    SET = "sets the order's state"
    INSERT = "adds a record"
    COUNT = "adds to or takes from a number"
    SEND = "writes to somebody"
    FULFIL = "delivers"
    LEAVE = "leaves the file"


REPEATS = frozenset({Change.INSERT, Change.COUNT, Change.FULFIL})


@dataclass(frozen=True, slots=True, eq=False)
class Effect:
    """One change. `settles`: it says that something is paid; `literal`: with a fixed word, whatever was sent.

    `notes`: what is added may be the notification itself, in a table that may refuse a second one. `staged`: nothing
    happens until something is saved later.
    """

    change: Change
    frame: Frame
    span: Syntax
    settles: bool = False
    literal: bool = False
    notes: bool = False
    staged: bool = False

    @property
    def order(self) -> tuple[int, ...]:
        return self.frame.order(self.span)

    @property
    def name(self) -> str:
        """What is called, for people; empty for an assignment or a statement."""
        return self.span.name if self.span.kind == "call" else ""


_GROWING_PAIR = expression(r"\$inc\b|\b(?:increment|decrement)[\"']?\s*:")
_GROWING_VALUE = expression(
    r"\b(?P<own>\w+(?:\.\w+)+)\s*:\s*(?P=own)\s*[+-]|\bF\(\s*[\"']\w+[\"']\s*\)\s*[+-]|\b(?:raw|Expr)\(\s*[\"'`][^\"'`]{0,80}[+-]"
    r"|[\"'](?P<column>\w{1,64})\s*=\s*(?P=column)\s*[+-]|UpdateExpression[^,]{0,40}[\"']\s*ADD\b"
)
_MEMBER = expression(r"(?:->|\.|\[\s*[\"']?)(\w+)[\"'\])\s]*$")
_FIRST = expression(r"(?:await\s+)?(?:\$?this(?:\.|->)|self\.)?[$_@]*(\w+)")
_PAID_LITERAL = expression(r"[\"'`:.](\w+)[\"'`]?\s*$")
_VAGUE = frozenset({"append", "put", "generate", "add", "record"})
_ADDS = frozenset({"add", "addasync", "addrange", "addrangeasync", "add_all", "addall", "put", "put_item", "putitem"})
_FEW = 8
# What writes values out, or makes a statement that does nothing yet.
_SPELLS = expression(
    r"(?i)write_?value|serializ|stringify|marshal|encode|dumps?$|render|^create(?:named|native)?query|^create_?(?:query_?builder|"
    r"criteria|statement|command)|^add(?:with_?value|_?param\w*)$|^bind_?(?:value|param)"
)
_ASKING = expression(r"(?i)(?:where|filter|find|objects|query)")
_QUEUEING = expression(
    r"(?i)^(?:delay|dispatch\w*|queue|enqueue\w*|apply_async|perform_(?:later|async)|publish\w*|emit|event)$"
)


def effects_of(origins: Origins) -> Iterator[Effect]:
    """The changes that one function of a slice makes itself, not what is followed from it."""
    frame = origins.frame
    for assignment in frame.own("assignment"):
        yield from _of_assignment(origins, assignment)
    own = frame.own("string")
    for literal, text in sql.statements(frame.source, frame.body):
        if literal in own:
            yield from _of_statement(frame, literal, text)
    calls = [call for call in frame.own("call") if not frame.follows(call)]
    claims = [call for call in calls if is_claim(origins, call)]
    for call in calls:
        if call in claims:
            yield Effect(Change.CLAIM, frame, call)
        elif not any(call in receiver for claim in claims if (receiver := claim.part("receiver")) is not None):
            yield from effects_of_call(origins, call)


def _of_assignment(origins: Origins, assignment: Syntax) -> Iterator[Effect]:
    left, right = assignment.part("left"), assignment.part("right")
    if left is None or right is None:
        return
    member = _MEMBER.search(left.text)
    if member is None or not origins.is_kept(left.text, assignment.start):
        return
    operator = assignment.text_of("operator")
    if operator in ("+=", "-=") or re.search(re.escape(left.text) + r"\s*[+-]", right.text):
        yield Effect(Change.COUNT, origins.frame, assignment, staged=True)
    else:
        paid = says(_last_word(right.text), "paid", "done")
        settles = says_status(member[1]) or paid
        yield Effect(Change.SET, origins.frame, assignment, settles, literal=settles and paid, staged=True)


def _of_statement(frame: Frame, literal: Syntax, text: str) -> Iterator[Effect]:
    verb = sql.verb_of(text)
    table = sql.table_of(text)
    if verb not in ("insert", "update", "merge", "replace") or says(table, "journal"):
        return
    if sql.claims(text):
        yield Effect(Change.CLAIM, frame, literal)
    elif verb == "insert":
        yield Effect(Change.INSERT, frame, literal, notes=says(table, "noticebook"))
    elif sql.grows(text):
        yield Effect(Change.COUNT, frame, literal)
    else:
        written = sql.assignments_of(text)
        yield Effect(Change.SET, frame, literal, says_status(written), literal=says_paid(written))


def effects_of_call(origins: Origins, call: Syntax) -> Iterator[Effect]:
    """What one call changes, by its name, its receiver and its arguments."""
    chain = chain_of(call)
    first = _FIRST.match(chain)
    verb = call.words[0] if call.words else ""
    if first is None or not verb or says(first[1], "reply") or says(chain, "journal") or says(call.name, "signature"):
        return
    if says(verb, "finds", "fetches") or verb in ("is", "has", "to", "new") or makes(call) or _SPELLS.match(call.name):
        return
    if any(True for _ in sql.statements(origins.frame.source, call)):
        return
    change = _change(origins, call, chain, verb)
    if change is None:
        return
    text = call.text_of("arguments")
    settles = change is Change.SET and (says(call.name, "status", "paid", "done") or says_status(text))
    yield Effect(
        change,
        origins.frame,
        call,
        settles,
        literal=settles and says_paid(text),
        notes=change is Change.INSERT and (says(chain, "noticebook") or _makes_notice(text)),
        staged=verb in ("add", "persist", "set"),
    )


def _change(origins: Origins, call: Syntax, chain: str, verb: str) -> Change | None:
    text = call.text_of("arguments")
    kept = says(chain, "database" if says(chain, "service") else "store") or origins.is_kept(chain, call.start)
    abroad = says(chain, "gateway", "outside") and not kept
    if _grows(call, text, kept):
        return Change.COUNT
    if _QUEUEING.match(call.name):
        return _queued(chain)
    if says(call.name, "sends") and says(chain, "mail"):
        return Change.SEND
    if abroad:
        return Change.LEAVE if says(chain, "service", "webhook") and _leaves(origins, call, chain, text) else None
    if says(call.name, "fulfils"):
        return Change.FULFIL
    if says(verb, "inserts") and _inserts(origins, call, chain, verb, kept):
        return Change.INSERT
    if _sets(origins, call, chain, verb, kept):
        return Change.SET
    if says(verb, "sends") and call.part("receiver") is None and says(call.name, "order", "fulfils", "payment", "mail"):
        return Change.SEND
    return Change.LEAVE if _leaves(origins, call, chain, text) else None


def _grows(call: Syntax, text: str, kept: bool) -> bool:
    if says(call.name, "counts") and len(text) > 2:
        return True
    if says(call.name, "updates") and (_GROWING_PAIR.search(text) or _GROWING_VALUE.search(text)):
        return True
    field = re.fullmatch(r"set(\w+)", call.name)
    return (
        kept
        and field is not None
        and bool(re.search(rf"\bget{field[1]}\(\)\s*(?:[+-]|\.(?:add|subtract|plus|minus))", text))
    )


def _queued(chain: str) -> Change:
    """A job may remember by itself, a message to the customer does not."""
    return Change.SEND if says(chain, "mail") else Change.FULFIL if says(chain, "fulfils") else Change.LEAVE


def _inserts(origins: Origins, call: Syntax, chain: str, verb: str, kept: bool) -> bool:
    text, receiver = call.text_of("arguments"), call.text_of("receiver")
    root = origins.root(chain, call.start)
    if says(receiver, "mail"):
        return False
    if root is Origin.FRESH or receiver.startswith(("new ", "(new ")):
        return says(verb, "keeps") or (verb == "add" and text in ("()", "(true)", "(false)"))
    if says(chain, "mail") or (verb in ("save", "store", "put", "persist") and not _gives_fresh(origins, call)):
        return False
    if root in (Origin.RECORD, Origin.DETAIL):
        return verb not in ("save", "put", "store") and len(text) > 2
    if verb == "insert" and receiver:
        return True
    if len(text) <= 2 or (verb in _VAGUE and not (says(chain, "store") and call.name.lower() in _ADDS)):
        return False
    if text.startswith("(&"):  # a record that Go makes on the spot
        return True
    return kept or is_record_class(chain) or (says(receiver, "order", "payment") and not says(chain, "service"))


def _gives_fresh(origins: Origins, call: Syntax) -> bool:
    """Whether what is saved was made here: `payments.save(new Payment(…))`."""
    given = origins.frame.source.argument(call, 0)
    return given is not None and origins.of(given) is Origin.FRESH


def _sets(origins: Origins, call: Syntax, chain: str, verb: str, kept: bool) -> bool:
    if not says(verb, "updates"):
        return says(call.name, "settles once")
    root = origins.root(chain, call.start)
    receiver = call.text_of("receiver")
    if root in (Origin.RECORD, Origin.DETAIL) or (root is not None and says(call.name, "status")):
        return True
    if not receiver or call.text_of("arguments") == "()":
        return False
    if is_record_class(chain):
        return bool(_ASKING.search(receiver)) or call.text_of("arguments")[1:2] in "{["
    return kept or says(receiver, "order", "payment")


def _leaves(origins: Origins, call: Syntax, chain: str, text: str) -> bool:
    """Whether a call to code elsewhere may settle the order or remember the notification."""
    if len(text) <= 2 or says(chain, "machinery", "outside", "mail") or _runs_statement(origins, call):
        return False
    return says(call.name, "settles") and says(chain + text, "order", "payment", "webhook", "paid", "done", "unpaid")


def _runs_statement(origins: Origins, call: Syntax) -> bool:
    """`$query->execute([$cip])` of a statement prepared here, which is an effect itself."""
    receiver = call.text_of("receiver")
    prepared = origins.frame.assigned.get(receiver, [])[:_FEW]
    if call.text_of("arguments")[1:2] == "[" or (says(chain_of(call), "store") and call.name.lower() == "execute"):
        return True
    return any(True for one in prepared for _ in sql.statements(origins.frame.source, one))


def _makes_notice(text: str) -> bool:
    made = re.match(r"\(\s*(?:new\s+)?(\w+)\s*[({]", text)
    return made is not None and says(made[1], "noticebook")


def says_paid(text: str) -> bool:
    return any(says(name, "paid", "done") for name in re.findall(r"[A-Za-z_]\w*", text))


def _last_word(text: str) -> str:
    found = _PAID_LITERAL.search(text)
    return found[1] if found else ""
