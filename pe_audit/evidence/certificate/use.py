"""Where a project puts certificates to use: declared in pe-audit.yaml, or named by a server's or client's settings."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pe_audit.evidence.certificate.file import CertificateFile
from pe_audit.evidence.certificate.held import INLINE, Held, held, plain
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.text import File
from pe_audit.expression import expression
from pe_audit.model import Observed, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pe_audit.evidence.certificate.facts import Certificate
    from pe_audit.evidence.circumstances import Entry, Pair
    from pe_audit.evidence.project import Project
    from pe_audit.evidence.settings import Setting, SettingsFile
    from pe_audit.model import Related

# A setting that names a certificate → the one beside it that names the key. Lower case; nginx, Apache, Kubernetes.
_NAMED = {
    "ssl_certificate": ("ssl_certificate_key", "server"),
    "proxy_ssl_certificate": ("proxy_ssl_certificate_key", "client"),
    "grpc_ssl_certificate": ("grpc_ssl_certificate_key", "client"),
    "sslcertificatefile": ("sslcertificatekeyfile", "server"),
    "sslproxymachinecertificatefile": ("", "client"),
    "tls.crt": ("tls.key", "server"),
}
# OpenSSL builds the chain from the authorities that a server knows, if the file itself holds none.
_COMPLETING = ("SSLCertificateChainFile", "SSLCACertificateFile", "ssl_trusted_certificate", "ssl_client_certificate")
_GENERIC = expression(r"cert(?:ificate)?")
_NOT_OWN = expression(
    r"(?:^|[_.\-])ca(?:$|[_.\-])|authority|chain|trust|bundle|root|verif|ssl_client_certificate|cafile"
)
_CLIENT = expression(r"client|mtls|mutual")
_PATH = expression(r"[^\s{}$*?\"'<>|]{1,300}\.(?:pem|crt|cer|cert|der|p12|pfx|key)", re.IGNORECASE)
_IN_HAPROXY = expression(r"(?:^|\s)crt\s+(\S+)")
_DEEPEST = 20  # blocks in each other
_MOST = 200  # uses in one file: what has more was made to keep us busy


@dataclass(frozen=True, slots=True)
class Use:
    """A certificate in use. `purpose`: server, client or, where nothing says, empty. `named`: how, for a message.

    `certificate` and `key` are None where they are not among the audited files. `hosts`: the names served with it.
    `at`: the setting that names it; without one, findings lie where the certificate does, or where it is declared.
    """

    purpose: str
    named: str
    certificate: Held | None
    key: Held | None
    names_key: bool = False
    hosts: tuple[str, ...] = ()
    environment: str = ""
    at: tuple[SettingsFile, Setting] | None = None
    number: int = 0  # of that setting in its file
    key_at: Setting | None = None
    declared_at: tuple[str, Entry] | None = None

    def observe(
        self,
        problem: str | None = None,
        *,
        undecided: str | None = None,
        related: tuple[Related, ...] = (),
        precision: Precision | None = None,
    ) -> Observed:
        """The use as a subject; no private key shows in a finding's lines."""
        held = [one for one in (self.certificate, self.key) if one is not None]
        secrets = tuple(run for one in held for key in one.keys for run in key.material)
        if self.at is not None:
            file, setting = self.at
            if self.key_at is not None and self.key_at.value.startswith(INLINE):
                secrets += (self.key_at.value,)
            uri, live = file.uri, deployment_of(file.file).may_be_live
            seen = file.observe(setting, problem, undecided=undecided, related=related)
        elif self.certificate is not None and self.certificate.certificates:
            own = self.certificate
            uri, live = own.uri, deployment_of(own.file.file).may_be_live
            seen = own.file.observe(own.certificates[0], problem, undecided=undecided)._replace(related=related)
        elif self.declared_at is not None:
            uri, entry = self.declared_at
            return Observed(entry.line, entry.column, entry.end_column, problem, undecided, self.named, uri=uri)
        else:
            uri = held[0].uri if held else self.named
            return Observed(1, 1, 1, problem, undecided, self.named, uri=uri)
        return seen._replace(secrets=secrets, precision=precision if live else Precision.LOW, uri=uri)


