"""A source file as syntax, in one vocabulary for all languages."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Tree

    from pe_audit.evidence.text import File


class SourceFile:
    """Evidence for rules that look at code."""

    looks_at = "source"

    def __init__(self, file: File, language: str) -> None:
        self.file = file
        self.language = language

    @property
    def uri(self) -> str:
        return self.file.uri

    @cached_property
    def tree(self) -> Tree:
        from tree_sitter import Parser

        from pe_audit.languages import grammar

        return Parser(grammar(self.language)).parse(self.file.data)
