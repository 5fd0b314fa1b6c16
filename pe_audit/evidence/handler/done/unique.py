"""Unique keys on what a notification is known by, wherever the tree says so: migrations, schemas, models."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import re2

from pe_audit.expression import expression
from pe_audit.lexicon import says, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.codebase import Codebase
    from pe_audit.evidence.text import File

_DESCRIBES = re2.compile(
    r"(?i)migrat|schema|models?(?:/|\.\w+$)|entit(?:y|ies)|\.sql$|\.prisma$|(?:^|/)install|changelog|/domain/|(?:db|[Cc]ontext)\.\w+$"
)
_UNIQUE = expression(rb"(?i)unique|primary\s+key")
_NAME = expression(r"[A-Za-z_]\w*")
_BEFORE, _AFTER = 2, 2  # lines around the word that may name the column: an annotation stands above it
_MOST = 400  # files
_LARGEST = 500_000  # bytes


class UniqueKey(NamedTuple):
    """Where a table is told to refuse a second row, and the word of the column."""

    file: File
    start: int
    end: int
    column: str


def unique_keys(codebase: Codebase) -> list[UniqueKey]:
    """The unique keys of a tree on identifiers of payments; found once."""
    known: list[UniqueKey] | None = codebase.__dict__.get("_unique_keys")
    if known is None:
        known = codebase.__dict__["_unique_keys"] = list(_find(codebase))
    return known


def _find(codebase: Codebase) -> Iterator[UniqueKey]:
    described = [uri for uri in sorted(codebase.uris) if _DESCRIBES.search(uri)]
    for uri in described[:_MOST]:
        file = codebase.file(uri)
        if file is not None and len(file.data) <= _LARGEST and not file.is_binary:
            for found in _UNIQUE.finditer(file.data):
                number = file.line_number(found.start())
                for column in _columns(file, number):
                    start, end = file.line_span(number)
                    yield UniqueKey(file, start, end, column)


def _columns(file: File, number: int) -> Iterator[str]:
    """The identifiers of payments named on a line, or else on those around it."""
    last = file.line_count
    near = [n for n in range(max(1, number - _BEFORE), min(last, number + _AFTER) + 1) if n != number]
    for lines in ([number], near):
        names = [name for n in lines for name in _NAME.findall(file.line(n)[:500])]
        columns = [name for name in names if says(name, "notice id")]
        if columns:
            yield from columns[:1]
            return


def is_kept_unique(codebase: Codebase, given: str) -> UniqueKey | None:
    """The unique key that refuses what is inserted a second time; `given`: the text of what is inserted."""
    spoken = {words(name) for name in _NAME.findall(given) if says(name, "notice id")}
    flat = {"".join(one) for one in spoken}
    for key in unique_keys(codebase):
        column = words(key.column)
        if column in spoken or "".join(column) in flat or any(set(column) & set(one) for one in spoken):
            return key
    return None