class _Settings:
    """The settings of a file by their keys in lower case, so that a search costs the same in a file of any size."""

    def __init__(self, file: SettingsFile) -> None:
        self.all = file.settings
        self._numbers: dict[str, list[int]] = {}
        self._beginnings: dict[str, list[int]] = {}
        for number, setting in enumerate(self.all):
            self._numbers.setdefault(setting.key.lower(), []).append(number)

    def named(self, near: int, prefix: str, name: str) -> list[Setting]:
        """The settings of that name in the block that the setting number `near` stands in."""
        return [self.all[number] for number in self._within(near, prefix, name)]

    def nearest(self, near: int, prefix: str, name: str) -> Setting | None:
        """The nearest setting of that name in the same block: nginx pairs several in their order."""
        numbers = self._within(near, prefix, name)
        at = bisect_left(numbers, near)
        found = sorted(numbers[max(at - 1, 0) : at + 1], key=lambda one: abs(one - near) * 2 + (one < near))
        return self.all[found[0]] if found else None

    def _within(self, near: int, prefix: str, name: str) -> list[int]:
        numbers, begins = self._numbers.get(_joined(prefix, name), []), self._begins(prefix)
        at = bisect_right(begins, near)
        low = begins[at - 1] if at else 0
        high = begins[at] if at < len(begins) else len(self.all)
        return numbers[bisect_left(numbers, low) : bisect_left(numbers, high)]

    def _begins(self, prefix: str) -> list[int]:
        """Where blocks of this path begin: Apache's virtual hosts of one address are several, and look the same."""
        if prefix not in self._beginnings:
            found: list[int] = []
            for cut in islice((at for at, letter in enumerate(prefix) if letter == "["), _DEEPEST):
                numbers = self._numbers.get(prefix[:cut].lower(), ())
                found = found or [number for number in numbers if self.all[number].value == prefix[cut + 1 : -1]]
            self._beginnings[prefix] = found
        return self._beginnings[prefix]


def _joined(prefix: str, name: str) -> str:
    return f"{prefix}.{name}".lower().lstrip(".")


