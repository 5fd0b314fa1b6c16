"""Private keys that every user of a machine may read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.certificate import CertificateFile
from pe_audit.evidence.credential.private_keys import State
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.settings import SettingsFile
from pe_audit.expression import expression
from pe_audit.languages import language_of
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.settings import Setting
    from pe_audit.model import Observed

_PROBLEM = "Every user of the machine may read the private key."
_KEY = expression(
    r"(?:\.key|priv(?:ate)?[-_.]?key\d{0,3}(?:\.pem|\.der)?|[-_.]key\.(?:pem|der)|/key\.pem)$", re.IGNORECASE
)
_KEY_FILE = expression(r"\.(?:key|pem|crt|cer|p8|pk8)$|(?:^|/)[^./]*(?:id_|key)[^./]*$", re.IGNORECASE)  # not code
_NO_KEY = expression(r"apt|keyring|gpg|pub|lang|i18n", re.IGNORECASE)  # keys of package archives must be readable
_NAMES = frozenset({"dest", "path", "filename", "destination", "name"})
_MODES = frozenset({"mode", "permissions", "permission", "file_permission", "chmod"})
_OCTAL = expression(r"0?o?([0-7]?)([0-7])([0-7])([0-7])")
_CHMOD = expression(r"\bchmod\s+(?:-[A-Za-z]+\s+)*([0-7]{3,4}|[ugoa]*[+=][rwxX]+)\s+([^&;|\n]{1,400})")
_COPIED = expression(r"--chmod=(\S{1,20})\s+([^&;|\n]{1,400})")


def check(evidence: Evidence) -> Iterator[Observed]:
    """Key files with permissions that somebody set, and the settings and commands that set them."""
    if isinstance(evidence, CertificateFile):
        yield from _of_file(evidence)
    elif isinstance(evidence, SettingsFile):
        yield from _of_settings(evidence)


def _of_file(evidence: CertificateFile) -> Iterator[Observed]:
    file = evidence.file
    unreal = deployment_of(file).environment in (Environment.TEST, Environment.EXAMPLE)
    if file.is_open_to_all is None or unreal or _KEY_FILE.search(file.uri) is None:
        return
    key = next((key for key in evidence.private_keys if key.state is State.OPEN), None)
    if key is not None:
        yield file.observe(
            key.start,
            key.end,
            f"{_PROBLEM} It has no passphrase either." if file.is_open_to_all else None,
            identity=key.kind,
            secrets=key.material,
        )


def _of_settings(evidence: SettingsFile) -> Iterator[Observed]:
    deployment = deployment_of(evidence.file)
    if deployment.environment in (Environment.TEST, Environment.EXAMPLE) or language_of(evidence.uri) is not None:
        return
    precision = None if deployment.may_be_live else Precision.LOW
    for setting, path, mode in _granted(evidence):
        problem = f"{_PROBLEM} {path[-80:]} gets the mode {mode}." if _admits_others(mode) else None
        yield evidence.observe(setting, problem, precision=precision)


def _granted(evidence: SettingsFile) -> Iterator[tuple[Setting, str, str]]:
    """Each setting that gives a key file its mode, with the file's path and the mode."""
    settings = evidence.settings
    paths = {
        setting.key.rpartition(".")[0]: setting.value
        for setting in settings
        if setting.name in _NAMES and _is_key(setting.value)
    }
    for setting in settings:
        parent = setting.key.rpartition(".")[0]
        if setting.name in _MODES and parent in paths and len(setting.value) < 20:
            yield setting, paths[parent], setting.value
        for pattern in (_CHMOD, _COPIED):
            for match in pattern.finditer(setting.value):
                key = next((word for word in match[2].split() if _is_key(word.strip("\"'"))), None)
                if key is not None:
                    yield setting, key.strip("\"'"), match[1]


def _is_key(path: str) -> bool:
    return len(path) < 300 and _KEY.search(path) is not None and _NO_KEY.search(path) is None


def _admits_others(mode: str) -> bool:
    """Whether a mode as chmod takes it, in octal or in letters, lets everybody read."""
    octal = _OCTAL.fullmatch(mode)
    if octal is not None:
        return bool(int(octal[4]) & 4)
    return any(
        "r" in granted and (not whom or set(whom) & set("oa"))
        for whom, granted in re.findall(r"([ugoa]*)[+=]([rwxX]+)", mode)
    )
