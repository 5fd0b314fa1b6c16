"""What the auditor was told rather than found: the time to judge at, the gateway, the merchant's declarations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from typing import TYPE_CHECKING, Any, NamedTuple

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

    @property
    def version(self) -> Mapping[str, Any]:
        """What the chosen protocol version wants: headers, capabilities, time format."""
        return self.protocols[self.protocol]


class Key(NamedTuple):
    """One entry of the key register: no secret in it.

    `created` is None where the register says nothing. Line and columns are those of the `created` value in
    pe-audit.yaml, or of the `id` value where it is missing. `state`: active, verify-only or retired.
    """

    id: str
    purpose: str
    created: date | None
    line: int
    column: int = 1
    end_column: int = 1
    environment: str = ""
    state: str = "active"


class Entry(NamedTuple):
    """One address or network as the merchant wrote it, and its place in pe-audit.yaml."""

    text: str
    line: int
    column: int = 1


class Declarations(NamedTuple):
    """What only the merchant knows, from pe-audit.yaml.

    `gateway_ranges` (`gateway: {ranges, source, retrieved}`): whence the gateway notifies, who said so, when.
    `allowlist` (`allowlist: {entries}`): who may reach the callback, wherever that is enforced.
    """

    keys: tuple[Key, ...] = ()
    gateway_ranges: tuple[Entry, ...] = ()
    gateway_source: str = ""
    gateway_retrieved: date | None = None
    allowlist: tuple[Entry, ...] = ()
    callback_path: str = ""


_NOTHING_DECLARED = Declarations()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Shared by all evidence of one audit."""

    gateways: tuple[Gateway, ...] = ()
    declared: Declarations = _NOTHING_DECLARED
    now: datetime = field(default_factory=lambda: datetime.now(timezone.utc))

    @property
    def gateway(self) -> Gateway:
        """The merchant's PagoEfectivo profile (the first; others are read beside it)."""
        return self.gateways[0]
