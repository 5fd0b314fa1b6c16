"""What tests of readers ask of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pe_audit.formats import reader

if TYPE_CHECKING:
    from collections.abc import Callable

    Written = Callable[[str, str], list[tuple[str, str, str]]]


def _written(format: str, text: str) -> list[tuple[str, str, str]]:
    """Key, value and what stands in the text at each setting's place."""
    lines = re.split(r"\r\n|\n|\r", text)
    return [
        (setting.key, setting.value, lines[setting.line - 1][setting.column - 1 :][: setting.length])
        for setting in reader(format)(text)
    ]


@pytest.fixture(scope="session")
def written() -> Written:
    return _written
