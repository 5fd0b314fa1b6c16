"""The merchant's own declarations in pe-audit.yaml: a validated document made into what rules ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pe_audit.evidence.circumstances import Callback, Declarations, Entry, Key, Pair, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.document import Document


def declarations(document: Document, uri: str) -> Declarations:
    """What the file called `uri` declares. Raises PeAuditError for what the schema cannot tell is wrong."""
    reading = _Reading(document, uri)
    return Declarations(
        keys=tuple(reading.key(path) for path in reading.items("keys")),
        gateway_ranges=reading.entries("gateway/ranges"),
        gateway_source=reading.text("gateway/source"),
        gateway_retrieved=reading.day("gateway/retrieved"),
        protocol=reading.entry("gateway/protocol"),
        api_version=reading.entry("gateway/api_version"),
        documentation_reviewed=reading.entry("gateway/documentation_reviewed", is_day=True),
        allowlist=reading.entries("allowlist/entries"),
        egress=reading.entries("allowlist/egress"),
        registered=reading.entries("allowlist/registered"),
        updates=reading.entry("allowlist/updates"),
        callbacks=tuple(reading.callback(path) for path in reading.items("callbacks")),
        environments={word: tuple(patterns or ()) for word, patterns in (document.at("environments") or {}).items()},
        certificates=tuple(reading.pair(path) for path in reading.items("certificates")),
        statements=tuple(reading.statement(path) for path in reading.items("statements")),
    )


class _Reading:
    def __init__(self, document: Document, uri: str) -> None:
        self._document = document
        self._uri = uri

    def items(self, path: str) -> Iterator[str]:
        """The paths of a list's items."""
        return (f"{path}/{number}" for number in range(len(self._at(path) or ())))

    def text(self, path: str) -> str:
        return self._at(path) or ""

    def day(self, path: str) -> Any:
        return self._document.day(path, self._uri)

    def entry(self, path: str, *, is_day: bool = False) -> Entry | None:
        """The text at a path with its place, None where nothing is said."""
        if is_day:
            self.day(path)
        text = self._at(path)
        place = self._document.places.get(path)
        return None if text is None or place is None else Entry(text, place.line, place.column)

    def entries(self, path: str) -> tuple[Entry, ...]:
        return tuple(self._entry(item) for item in self.items(path))

    def key(self, path: str) -> Key:
        places = self._document.places
        place = places.get(f"{path}/created", places[f"{path}/id"])
        return Key(
            self.text(f"{path}/id"),
            self.text(f"{path}/purpose"),
            self.day(f"{path}/created"),
            *(place.line, place.column, place.end_column),
            environment=self.text(f"{path}/environment"),
            state=self.text(f"{path}/state") or "active",
            retired=self.day(f"{path}/retired"),
            fingerprint=self.text(f"{path}/fingerprint"),
            store=self.text(f"{path}/store"),
        )

    def callback(self, path: str) -> Callback:
        callback = Callback(self._entry(f"{path}/url"), self.text(f"{path}/environment") or "production")
        try:
            known = bool(callback.host)
        except ValueError:
            known = False
        if not known:
            raise self._document.problem(f"{path}/url", self._uri, "'url' has no host", "write it as it is registered")
        return callback

    def pair(self, path: str) -> Pair:
        return Pair(
            self._entry(f"{path}/file"),
            self.entry(f"{path}/key"),
            self.text(f"{path}/purpose"),
            self.text(f"{path}/environment"),
        )

    def statement(self, path: str) -> Statement:
        return Statement(
            self._entry(f"{path}/about"),
            self.text(f"{path}/who"),
            self.day(f"{path}/when"),
            self.text(f"{path}/evidence"),
            self.text(f"{path}/sha256"),
            self.day(f"{path}/until"),
        )

    def _entry(self, path: str) -> Entry:
        entry = self.entry(path)
        assert entry is not None  # the schema wants it
        return entry

    def _at(self, path: str) -> Any:
        return self._document.at(path)
