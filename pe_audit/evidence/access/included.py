"""The directive that joins a callback's place with rules of another file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.model import Related

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pe_audit.evidence.access.rules import AccessRule
    from pe_audit.evidence.site.blocks import Block
    from pe_audit.evidence.site.including import Configuration


def where_included(
    configuration: Configuration, scope: Block, uri: str, rules: Iterable[AccessRule]
) -> tuple[Related, ...]:
    """Where each file with rules is included around a block of the file `uri`, or where that one is itself."""
    found: dict[tuple[str, int, int], Related] = {}
    for other in dict.fromkeys(one.uri for one in rules if one.uri not in ("", uri)):
        include, message = configuration.include_of(scope, other), "the list is included here"
        if include is None:
            include, message = configuration.include_of(scope, uri), "the list holds for what is included here"
        if include is not None:
            at = configuration.observe(include)
            found[at.uri, at.line, at.column] = Related(at.line, at.column, at.end_column, message, at.uri)
    return tuple(found.values())
