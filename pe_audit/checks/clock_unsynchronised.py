"""clock-unsynchronised: a host whose configuration leaves its clock to itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.environment import deployment_of
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.timekeeping import switches, usable_sources
from pe_audit.expression import expression
from pe_audit.model import Observed, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.settings import Setting, SettingsFile
    from pe_audit.evidence.timekeeping import Switch

_NO_SOURCE = "The time service has no source that it could follow."
_SWITCHED_OFF = "A time service is switched off, and nothing else keeps the time."
_ELSEWHERE = "its sources may stand in files that are not here ({0}): run `chronyc sources` on the host"
_FALLBACK = (
    "NTP= is empty, and the servers built into systemd are unknown: run `timedatectl timesync-status` on the host"
)
_PARTS = ("include", "confdir", "sourcedir", "includefile")
_TIMESYNCD = expression(r"(?i)(?:^|/)timesyncd\.conf(?:\.d/|$)")
_WHOLE = expression(r"(?i)(?:^|/)(?<!\.d/)(?:chrony|ntp)[^/]*\.conf$")
_TEMPLATE = expression(r"(?i)(?:^|/)(?:chrony|ntp|ntpd|timesyncd)\.conf\.(?:j2|erb|epp|tmpl|tpl|tftpl)$")
_PIPELINE = expression(r"(?i)(?:^|/)\.(?:github|gitlab|circleci)/|gitlab-ci\.ya?ml$|azure-pipelines[^/]*$")


def check(evidence: Evidence) -> Iterator[Observed]:
    """Configurations of time services, and what switches one off. Containers and CI jobs have their host's clock."""
    assert isinstance(evidence, Project)
    switched: list[tuple[SettingsFile, Switch]] = []
    kept = any(_TEMPLATE.search(uri) for uri in evidence.uris)
    files = [file for file in evidence.settings if _is_of_a_host(file)]
    followed = [file for file in files if _has_source(file)]
    for file in files:
        try:
            yield from _configured(file, followed)
            switched += [(file, switch) for switch in switches(file)]
        except Unreadable as error:
            yield Observed(1, 1, 1, undecided=str(error), uri=file.uri)
    kept = kept or bool(followed) or any(switch.on for _, switch in switched)
    for file, switch in switched:
        problem = None if kept else _SWITCHED_OFF
        # Distributions that come with another service have ntpd switched off without harm.
        precision = Precision.LOW if switch.service.startswith("ntp") else None
        seen = file.observe(switch.setting, problem, identity=switch.service, precision=precision)
        yield seen._replace(uri=file.uri)


def _is_of_a_host(file: SettingsFile) -> bool:
    return file.format != "dockerfile" and not _PIPELINE.search(file.uri) and deployment_of(file.file).matters


def _has_source(file: SettingsFile) -> bool:
    try:
        return file.format == "chrony" and next(usable_sources(file.settings), None) is not None
    except Unreadable:
        return False


def _configured(file: SettingsFile, followed: list[SettingsFile]) -> Iterator[Observed]:
    """The configuration of a time service as one subject; a part of one only if it brings a source."""
    if _TIMESYNCD.search(file.uri):
        yield from _timesyncd(file)
    elif file.format == "chrony":
        source = next(usable_sources(file.settings), None)
        if source is not None:
            yield file.observe(source, identity="sources")._replace(uri=file.uri)
        elif _WHOLE.search(file.uri):
            yield _without_source(file, followed)._replace(uri=file.uri)


def _without_source(file: SettingsFile, followed: list[SettingsFile]) -> Observed:
    parts = [setting for setting in file.settings if setting.key in _PARTS]
    for part in parts:
        folder = part.value.rstrip("/").rpartition("/")[2]
        if any(f"/{folder}/" in f"/{other.uri}/" for other in followed):
            return file.observe(part, identity="sources")
    if parts:
        return file.observe(parts[0], undecided=_ELSEWHERE.format(parts[0].value), identity="sources")
    ordered = sorted(file.settings, key=lambda setting: (setting.key != "local", setting.key not in ("server", "pool")))
    if not ordered:
        return Observed(1, 1, 1, _NO_SOURCE, identity="sources")
    return file.observe(ordered[0], _NO_SOURCE, identity="sources")


def _timesyncd(file: SettingsFile) -> Iterator[Observed]:
    """What the last `NTP=` and `FallbackNTP=` say; without either, systemd asks the servers built into it."""
    said: dict[str, Setting] = {setting.name: setting for setting in file.settings}
    servers, fallback = said.get("NTP"), said.get("FallbackNTP")
    told = servers if servers is not None and servers.value else fallback or servers
    if told is None:
        return
    problem = _NO_SOURCE if not told.value and told is fallback else None
    undecided = _FALLBACK if not told.value and told is servers else None
    yield file.observe(told, problem, undecided=undecided, identity="sources")._replace(uri=file.uri)
