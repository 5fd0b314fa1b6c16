"""The key register of pe-audit.yaml, filled from exports: what is known of a key is brought up to date in its place."""

from __future__ import annotations

import os
from datetime import date
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, NamedTuple

from pe_audit import document, validation
from pe_audit.collect.files import Listed, read
from pe_audit.declarations import declarations
from pe_audit.edit import Edit
from pe_audit.evidence.circumstances import Key
from pe_audit.evidence.register import line_of
from pe_audit.inventory import STORES
from pe_audit.inventory.exported import name_of
from pe_audit.inventory.guess import environment_of, purpose_of
from pe_audit.model import PeAuditError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pe_audit.inventory import Exported

_MOST = 500  # keys at a time: who has more has exported the secrets of everything
_UNKNOWN = "unknown"
_QUESTIONS = {
    "purpose": f"What is it for? Write api, webhook, oauth-client, mtls, pgp or another word for `{_UNKNOWN}`.",
    "environment": "Add `environment: production` or `environment: sandbox`.",
    "created": "Add the day it was made: `created: YYYY-MM-DD`.",
}


class Wishes(NamedTuple):
    """What the user said of all keys whose entries do not say it. `only`: names, as patterns of shells."""

    purpose: str | None = None
    environment: str | None = None
    only: tuple[str, ...] = ()


class Line(NamedTuple):
    """What became of one key: added, updated, unchanged or skipped; what of it changed; what its owner should know."""

    id: str
    what: str
    changes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


_NO_WISHES = Wishes()


class Merged(NamedTuple):
    """The file with the keys taken in, and a line for each key."""

    raw: bytes
    lines: tuple[Line, ...]


def text_of(path: Path) -> bytes:
    """The file to fill, empty where there is none yet; a link in the tree is not followed. Raises PeAuditError."""
    if not os.path.lexists(path):
        return b""
    data = read(Listed(path.name, str(path)))
    if isinstance(data, str):
        raise PeAuditError(f"{path.name}: {data}", "the configuration must be a regular file, not a link")
    return data


def merge(name: str, raw: bytes, exported: Iterable[Exported], wishes: Wishes = _NO_WISHES) -> Merged:
    """The file called `name` with the keys taken in. Raises PeAuditError if it does not hold, or cannot be edited."""
    data = _data(name, raw)
    known = list(data.get("keys") or ())
    edit = Edit(raw.decode("utf-8-sig"))
    added: list[tuple[dict[str, str], list[str]]] = []
    lines: list[Line] = []
    taken: set[int] = set()
    keys = _united(_wanted(exported, wishes.only), wishes)
    if len(keys) > _MOST:
        raise PeAuditError(f"{len(keys)} keys are too many for a register", "choose some: --only '*pagoefectivo*'")
    for key in keys:
        entries = [*known, *(fields for fields, _ in added)]
        places = _places(entries, key)
        doubt = _doubt(entries, places, taken, key)
        if doubt:
            lines.append(Line(key.id, "skipped", notes=(doubt,)))
        elif places:
            lines.append(_update(edit, places[0], known[places[0]], key))
            taken.add(places[0])
        else:
            fields, questions = _fresh(key)
            notes = (*questions, *_notes(key), *_perhaps_known(key, known))
            lines.append(Line(key.id, "added", tuple(_said(fields)), notes))
            taken.add(len(entries))
            added.append((fields, questions))
    if added:
        edit.append("keys", added)
    if not any(line.what in ("added", "updated") for line in lines):
        return Merged(raw, tuple(lines))
    made = (b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b"") + edit.text.encode()
    _prove(name, data, made, len(known) + len(added))
    return Merged(made, tuple(lines))


def _doubt(entries: Sequence[Mapping[str, Any]], places: Sequence[int], taken: set[int], key: Exported) -> str:
    """Why a key is not taken over though the register may have it, empty if it is.

    A copy in another kind of store says when it was copied, and not when the key was made.
    """
    if not places:
        return ""
    store = entries[places[0]].get("store", "")
    if _kind(store) and _kind(key.store) and _kind(store) != _kind(key.store):
        return f"{key.store} has it too; its dates come from {store}"
    if len(places) > 1:
        return "the register has several keys of this name"
    return "another of these exports told of it already" if places[0] in taken else ""


def _data(name: str, raw: bytes) -> dict[str, Any]:
    """What a file says that holds."""
    read = document.parse(name, raw)
    validation.check(read, name)
    declarations(read, name)
    return dict(read.data or {})


def _prove(name: str, before: Mapping[str, Any], raw: bytes, count: int) -> None:
    """A file laid out in a way that we cannot edit is left alone rather than broken."""
    try:
        after = _data(name, raw)
    except PeAuditError:
        after = {}
    old, new = before.get("keys") or [], after.get("keys") or []
    others = [{section: value for section, value in data.items() if section != "keys"} for data in (before, after)]
    if len(new) != count or others[0] != others[1] or any(was.keys() - now.keys() for was, now in zip(old, new)):  # noqa: B905
        raise PeAuditError(f"{name}: `keys:` is written in a way that cannot be edited", "write one key a list item")


