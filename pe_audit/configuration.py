"""pe-audit.yaml → Config: read as guardedly as any audited file, validated once, remembered by its content."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pe_audit import __version__, cache, catalog
from pe_audit.declarations import declarations
from pe_audit.document import Document, Place
from pe_audit.expression import expression
from pe_audit.model import PeAuditError, Severity
from pe_audit.options import CONFIG_NAME, Config, Mute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pe_audit.model import Rule

_PATTERN = expression(r"paths/(?:skip|scan)/\d+|ignore/\d+/path|environments/\w+/\d+")


def load(root: Path, path: Path | None = None, rules: tuple[Path, ...] = ()) -> Config:
    """The configuration of a tree: `path`, or pe-audit.yaml at its root, or defaults. Raises PeAuditError.

    `rules` are the operator's own rule folders, whose rules the file may name too.
    """
    if path is None:
        path = root / CONFIG_NAME
        if not os.path.lexists(path):
            return Config()
    else:
        if not os.path.lexists(path):
            raise PeAuditError(f"there is no configuration {str(path)!r}", "give a file that exists")
        path = Path(os.path.realpath(path))  # the operator may name a link; the audited tree may not
    raw = _read(path)
    name = _relative(path, root)
    return _Builder(name, raw, _document(path.name, raw), catalog.load(rules)).config()


def _read(path: Path) -> bytes:
    from pe_audit.collect.files import Listed, read

    data = read(Listed(path.name, str(path)))
    if isinstance(data, str):
        raise PeAuditError(f"{path.name}: {data}", "the configuration must be a regular file, not a link")
    return data


def _relative(path: Path, root: Path) -> str:
    """The file's path as reports show it; one from outside the audited tree has only its name."""
    top = Path(os.path.realpath(root))
    whole = Path(os.path.realpath(path.parent)) / path.name
    return whole.relative_to(top).as_posix() if whole.is_relative_to(top) else path.name


def _document(name: str, raw: bytes) -> Document:
    """The file parsed and validated, or remembered: neither the parser nor jsonschema is imported then."""
    from pe_audit.validation import SCHEMA

    entry = "config-" + cache.key(__version__, name, SCHEMA.read_bytes(), raw)
    known = cache.load(entry)
    if known is not None:
        data, places = json.loads(known)
        return Document(data, {path: Place(*place) for path, place in places.items()})
    from pe_audit import document, validation

    made = document.parse(name, raw)
    validation.check(made, name)
    _check_patterns(made, name)
    places = {path: (place.key_line, place.line, place.column, place.end_column) for path, place in made.places.items()}
    cache.store(entry, json.dumps([made.data, places]).encode())
    return made


class _Builder:
    """A validated document made into a Config: what is left to check needs the catalogue or the calendar."""

    def __init__(self, uri: str, raw: bytes, document: Document, rules: Sequence[Rule]) -> None:
        self._uri = uri
        self._raw = raw
        self._document = document
        self._data: dict[str, Any] = document.data if isinstance(document.data, dict) else {}
        self._rules = rules

    def config(self) -> Config:
        paths, gateway = self._section("paths"), self._section("gateway")
        changes = {rule: level for word in self._section("rules") for rule, level in self._severity(word)}
        return Config(
            uri=self._uri,
            raw=self._raw,
            skip=tuple(paths.get("skip") or ()),
            scan=tuple(paths.get("scan") or ()),
            severities={rule: Severity[level.upper()] for rule, level in changes.items() if level != "off"},
            off=frozenset(rule for rule, level in changes.items() if level == "off"),
            fail_on=self._data.get("fail_on"),
            baseline=self._data.get("baseline"),
            mutes=tuple(self._mute(number) for number in range(len(self._list("ignore")))),
            protocol=gateway.get("protocol"),
            declared=declarations(self._document, self._uri),
            time_servers=tuple(self._list("time_servers")),
        )

    def _section(self, name: str) -> dict[str, Any]:
        return self._data.get(name) or {}

    def _list(self, name: str) -> list[Any]:
        return self._data.get(name) or []

    def _severity(self, word: str) -> Iterable[tuple[str, str]]:
        value = self._data["rules"][word]
        level = value if isinstance(value, str) else value["severity"]
        return ((rule, level) for rule in self._named(word, f"rules/{word}"))

    def _named(self, word: str, path: str) -> frozenset[str]:
        try:
            return catalog.named(word, self._rules)
        except PeAuditError as error:
            raise self._document.problem(path, self._uri, error.message, error.help) from None

    def _mute(self, number: int) -> Mute:
        entry, path = self._data["ignore"][number], f"ignore/{number}"
        rules = self._named(entry["rule"], f"{path}/rule")
        line = self._document.places[path].line
        until = self._document.day(f"{path}/until", self._uri)
        return Mute(rules, entry["path"], entry["reason"], until, line)


def _check_patterns(document: Document, name: str) -> None:
    from pe_audit.patterns import is_pattern

    for path, value in _leaves("", document.data):
        if _PATTERN.fullmatch(path) and not is_pattern(value):
            message = f"{value!r} is not a pattern as .gitignore has them"
            raise document.problem(path, name, message, "for example: tests/ or *.sql")


def _leaves(path: str, data: Any) -> Iterator[tuple[str, str]]:
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for word, value in pairs:
        yield from _leaves(f"{path}/{word}".lstrip("/"), value)
    if isinstance(data, str):
        yield path, data
