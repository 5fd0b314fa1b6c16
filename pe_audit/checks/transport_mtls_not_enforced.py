"""transport-mtls-not-enforced: a profile with mutual TLS, and a server that takes callbacks without a certificate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.environment import deployment_of
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.site import services, unread
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.settings import Setting, SettingsFile
    from pe_audit.evidence.site.service import Service
    from pe_audit.model import Observed

_PROBLEM = "The callback is served to clients without a certificate."
_PASSED = "the server hands on whether the certificate was valid: make sure that the shop refuses all but SUCCESS"
_ELSEWHERE = "a file that this configuration includes is not in the tree and may ask for client certificates"
_MODE = expression(r"(?i)mutual_?authentication(?:\.\d+)?\.mode$")
_TLS_FILE = expression(r"ssl|tls|client|cert|options", re.IGNORECASE)


def check(evidence: Evidence) -> Iterator[Observed]:
    """Each callback served with TLS is one subject, and each load balancer that may ask for client certificates."""
    assert isinstance(evidence, Project)
    if "mutual-tls" not in evidence.circumstances.gateway.version["capabilities"]:
        return
    yield from unread(evidence)
    seen: set[tuple[str, int, int]] = set()
    for service in services(evidence):
        setting = service.verified or service.place
        if service.encrypted is not None and (setting.uri, setting.line, setting.column) not in seen:
            seen.add((setting.uri, setting.line, setting.column))
            yield _judged(service, setting)
    for file in evidence.settings:
        for setting in _settings(file):
            if _MODE.search(setting.key):
                yield _balancer(file, setting)


def _judged(service: Service, setting: Setting) -> Observed:
    observe = service.configuration.observe
    name = service.place.value
    matters = deployment_of(service.configuration.files[setting.uri].file).matters
    if service.clients in ("required", "checked") or not matters:
        return observe(setting, identity=name)
    if service.clients == "passed":
        return observe(setting, undecided=_PASSED, identity=name)
    if service.verified is None and any(_TLS_FILE.search(one.value) for one in service.configuration.absent):
        return observe(setting, undecided=_ELSEWHERE, identity=name)
    how = "Certificates are asked for, but nothing refuses a client without a valid one."
    return observe(
        setting,
        f"{_PROBLEM} {how if service.clients == 'optional' else 'No client certificate is asked for.'}",
        identity=name,
    )


def _settings(file: SettingsFile) -> tuple[Setting, ...]:
    try:
        return file.settings
    except Unreadable:
        return ()


def _balancer(file: SettingsFile, setting: Setting) -> Observed:
    lax = setting.value.lower() in ("passthrough", "off") and deployment_of(file.file).matters
    problem = f"{_PROBLEM} With {setting.value}, the load balancer verifies no client certificate." if lax else None
    return file.observe(setting, problem)._replace(uri=file.uri)
