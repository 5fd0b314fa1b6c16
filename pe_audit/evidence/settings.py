"""A configuration file as keys and values, whatever its format."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.variables import named
from pe_audit.expression import expression
from pe_audit.model import Deployment, Observed, Precision, Related

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pe_audit.evidence.text import File


_DOCUMENT = expression(rb"^---", re.MULTILINE)


class Setting(NamedTuple):
    """One value: `key` is its dotted path, `line`/`column` (from 1, code points) where the value begins.

    `value` is the text as written, unquoted and unescaped; `length` is that of the raw text on that line
    (0 = len(value)). List items have their index as last word of the key: `server.allow.0`.
    `uri` is only told of settings that stand among those of other files.
    """

    key: str
    value: str
    line: int
    column: int
    length: int = 0
    uri: str = ""

    @property
    def name(self) -> str:
        return self.key.rpartition(".")[2]


class Unreadable(Exception):
    """A file could not be made sense of (template, broken syntax, too deep): becomes `Unreached`.

    The message says why and never quotes the file; `looks_at` is the kind of evidence lost.
    """

    def __init__(self, reason: str, looks_at: str = "settings") -> None:
        super().__init__(reason)
        self.looks_at = looks_at


class SettingsFile:
    """Evidence for rules that look at settings. Raises `Unreadable` when the settings are first asked for."""

    looks_at = "settings"

    def __init__(self, file: File, format: str, read: Callable[[str], Iterator[Setting]]) -> None:
        self.file = file
        self.format = format
        self._read = read
        self.branches: dict[tuple[int, int], Deployment] = {}  # where a condition chooses: line and column of the value

    @property
    def uri(self) -> str:
        return self.file.uri

    @property
    def settings(self) -> tuple[Setting, ...]:
        if isinstance(self._outcome, Unreadable):
            raise self._outcome
        return self._outcome

    @cached_property
    def _outcome(self) -> tuple[Setting, ...] | Unreadable:
        """The settings, or why there are none: what was hard to read is not read again for the next rule."""
        try:
            return named(self._read(self.file.text))
        except Unreadable as error:
            return error

    def observe(
        self,
        setting: Setting,
        problem: str | None = None,
        *,
        undecided: str | None = None,
        identity: str = "",
        secrets: tuple[str, ...] = (),
        related: tuple[Related, ...] = (),
        precision: Precision | None = None,
    ) -> Observed:
        """A setting's value as a subject; its identity is the key unless another is given."""
        # The text that readers see has no byte order mark; the file's first line has.
        start = setting.column + (setting.line == 1 and self.file.data.startswith(b"\xef\xbb\xbf"))
        end = start + (setting.length or len(setting.value))
        deployment = None
        if problem is not None:
            related += self._again(setting)
            from pe_audit.evidence.sections import deployment_at

            deployment = deployment_at(self, setting)
        return Observed(
            setting.line,
            start,
            end,
            problem,
            undecided,
            identity or setting.key,
            secrets,
            related,
            precision,
            deployment=deployment,
        )

    def _again(self, setting: Setting) -> tuple[Related, ...]:
        """Where the same key of the same mapping stands once more, for then this value is lost."""
        last = self._last.get((self.document(setting.line), setting.key), setting)
        if (last.line, last.column) <= (setting.line, setting.column):
            return ()
        end = last.column + (last.length or len(last.value))
        return (Related(last.line, last.column, end, "the same key again: most programs read only this one"),)

    @cached_property
    def _last(self) -> dict[tuple[int, str], Setting]:
        """The last setting of each key, where a key may stand only once; in a template both may be branches of one."""
        if self.format not in ("yaml", "json") or "<%" in self.file.text:
            return {}
        return {(self.document(setting.line), setting.key): setting for setting in self.settings}

    def document(self, line: int) -> int:
        """The number of the YAML document that holds a line."""
        return bisect_right(self._documents, line) if self.format == "yaml" else 0

    @cached_property
    def _documents(self) -> list[int]:
        return [self.file.line_number(match.start()) for match in _DOCUMENT.finditer(self.file.data)]
