"""Kubernetes: `kubectl get secret -o json` or `-o yaml`, one or a list. Only `metadata` is looked at.

https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/secret-v1/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pe_audit.expression import expression
from pe_audit.inventory.exported import Broken, Exported, day_of, items_of, mapping_of, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pe_audit.evidence.settings import Setting

_ROTATED = expression(r"rotat|renewed|issued", re.IGNORECASE)
_TO_COME = expression(r"next|due|after|before|every|interval|expir", re.IGNORECASE)
_METADATA = expression(
    r"(?:items\.(?P<number>\d+)\.)?"
    r"(?:(?P<top>kind|type)|metadata\.(?P<word>name|namespace|creationTimestamp)|metadata\.annotations\.(?P<note>.+))"
)


def keys(data: Any) -> Iterator[Exported]:
    """The keys of either export. The date of an annotation that says when it was rotated wins over the Secret's own."""
    for secret in items_of(data, "items") or items_of(data):
        if secret.get("kind") != "Secret" or str(secret.get("type")).startswith("helm.sh/"):
            continue
        metadata = mapping_of(secret, "metadata")
        name, namespace = name_of(metadata.get("name")), name_of(metadata.get("namespace"))
        if not name:
            continue
        made, rotated = day_of(metadata.get("creationTimestamp")), _rotated(mapping_of(metadata, "annotations"))
        store = f"Kubernetes, {namespace}" if namespace else "Kubernetes"
        yield Exported(name, store, rotated or made, is_exact=rotated is not None)


def _rotated(annotations: Mapping[str, Any]) -> Any:
    days = [
        day_of(value) for key, value in annotations.items() if _ROTATED.search(key) and _TO_COME.search(key) is None
    ]
    return max((day for day in days if day is not None), default=None)


def from_yaml(settings: Iterator[Setting]) -> list[dict[str, Any]]:
    """The Secrets in YAML as `keys` takes them: of all that was read, only kind, type and metadata.

    Raises Broken for several documents, whose names and dates would mix.
    """
    found: dict[str, dict[str, Any]] = {}
    seen: set[str] = set()
    for setting in settings:
        match = _METADATA.fullmatch(setting.key)
        if match is None:
            continue
        if setting.key in seen:
            raise Broken("several YAML documents")
        seen.add(setting.key)
        secret = found.setdefault(match["number"] or "", {"metadata": {"annotations": {}}})
        if match["top"]:
            secret[match["top"]] = setting.value
        elif match["word"]:
            secret["metadata"][match["word"]] = setting.value
        else:
            secret["metadata"]["annotations"][match["note"]] = setting.value
    return list(found.values())
