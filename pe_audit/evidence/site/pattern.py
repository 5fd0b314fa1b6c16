"""Patterns that a server's configuration holds, asked in linear time and without a word on stderr."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import re2


@lru_cache(maxsize=256)
def compiled(pattern: str) -> Any:
    """The pattern as RE2 has it; None for PCRE that it does not know."""
    options = re2.Options()
    options.log_errors = False  # or RE2 writes the audited file's words to stderr
    try:
        return re2.compile(pattern, options)
    except re2.error:
        return None


def finds(pattern: str, text: str) -> bool | None:
    """Whether the pattern is found in the text; None if that is not known."""
    known = compiled(pattern)
    return None if known is None else known.search(text) is not None
