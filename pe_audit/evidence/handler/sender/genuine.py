"""Whether a test tells a genuine notification from a forged one, followed through variables and functions."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.comparison import XOR, comparisons
from pe_audit.evidence.handler.done.flow import branches
from pe_audit.evidence.handler.followed.calls import Function, calls_of, last
from pe_audit.evidence.mac import mac_of, macs
from pe_audit.evidence.proof import proofs_of
from pe_audit.evidence.syntax import Syntax
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.comparison import Comparison
    from pe_audit.evidence.source import SourceFile

_JOINT = expression(r"&&|\|\||\band\b|\bor\b|\bAND\b|\bOR\b")
_NEGATED = expression(r"^[\s(]*(?:(?:await|bool|try\??)\s+)*(?:!(?!=)|not\b(?!\s+in\b))")
_NEGATED_WHOLE = expression(r"^[\s(]*(?:!|not\b)\s*\((?=[^()]*(?:\([^()]*\)[^()]*)*(?:&&|\|\||\band\b|\bor\b))")
_FALSE = expression(r"^\(?\s*(?:false|False|FALSE|null|NULL|None|nil|undefined|0|)\s*\)?$")
_TRUE = expression(r"^\(?\s*(?:true|True|TRUE|1)\s*\)?$")
_TELLS_FALSE = expression(r"\b(?:false|False|FALSE)\b")
_UNEQUAL = frozenset({"!=", "!==", "<>", "is not"})
_NAME = expression(r"[$@]{0,2}[A-Za-z_]\w*")
_ROOT = expression(
    r"[\s(!]*(?:not\s+)?(?:\$this->|this\.|self\.)?([$@]{0,2}[A-Za-z_]\w*)((?:\??\.|->)\w+)?[\s)!?]*(?:$|[=!<>]|is\b)"
)
_ORDERS = frozenset(
    {"strcmp", "strcasecmp", "strncmp", "strcoll", "compareto", "compare", "localecompare", "compareordinal"}
)
_POSTBACK = b"_notify-validate"  # PayPal is asked whether it sent this, and answers with one word
_VERIFIED = expression(r"[\"']VERIFIED[\"']")
_PROMISE = "the check is asynchronous and nobody waits for it: a promise is true whatever it will say"
_MOST = 6  # functions followed in one another, values followed back


class Validity(NamedTuple):
    """That a value tells genuine from forged: `genuine` is its truth for a genuine message.

    `excuse`: a test that makes it say "genuine" unasked, and its file. `by_name`: only a name says what it tells.
    """

    genuine: bool
    excuse: tuple[SourceFile, Syntax] | None = None
    by_name: bool = False
    void: str = ""


class Joint(Enum):
    AND = "and"
    OR = "or"


def validity_of_test(source: SourceFile, test: Syntax) -> tuple[Validity | None, Syntax | None]:
    """What a whole test tells; and the part of it that lets a message pass without being asked, if there is one."""
    whole = _NEGATED_WHOLE.match(test.text)
    if whole is not None:
        inner = Syntax("test", test.start + len(whole[0].encode()), test.end, {}, test.data)
        found, excuse = validity_of_test(source, inner)
        return (found._replace(genuine=not found.genuine) if found is not None else None), excuse
    atoms = list(_atoms(test))
    told = [(atom, validity(source, atom)) for atom, _ in atoms]
    joints = {joint for _, joint in atoms}
    for atom, found in told:
        if found is not None:
            others = [other for other, one in told if one is None and other is not atom]
            # `missing || forged` stops both; `present && forged` lets pass what is not present, as `missing || genuine`
            escapes = Joint.OR if found.genuine else Joint.AND
            return found, others[0] if others and escapes in joints else None
    return None, None


def validity(source: SourceFile, span: Syntax, depth: int = 0) -> Validity | None:
    """What the value of an expression tells of the sender; None if nothing."""
    if depth > _MOST:
        return None
    told = _of_comparison(source, span) or _of_call(source, span, depth) or _of_variable(source, span, depth)
    if told is None or not _NEGATED.match(span.text):
        return told
    return told._replace(genuine=not told.genuine)


def returned(function: Function, depth: int = 0) -> Validity | None:
    """What a function's result tells; found once."""
    known: dict[tuple[int, int], Validity | None] = function.source.__dict__.setdefault("_validities", {})
    place = function.scope.start, function.scope.end
    if place not in known:
        known[place] = None  # until it is known: functions may call each other
        known[place] = _returned(function, depth)
    return known[place]


