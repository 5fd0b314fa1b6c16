"""Bytes to a tree, spared what a grammar cannot bear: code that nobody wrote takes it quadratic time or memory."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression

if TYPE_CHECKING:
    from tree_sitter import Tree

GARBAGE = "the code is garbage, or nested too deeply to read"
BUNDLE = "more than 1 MB of code, which no person wrote"
_LARGEST = 1_000_000  # bytes: a bundle of twice that takes nine seconds, and is of no shop
_MAX_SECONDS = 3.0
_MAX_ANGLES = 1000  # `<` still open: nested type arguments
_MAX_MARKS = 5000  # punctuation without a word between
_MAX_TREE_DEPTH = 3000
_CHUNK = 1 << 11  # bytes given at a time to the parser, and to each predicate of a query
_STRIDE = 1 << 14  # bytes between places where the depth is measured: what is deep enough to hurt is longer
_ANGLES = expression(rb"[<>;{}]")
_WORD = expression(rb"\w+")
_ASCII = bytes(byte if byte < 0x80 else ord("_") for byte in range(256))


def parse(data: bytes, language: str) -> Tree:
    """The syntax tree. Raises `Unreadable`."""
    from tree_sitter import Parser

    from pe_audit.languages import grammar

    if len(data) > _LARGEST:
        raise Unreadable(BUNDLE, "source")
    data = _parsable(data)
    deadline = monotonic() + _MAX_SECONDS
    try:
        tree = Parser(grammar(language)).parse(
            lambda offset, _point: data[offset : offset + _CHUNK],
            progress_callback=lambda _offset, _error: monotonic() > deadline,
        )
    except ValueError as error:
        raise Unreadable(GARBAGE, "source") from error
    if any(_depth(tree, offset) > _MAX_TREE_DEPTH for offset in range(_STRIDE // 2, len(data), _STRIDE)):
        raise Unreadable(GARBAGE, "source")
    return tree


def _parsable(data: bytes) -> bytes:
    """The bytes to parse: the same length, but ASCII where the file is not UTF-8. Raises `Unreadable`."""
    angles = 0
    for found in _ANGLES.finditer(data):
        mark = found[0]
        angles = angles + 1 if mark == b"<" else max(0, angles - 1) if mark == b">" else 0
        if angles > _MAX_ANGLES:
            raise Unreadable(GARBAGE, "source")
    longest = max(_WORD.split(data), key=len)
    if len(longest) > _MAX_MARKS and len(b"".join(longest.split())) > _MAX_MARKS:
        raise Unreadable(GARBAGE, "source")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.translate(_ASCII)
    return data


def _depth(tree: Tree, offset: int) -> int:
    """How many nodes lie in one another at a byte; counted a little past the limit only."""
    cursor = tree.walk()
    depth = 0
    while depth <= _MAX_TREE_DEPTH and cursor.goto_first_child_for_byte(offset) is not None:
        depth += 1
    return depth
