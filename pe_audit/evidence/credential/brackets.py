"""Brackets in a line of tokens: which call a token stands in, and what is between two brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.credential.tokens import Kind, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLOSERS = {")": "(", "]": "[", "}": "{"}
_OPENERS = frozenset(_CLOSERS.values())
_FURTHEST = 40  # tokens to look back for a call's name: a longer argument list is a table


def inner_string_of(tokens: Sequence[Token], closer: int) -> str:
    """The string (or word) in the brackets that close here: `$config['key']`, `getenv("KEY")`."""
    opener = opener_of(tokens, closer)
    if opener is None:
        return ""
    for token in tokens[opener + 1 : closer]:
        if token.kind is Kind.STRING:
            return token.text
    return tokens[opener + 1].text if tokens[opener + 1].kind is Kind.WORD else ""


def opener_of(tokens: Sequence[Token], closer: int) -> int | None:
    depth = 0
    for at in range(closer, max(-1, closer - _FURTHEST), -1):
        if tokens[at].kind is not Kind.MARK:
            continue
        if tokens[at].text in _CLOSERS:
            depth += 1
        elif tokens[at].text in _OPENERS:
            depth -= 1
            if depth == 0:
                return at
    return None


def call_of(tokens: Sequence[Token], index: int) -> tuple[int, int]:
    """Where the call around this token opens (-1: not in sight), and which argument the token is."""
    depth, commas = 0, 0
    for at in range(index - 1, max(-1, index - _FURTHEST), -1):
        if tokens[at].kind is not Kind.MARK:
            continue
        mark = tokens[at].text
        if mark in _CLOSERS:
            depth += 1
        elif mark in _OPENERS:
            if depth == 0:
                return at, commas
            depth -= 1
        elif mark == "," and depth == 0:
            commas += 1
        elif mark == ";" and depth == 0:
            break
    return -1, commas


def callee_of(tokens: Sequence[Token], opener: int) -> str:
    """The function called here, without its type arguments."""
    at = opener - 1
    if at >= 3 and tokens[at].is_mark(">") and tokens[at - 2].is_mark("<"):
        at -= 3
    return tokens[at].text if at >= 0 and tokens[at].kind is Kind.WORD else ""
