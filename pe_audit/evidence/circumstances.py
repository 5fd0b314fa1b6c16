"""What the auditor was told rather than found: the time to judge at, the gateway, the merchant's declarations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from pe_audit.evidence.codebase import Codebase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Gateway(NamedTuple):
    """A gateway's constants, from gateways/<name>.yaml; see its schema for what each field means."""

    name: str
    title: str
    domain: str
    hosts: Mapping[str, tuple[str, ...]]
    credentials: Mapping[str, Any]
    notification: Mapping[str, Any]
    statuses: Mapping[str, tuple[str, ...]]
    limits: Mapping[str, float]
    protocols: Mapping[str, Mapping[str, Any]]
    protocol: str
    time_servers: Sequence[str] = ()
    request: Mapping[str, Any] = MappingProxyType({})

    @property
    def version(self) -> Mapping[str, Any]:
        """What the chosen protocol version wants: headers, capabilities, time format."""
        return self.protocols[self.protocol]

    def is_named_in(self, text: str) -> bool:
        """Whether a text has one of the words by which merchants call this gateway in settings, in any case."""
        lower = text.lower()
        return any(name.lower() in lower for name in self.credentials["names"])


class Key(NamedTuple):
    """One entry of the key register: no secret in it.

    `created` is None where the register says nothing. Line and columns are those of the `created` value in
    pe-audit.yaml, or of the `id` value where it is missing. `state`: active, verify-only or retired. `retired`: the
    day from which the key was no longer accepted.
    """

    id: str
    purpose: str
    created: date | None
    line: int
    column: int = 1
    end_column: int = 1
    environment: str = ""
    state: str = "active"
    retired: date | None = None
    fingerprint: str = ""
    store: str = ""


class Entry(NamedTuple):
    """One value as the merchant wrote it, and its place in pe-audit.yaml."""

    text: str
    line: int
    column: int = 1

    @property
    def end_column(self) -> int:
        return self.column + len(self.text)


class Callback(NamedTuple):
    """A URL that receives notifications, http or https; the place is that of the URL in pe-audit.yaml."""

    url: Entry
    environment: str = "production"

    @property
    def path(self) -> str:
        """The path as servers see it, at least a slash."""
        from urllib.parse import urlsplit

        return urlsplit(self.url.text).path or "/"

    @property
    def host(self) -> str:
        """The host in lower case, without its port."""
        from urllib.parse import urlsplit

        return urlsplit(self.url.text).hostname or ""


class Pair(NamedTuple):
    """A declared certificate and its private key, by their files, relative to pe-audit.yaml.

    `purpose`: server or client. `key` is None where none is named.
    """

    file: Entry
    key: Entry | None
    purpose: str
    environment: str = ""


class Statement(NamedTuple):
    """What a person says, on which day, until when, and the file (with its SHA-256 in hex) that shows it."""

    about: Entry
    who: str
    when: date
    evidence: str = ""
    sha256: str = ""
    until: date | None = None


class Declarations(NamedTuple):
    """What only the merchant knows, from pe-audit.yaml.

    `gateway_ranges` (`gateway: {ranges, source, retrieved}`): whence the gateway notifies, who said so, when.
    `allowlist` (`allowlist: {entries}`): who may reach the callback, wherever that is enforced. `egress`: whence this
    shop calls the gateway; `registered`: what the gateway was told of that. `updates`: how those lists stay current.
    `documentation_reviewed` is a day, YYYY-MM-DD. `environments`: production, sandbox, development or test → patterns
    of .gitignore for the files that belong there.
    """

    keys: tuple[Key, ...] = ()
    gateway_ranges: tuple[Entry, ...] = ()
    gateway_source: str = ""
    gateway_retrieved: date | None = None
    protocol: Entry | None = None
    api_version: Entry | None = None
    documentation_reviewed: Entry | None = None
    allowlist: tuple[Entry, ...] = ()
    egress: tuple[Entry, ...] = ()
    registered: tuple[Entry, ...] = ()
    updates: Entry | None = None
    callbacks: tuple[Callback, ...] = ()
    environments: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    certificates: tuple[Pair, ...] = ()
    statements: tuple[Statement, ...] = ()

    @property
    def callback_path(self) -> str:
        """The path of the live callback, empty where none is declared."""
        return next((one.path for one in self.callbacks if one.environment == "production"), "")


_NOTHING_DECLARED = Declarations()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Shared by all evidence of one audit."""

    gateways: tuple[Gateway, ...] = ()
    declared: Declarations = _NOTHING_DECLARED
    now: datetime = field(default_factory=lambda: datetime.now(timezone.utc))
    codebase: Codebase = field(default_factory=Codebase, compare=False)

    @property
    def gateway(self) -> Gateway:
        """The merchant's PagoEfectivo profile (the first; others are read beside it)."""
        return self.gateways[0]
