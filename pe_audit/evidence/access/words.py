"""The single addresses inside one setting's value, each at its own place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pe_audit.evidence.access.rules import AccessRule, rule
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting
    from pe_audit.model import Observed

    class Places(Protocol):
        """What tells a setting's place: its file, or a configuration of several files."""

        def observe(self, setting: Setting) -> Observed: ...


_WORD = expression(r"[^\s,]+")


def words_of(setting: Setting, evidence: Places, start: int = 0) -> Iterator[tuple[str, Observed]]:
    """The words of a value from an offset on, without commas; where quotes hide their places, that of the value."""
    whole = evidence.observe(setting)
    exact = setting.length in (0, len(setting.value))
    for word in _WORD.finditer(setting.value, start):
        at = whole
        if exact:
            at = whole._replace(column=whole.column + word.start(), end_column=whole.column + word.end())
        yield word[0], at


def admitting(setting: Setting, evidence: Places, start: int = 0) -> list[AccessRule]:
    """Each word of a value as an entry that admits."""
    return [rule(True, word, at) for word, at in words_of(setting, evidence, start)]
