"""Values that anybody guesses, behind names that sign or pay; and which rule speaks of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.credential.place import place_of
from pe_audit.evidence.credential.purpose import GATEWAY, purpose_of
from pe_audit.evidence.credential.scan import shapes_of
from pe_audit.evidence.credential.values import Look, look_of
from pe_audit.evidence.delivery import delivery_of
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.expression import expression

if TYPE_CHECKING:
    from pe_audit.evidence.text import File

SHORTEST = 16  # bytes of a key that signs: what is shorter can be tried out
SET_ELSEWHERE = frozenset({
    Look.EMPTY, Look.TEMPLATE, Look.PATH, Look.FILE, Look.URL, Look.PUBLIC, Look.PUBLISHABLE, Look.DOTTED, Look.HASHED,
    Look.EXPRESSION, Look.SENTENCE, Look.VERSION, Look.EMAIL,
})  # fmt: skip
_GUESSED = {
    Look.PLACEHOLDER: "it is a placeholder",
    Look.SEQUENCE: "it is a run of neighbouring or repeated characters",
    Look.NUMBER: "it is a number",
    Look.WORD: "it is one word",
    Look.RESERVED: "it is one word",
    Look.IDENTIFIER: "it is a name in words",
}
_NAMES = (Look.WORD, Look.RESERVED, Look.IDENTIFIER)
_BLANK = expression(r"<[^<>]{2,60}>")  # to be filled in


def weakness_of(file: File, value: str, purpose: str) -> str | None:
    """Why a value is easily guessed; None if it is not, or if another place sets it."""
    look, live = look_of(value), deployment_of(file).environment is Environment.LIVE
    if look in _NAMES and (place_of(file).code or value.istitle()):
        return None  # the name of a setting, or a label
    if _BLANK.fullmatch(value):
        return "it is a placeholder" if live else None
    if look in SET_ELSEWHERE or (len(value) < 3 and not live):
        return None  # a letter or two: left over, not set
    size = _material(value)
    if look in _GUESSED and (size < 2 * SHORTEST or look in (Look.PLACEHOLDER, Look.SEQUENCE)):
        return _GUESSED[look]
    return f"it has only {size} bytes" if size < SHORTEST and purpose != GATEWAY else None


def may_be_used(file: File) -> bool:
    """Whether the shop may run with what this file says: no test, example or translation."""
    place = place_of(file)
    return deployment_of(file).may_be_live and not (place.test or place.example or place.translation)


def is_left_to_weakness(file: File, name: str, value: str) -> bool:
    """Whether a literal in a settings file is reported as weak and not as literal: its own name says what it is for."""
    if place_of(file).code or not may_be_used(file) or delivery_of(file) is not None:
        return False
    purpose = purpose_of(name, shapes_of(file))
    return purpose is not None and weakness_of(file, value, purpose) is not None


def _material(value: str) -> int:
    """Bytes that a key really has: half of its hex digits, else those of its text."""
    value = value.removeprefix("base64:")
    return len(value) // 2 if re.fullmatch(r"(?:[0-9a-f]{2})+|(?:[0-9A-F]{2})+", value) else len(value.encode())
