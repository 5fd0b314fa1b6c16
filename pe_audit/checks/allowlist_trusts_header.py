"""allowlist-trusts-header: the address that is looked up in the list is whatever the caller wrote in a header."""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2

from pe_audit.evidence.environment import deployment_of
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.visitor import FORWARDED, decisions
from pe_audit.expression import expression
from pe_audit.lexicon import says
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.settings import Setting
    from pe_audit.evidence.visitor import Decision
    from pe_audit.model import Observed

_PROBLEM = "The allowlist believes a header that callers write. {header} says which address is looked up."
_ANYBODY = "Anybody may say who he is. `{name}` takes the word of every address."
_CHECKED = expression(r"(?i)trusted_?prox|is_?trusted|trust_?proxy|proxy_?fix|from_?trusted")
_EVERYBODY = frozenset({"0.0.0.0/0", "::/0", "*"})
# Whose word on the caller's address is taken: nginx, Apache, Traefik.
_TRUSTED = expression(r"(?i)(?:set_real_ip_from|RemoteIPTrustedProxy|RemoteIPInternalProxy|trustedips\.\d+)")
_INSECURE = expression(r"(?i)forwardedheaders\.insecure")
# Conditions on the header itself: nginx's `if`, HAProxy's acl, Apache's SetEnvIf.
_CONDITION = re2.compile(
    r"(?i)^\(?\s*\$http_x_(?:forwarded_for|real_ip)\b|\bhdr(?:_ip)?\(x-(?:forwarded-for|real-ip)|^\"?x-forwarded-for\b"
)
_CONDITIONS = frozenset({"if", "acl", "setenvif", "setenvifnocase"})


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SourceFile | SettingsFile)
    if not deployment_of(evidence.file).matters:
        return
    if isinstance(evidence, SettingsFile):
        for setting in evidence.settings:
            if _TRUSTED.fullmatch(setting.name) or setting.name.lower() in _CONDITIONS or _INSECURE.search(setting.key):
                yield from _configured(evidence, setting)
        return
    for decision in decisions(evidence):
        yield _decided(evidence, decision)


def _decided(source: SourceFile, decision: Decision) -> Observed:
    problem = None
    checks_proxy = _CHECKED.search(source.scope(decision.span).text) is not None
    header = FORWARDED.search(decision.told)
    if header is not None and not checks_proxy:
        problem = _PROBLEM.format(header=header[0].strip("'\""))
    function = source.function(decision.span)
    place = f"{source.uri} {function.name if function is not None else ''}"
    ours = says(place, "webhook", "gateway", "payment", "allowlist")
    identity = function.name if function is not None else decision.listed[:60]
    return source.observe(decision.span, problem, identity=identity, precision=None if ours else Precision.LOW)


def _configured(settings: SettingsFile, setting: Setting) -> Iterator[Observed]:
    name = setting.name
    if _TRUSTED.fullmatch(name) or _INSECURE.search(setting.key):
        believed = setting.value.strip().strip("\"'").lower()
        anybody = believed in _EVERYBODY or (believed == "true" and _INSECURE.search(setting.key) is not None)
        yield settings.observe(setting, _ANYBODY.format(name=name) if anybody else None, identity=f"{name} {believed}")
        return
    condition = setting.value.partition(" ")[2].lstrip() if name == "acl" else setting.value
    if _CONDITION.search(condition):
        yield settings.observe(setting, _PROBLEM.format(header="X-Forwarded-For"))
    elif condition.startswith("src "):
        yield settings.observe(setting)