def _atoms(test: Syntax) -> Iterator[tuple[Syntax, Joint | None]]:
    """The parts of a test that and/or join, each with what joins it to the next."""
    text, start = test.data[test.start : test.end].decode("latin-1"), 0
    for joint in [*_JOINT.finditer(text), None]:
        end = joint.start() if joint else len(text)
        if text[start:end].strip(" \t\r\n()"):
            how = None if joint is None else Joint.AND if joint[0].lower() in ("&&", "and") else Joint.OR
            yield Syntax("atom", test.start + start, test.start + end, {}, test.data), how
        start = joint.end() if joint else end


def proving(source: SourceFile, span: Syntax) -> list[Comparison]:
    """The comparisons in a span that prove who sent the message."""
    return [one for one in comparisons(source) if one.span in span and proofs_of(source).of(one) is not None]


def _of_comparison(source: SourceFile, span: Syntax) -> Validity | None:
    for one in proving(source, span):
        if _in_function(source, one.span, span):
            continue
        equal = one.operator not in _UNEQUAL
        if last(one.operator).lower() in _ORDERS or one.operator == XOR:
            equal = False
        told = equal is _outcome(source, one.span, span)
        return Validity(told, void=_void(source, one))
    if _POSTBACK in source.file.data:
        for one in comparisons(source):
            if one.span in span and any(_VERIFIED.fullmatch(side.text) for side in (one.left, one.right)):
                equal = one.operator not in _UNEQUAL and last(one.operator).lower() not in _ORDERS
                return Validity(equal is _outcome(source, one.span, span))
    return None


def _in_function(source: SourceFile, inner: Syntax, span: Syntax) -> bool:
    holder = source.function(inner)
    return holder is not None and holder in span and holder != span


def _outcome(source: SourceFile, inner: Syntax, span: Syntax) -> bool:
    """Whether the span is true where what stands in it is: false for `f(x) == 0`, `f(x) === false`."""
    for one in source.inside(span, "comparison"):
        left, right, operator = one.part("left"), one.text_of("right"), one.text_of("operator")
        if left is None or inner not in left or inner == one:
            continue
        falsy, truthy = _FALSE.match(right) is not None, _TRUE.match(right) is not None
        if falsy or truthy:
            return truthy is (operator not in _UNEQUAL)
        return operator not in _UNEQUAL
    return True


def _void(source: SourceFile, one: Comparison) -> str:
    """Why a comparison proves nothing although it is made: its MAC is the same for every message."""
    for side in (one.left, one.right):
        mac = mac_of(source, side)
        while mac is not None:
            if not mac.updated:
                return "the MAC is computed without the message, so one captured signature fits every notification"
            if mac.swapped:
                return "key and message are swapped: whoever sends the message chooses the key"
            mac = mac.within
    return ""


def _of_call(source: SourceFile, span: Syntax, depth: int) -> Validity | None:
    for call in source.inside(span, "call"):
        if _in_function(source, call, span):
            continue
        target = calls_of(source).target(call)
        told = returned(target, depth + 1) if target is not None else None
        if told is None and target is None and verifies_by_name(source, call):
            told = Validity(True, by_name=True)
        if told is None and any(mac.verifies is not None and mac.call == call for mac in macs(source)):
            told = Validity(True)
        if told is not None:
            if target is not None and _is_promise(source, call, target):
                told = told._replace(void=_PROMISE)
            return told._replace(genuine=told.genuine is _outcome(source, call, span))
    return None


def _is_promise(source: SourceFile, call: Syntax, target: Function) -> bool:
    """Whether an asynchronous function is called and its answer not waited for."""
    head = target.scope.data[max(0, target.scope.start - 8) : target.scope.start + 40]
    if not re.search(rb"\basync\b", head):
        return False
    around = source.file.data[max(0, call.start - 40) : call.start]
    return not re.search(rb"\bawait\b[\s(!]*[\w$.>-]*$", around) and not source.file.data[call.end :].startswith(b".")


def verifies_by_name(source: SourceFile, call: Syntax) -> bool:
    """Whether a function that is not seen is called for what it does: `verifySignature(…)`, `constructEvent(…)`."""
    name = last(call.name)
    if says(name, "verifies"):
        return True
    return says(name, "checks") and (
        says(name, "signature", "webhook")
        or says(call.text_of("receiver")[-60:], "signature", "webhook")
        or says(call.text_of("arguments")[:300], "signature")
    )


def _of_variable(source: SourceFile, span: Syntax, depth: int) -> Validity | None:
    found = _ROOT.match(span.text)
    if found is None:
        return None
    name, member = found[1], found[2] or ""
    value = _assigned(source, name, span)
    if value is None:
        return None
    told = validity(source, value, depth + 1)
    if told is None:
        return None
    if member and says(member, "fault"):
        told = told._replace(genuine=False)
    return told._replace(genuine=told.genuine is _outcome_of_name(source, span))


