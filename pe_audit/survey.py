"""What a tree shows of the things that pe-audit.yaml declares: callbacks, keys, certificates, where files belong.

The same listing, routing and readers as an audit; nothing is judged, and no value of a setting is kept but the
addresses of callbacks and time servers.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pe_audit import catalog
from pe_audit.audit import circumstances_of, evidence_of
from pe_audit.collect import files as collect
from pe_audit.collect.choose import listed_files
from pe_audit.collect.files import Skips
from pe_audit.evidence.address import addresses
from pe_audit.evidence.certificate import CertificateFile
from pe_audit.evidence.certificate.facts import public_key
from pe_audit.evidence.environment import Environment, deployment_of, judge
from pe_audit.evidence.settings import SettingsFile, Unreadable
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.evidence.used_keys import uses
from pe_audit.expression import expression
from pe_audit.formats import settings_file
from pe_audit.lexicon import says
from pe_audit.route import Router

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.address import Address
    from pe_audit.evidence.certificate import Certificate
    from pe_audit.evidence.circumstances import Circumstances
    from pe_audit.options import Options

# Rules whose files are those in which something to declare may stand.
_RULES = ("key-undeclared", "transport-callback-over-http", "environment-sandbox-in-production", "certificate-expired")
_TIME = expression(r"(?:^|/)(?:chrony|ntp|timesyncd)\.conf$", re.IGNORECASE)
_HOST = expression(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?(?::\d{1,5})?")
_VERSION = expression(r"/(v\d{1,2})(?:/|$)")
_PATH = expression(r"(?:/[\w.~:@,;=-]*)*")
_MAY_BE_SECRET = expression(r"(?=[\w-]*\d)[\w-]{20,}|[\w-]{40,}")  # a part of a path that nobody can guess
_ENVIRONMENTS = {Environment.LIVE: "production", Environment.SANDBOX: "sandbox"}
_BY_NAME = ("its name", "it lies in")


class Callback(NamedTuple):
    """A callback's address; `url` is empty where it may hold a secret. `environment`: production, sandbox or empty."""

    url: str
    environment: str
    place: str


class Shown(NamedTuple):
    """A certificate of somebody here: the file, its private key's file, and what it is for as far as it says."""

    file: str
    key: str
    purpose: str
    environment: str


@dataclass(slots=True)
class Survey:
    """What was found, in the order of the files."""

    callbacks: list[Callback] = field(default_factory=list)
    keys: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # name → environments and places
    certificates: list[Shown] = field(default_factory=list)
    environments: dict[str, list[str]] = field(default_factory=dict)  # production … → files; unknown ones too
    versions: dict[str, str] = field(default_factory=dict)  # v1 → the place that calls it
    time_servers: list[str] = field(default_factory=list)


def survey(options: Options) -> Survey:
    """Look through the tree that the options name."""
    looking = _Looking(circumstances_of(options))
    for listed in listed_files(options, Skips({}), []):
        data = collect.read(listed)
        if not isinstance(data, str):
            looking.file(listed, data)
    return looking.survey


