"""Keys that the tree uses and the register does not know, and entries of the register that cannot be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.declared import Declared
from pe_audit.evidence.project import Project
from pe_audit.evidence.register import line_of, shown, today
from pe_audit.evidence.used_keys import Use, all_uses
from pe_audit.lexicon import words
from pe_audit.model import Observed, Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.circumstances import Key
    from pe_audit.evidence.settings import SettingsFile
    from pe_audit.evidence.source import SourceFile

_KINDS = {
    "webhook": {"webhook", "callback", "notification", "notificacion", "hmac", "signing", "signature", "firma"},
    "mtls": {"mtls", "tls", "certificate", "cert", "certificado"},
    "pgp": {"pgp", "gpg", "openpgp"},
    "oauth": {"oauth", "oauth2", "client"},
    "access": {"access", "acceso"},
    "secret": {"secret", "secreta", "secreto"},
    "api": {"api"},
}
# What an entry may stand for whose id does not tell: an access key comes with a secret, which signs notifications.
_OF_PURPOSE = {
    "api": {"api", "access", "secret", "oauth", "webhook"},
    "access": {"access"},
    "webhook": {"webhook", "secret"},
}
_MOST_RELATED = 4
_NO_REGISTER = (
    "keys are used here, and pe-audit.yaml has no key register: "
    "`pe-audit keys import FILE` or `pe-audit init` begins one"
)


def check(evidence: Evidence) -> Iterator[Observed]:
    if isinstance(evidence, Declared):
        yield from _entries(evidence)
    elif isinstance(evidence, Project):
        yield from _used(evidence)


def _entries(declared: Declared) -> Iterator[Observed]:
    """Every entry of the register."""
    keys, day = declared.circumstances.declared.keys, today(declared.circumstances)
    for number, key in enumerate(keys):
        seen = Observed(key.line, key.column, key.end_column, _problem(key, day), identity=key.id)
        if seen.problem is None and key.state == "active":
            twin = next((one for one in keys[:number] if one.state == "active" and line_of(one) == line_of(key)), None)
            if twin is not None:
                seen = _doubled(seen, key, twin)
        yield seen


def _problem(key: Key, day: date) -> str | None:
    if key.created is None:
        return f"A key of the register has no date. {shown(key)} lacks `created`, so nobody knows when to replace it."
    if key.created > day:
        return f"A key of the register was created in the future. {shown(key)} has the date {key.created}."
    return None


def _doubled(seen: Observed, key: Key, twin: Key) -> Observed:
    return seen._replace(
        problem=f"Two keys of one purpose are active at once. {shown(key)} and {shown(twin)} are both for "
        f"{key.purpose}; one of them only verifies, or is retired.",
        related=(Related(twin.line, twin.column, twin.end_column, f"{shown(twin)} is active too"),),
    )


def _used(project: Project) -> Iterator[Observed]:
    """The keys that the tree uses, each kind once, at the first place that names it."""
    circumstances, found = project.circumstances, dict[str, list[Use]]()
    parts: list[SettingsFile | SourceFile] = [*project.settings, *project.sources]
    parts = [part for part in parts if part.uri != project.declared_in]
    for use in all_uses(parts, circumstances.gateways):
        if isinstance(use, Use):
            found.setdefault(_kind(use.name), []).append(use)
        elif circumstances.declared.keys:
            yield use
    for kind, places in sorted(found.items()):
        use = places[0]
        seen = use.seen._replace(uri=use.uri, identity=kind)
        if not circumstances.declared.keys:
            yield seen._replace(undecided=_NO_REGISTER)
            return
        if any(_covers(key, kind, use.name) for key in circumstances.declared.keys):
            yield seen
            continue
        yield seen._replace(
            problem=f"A key is in use that the register does not know. {use.name} has no entry under `keys`.",
            related=tuple(_related(places[1:])),
        )


def _related(places: Sequence[Use]) -> Iterator[Related]:
    for use in places[:_MOST_RELATED]:
        seen = use.seen
        yield Related(seen.line, seen.column, seen.end_column, f"used here as {use.name}", use.uri)


def _kind(name: str) -> str:
    """Which of the gateway's keys a name stands for."""
    return next(iter(_kinds(words(name))), "secret")


def _kinds(spoken: Iterable[str]) -> list[str]:
    """The kinds that words name, the most telling first."""
    said = set(spoken)
    return [kind for kind, meaning in _KINDS.items() if meaning & said]


def _covers(key: Key, kind: str, name: str) -> bool:
    """Whether an entry stands for a key that is used under a name: by its id or store, or by its purpose."""
    called = {*words(key.id), *words(key.store)}
    if set(words(name)) <= called or kind == next(iter(_kinds(called)), None):
        return True
    purposes = _kinds(words(key.purpose))
    if kind == "secret" and "access" in _kinds(words(key.id)):
        return False  # the entry says that it is the access key: the secret beside it is another
    if kind == "webhook" and "secret" in _kinds(words(key.id)):
        return False
    return any(kind in _OF_PURPOSE.get(purpose, {purpose}) for purpose in purposes)
