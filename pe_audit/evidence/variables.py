"""Variables that a format writes as a list are settings by their own names, as if it wrote them as a map.

Docker Compose has `- NAME=value`; Kubernetes, ECS, Render, Azure have `name: NAME` beside `value: …`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pe_audit.evidence.settings import Setting

_LISTS = frozenset({
    "env", "envs", "environment", "environments", "environment_variable", "environment_variables",
    "environmentvariables", "envvars", "env_vars", "extraenv", "extraenvs", "extraenvvars", "args", "appsettings",
    "variables",
})  # fmt: skip
_ASSIGNED = expression(r"([A-Za-z_][\w.\-]*)=")


def named(settings: Iterable[Setting]) -> tuple[Setting, ...]:
    """The settings; of those in a list of variables, the value bears the variable's name: `env.NAME`."""
    settings = tuple(settings)
    names = _names(settings)
    return tuple(_by_its_name(setting, names) for setting in settings)


def _names(settings: tuple[Setting, ...]) -> dict[str, str]:
    """The names of the entries that say `name` and `value` apart, by the entry's path."""
    found = {}
    for setting in settings:
        entry, _, word = setting.key.rpartition(".")
        if word in ("name", "key", "Name", "Key") and _list_of(entry):
            found[entry] = setting.value
    return found


def _by_its_name(setting: Setting, names: dict[str, str]) -> Setting:
    path, _, word = setting.key.rpartition(".")
    if word in ("value", "Value") and path in names:
        return setting._replace(key=f"{_list_of(path)}.{names[path]}")
    if word.isdecimal() and (above := _list_of(setting.key)):
        assigned = _ASSIGNED.match(setting.value)
        if assigned is not None:
            before, length = assigned.end(), setting.length or len(setting.value)
            return setting._replace(
                key=f"{above}.{assigned[1]}",
                value=setting.value[before:],
                column=setting.column + min(before, length),
                length=max(length - before, 0),
            )
    return setting


def _list_of(entry: str) -> str:
    """The path of the list of variables that has this entry, or nothing."""
    above, _, number = entry.rpartition(".")
    return above if number.isdecimal() and above.rpartition(".")[2].lower() in _LISTS else ""
