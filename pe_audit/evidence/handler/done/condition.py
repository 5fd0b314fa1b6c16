"""What the test of a condition says about the past: that this was done before, that it is new, or one of the two."""

from __future__ import annotations

import re
from enum import Flag
from typing import TYPE_CHECKING

from pe_audit.evidence.handler.done.claim import says_status
from pe_audit.evidence.handler.done.origin import Origin
from pe_audit.evidence.handler.followed.calls import last
from pe_audit.evidence.syntax import Syntax
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.handler.done.origin import Origins


class Says(Flag):
    """SEEN: true if it was done before. NEW: true if it was not. Both: it depends on that, one way or the other."""

    NOTHING = 0
    SEEN = 1
    NEW = 2
    EITHER = 3


_JOINT = expression(r"&&|\|\||\band\b|\bor\b|\bAND\b|\bOR\b")
_NEGATED_WHOLE = expression(r"^[\s(]*(?:!|not\b)\s*\(.*(?:&&|\|\||\band\b|\bor\b)", re.DOTALL)
_NEGATION = expression(r"^[\s(]*(?:(?:bool|int)\)\s*)?(?:!(?!=)|not\b(?!\s+in\b))")
_MEMBERS = (
    r"(?:\s*(?:\?->|->|\?\.|&\.|!?\.|::)\s*\w+(?:\(\s*(?:[\"']\w*[\"'])?\s*\))?|\[\s*(?:[\"']\w+[\"']|:\w+)\s*\])"
)
_CHAIN = expression(r"(?<![\w.>\"'`@$])((?:\$this->|this\.|self\.|@)?\$?[A-Za-z_]\w*)(" + _MEMBERS + "+)")
_PRESENT = frozenset(["HasValue", "Value", "isPresent", "present", "filled"])  # `order.PaidAt.HasValue`
_ITEM = expression(r"(\$?[A-Za-z_]\w*)\[\d+\]\s*((?:[!=]=+|<>)\s*[\"'].*)")  # a column by its number
_WORD = expression(r"(?<![\"'\w$@])((?:\$this->|this\.|self\.|@)?\$?[A-Za-z_]\w*)")
_ERROR = expression(r"(?i)\b\w*err(?:or)?\b|exception")
_ASKS = expression(r"\?\s*\)*$")  # Ruby's `pending?`
_STRING = expression(r"\"[^\"]*\"|'[^']*'|`[^`]*`")
_NOTHING_THERE = expression(r"^\(?\s*(?:null|None|undefined|nil|NULL|0|false|False|FALSE|\"\"|'')\s*\)?$")
_THERE = expression(r"^\(?\s*(?:1|true|True|TRUE|not\s+null)\s*\)?$")
_COUNT = expression(
    r"(?:count|length|size|rows?|exists?|present|any|found|num_rows|rowcount|first|affected_?rows?)(?:\(\)|\?)?$", re.I
)
_EMPTY = expression(
    r"(?i)^(?:!|not\s)?\s*\(?\s*(?:empty|is_?null|blank|isnothing)\s*\(|(?:isEmpty|empty|doesntExist|isNull|missing)\(\)\)*$"
    r"|\.(?:nil|blank|empty|none|zero)\?\)*$"
)
_OUTER = expression(
    r"(?i)^[\s(!]*(?:not\s+)?(?:await\s+)?(?:(?:int|bool|string)\)\s*)?(?:(?:count|len|sizeof|isset|empty|is_null|boolean|bool)\s*\()*"
)
_VARIABLE = expression(r"\$?[a-z]\w*(?:(?:->|\.)[a-z]\w*)?(?:\(\))?")
_CONTAINS = frozenset({"includes", "contains", "containskey", "in_array", "has"})
_EQUALS = frozenset({"equals", "equalsignorecase", "is", "eq", "includes", "contains", "in_array", "has", "isequalto"})
_FLIPS = frozenset({"!=", "!==", "<>", "not in", "is not", "not"})
_KEPT = (Origin.RECORD, Origin.DETAIL)
_STATEMENT_RESULT = frozenset({"query", "execute"})


