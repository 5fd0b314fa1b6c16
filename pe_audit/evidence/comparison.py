"""Comparisons for equality: operators and the calls that stand for them, and which always take the same time."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

# `diff |= a[i] ^ b[i]`, `$r |= ord($a[$i]) ^ ord($b[$i])`, `x |= a.charCodeAt(i) ^ b.charCodeAt(i)`
_BY_BYTES = expression(
    r"\$?\b(\w+)(?:\[|\.(?:char|code)\w*\()[^^;]{0,60}\^[^^;]{0,20}?\$?\b(\w+)(?:\[|\.(?:char|code)\w*\()"
)
XOR = "xor"  # how a loop over bytes compares, as an operator: its result is true where something differs
_CONSTANT_TIME = "in constant time"  # beside the operators below: how a comparison is done
_EQUALITY = frozenset({"==", "===", "!=", "!==", "<>", "is", "is not"})
_SAFE_METHODS = frozenset({("MessageDigest", "isEqual"), ("hmac", "Equal")})  # whose names alone do not tell
_TYPE_NAME = expression(r"(?:[a-z]\w*\.)*[A-Z]\w*|_|lodash|string|bytes")  # String.Equals(a, b), Arrays.equals(a, b)


class Comparison(NamedTuple):
    """One comparison for equality, true or false when equal. `operator`: the sign, or the name of what is called."""

    span: Syntax
    left: Syntax
    right: Syntax
    operator: str

    @property
    def constant_time(self) -> bool:
        """Whether it takes the same time however much is equal."""
        return self.operator in (_CONSTANT_TIME, XOR)


def comparisons(source: SourceFile) -> list[Comparison]:
    """Every comparison for equality of a file, operators first; found once. Raises `Unreadable` as the source does."""
    known: list[Comparison] | None = source.__dict__.get("_comparisons")
    if known is None:
        known = source.__dict__["_comparisons"] = list(_find(source))
    return known


def _find(source: SourceFile) -> Iterator[Comparison]:
    loops = [found for one in source.all("assignment") for found in _by_bytes(one)] if b"^" in source.file.data else []
    yield from loops
    careful = {function.name for one in loops if (function := source.function(one.span)) is not None and function.name}
    for one in source.all("comparison"):
        left, right, operator = one.part("left"), one.part("right"), one.text_of("operator")
        if operator in _EQUALITY and left is not None and right is not None:
            yield Comparison(one, left, right, operator)
    for call in source.all("call"):
        receiver = call.part("receiver")
        owner = re.split(r"\W", receiver.text[-40:])[-1] if receiver is not None else ""
        safe = says(call.name, "constant time") or (owner, call.name) in _SAFE_METHODS or call.name in careful
        if not safe and not says(call.name, "compares"):
            continue
        sides = [value_of(argument) for argument in source.arguments(call)]
        if len(sides) == 1 and receiver is not None:
            sides = [receiver, *sides]
        elif len(sides) > 1 and receiver is not None and not safe and _TYPE_NAME.fullmatch(receiver.text) is None:
            sides = [receiver, sides[0]]
        if len(sides) > 1:
            yield Comparison(call, sides[0], sides[1], _CONSTANT_TIME if safe else call.name)


def _by_bytes(assignment: Syntax) -> Iterator[Comparison]:
    """Two texts that a loop compares to the end, difference by difference."""
    right = assignment.part("right")
    found = _BY_BYTES.search(right.text) if right is not None else None
    if right is not None and found is not None:
        sides = [
            replace(right, kind="side", start=right.start + found.start(n), end=right.start + found.end(n), parts={})
            for n in (1, 2)
        ]
        yield Comparison(right, sides[0], sides[1], XOR)
