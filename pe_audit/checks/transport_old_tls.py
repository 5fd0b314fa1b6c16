"""transport-old-tls: a server that offers TLS before 1.2, or ciphers that are broken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.environment import deployment_of
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.site import tls
from pe_audit.expression import expression
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.settings import Setting
    from pe_audit.model import Observed

_PROBLEM = "The server offers TLS versions that are broken."
_WEAK = "The server offers ciphers that are broken."
# Keys, in lower case, whose value names the versions offered or the least of them, whatever the format.
_VERSIONS = expression(
    r"(?:^|[.])(?:ssl_protocols|ssl-protocols|tls\.protocols|minimum_?protocol_?version|security_?policy"
    r"|(?:minimum_?|min_?)tls_?version|tls\.options\.[^.]+\.minversion|spec\.minversion|minprotocolversion"
    r"|tls_minimum_protocol_version|server\.ssl\.enabled-?protocols|jdk\.tls\.server\.protocols|sslenabledprotocols"
    r"|sslhostconfig(?:\.\d+)?\.protocols|quarkus\.http\.ssl\.protocols)(?:\.\d+)?$"
)
_CIPHERS = expression(
    r"(?:^|[./])(?:ssl_ciphers|ssl-ciphers|ssl-default-bind-ciphers|tls\.ciphers|server\.ssl\.ciphers"
    r"|tls\.options\.[^.]+\.ciphersuites)(?:\.\d+)?$"
)
_POLICY = expression(r"(?:^|[./])(?:ssl[_-]?policy|aws-load-balancer-ssl-negotiation-policy)$")
_OLD_POLICY = expression(
    r"ELBSecurityPolicy-(?:2016-08|2015-\d\d|2014-\d\d|2011-08|TLS-1-[01]-|FS-2018-06|FS-1-1-|TLS13-1-[01]-)"
)
# Terraform and ARM resources that nobody calls with a browser or a webhook.
_STORE = expression(r"storage|sql|redis|eventhub|servicebus|cosmos|iothub|postgres|mysql|kafka", re.IGNORECASE)
_FILLED_IN = expression(r"\$|\{\{|^(?:var|local|data)\.")
_TLS13 = expression(r"^(?:TLSv1\.3|SSL)\s+", re.IGNORECASE)  # SSLCipherSuite may say for which protocol


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SettingsFile)
    matters = deployment_of(evidence.file).matters
    for setting in evidence.settings:
        judged = _judged(setting, evidence.format)
        if judged is not None:
            problem, undecided, precision = judged
            yield evidence.observe(
                setting, problem if matters else None, undecided=undecided if matters else None, precision=precision
            )


_Judged = tuple[str | None, str | None, Precision | None]


def _judged(setting: Setting, format: str) -> _Judged | None:
    """The problem, why it is undecided, and the precision; None if the setting is about something else."""
    key = setting.key.lower()
    name = key.rpartition(".")[2]
    if format == "apache":
        if name == "sslprotocol":
            return _versions(tls.of_apache(setting.value), setting.value)
        return _ciphers(_TLS13.sub("", setting.value)) if name == "sslciphersuite" else None
    if format == "haproxy" and name in ("bind", "ssl-default-bind-options"):
        return _haproxy(setting, name)
    if _POLICY.search(key) and "ELBSecurityPolicy" in setting.value:
        old = _OLD_POLICY.match(setting.value) is not None
        return f"{_PROBLEM} {setting.value} still accepts TLS 1.0 or 1.1." if old else None, None, None
    if _VERSIONS.search(key) and not _STORE.search(key):
        return _versions(tls.named(setting.value), setting.value)
    return _ciphers(setting.value) if _CIPHERS.search(key) else None


def _versions(offered: list[str], value: str) -> _Judged | None:
    if not offered:
        if _FILLED_IN.search(value):
            return None, "the TLS versions are filled in from elsewhere", None
        return None
    old = tls.old(offered)
    return f"{_PROBLEM} Enabled: {', '.join(old)}." if old else None, None, None


def _ciphers(value: str) -> _Judged:
    found = tls.ciphers(value)
    if not found.weak:
        return None, None, None
    shown = ", ".join(found.weak[:3])
    return f"{_WEAK} Enabled: {shown}.", None, None if found.surely else Precision.LOW


def _haproxy(setting: Setting, name: str) -> _Judged | None:
    words = setting.value.split()
    offered = tls.of_haproxy(setting.value)
    if offered is not None:
        return _versions(offered, setting.value)
    if "ciphers" in words[:-1]:
        return _ciphers(words[words.index("ciphers") + 1])
    if "no-sslv3" in words:
        return None, "HAProxy before 2.2 still offers TLS 1.0 here: write ssl-min-ver TLSv1.2", None
    return (None, None, None) if name != "bind" and words else None