def read(origins: Origins, test: Syntax) -> Says:
    """What a whole test says; parts joined by and/or each say their own."""
    said = Says.NOTHING
    for atom in _atoms(test):
        said |= _atom(origins, atom)
    return _flipped(said) if _NEGATED_WHOLE.match(test.text) else said


def read_case(origins: Origins, subject: Syntax, value: Syntax | None) -> Says:
    """What it says to be in a branch of a switch over `subject`."""
    if value is None or value.text.startswith(("default", "_")):
        return Says.NOTHING
    for root, members in _chains(subject):
        if origins.of_name(root, subject.start) in _KEPT and says_status(members):
            return _by_literal(value.text, equal=True)
    if says_status(subject.text) and origins.of(subject) in _KEPT:
        return _by_literal(value.text, equal=True)
    return Says.NOTHING


def _atoms(test: Syntax) -> Iterator[Syntax]:
    text, start = test.data[test.start : test.end].decode("latin-1"), 0
    for joint in [*_JOINT.finditer(text), None]:
        end = joint.start() if joint else len(text)
        if text[start:end].strip(" \t\r\n()"):
            yield Syntax("atom", test.start + start, test.start + end, {}, test.data)
        start = joint.end() if joint else end


def _flipped(said: Says) -> Says:
    return {Says.SEEN: Says.NEW, Says.NEW: Says.SEEN}.get(said, said)


def only_looks(origins: Origins, test: Syntax) -> bool:
    """Whether a test rests on a look at what is there, which another run may have had at the same time."""
    atoms = list(_atoms(test))
    looks = [any(reader(origins, atom) for reader in _LOOKS) for atom in atoms]
    if any(reader(origins, atom) for atom in atoms for reader in (_claimed, _refused)):
        return False
    by_name = any(_remembered(origins, atom) for atom, looked in zip(atoms, looks, strict=True) if not looked)
    return any(looks) and not by_name


def _atom(origins: Origins, atom: Syntax) -> Says:
    text = atom.text
    negated = _NEGATION.match(text) is not None
    for reader in (*_CLAIMS, *_LOOKS):
        said = reader(origins, atom)
        if said:
            return _flipped(said) if negated else said
    return Says.NOTHING


def _remembered(origins: Origins, atom: Syntax) -> Says:
    """Names that say so: `alreadyProcessed(id)`, `$duplicado`, `created` of a get-or-create."""
    for match in _WORD.finditer(_STRING.sub("''", atom.text)):
        name = match[1]
        constant = name.isupper() or name[:1].isupper()
        if not constant and says(last(name), "remembers") and origins.of_name(name, atom.start) is not Origin.NOTICE:
            before = atom.text[: match.start()].rstrip()
            root = _WORD.search(before)
            if (
                not before.endswith((".", ">"))
                or root is None
                or origins.of_name(root[1], atom.start) is not Origin.NOTICE
            ):
                return Says.EITHER
    return Says.NOTHING


def _claimed(origins: Origins, atom: Syntax) -> Says:
    """The outcome of a claim. Whether a statement ran at all (PHP's `if ($stmt->execute())`) is none."""
    if origins.of(atom) is not Origin.CLAIM:
        return Says.EITHER if _counts_rows(origins, atom) else Says.NOTHING
    source = origins.frame.source
    if source.inside(atom, "comparison"):
        return Says.EITHER
    bare = atom.text.strip(" \t\r\n()!")
    value: Syntax = atom
    if re.fullmatch(r"\$?\w+", bare):
        given = [one for one in origins.frame.assigned.get(bare, ()) if one.end <= atom.start]
        right = given[-1].part("right") if given else None
        value = right if right is not None else atom
    calls = source.inside(value, "call")
    ran_only = bool(calls) and last(calls[0].name).lower().removeprefix("mysqli_") in _STATEMENT_RESULT
    return Says.NOTHING if ran_only and _plain(bare, calls[0].text) else Says.EITHER