def _wanted(exported: Iterable[Exported], only: Sequence[str]) -> Iterable[Exported]:
    """The keys that one of the patterns names, in any case of letters."""
    if not only:
        return exported
    patterns = [pattern.lower() for pattern in only]
    return (key for key in exported if any(fnmatchcase(key.id.lower(), pattern) for pattern in patterns))


def _united(exported: Iterable[Exported], wishes: Wishes) -> list[Exported]:
    """Each key once, by name and store, with what its name says of it: an exact date wins, then see `_rank`."""
    united: dict[tuple[str, str], Exported] = {}
    for key in exported:
        key = key._replace(
            purpose=name_of(wishes.purpose) or key.purpose or purpose_of(key.id),
            environment=wishes.environment or environment_of(f"{key.id} {key.store}"),
        )
        other = united.setdefault((key.id, key.store), key)
        if other is not key and _rank(key) > _rank(other):
            united[key.id, key.store] = key
    return sorted(united.values(), key=lambda key: not key.is_exact)


def _rank(key: Exported) -> tuple[bool, int]:
    day = key.created.toordinal() if key.created is not None else 0
    return key.is_exact and key.created is not None, day if key.is_exact else -day


def _places(known: Sequence[Mapping[str, Any]], key: Exported) -> list[int]:
    """The entries of the register that may be about the key: those of its name, less what is clearly another's."""
    found = [number for number, entry in enumerate(known) if entry["id"] == key.id and not _differs(entry, key)]
    for field, value in (("store", key.store), ("environment", key.environment)):
        same = [number for number in found if value and known[number].get(field) == value]
        found = same or found
    return found


def _differs(entry: Mapping[str, Any], key: Exported) -> bool:
    """Whether an entry of the same name is in another environment, or elsewhere in the same kind of store."""
    environment, store = entry.get("environment"), entry.get("store")
    if environment and key.environment and environment != key.environment:
        return True
    kind = _kind(key.store)
    if not store or not kind or _kind(store) != kind or kind in (store, key.store):
        return False
    return bool(store != key.store)


def _kind(store: str) -> str:
    """Which of the stores that we read exports of it is, empty for the owner's own words."""
    return next((known for known in STORES if store.startswith(known)), "")


def _fresh(key: Exported) -> tuple[dict[str, str], list[str]]:
    """The fields of a new entry, and what remains to be asked."""
    fields = {
        "id": key.id,
        "purpose": key.purpose or _UNKNOWN,
        "environment": key.environment,
        "created": str(key.created or ""),
        "state": "retired" if key.is_retired else "",
        "retired": str(key.retired or ""),
        "fingerprint": key.fingerprint,
        "store": key.store,
    }
    missing = {"purpose": not key.purpose, "environment": not key.environment, "created": key.created is None}
    return (
        {field: value for field, value in fields.items() if value},
        [_QUESTIONS[field] for field, is_missing in missing.items() if is_missing],
    )


def _update(edit: Edit, number: int, entry: Mapping[str, Any], key: Exported) -> Line:
    """Bring an entry up to date. What its owner wrote stays, unless the export knows better."""
    news = {field: value for field, value in _news(entry, key).items() if value and entry.get(field) != value}
    for field in news.keys() & entry.keys():
        edit.replace(("keys", number, field), news[field])
    missing = {field: value for field, value in news.items() if field not in entry}
    if missing:
        edit.add_fields(("keys", number), missing)
    changes = (f"{field} {entry[field]} → {new}" if field in entry else f"{field} {new}" for field, new in news.items())
    return Line(key.id, "updated" if news else "unchanged", tuple(changes), _notes(key))


def _news(entry: Mapping[str, Any], key: Exported) -> dict[str, str]:
    """What the export says of an entry's fields; empty where the entry's own word stands."""
    return {
        "purpose": key.purpose if entry["purpose"] == _UNKNOWN else "",
        "environment": key.environment if "environment" not in entry else "",
        "created": str(key.created) if key.created is not None and _is_better(key, entry) else "",
        "state": "retired" if key.is_retired else "",
        "retired": str(key.retired or "") if "retired" not in entry else "",
        "fingerprint": key.fingerprint,
        "store": key.store if "store" not in entry else "",
    }


def _is_better(key: Exported, entry: Mapping[str, Any]) -> bool:
    """Whether the export's date replaces the written one; that of a store's entry only an older one from there."""
    written = entry.get("created")
    if written is None or key.is_exact:
        return True
    return key.created is not None and entry.get("store") == key.store and key.created > date.fromisoformat(written)


def _notes(key: Exported) -> tuple[str, ...]:
    return (key.note,) if key.note else ()


def _perhaps_known(key: Exported, known: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """An entry without a date that could be about the same key under another name."""
    ours = line_of(Key(key.id, key.purpose, key.created, 1, environment=key.environment))
    for entry in known:
        theirs = Key(entry["id"], entry["purpose"], None, 1, environment=entry.get("environment", ""))
        if "created" not in entry and line_of(theirs) == ours:
            yield f"is it the same key as {entry['id']}, which has no date? Then take one of the two entries out."


def _said(fields: Mapping[str, str]) -> Iterable[str]:
    return (
        f"{field} {value}" for field, value in fields.items() if field in ("purpose", "environment", "created", "state")
    )
