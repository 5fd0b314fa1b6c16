"""What live variants make of a base file's settings: .NET's transforms, Spring's profiles, `.env.production`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.settings import Setting, SettingsFile, Unreadable
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterable

_TRANSFORM = "Transform"  # of the namespace xdt, which readers leave out
_VALUE_TRANSFORMS = expression(r"(SetAttributes|Replace|Insert\w*)(?:\(([^)]*)\))?")
_MOST_VARIANTS = 20
UNSEEN = "a variant of this file may say otherwise, and only part of the tree was read: audit the whole tree"


class Override(NamedTuple):
    """What a variant says instead: its value, None where it takes the setting out."""

    value: str | None
    settings: SettingsFile
    setting: Setting | None


def override_of(base: SettingsFile, setting: Setting, files: Iterable[SettingsFile]) -> Override | None:
    """What the live variant of a file, among the given ones, makes of one of its settings; None if it leaves it."""
    for variant in _variants(base, files):
        try:
            known = _by_key(variant)
        except Unreadable:
            continue
        found = _transformed(known, setting) if variant.format == "xml" else known.get(setting.key.lower())
        if found is not None:
            gone = found.name == _TRANSFORM
            return Override(None if gone else found.value, variant, None if gone else found)
    return None


def _variants(base: SettingsFile, files: Iterable[SettingsFile]) -> list[SettingsFile]:
    """The live files beside a base file that are called like it: `Web.Release.config`, `application-prod.yml`."""
    folder, _, name = base.uri.lower().rpartition("/")
    stem, ending = re.fullmatch(r"(.+?)(\.[^.]*)?", name, re.DOTALL).groups()  # type: ignore[union-attr]
    called = re.compile(re.escape(stem) + r"[.\-_]\w+" + re.escape(ending or ""))
    found = []
    for file in files:
        beside, _, other = file.uri.lower().rpartition("/")
        alike = called.fullmatch(other) or (stem == "default" and other.endswith(ending or ""))
        if (beside, file.format) == (folder, base.format) and alike and file is not base:
            found.append(file)
    return [file for file in found[:_MOST_VARIANTS] if deployment_of(file.file).environment is Environment.LIVE]


def _by_key(settings: SettingsFile) -> dict[str, Setting]:
    known: dict[str, Setting] | None = settings.__dict__.get("_by_key")
    if known is None:
        known = settings.__dict__["_by_key"] = {setting.key.lower(): setting for setting in settings.settings}
    return known


def _transformed(known: dict[str, Setting], setting: Setting) -> Setting | None:
    """The setting that a transform puts in the place of one; the transform itself where it takes it out."""
    key = setting.key.lower()
    parent, _, attribute = key.rpartition(".")
    path = key
    while path:
        transform = known.get(f"{path}.{_TRANSFORM.lower()}")
        if transform is not None:
            said = transform.value.strip()
            if said.startswith("RemoveAttributes"):
                gone = path == parent and attribute in _names(said, attribute)
                return transform if gone else None
            if said.startswith("Remove"):
                return transform
            sets = _VALUE_TRANSFORMS.fullmatch(said)
            if sets is not None and key in known and (path in (key, parent) or sets[1] != "SetAttributes"):
                return known[key] if path == key or attribute in _names(said, attribute) else None
            return transform if said.startswith("Replace") else None
        path = path.rpartition(".")[0]
    return None


def _names(transform: str, otherwise: str) -> list[str]:
    """The attributes that a transform names; all if it names none."""
    inside = transform.partition("(")[2].rstrip(")").lower()
    return [name.strip() for name in inside.split(",")] if inside else [otherwise]
