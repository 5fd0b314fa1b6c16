"""A small YAML document with the place of every value: plain text, lists and mappings, nothing that YAML could do.

Read from libyaml's events, so that neither depth nor aliases can hurt. Every scalar stays text as written: `off` is no
boolean and `2026` no number.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from pe_audit.expression import expression
from pe_audit.model import PeAuditError

if TYPE_CHECKING:
    from yaml import Event

Data: TypeAlias = Any  # text, None, a list of data, or a mapping of text to data

LARGEST = 200_000  # bytes
_DEEPEST = 10
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_NEWLINE = expression(r"\r\n|\n|\r")


class Place(NamedTuple):
    """Where a value begins and ends, and the line of the key or dash that leads to it. All from 1, in code points."""

    key_line: int
    line: int
    column: int
    end_column: int


class Document(NamedTuple):
    """`data` and the place of each value by its path: `keys/0/created`."""

    data: Data
    places: dict[str, Place]

    def problem(self, path: str, name: str, message: str, help: str = "") -> PeAuditError:
        """An error at a path of the file called `name`."""
        return PeAuditError(f"{name}:{self.places[path].key_line}: {message}", help)

    def at(self, path: str) -> Data:
        """The value at a path, None where there is none."""
        value = self.data
        for word in path.split("/"):
            value = value[int(word)] if isinstance(value, list) else (value or {}).get(word)
        return value

    def day(self, path: str, name: str) -> date | None:
        """The date at a path of the file called `name`. Raises PeAuditError for a day that no calendar has."""
        value = self.at(path)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            message = f"{path.rpartition('/')[2]!r} is not a day of the calendar: {value!r}"
            raise self.problem(path, name, message, "write it as YYYY-MM-DD") from None


def parse(name: str, raw: bytes) -> Document:
    """The document in a file called `name`. Raises PeAuditError that says in which line what is wrong."""
    import yaml

    if len(raw) > LARGEST:
        raise PeAuditError(f"{name} is larger than {LARGEST // 1000} kB", "it holds a few settings, not data")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise PeAuditError(f"{name}:{line}: not UTF-8 text", "save the file as UTF-8") from error
    reading = _Reading(name, text)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            reading.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = reading.line(mark.index) if mark is not None else 1
        raise PeAuditError(f"{name}:{line}: not valid YAML: {error.problem}", _YAML_HELP) from error
    except yaml.YAMLError as error:
        raise PeAuditError(f"{name}: not valid YAML: it holds a character that YAML forbids", _YAML_HELP) from error
    return Document(reading.data, reading.places)


_YAML_HELP = "check the indentation, the quotes and the brackets there"


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read; `key` is the key whose value comes next."""

    data: dict[str, Data] | list[Data]
    path: str
    key: str | None = None
    key_line: int = 0
    lines: dict[str, int] = field(default_factory=dict)


class _Reading:
    def __init__(self, name: str, text: str) -> None:
        self.data: Data = None
        self.places: dict[str, Place] = {"": Place(1, 1, 1, 1)}
        self._name = name
        self._starts = [0, *(newline.end() for newline in _NEWLINE.finditer(text))]
        self._open: list[_Open] = []
        self._documents = 0

    def line(self, index: int) -> int:
        """libyaml counts more characters as line ends than editors do, so its own line numbers are not used."""
        return bisect_right(self._starts, index)

    def take(self, event: Event) -> None:
        import yaml

        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._refusal(event, "a second YAML document begins", "keep one, without `---`")
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise self._refusal(event, "YAML anchors and aliases are not read", "write the value out")
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._container(event, {})
        elif isinstance(event, yaml.SequenceStartEvent):
            self._container(event, [])
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._open.pop()

    def _scalar(self, event: Any) -> None:
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.data, dict) and top.key is None:
            line = self.line(event.start_mark.index)
            if event.value in top.lines:
                first = top.lines[event.value]
                raise self._refusal(event, f"key {event.value!r} stands here a second time", f"first in line {first}")
            top.lines[event.value] = line
            top.key, top.key_line = event.value, line
            return
        plain = event.implicit[0]  # an empty plain scalar has no style that tells it from a quoted one
        value = None if plain and event.value in _NULLS else event.value
        self._place(event, value, quoted=event.style in ("'", '"'))

    def _container(self, event: Any, data: dict[str, Data] | list[Data]) -> None:
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.data, dict) and top.key is None:
            raise self._refusal(event, "a key must be text", _YAML_HELP)
        if len(self._open) >= _DEEPEST:
            raise self._refusal(event, f"nested more than {_DEEPEST} levels deep", "no setting needs that")
        self._open.append(_Open(data, self._place(event, data, quoted=False)))

    def _place(self, event: Any, value: Data, *, quoted: bool) -> str:
        """Put a value where it belongs; returns its path."""
        if event.tag is not None and not (event.tag == "!" and quoted):
            raise self._refusal(event, "YAML tags are not read", "leave out the word with `!`")
        line = self.line(event.start_mark.index)
        column = event.start_mark.index - self._starts[line - 1] + 1 + quoted
        end = column + (len(value) if isinstance(value, str) else 1)
        top = self._open[-1] if self._open else None
        if top is None:
            self.data = value
            return ""
        if isinstance(top.data, dict):
            assert top.key is not None
            path, key_line = f"{top.path}/{top.key}".lstrip("/"), top.key_line
            top.data[top.key] = value
            top.key = None
        else:
            path, key_line = f"{top.path}/{len(top.data)}".lstrip("/"), line
            top.data.append(value)
        self.places[path] = Place(key_line, line, column, end)
        return path

    def _refusal(self, event: Any, message: str, help: str) -> PeAuditError:
        return PeAuditError(f"{self._name}:{self.line(event.start_mark.index)}: {message}", help)
