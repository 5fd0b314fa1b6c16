"""Google Secret Manager: `gcloud secrets versions list --format=json`, and `gcloud secrets list --format=json`.

https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pe_audit.expression import expression
from pe_audit.inventory.exported import Exported, Version, day_of, items_of, name_of, newest

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = expression(
    r"projects/(?P<project>[^/]+)/(?:locations/[^/]+/)?secrets/(?P<secret>[^/]+)(?:/versions/(?P<version>[^/]+))?"
)


def keys(data: Any) -> Iterator[Exported]:
    """The keys of either export; a secret's own date is used only where its versions are not listed."""
    secrets: dict[tuple[str, str], list[Version]] = {}
    entries: dict[tuple[str, str], Exported] = {}
    for item in items_of(data):
        found = _NAME.fullmatch(name_of(item.get("name")))
        if found is None or "createTime" not in item:
            continue
        project, secret, created = found["project"], found["secret"], day_of(item["createTime"])
        if found["version"] is not None:
            version = Version(created, item.get("state") in ("ENABLED", None), found["version"])
            secrets.setdefault((project, secret), []).append(version)
        else:
            entries[project, secret] = Exported(secret, _store(project), created, is_exact=False)
    for (project, secret), versions in secrets.items():
        current = newest(versions)
        if current is not None:
            yield Exported(secret, _store(project), current.created, is_retired=not current.is_enabled)
    yield from (entry for place, entry in entries.items() if place not in secrets)


def _store(project: str) -> str:
    return f"Google Secret Manager, {project}"
