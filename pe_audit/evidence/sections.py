"""Where one setting takes effect: sections, classes and documents of a file that belong to one environment."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.environment import BUILDS, Deployment, Environment, deployment_of, environment_of
from pe_audit.expression import expression
from pe_audit.lexicon import words

if TYPE_CHECKING:
    from pe_audit.evidence.settings import Setting, SettingsFile

# Words that name an environment wherever they stand in a path; shorter ones do so first, or behind a container.
_PLAIN = frozenset({"production", "produccion", "development", "desarrollo", "staging", "preproduction", "sandbox"})
_CONTAINERS = frozenset({
    "env", "envs", "environment", "environments", "stage", "stages", "profile", "profiles", "target", "targets",
    "config", "configs", "configuration", "configurations", "buildtypes", "workspaces", "ambientes", "entornos",
})  # fmt: skip
_FILLING = frozenset(
    {"config", "configuration", "settings", "conf", "env", "environment", "server", "only", "database"}
)
_MOST_SCOPES = 200
# Settings that say which environment the application runs in, all that stands beside them included.
_SAYING = frozenset({
    "app_env", "node_env", "rails_env", "rack_env", "flask_env", "django_env", "symfony_env", "ci_environment",
    "aspnetcore_environment", "dotnet_environment", "spring_profiles_active",
})  # fmt: skip
_PROFILE = expression(r"spring\.(?:config\.activate\.on-profile|profiles)(?:\.\d+)?|metadata\.namespace")
_JOB = expression(r"(?:^|/)\.github/workflows/|(?:^|/)[\w.-]*gitlab-ci[\w.-]*$|(?:^|/)\.gitlab/", re.IGNORECASE)
_JOB_ENVIRONMENT = expression(r"((?:.+\.)?[^.]+)\.environment(?:\.name)?")
_STAGE = expression(r"[ \t]AS[ \t]+([\w.\-]{1,80})$", re.IGNORECASE)
_BOUNDARY = expression(rb"(?:[#!])?---")  # between the documents of a YAML or of a Spring properties file


class _Scope(NamedTuple):
    """All settings of one document below a path."""

    document: int
    path: str
    deployment: Deployment


def deployment_at(settings: SettingsFile, setting: Setting) -> Deployment:
    """Where a setting takes effect: what its section says within a file that may be live, else where the file does."""
    whole = deployment_of(settings.file)
    if not whole.may_be_live:
        return whole
    branch = settings.branches.get((setting.line, setting.column))
    if settings.format == "dockerfile":
        return _from_stage(settings, setting) or whole
    return branch or _from_path(setting.key) or _from_scopes(settings, setting) or whole


def _from_stage(settings: SettingsFile, setting: Setting) -> Deployment | None:
    """What the name of the Dockerfile's stage says: `FROM base AS shop_dev`."""
    begun = [one for one in settings.settings if one.key.startswith("FROM.") and one.line <= setting.line]
    stage = _STAGE.search(begun[-1].value) if begun else None
    said = {environment_of(word) for word in words(stage[1])} - {None} if stage is not None else set()
    (environment,) = said if len(said) == 1 else (None,)
    return Deployment(environment, f"it stands in the stage {stage[1]}") if stage and environment else None


def _from_path(key: str) -> Deployment | None:
    """What the words of a path say, the innermost first; the last word is the setting's own name."""
    path = key.split(".")[:-1]
    for number in range(len(path) - 1, -1, -1):
        word = path[number].partition(":")[0].strip(" %")  # [development : production], %prod.quarkus…
        container = path[number - 1].lower() if number else ""
        environment = _environment(word, free=not container or container in _CONTAINERS)
        if container == "buildtypes":  # Android's
            environment = environment or BUILDS.get(word)
        if environment is not None:
            return Deployment(environment, f"it stands in `{word}`")
    return None


def _environment(word: str, *, free: bool) -> Environment | None:
    """The environment that a section or a class is for: `production`, `ProductionConfig`, `dev` where it is free."""
    if len(word) > 40:
        return None
    found = [one for one in words(word) if one not in _FILLING]
    if len(found) != 1 or not (free or found[0] in _PLAIN):
        return None
    return environment_of(found[0])


def _from_scopes(settings: SettingsFile, setting: Setting) -> Deployment | None:
    scopes = _scopes(settings)
    if not scopes:
        return None
    document = _document(settings, setting)
    holding = [
        scope
        for scope in scopes
        if scope.document == document and (not scope.path or setting.key.startswith(scope.path + "."))
    ]
    return max(holding, key=lambda scope: len(scope.path)).deployment if holding else None


def _scopes(settings: SettingsFile) -> tuple[_Scope, ...]:
    """The parts of a file that say where they are used; found once a file. What contradicts itself says nothing."""
    known: tuple[_Scope, ...] | None = settings.__dict__.get("_scopes")
    if known is None:
        found: dict[tuple[int, str], set[Deployment]] = {}
        open_ = deployment_of(settings.file).environment is Environment.UNKNOWN
        for setting in settings.settings:
            path = _path_said(settings.uri, setting, open_=open_)
            environment = environment_of(setting.value.strip().lower()) if path is not None else None
            if path is not None and environment is not None:
                said = Deployment(environment, f"`{setting.name}` beside it says {setting.value.strip()}")
                found.setdefault((_document(settings, setting), path), set()).add(said)
        known = tuple(_Scope(*place, *said) for place, said in found.items() if len(said) == 1)[:_MOST_SCOPES]
        settings.__dict__["_scopes"] = known
    return known


def _path_said(uri: str, setting: Setting, *, open_: bool) -> str | None:
    """The path whose environment a setting's value names, None if it names none.

    In a file that is known to be live, a variable that says development is a mistake to report: `open_` is False.
    """
    if setting.name.lower() in _SAYING:
        return setting.key.rpartition(".")[0] if open_ else None
    if _PROFILE.fullmatch(setting.key):
        return ""
    job = _JOB_ENVIRONMENT.fullmatch(setting.key) if setting.name in ("environment", "name") else None
    return job[1] if job is not None and _JOB.search(uri) else None


def _document(settings: SettingsFile, setting: Setting) -> int:
    """The number of the document within the file."""
    boundaries: list[int] | None = settings.__dict__.get("_boundaries")
    if boundaries is None:
        several = settings.format in ("yaml", "properties")
        lines = settings.file.data.splitlines() if several else []
        boundaries = [number for number, line in enumerate(lines, 1) if _BOUNDARY.match(line)]
        settings.__dict__["_boundaries"] = boundaries
    return bisect_right(boundaries, setting.line)