def _counts_rows(origins: Origins, atom: Syntax) -> bool:
    """Whether it is asked how many rows an update in a store changed: `repo.markPaid(id) == 0`."""
    for one in origins.frame.source.inside(atom, "comparison"):
        left = one.part("left")
        call = origins.frame.source.exactly(left, "call") if left is not None else None
        if call is not None and re.fullmatch(r"[01]L?", one.text_of("right")):
            return says(call.text_of("receiver"), "store") and says(call.name, "updates", "settles")
    return False


def _refused(_origins: Origins, atom: Syntax) -> Says:
    """That the database refused a second row: `errors.Is(err, gorm.ErrDuplicatedKey)`, `pgErr.Code == "23505"`."""
    return Says.SEEN if _ERROR.search(atom.text) and says(atom.text, "unique") else Says.NOTHING


def _missed(origins: Origins, atom: Syntax) -> Says:
    """Whether a look-up gave an error, that nothing was found: Go's `err == nil`, `errors.Is(err, ErrNotFound)`."""
    if not any(origins.is_missed(match[1], atom.start) for match in _WORD.finditer(atom.text)):
        return Says.NOTHING
    for comparison in origins.frame.source.inside(atom, "comparison"):
        equal, other = comparison.text_of("operator") == "==", comparison.text_of("right")
        if _NOTHING_THERE.match(other):
            return Says.SEEN if equal else Says.NEW
        if says(other, "absent"):
            return Says.NEW if equal else Says.SEEN
    return Says.NEW if says(atom.text, "absent") else Says.NOTHING


def _plain(bare: str, call: str) -> bool:
    return re.fullmatch(r"\$?\w+", bare) is not None or bare.startswith(call[:20])


def _state(origins: Origins, atom: Syntax) -> Says:
    """The state of a record: `order.status === 'paid'`, `$pedido->isPaid()`, `pedido["estado"] != "pendiente"`."""
    for root, members in _chains(atom):
        known = says_status(members) or _asks_unpaid(atom, members)
        if known and origins.of_name(root, atom.start) in _KEPT:
            return _state_of_record(origins, atom, members)
    for match in _WORD.finditer(_STRING.sub("''", atom.text)):
        if origins.of_name(match[1], atom.start) is Origin.DETAIL and says_status(match[1]):
            return _state_of_record(origins, atom, match[1])
    for match in _ITEM.finditer(atom.text):
        literal = _STRING.search(match[2])
        if literal and origins.of_name(match[1], atom.start) in _KEPT and says(literal[0], "paid", "unpaid", "done"):
            return _by_literal(literal[0], match[2].lstrip()[0] == "=")
    return Says.NOTHING


def _state_of_record(origins: Origins, atom: Syntax, members: str) -> Says:
    other, equal = _other_side(origins, atom, members)
    if other is None:
        literal = _STRING.findall(members)
        if literal and not re.fullmatch(r"\[.*\]", members.strip()):
            return _by_literal(literal[-1], equal=True)
        if _asks_unpaid(atom, members):
            return Says.NEW
        return Says.SEEN if says(_tail(members), "paid", "done") else Says.NOTHING
    if re.fullmatch(r"\d+", other.strip()) and says(_tail(members) + members, "status") and not says(members, "paid"):
        return Says.EITHER  # a stage by its number
    if _NOTHING_THERE.match(other) or _THERE.match(other):
        there = equal is not (_NOTHING_THERE.match(other) is not None)
        return (Says.SEEN if there else Says.NEW) if says(_tail(members), "paid", "done") else Says.NOTHING
    return _by_literal(other, equal)


def _asks_unpaid(atom: Syntax, members: str) -> bool:
    return _ASKS.search(atom.text) is not None and says(_tail(members), "unpaid")