class Uses:
    """Every certificate in use in a project."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._held = {one.uri: held(one) for one in project.certificates}
        self._read: dict[str, _Settings] = {}

    @property
    def files(self) -> Iterable[Held]:
        """All files with certificates or keys, used or not, sorted by path."""
        return self._held.values()

    def declared(self) -> Iterator[Use]:
        """Those under `certificates:` in pe-audit.yaml."""
        for pair in self._project.circumstances.declared.certificates:
            yield self._of_pair(pair)

    def _of_pair(self, pair: Pair) -> Use:
        key = self._held.get(_normal(pair.key.text)) if pair.key is not None else None
        found = self._held.get(_normal(pair.file.text))
        if key is None and pair.key is None and found is not None and (found.keys or found.is_pkcs12):
            key = found
        at = (self._project.declared_in, pair.file) if self._project.declared_in else None
        names_key = pair.key is not None
        return Use(pair.purpose, pair.file.text, found, key, names_key, environment=pair.environment, declared_at=at)

    def configured(self) -> Iterator[Use]:
        """Those that settings name by path or hold; what takes effect in tests and examples only is left out."""
        for file in self._project.settings:
            if deployment_of(file.file).environment in (Environment.TEST, Environment.EXAMPLE):
                continue
            try:
                settings = self._settings(file)
            except Unreadable:
                continue
            uses = (use for number in range(len(settings.all)) for use in self._of_setting(file, settings, number))
            yield from islice(uses, _MOST)

    def unread(self) -> Iterator[Observed]:
        """Files that may name certificates and cannot be read, as undecided subjects."""
        for file in self._project.settings:
            if deployment_of(file.file).environment in (Environment.TEST, Environment.EXAMPLE):
                continue
            try:
                self._settings(file)
            except Unreadable as error:
                yield file.file.observe(0, 0, undecided=str(error))._replace(uri=file.uri)

    def _settings(self, file: SettingsFile) -> _Settings:
        if file.uri not in self._read:
            self._read[file.uri] = _Settings(file)
        return self._read[file.uri]

    def beside(self, use: Use) -> tuple[tuple[Certificate, ...], str]:
        """The certificates in other files of the block that a server completes its chain from, and a file missed."""
        if use.at is None:
            return (), ""
        file, setting = use.at
        block = self._settings(file), use.number, _split(setting.key)[0]
        named = [one.value for name in _COMPLETING for one in _Settings.named(*block, name)[:10]]
        found = {path: self._found(path, file.uri) for path in named}
        held = tuple(one for each in found.values() if each is not None for one in each.certificates)
        return held, next((path for path, each in found.items() if each is None), "")

    def _of_setting(self, file: SettingsFile, settings: _Settings, number: int) -> Iterator[Use]:
        setting = settings.all[number]
        prefix, name = _split(setting.key)
        if name in ("bind", "server") and file.format == "haproxy":
            purpose = "server" if name == "bind" else "client"
            for match in _IN_HAPROXY.finditer(setting.value):
                found = self._found(match[1], file.uri)
                beside = self._held.get(f"{found.uri}.key") if found is not None else None
                yield Use(purpose, match[1], found, beside or found, at=(file, setting))
            return
        if name == "tls" and file.format == "caddy":
            words = setting.value.split()
            if len(words) == 2 and all(map(_PATH.fullmatch, words)):
                pair = (self._found(words[0], file.uri), self._found(words[1], file.uri))
                host = prefix.removeprefix("site[").removesuffix("]")
                yield Use("server", words[0], *pair, True, tuple(host.split()), at=(file, setting))
            return
        known = _NAMED.get(name) or _generic(name, setting)
        if known is None:
            return
        beside_name, purpose = known
        key = settings.nearest(number, prefix, beside_name) if beside_name else None
        if name not in _NAMED and key is None and purpose != "client":
            return
        found = self._value(file, setting)
        private = self._value(file, key) if key is not None else found
        hosts = tuple(_hosts(settings, number, prefix)) if purpose == "server" else ()
        shown = setting.value if _PATH.fullmatch(setting.value) else setting.key
        yield Use(purpose, shown, found, private, key is not None, hosts, at=(file, setting), number=number, key_at=key)

    def _value(self, file: SettingsFile, setting: Setting) -> Held | None:
        """What a value names or holds."""
        if setting.value.startswith(INLINE):
            text = "".join(setting.value.split()) if setting.value.startswith(INLINE[1]) else setting.value
            return held(CertificateFile(File(file.uri, plain(text), file.file.circumstances)))
        return self._found(setting.value, file.uri)

    def _found(self, path: str, near: str) -> Held | None:
        """The audited file that a path of some machine means: written so, or the only one whose path ends like it."""
        if _PATH.fullmatch(path) is None:
            return None
        for whole in (_normal(path), _normal(posixpath.join(posixpath.dirname(near), path))):
            if whole in self._held:
                return self._held[whole]
        words = _normal(path).strip("/").split("/")
        for length in range(len(words), 1, -1):
            end = "/" + "/".join(words[-length:])
            ending = [one for uri, one in self._held.items() if f"/{uri}".endswith(end)]
            if ending:
                return ending[0] if len(ending) == 1 else None
        alike = [one for uri, one in self._held.items() if posixpath.basename(uri) == words[-1]]
        return alike[0] if len(alike) == 1 and words[-1] not in _EVERYBODYS else None


# Names that every tool gives: in another folder they are another file.
_EVERYBODYS = frozenset(
    f"{name}.{ending}"
    for name in ("cert", "key", "server", "tls", "ssl", "fullchain", "privkey", "chain", "client", "localhost")
    for ending in ("pem", "crt", "cer", "key")
)


def _normal(path: str) -> str:
    return posixpath.normpath(path.replace("\\", "/"))


def _split(key: str) -> tuple[str, str]:
    """A key's parent and its own name in lower case, `tls.crt` being one name."""
    if key.endswith("tls.crt"):
        return key[:-7].rstrip("."), key[-7:]
    prefix, _, name = key.rpartition(".")
    return prefix, name.lower()


def _generic(name: str, setting: Setting) -> tuple[str, str] | None:
    """The key's name beside a setting that looks like a certificate's, and what it is for."""
    match = _GENERIC.search(name)
    if match is None or "key" in name or _NOT_OWN.search(name):
        return None
    if _PATH.fullmatch(setting.value) is None and not setting.value.startswith(INLINE):
        return None
    path = setting.key.lower().split(".")[-2:]
    purpose = "client" if any(_CLIENT.search(word) for word in path) else ""
    return name[: match.start()] + "key" + name[match.end() :], purpose


def _hosts(settings: _Settings, near: int, prefix: str) -> Iterator[str]:
    """The names of the virtual host that a block is."""
    for name in ("server_name", "ServerName", "ServerAlias"):
        for setting in settings.named(near, prefix, name):
            yield from (word.rpartition("://")[2].partition(":")[0] for word in setting.value.split())
