"""One key for production and for a rehearsal: in the register by fingerprint, in the tree's settings by value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.credential.place import place_of
from pe_audit.evidence.credential.purpose import purpose_of
from pe_audit.evidence.credential.scan import shapes_of
from pe_audit.evidence.credential.values import Look, look_of
from pe_audit.evidence.credential.weakness import SET_ELSEWHERE
from pe_audit.evidence.declared import Declared
from pe_audit.evidence.environment import Environment, deployment_of, environment_of
from pe_audit.evidence.project import Project
from pe_audit.evidence.register import shown
from pe_audit.evidence.settings import Unreadable
from pe_audit.lexicon import words
from pe_audit.model import Observed, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.settings import Setting, SettingsFile

_SHORTEST = 12  # characters: two short values are equal by chance, or because nobody has set them yet
_MADE_UP = SET_ELSEWHERE | {Look.PLACEHOLDER, Look.MASKED, Look.SEQUENCE, Look.NUMBER, Look.RESERVED}
_REHEARSALS = (Environment.SANDBOX, Environment.DEVELOPMENT, Environment.TEST)
_MOST_RELATED = 4


class _Held(NamedTuple):
    """A key in one environment."""

    settings: SettingsFile
    setting: Setting
    purpose: str
    environment: Environment

    @property
    def value(self) -> str:
        return self.setting.value.strip()


def check(evidence: Evidence) -> Iterator[Observed]:
    if isinstance(evidence, Declared):
        yield from _registered(evidence)
    elif isinstance(evidence, Project):
        yield from _written(evidence)


def _registered(declared: Declared) -> Iterator[Observed]:
    """Every production key of the register that has a fingerprint, against those of other environments."""
    keys = [key for key in declared.circumstances.declared.keys if key.fingerprint]
    for key in keys:
        if (key.environment or "production") != "production":
            continue
        twins = [
            one for one in keys if one.fingerprint == key.fingerprint and one.environment not in ("", "production")
        ]
        problem = None
        if twins:
            others = ", ".join(shown(twin) for twin in twins)
            problem = f"One key serves production and a rehearsal. {shown(key)} has the fingerprint of {others}."
        related = tuple(Related(twin.line, twin.column, twin.end_column, "the same key") for twin in twins)
        yield Observed(key.line, key.column, key.end_column, problem, identity=key.id, related=related)


def _written(project: Project) -> Iterator[Observed]:
    """Every key of a live configuration, against those of rehearsals in the same tree."""
    live, rehearsed = list[_Held](), dict[tuple[str, str], list[_Held]]()
    for settings in project.settings:
        if settings.uri == project.declared_in or place_of(settings.file).translation:
            continue
        try:
            found = list(_held(settings))
        except Unreadable as error:  # of this file: the others are still looked at
            yield Observed(1, 1, 1, undecided=f"its keys could not be compared ({error})", uri=settings.uri)
            continue
        for one in found:
            if one.environment is Environment.LIVE:
                live.append(one)
            elif one.environment in _REHEARSALS:
                rehearsed.setdefault((one.purpose, one.value), []).append(one)
    for one in live:
        twins = rehearsed.get((one.purpose, one.value), [])
        seen = one.settings.observe(one.setting)._replace(uri=one.settings.uri)
        yield (
            seen._replace(problem=_problem(one, twins), related=_related(twins), secrets=(one.value,))
            if twins
            else seen
        )


def _held(settings: SettingsFile) -> Iterator[_Held]:
    shapes, environment = shapes_of(settings.file), deployment_of(settings.file).environment
    for setting in settings.settings:
        value = setting.value.strip()
        if len(value) < _SHORTEST or "\n" in value:
            continue
        purpose = purpose_of(setting.key, shapes)
        if purpose is not None and look_of(value) not in _MADE_UP:
            yield _Held(settings, setting, purpose, _named(setting.key) or environment)


def _named(key: str) -> Environment | None:
    """The environment that a key itself names: `production.secret_key`, `PAGOEFECTIVO_SANDBOX_SECRET_KEY`."""
    for word in reversed(words(key)):
        environment = environment_of(word)
        if environment is not None:
            return environment
    return None


def _problem(one: _Held, twins: list[_Held]) -> str:
    twin = twins[0]
    where = (
        f"`{twin.setting.key}` of {twin.settings.uri}" if twin.settings is not one.settings else f"`{twin.setting.key}`"
    )
    return f"One key serves production and a rehearsal. `{one.setting.key}` has the value of {where}."


def _related(twins: list[_Held]) -> tuple[Related, ...]:
    places = [(twin, twin.settings.observe(twin.setting)) for twin in twins[:_MOST_RELATED]]
    return tuple(
        Related(at.line, at.column, at.end_column, f"the same value ({twin.environment.value})", twin.settings.uri)
        for twin, at in places
    )
