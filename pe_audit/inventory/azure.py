"""Azure Key Vault: `az keyvault secret|key|certificate list`, `list-versions` and `show`, and the REST API's answers.

https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret-versions
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pe_audit.expression import expression
from pe_audit.inventory.exported import Exported, Version, day_of, items_of, mapping_of, name_of, newest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ID = expression(r"https://(?P<vault>[^/.]+)\.[^/]+/(?:secrets|keys|certificates)/(?P<name>[^/]+)(?:/[^/]*)?")


def keys(data: Any) -> Iterator[Exported]:
    """The keys of any of these exports. A list dates the current version of each, list-versions every version."""
    found: dict[tuple[str, str], list[Version]] = {}
    for item in items_of(data, "value") or items_of(data):
        place, attributes = _place(item), mapping_of(item, "attributes")
        if place is not None and "created" in attributes:
            version = Version(day_of(attributes["created"]), attributes.get("enabled") is not False)
            found.setdefault(place, []).append(version)
    for (vault, name), versions in found.items():
        current = newest(versions)
        if current is not None:
            yield Exported(name, f"Azure Key Vault, {vault}", current.created, is_retired=not current.is_enabled)


def _place(item: Mapping[str, Any]) -> tuple[str, str] | None:
    """Vault and name. A key shown alone has its address as `kid` of the key itself."""
    for address in (item.get("id"), item.get("kid"), mapping_of(item, "key").get("kid")):
        match = _ID.fullmatch(name_of(address))
        if match is not None:
            return match["vault"], match["name"]
    return None