def _outcome_of_name(source: SourceFile, span: Syntax) -> bool:
    one = next(iter(source.inside(span, "comparison")), None)
    left = one.part("left") if one is not None else None
    return _outcome(source, left, span) if left is not None else True


def _assigned(source: SourceFile, name: str, span: Syntax) -> Syntax | None:
    """What a variable was last given before, in the functions around."""
    for scope in (*source.around(span, "function"), source.whole):
        given = None
        for one in source.inside(scope, "assignment"):
            if one.end > span.start and one.part("right") not in (None, span) and one.start >= span.start:
                break
            if name in _NAME.findall(one.text_of("left")):
                given = one.part("right")
        if given is not None and given != span:
            return given
    return None


def _returned(function: Function, depth: int) -> Validity | None:
    source, body = function.source, function.scope.part("body")
    if body is None or depth > _MOST:
        return None
    own = [one for one in source.inside(body, "return") if source.function(one) in (function.scope, None)]
    told = next((one for one in _by_value(source, own, depth)), None) or _by_branch(source, function, own)
    if told is None or told.excuse is not None:
        return told
    excuse = _says_yes_unasked(source, function, own, told)
    return told._replace(excuse=(source, excuse)) if excuse is not None else told


def _by_value(source: SourceFile, returns: list[Syntax], depth: int) -> Iterator[Validity]:
    """`return hash_equals($expected, $given);`"""
    for one in returns:
        value = one.part("value")
        if value is None:
            continue
        found, excuse = validity_of_test(source, value) if depth < _MOST else (None, None)
        if found is not None:
            if found.void == _PROMISE:  # who asked waits for it
                found = found._replace(void="")
            yield found if excuse is None else found._replace(excuse=(source, excuse))


def _by_branch(source: SourceFile, function: Function, returns: list[Syntax]) -> Validity | None:
    """`if (!valid) return false; … return true;`, or an error instead of nothing."""
    for condition in source.inside(function.scope, "condition"):
        test = condition.part("condition")
        if test is None or source.function(condition) != function.scope:
            continue
        found, excuse = validity_of_test(source, test)
        if found is None:
            continue
        for truth, branch in branches(condition):
            value = next((one.part("value") for one in returns if one in branch), None)
            if value is None:
                continue
            falsy = _FALSE.match(value.text) is not None or _TELLS_FALSE.search(value.text) is not None
            forged = truth is not found.genuine
            told = found._replace(genuine=not falsy if not forged else falsy)
            return told if excuse is None else told._replace(excuse=(source, excuse))
    return None


def _says_yes_unasked(source: SourceFile, function: Function, returns: list[Syntax], told: Validity) -> Syntax | None:
    """A test, or a catch, by which the function says "genuine" without a look: `if (!secret) return true;`."""
    good = _TRUE if told.genuine else _FALSE
    for one in returns:
        value = one.part("value")
        if value is None or not good.match(value.text) or (not told.genuine and not value.text.strip()):
            continue
        for catch in source.around(one, "catch"):
            if catch in function.scope:
                return catch
        condition = next((near for near in source.around(one, "condition") if near in function.scope), None)
        test = condition.part("condition") if condition is not None else None
        if test is None:
            excuse = _way_around(source, function, one)
            if excuse is not None:
                return excuse
        elif (
            one not in test
            and validity_of_test(source, test)[0] is None
            and not any(place.end <= one.start for place in _checks_in(source, function))
        ):
            return test
    return None


def _way_around(source: SourceFile, function: Function, yes: Syntax) -> Syntax | None:
    """What lets a last `return true;` be reached without the check: `if (secret) { return check; }`, or a catch."""
    for check in _checks_in(source, function):
        if check.end > yes.start:
            continue
        for one in source.around(check, "try"):
            if one in function.scope and yes not in one:
                caught = [catch for catch in source.inside(one, "catch") if check not in catch]
                goes_on = [
                    catch for catch in caught if not source.inside(catch, "return") + source.inside(catch, "throw")
                ]
                if goes_on:
                    return goes_on[0]
        for condition in source.around(check, "condition"):
            test = condition.part("condition")
            if condition in function.scope and test is not None and check not in test and yes not in condition:
                return test
    return None


def _checks_in(source: SourceFile, function: Function) -> list[Syntax]:
    body = function.scope.part("body") or function.scope
    return [one.span for one in proving(source, body)]
