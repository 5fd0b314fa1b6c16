"""HashiCorp Vault and OpenBao, KV version 2: `vault kv metadata get -format=json`, or the metadata in `vault kv get`.

https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2#read-secret-metadata. Neither says the key's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pe_audit.inventory.exported import Exported, Version, day_of, mapping_of, newest
from pe_audit.model import PeAuditError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def keys(data: Any, name: str) -> Iterator[Exported]:
    """The key of this export, called `name` by whoever saved it; nothing if it is none."""
    answer = mapping_of(data, "data")
    versions = mapping_of(answer, "versions")
    found = [_version(version) for version in versions.values() if isinstance(version, dict)]
    if not found and "created_time" in (metadata := mapping_of(answer, "metadata")):
        found = [_version(metadata)]
    current = newest(found)
    if current is not None and not name:
        raise PeAuditError("it does not say the key's name", "save it in a file with that name, as NAME.json")
    if current is not None:
        yield Exported(name, "HashiCorp Vault", current.created, is_retired=not current.is_enabled)


def _version(version: Mapping[str, Any]) -> Version:
    is_gone = version.get("destroyed") is True or bool(version.get("deletion_time"))
    return Version(day_of(version.get("created_time")), not is_gone)