def _other_side(origins: Origins, atom: Syntax, members: str) -> tuple[str | None, bool]:
    """What a record's state is compared with, and whether the test wants them equal."""
    source = origins.frame.source
    for comparison in source.inside(atom, "comparison"):
        left, right = comparison.text_of("left"), comparison.text_of("right")
        other = right if members.strip() in left else left
        operator = " ".join(comparison.text_of("operator").split())
        flips = operator in _FLIPS or other.startswith("not ")
        return other.removeprefix("not "), not flips
    for call in source.inside(atom, "call"):
        if last(call.name).lower() in _EQUALS:
            sides = [call.text_of("receiver"), *(one.text for one in source.arguments(call))]
            return next((side for side in sides if members.strip() not in side and side), None), True
    return None, True


def _by_literal(other: str, equal: bool) -> Says:
    names = re.findall(r"[A-Za-z_]\w*", other)
    if _VARIABLE.fullmatch(other.strip()) and not says(other, "paid"):
        return Says.EITHER
    if any(says(name, "unpaid") for name in names):
        return Says.NEW if equal else Says.SEEN
    if any(says(name, "paid", "done") for name in names):
        return Says.SEEN if equal else Says.NEW
    return Says.NOTHING if any(says(name, "ended") for name in names) else Says.EITHER


def _existence(origins: Origins, atom: Syntax) -> Says:
    """Whether a record was found: `existing`, `rows.length > 0`, `payments.existsByOperation(…)`."""
    source = origins.frame.source
    comparison = next(iter(source.inside(atom, "comparison")), None)
    subject = comparison.part("left") if comparison is not None else atom
    if subject is None or not _is_about_existence(origins, subject):
        return Says.NOTHING
    empty = _EMPTY.search(subject.text.strip()) is not None
    said = Says.NEW if empty else Says.SEEN
    if comparison is None:
        return said
    right, operator = comparison.text_of("right"), " ".join(comparison.text_of("operator").split())
    nothing = _NOTHING_THERE.match(right) is not None
    if not nothing and not _THERE.match(right):
        return Says.NOTHING
    if operator in (">", ">="):
        return said
    if operator in ("<", "<="):
        return _flipped(said)
    unequal = operator in _FLIPS or right.startswith("not ")
    return said if nothing is unequal else _flipped(said)


def _membership(origins: Origins, atom: Syntax) -> Says:
    """Whether an id is among those known: `id in known`, `known.includes(id)`, `in_array($id, $known)`."""
    source = origins.frame.source
    for comparison in source.inside(atom, "comparison"):
        operator, known = " ".join(comparison.text_of("operator").split()), comparison.part("right")
        if operator in ("in", "not in") and known is not None and origins.of(known) in _KEPT:
            return Says.SEEN if operator == "in" else Says.NEW
    for call in source.inside(atom, "call"):
        holder = source.argument(call, 1) if last(call.name) == "in_array" else call.part("receiver")
        if last(call.name).lower() in _CONTAINS and holder is not None and origins.of(holder) in _KEPT:
            return Says.SEEN
    return Says.NOTHING


_CLAIMS = (_remembered, _claimed, _refused)
_LOOKS = (_missed, _state, _membership, _existence)


def _is_about_existence(origins: Origins, subject: Syntax) -> bool:
    if origins.of(subject) is not Origin.RECORD:
        return False
    core = _OUTER.sub("", subject.text).strip().rstrip(")").strip()
    if re.fullmatch(r"(?:\$this->|this\.|self\.|@)?\$?\w+(?:\[0\])?", core):
        return True
    calls = origins.frame.source.inside(subject, "call")
    asked = [call for call in calls if origins.is_lookup(call) or origins.calls.target(call) is not None]
    if any(call.end >= subject.end - 2 for call in asked):
        return True
    return (
        _COUNT.search(core) is not None
        or _COUNT.search(core + ")") is not None
        or _EMPTY.search(subject.text.strip()) is not None
    )


def _chains(span: Syntax) -> Iterator[tuple[str, str]]:
    for match in _CHAIN.finditer(span.text):
        yield match[1], match[2]


def _tail(members: str) -> str:
    names = [name for name in re.findall(r"\w+", members) if name not in _PRESENT]
    return names[-1] if names else ""
