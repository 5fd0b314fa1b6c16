"""Credentials among the settings of files that deliver a program: names and values apart, base64 in Secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.credential.candidate import Candidate, Syntax
from pe_audit.evidence.credential.judgement import Judgement, judge
from pe_audit.evidence.credential.place import place_of
from pe_audit.evidence.credential.values import decoded
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.credential.shapes import Shapes
    from pe_audit.evidence.settings import Setting, SettingsFile

_ITEM = expression(r"(\w{2,100})=(\S+)")
_NAMES = {"value": ("name", "key"), "Value": ("Name", "Key"), "ParameterValue": ("ParameterKey",)}
_SECRET, _SEALED = "Secret", "SealedSecret"


class Delivered(NamedTuple):
    """A value and what is thought of it; None: it is encrypted, and nothing on its line is a secret.

    `encoded`: the value is base64, so that its line by itself misleads.
    """

    setting: Setting
    judgement: Judgement | None
    encoded: bool = False


def delivered(settings: SettingsFile, shapes: Shapes) -> Iterator[Delivered]:
    """Every value with the name that the settings give it. Raises `Unreadable` as the settings do."""
    place = place_of(settings.file)
    kinds = _kinds(settings)
    by_key = {setting.key: setting.value for setting in settings.settings}
    for setting in settings.settings:
        document = settings.document(setting.line)
        kind, field, name = _within(setting.key, document, kinds)
        if kind == _SEALED and name.startswith("encryptedData."):
            yield Delivered(setting, None, encoded=True)
        elif kind == _SECRET and field == "data":
            plain = decoded(setting.value.strip())
            judgement = judge(_candidate(name, plain or setting.value.strip()), place, shapes)
            yield Delivered(setting, judgement, encoded=True)
        elif (named := _named(setting, by_key, settings.format)) is not None and "\n" not in setting.value:
            yield Delivered(setting, judge(_candidate(*named), place, shapes))


def _candidate(name: str, value: str) -> Candidate:
    return Candidate(name, value, 0, len(value), Syntax.SETTING)


def _named(setting: Setting, by_key: dict[str, str], format: str) -> tuple[str, str] | None:
    """A setting's name and value: its own, those of an item `X=…`, or one that stands beside it or around it."""
    path, _, word = setting.key.rpartition(".")
    for sibling in _NAMES.get(word, ()):
        if (name := by_key.get(f"{path}.{sibling}")) is not None:
            return name, setting.value
    if word in ("default", "Default", "value"):
        return path.rpartition(".")[2], setting.value
    if format == "hcl":
        return None  # most values there are references, and quoted ones show on their lines
    if word.isdigit():
        item = _ITEM.fullmatch(setting.value)
        return (item[1], item[2]) if item else None
    return word, setting.value


def _kinds(settings: SettingsFile) -> dict[tuple[int, str], str]:
    """The kinds of the Kubernetes objects in a file, by document and path."""
    return {
        (settings.document(setting.line), setting.key.rpartition(".")[0]): setting.value
        for setting in settings.settings
        if setting.name == "kind" and setting.value in (_SECRET, _SEALED)
    }


def _within(key: str, document: int, kinds: dict[tuple[int, str], str]) -> tuple[str, str, str]:
    """The kind of the object that a key belongs to, the object's field, and the rest of the key."""
    if kinds:
        words = key.split(".")
        for depth in (0, 2):  # an object by itself, or an item of a List: items.0
            kind = kinds.get((document, ".".join(words[:depth])))
            if kind is not None and len(words) > depth + 1:
                return kind, words[depth], ".".join(words[depth + 1 :])
            if kind is not None:
                return kind, words[depth], ""
    return "", "", ""