class _Looking:
    def __init__(self, circumstances: Circumstances) -> None:
        self.survey = Survey()
        self._circumstances = circumstances
        self._scanner = Router([catalog.find(rule) for rule in _RULES], circumstances.gateways).scanner()
        self._hosts = {host for gateway in circumstances.gateways for hosts in gateway.hosts.values() for host in hosts}

    def file(self, listed: collect.Listed, data: bytes) -> None:
        file = File(listed.uri, data, self._circumstances)
        chosen = self._scanner.route(file.uri, file.data)
        tells_time = _TIME.search(file.uri) is not None
        if not (chosen or tells_time) or collect.generated_reason(file.data) is not None:
            return
        if deployment_of(file).environment in (Environment.TEST, Environment.EXAMPLE):
            return
        if tells_time:
            self._times(file)
        made: dict[str, Evidence] = {}
        for rule, hits in chosen:
            if file.is_binary and not rule.binary:
                continue
            for evidence in evidence_of(rule, file, hits, made):
                try:
                    self._look(rule.id, evidence, listed)
                except Unreadable:
                    continue  # the audit says so; here it only means that there is nothing to take over

    def _look(self, rule: str, evidence: Evidence, listed: collect.Listed) -> None:
        if isinstance(evidence, CertificateFile):
            self.survey.certificates += _certificates(evidence, listed)
        elif isinstance(evidence, SettingsFile | SourceFile):
            if rule == "key-undeclared":
                self._keys(evidence)
            elif rule == "transport-callback-over-http":
                self._callbacks(evidence)
            else:
                self._gateway(evidence)

    def _keys(self, part: SettingsFile | SourceFile) -> None:
        for use in uses(part, self._circumstances.gateways):
            place = (_ENVIRONMENTS.get(deployment_of(part.file).environment, ""), use.uri)
            self.survey.keys.setdefault(use.name, []).append(place)
            self._belongs(part)

    def _callbacks(self, part: SettingsFile | SourceFile) -> None:
        environment = deployment_of(part.file).environment
        if environment is Environment.DEVELOPMENT:
            return
        for address in addresses(part):
            if not self._is_callback(address):
                continue
            place = f"{part.uri}:{address.observe().line}"
            path = re.split(r"[?#]", address.path, maxsplit=1)[0]  # what follows may hold a token
            is_plain = _PATH.fullmatch(path) is not None and _MAY_BE_SECRET.search(path) is None
            url = f"https://{address.host}{path}" if is_plain else ""
            found = Callback(url, _ENVIRONMENTS.get(environment, ""), place)
            if not any(
                (known.url or known.place, known.environment) == (url or place, found.environment)
                for known in self.survey.callbacks
            ):
                self.survey.callbacks.append(found)
            self._belongs(part)

    def _is_callback(self, address: Address) -> bool:
        return (
            address.scheme == "https"
            and _HOST.fullmatch(address.host) is not None
            and not (address.is_local or address.is_private or address.host in self._hosts)
            and any(says(name, "webhook") for name in address.names[:3])
        )

    def _gateway(self, part: SettingsFile | SourceFile) -> None:
        for address in addresses(part):
            if address.host in self._hosts:
                self._belongs(part)
                version = _VERSION.search(address.path)
                if version is not None:
                    self.survey.versions.setdefault(version[1], f"{part.uri}:{address.observe().line}")

    def _belongs(self, part: SettingsFile | SourceFile) -> None:
        """Note where a settings file takes effect if its path says so, or that nobody can tell."""
        if not isinstance(part, SettingsFile):
            return
        named = judge(part.uri)
        environment = deployment_of(part.file).environment
        if named.environment is not Environment.UNKNOWN and named.reason.startswith(_BY_NAME):
            word = _ENVIRONMENTS.get(named.environment, named.environment.value)
        elif environment is Environment.UNKNOWN:
            word = environment.value
        else:
            return
        files = self.survey.environments.setdefault(word, [])
        if part.uri not in files:
            files.append(part.uri)

    def _times(self, file: File) -> None:
        settings = settings_file(file)
        try:
            for setting in settings.settings if settings is not None else ():
                if setting.name.lower() in ("server", "pool", "ntp"):
                    servers = setting.value.split()[: None if setting.name.lower() == "ntp" else 1]
                    self.survey.time_servers += [
                        server
                        for server in servers
                        if _HOST.fullmatch(server) and server not in self.survey.time_servers
                    ]
        except Unreadable:
            return


def _certificates(held: CertificateFile, listed: collect.Listed) -> Iterator[Shown]:
    """The first certificate of a file that is no authority's: those behind it are its chain."""
    own = next((one for one in held.certificates if not one.is_ca), None)
    if own is None:
        return
    usages = own.usages or ()
    purpose = "server" if "serverAuth" in usages else "client" if "clientAuth" in usages else ""
    environment = _ENVIRONMENTS.get(deployment_of(held.file).environment, "")
    yield Shown(held.uri, _key_of(own, listed), purpose, environment)


def _key_of(certificate: Certificate, listed: collect.Listed) -> str:
    """The private key that lies beside a certificate under one of the usual names, if it is the right one."""
    folder, _, name = listed.uri.rpartition("/")
    stem = name.rpartition(".")[0]
    for other in (f"{stem}.key", f"{stem}-key.pem", f"{stem}.key.pem", "privkey.pem", "server.key", "client.key"):
        data = collect.read(collect.Listed(other, os.path.join(os.path.dirname(listed.path), other)))  # noqa: PTH118, PTH120
        if not isinstance(data, str) and certificate.key.spki and _spki_of(data) == certificate.key.spki:
            return f"{folder}/{other}".lstrip("/")
    return ""


def _spki_of(data: bytes) -> str:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        return public_key(load_pem_private_key(data, None).public_key()).spki
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return ""
