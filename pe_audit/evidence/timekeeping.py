"""What a project says of the services that keep a machine's time: which it switches, which sources they ask."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pe_audit.evidence.settings import Setting, SettingsFile

CLOUD_INIT = "cloud-init"
_SERVICE = expression(
    r"(?:[\w\-]+[./])*(?P<name>chronyd?|ntpd?|ntpsec|openntpd|timesync|(?:systemd-)?timesyncd|w32time)"
    r"(?:\.service)?(?:_\w+)?",
    re.IGNORECASE,
)
_OFF = frozenset({"false", "no", "off", "0", "disable", "disabled", "manual"})
_TOOLS = {  # what a tool's word does to a service: True switches it on, False off
    "systemctl": {"disable": False, "mask": False, "enable": True, "unmask": True, "start": True, "restart": True},
    "service": {"start": True, "restart": True},
    "invoke-rc.d": {"start": True, "restart": True},
    "chkconfig": {"off": False, "on": True},
    "update-rc.d": {"disable": False, "remove": False, "enable": True, "defaults": True},
    "rc-update": {"del": False, "add": True},
    "net": {"start": True},
    **{tool: {"install": True} for tool in ("apt", "apt-get", "aptitude", "yum", "dnf", "microdnf", "zypper")},
    "apk": {"add": True},
    "w32tm": {"/unregister": False, "/register": True, "/config": True, "/resync": True},
    "start-service": {"": True},
}
_COMMAND = expression(r"[^\r\n;&|]+")
_INVOLVED = expression(r"(?i)chrony|ntp|timesync|w32t")
_STARTUP = expression(r"(?i)w32time\b.*(?:-StartupType|start=)\s*[\"']?(\w+)")
_STATES = {"stopped": False, "started": True, "restarted": True, "reloaded": True, "present": True, "latest": True}
_SWITCHES = ("enabled", "state", "masked")
_INSTALLS = frozenset({"apt", "yum", "dnf", "package", "packages", "apk", "zypper", "roles", "role", "import_role",
                       "include_role"})  # fmt: skip
_CLOUD = expression(r"(?i)(?:^|/)(?:user-data|vendor-data|cloud\.cfg|cloud-(?:init|config))")
_CLOUD_SOURCE = expression(r"ntp\.(?:servers|pools|peers)\.\d+")
_EMBEDDED = expression(r"^ntp:[ \t]*\n((?:[ \t]+[^ \t\r\n].*\n?)*)", re.MULTILINE)
_ENABLED = expression(r"^[ \t]+enabled:[ \t]*(\w+)", re.MULTILINE)
_ASSIGNED = expression(r"(\w+)=(\S+)")


class Switch(NamedTuple):
    """A service that a file switches on or off; `setting` is where."""

    service: str
    on: bool
    setting: Setting


def switches(evidence: SettingsFile) -> Iterator[Switch]:
    """Every time service that the file switches, installs or configures by cloud-init. Raises `Unreadable`."""
    groups: dict[str, dict[str, Setting]] = defaultdict(dict)
    if evidence.file.text.startswith("#cloud-config") or _CLOUD.search(evidence.uri):
        yield from _of_cloud_init(evidence.settings)
    for setting in evidence.settings:
        path, _, word = setting.key.rpartition(".")
        groups[path].setdefault(word, setting)
        if _INVOLVED.search(setting.value):
            yield from _of_text(setting)
    for path, group in groups.items():
        yield from _of_task(path, group, groups)
        yield from _of_words(group)


def _of_cloud_init(settings: Iterable[Setting]) -> Iterator[Switch]:
    """The `ntp` of a cloud-config: sources say nothing where it is not enabled."""
    said = [setting for setting in settings if setting.key == "ntp.enabled"]
    sources = [setting for setting in settings if _CLOUD_SOURCE.fullmatch(setting.key)]
    for setting in said or sources:
        yield Switch(CLOUD_INIT, setting.value.lower() not in _OFF, setting)


def _of_text(setting: Setting) -> Iterator[Switch]:
    """The commands of a script, and the `name=x state=y` of an Ansible task in one line."""
    if setting.value.startswith("#cloud-config") and (block := _EMBEDDED.search(setting.value)) is not None:
        enabled = _ENABLED.search(block[1])
        yield Switch(CLOUD_INIT, enabled is None or enabled[1].lower() not in _OFF, setting)
    for command in _COMMAND.findall(setting.value):
        if not _INVOLVED.search(command):
            continue
        for service, on in _of_command(command.split()):
            yield Switch(service, on, setting)
        said = dict(_ASSIGNED.findall(command))
        if service := service_of(said.get("name", "")):
            on_or_off = _state(said)
            if on_or_off is not None:
                yield Switch(service, on_or_off, setting)
        if (startup := _STARTUP.search(command)) is not None:
            yield Switch("w32time", startup[1].lower() not in _OFF, setting)


def _of_command(words: list[str]) -> Iterator[tuple[str, bool]]:
    plain = [word.strip("\"'`,[]()") for word in words]
    for number, word in enumerate(plain):
        tool = word.lower().rpartition("/")[2]
        rest = [other for other in plain[number + 1 :] if not other.startswith("-")]
        if tool == "timedatectl" and rest[:1] == ["set-ntp"]:
            yield "timedatectl", "".join(rest[1:2]).lower() not in _OFF
        if tool in _TOOLS:
            does = [on for other in ("", *rest) if (on := _TOOLS[tool].get(other.lower())) is not None]
            named = ["w32time"] if tool == "w32tm" else [found for other in rest if (found := service_of(other))]
            yield from ((service, does[0]) for service in named if does)
            return


def _of_task(path: str, group: dict[str, Setting], groups: dict[str, dict[str, Setting]]) -> Iterator[Switch]:
    """An Ansible task, a cloud-init list, a role: what has a name, and perhaps a state."""
    above, _, module = path.rpartition(".")
    names = [setting.value for word, setting in group.items() if word == "name"]
    names += [setting.value for setting in groups.get(f"{path}.name", {}).values()]
    if any("item" in name for name in names):
        names += [one.value for word in ("loop", "with_items") for one in groups.get(f"{above}.{word}", {}).values()]
    state = _state({word: group[word].value for word in _SWITCHES if word in group})
    if state is not None:
        setting = next(group[word] for word in _SWITCHES if word in group)
        yield from (Switch(service, state, setting) for name in names if (service := service_of(name)))
    elif module in _INSTALLS or above.rpartition(".")[2] in _INSTALLS:
        yield from (Switch(service, True, one) for one in group.values() if (service := service_of(one.value)))


def _of_words(group: dict[str, Setting]) -> Iterator[Switch]:
    """A command written as the list of its words."""
    first = group.get("0")
    if first is not None and first.value.rpartition("/")[2] in ("systemctl", "timedatectl", "service"):
        words = [setting.value for word, setting in group.items() if word.isdecimal()]
        yield from (Switch(service, on, first) for service, on in _of_command(words))


def _state(said: dict[str, str]) -> bool | None:
    """Whether a task with these words leaves its service on; None if it says nothing of it."""
    if said.get("enabled", "yes").lower() in _OFF or said.get("masked", "no").lower() in ("true", "yes"):
        return False
    if "state" in said:
        return _STATES.get(said["state"].lower())
    return True if "enabled" in said else None


def service_of(word: str) -> str:
    """The time service that a unit, package or role is called after, or nothing."""
    found = _SERVICE.fullmatch(word.strip())
    return found["name"].lower() if found else ""


def usable_sources(settings: Iterable[Setting]) -> Iterator[Setting]:
    """The sources of a chrony.conf or ntp.conf that a clock can follow; its own is none."""
    for setting in settings:
        words = setting.value.split()
        own = words[:1] and words[0].startswith("127.127.1.")
        if setting.key in _SOURCES and words and not own and "noselect" not in words:
            yield setting


_SOURCES = ("server", "pool", "peer", "refclock", "servers", "sensor", "broadcastclient", "manycastclient")
