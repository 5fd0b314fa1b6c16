"""What an SQL statement in a string does to the records: just enough to tell a claim from a plain write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_STARTS = expression(
    r"[\s\"'`@$fFrRbBuUL<(-]{0,60}(?:SQL\s+)?(?:select|insert|update|delete|merge|replace)\s", re.IGNORECASE
)
_JOINS = expression(r"[\"'`]\s*[.+&]\s*|\s*[.+&]\s*[\"'`]")
_MAX = 8000  # characters of a statement that are looked at
_VERB = expression(
    r"[\s\"'`@$fFrRbBuUL<(-]{0,60}(?:SQL\s+)?(select|insert|update|delete|merge|replace)\s",
    re.IGNORECASE,
)
_SHAPES = {
    "select": expression(r"\bfrom\b", re.IGNORECASE),
    "insert": expression(r"\binto\b|\bignore\b", re.IGNORECASE),
    "update": expression(r"\bset\b", re.IGNORECASE),
    "merge": expression(r"\binto\b|\busing\b", re.IGNORECASE),
    "replace": expression(r"\binto\b", re.IGNORECASE),
    "delete": expression(r"\bfrom\b", re.IGNORECASE),
}
_ONCE = expression(
    r"\binsert\s+(?:or\s+)?ignore\b|\bon\s+conflict\b|\bon\s+duplicate\s+key\b|\bmerge\s+into\b|\bnot\s+exists\b|\breplace\s+into\b",
    re.IGNORECASE,
)
_WHERE = expression(r"\bwhere\b(.*)", re.IGNORECASE | re.DOTALL)
_TESTED = expression(r"\b(\w{1,64})[`\"\]]?\s*(?:=|<>|!=|\bin\b|\bis\b|\bnot\b|\blike\b)", re.IGNORECASE)
_GROWS = expression(
    r"\b(\w{1,64})[`\"\]]?\s*=\s*(?:coalesce\(|ifnull\()?(?:\w{1,64}\.)?[`\"\[]?\1[`\"\]]?[^=,]{0,8}[+-]"
    r"|=\s*(?:date_?add|add_?date|timestamp_?add)\(",
    re.IGNORECASE,
)
_TABLE = expression(r"\b(?:into|update)\s+(?:ignore\s+|table\s+)?[`\"\[]?([\w.$]+)", re.IGNORECASE)
_SET = expression(r"\bset\b(.*?)(?:\bwhere\b|$)", re.IGNORECASE | re.DOTALL)


def statements(source: SourceFile, span: Syntax) -> Iterator[tuple[Syntax, str]]:
    """The SQL statements in a span: the literal each starts with, and all of it that is written beside it."""
    for literal in source.inside(span, "string"):
        if _STARTS.match(literal.text, 0, _MAX):
            holders = [*source.around(literal, "argument"), *source.around(literal, "assignment")]
            near = [value_of(one) for one in holders if one.start <= literal.start]
            whole = min((one for one in near if literal in one), key=lambda one: one.end - one.start, default=literal)
            text = _JOINS.sub(" ", literal.text + whole.text[literal.end - whole.start :][:_MAX])
            if verb_of(text) is not None:
                yield literal, text


def verb_of(text: str) -> str | None:
    """The statement's verb, lower case; None for a string that is no SQL. `text` is the literal with its quotes."""
    found = _VERB.match(text, 0, _MAX)
    if found is None:
        return None
    verb = found[1].lower()
    shape = _SHAPES.get(verb)
    return verb if shape is not None and shape.search(text, 0, _MAX) else None


def reads(text: str) -> bool:
    return verb_of(text) == "select"


def claims(text: str) -> bool:
    """Whether only the first of several such statements changes a row: insert-or-ignore, or an update that names the
    state the row must be in."""
    verb = verb_of(text)
    if verb in ("insert", "merge", "replace"):
        return _ONCE.search(text, 0, _MAX) is not None
    if verb != "update":
        return False
    where = _WHERE.search(text, 0, _MAX)
    return where is not None and any(says(name, "status", "paid", "done") for name in _TESTED.findall(where[1]))


def grows(text: str) -> bool:
    """Whether an update adds to or takes from what is there: `stock = stock - 1`."""
    return verb_of(text) == "update" and _GROWS.search(text, 0, _MAX) is not None


def table_of(text: str) -> str:
    found = _TABLE.search(text, 0, _MAX)
    return found[1] if found else ""


def assignments_of(text: str) -> str:
    """The part of an update between SET and WHERE."""
    found = _SET.search(text, 0, _MAX)
    return found[1] if found else ""
