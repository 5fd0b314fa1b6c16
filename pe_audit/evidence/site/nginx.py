"""nginx: which location of which server serves the callback, and how."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.access.callback import certainty
from pe_audit.evidence.site.locations import serving
from pe_audit.evidence.site.pattern import finds
from pe_audit.evidence.site.service import REDIRECTS, SMALLEST_BODY, Barrier, Service, answering, is_local, size
from pe_audit.expression import expression
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pe_audit.evidence.circumstances import Circumstances
    from pe_audit.evidence.settings import Setting
    from pe_audit.evidence.site.blocks import Block
    from pe_audit.evidence.site.including import Configuration

_METHOD = expression(r"\(\s*\$request_method\s+(=|!=|!?~\*?)\s+(.*?)\s*\)$", re.DOTALL)
_SCHEME = expression(r"\$(?:scheme|https|server_port|http_x_forwarded_proto|ssl_protocol|host)\b")
_REFUSAL = expression(r"[45]\d\d\b")
_ADDRESS = expression(r"https?://|\$scheme://")


def services(configuration: Configuration, circumstances: Circumstances) -> Iterator[Service]:
    """Each callback location of each server; what stands in no server is a part that some server includes."""
    root = configuration.root
    servers = {block: _names(block) for block in root.within() if block.name == "server"} or {root: frozenset({"-"})}
    for server, names in servers.items():
        for block, place, certain in _callbacks(server, servers, circumstances):
            service = Service(configuration, place, certain, names=names)
            if server is not root:
                _listen(service, server)
            _answer(service, server, block)
            service.barriers = list(_barriers(service, server, block))
            _clients(service, block)
            yield service


def _callbacks(
    server: Block, servers: Mapping[Block, frozenset[str]], circumstances: Circumstances
) -> Iterator[tuple[Block, Setting, bool]]:
    """The block that serves the declared callback in this server, or those that are called like one."""
    live = [one for one in circumstances.declared.callbacks if one.environment == "production"]
    for callback in live:
        certain = answering(servers, callback.host).get(server)
        if certain is not None:
            block = serving(server, callback.path) or server
            place = block.place or next(iter(server.named("server_name", "listen")), None)
            if place is not None:
                yield block, place, certain
    if not live:
        for block in server.within():
            known = certainty(block.arguments, circumstances) if block.name == "location" else None
            if known is not None and block.place is not None:
                yield block, block.place, known


def _names(server: Block) -> frozenset[str]:
    return frozenset(name.lower() for setting in server.named("server_name") for name in setting.value.split())


def _listen(service: Service, server: Block) -> None:
    always = any(setting.value == "on" for setting in server.named("ssl"))
    for setting in server.named("listen"):
        address, *words = setting.value.split() or [""]
        if always or "ssl" in words or "quic" in words:
            service.encrypted = service.encrypted or setting
        elif not is_local(address):
            service.plain = service.plain or setting
    if not server.named("listen"):
        service.plain = next(iter(server.named("server_name")), service.place)


def _answer(service: Service, server: Block, block: Block) -> None:
    """What plain HTTP gets: the server's own return and rewrite come before any location's."""
    own = block.name == "location" and block.location != ("", "/")
    for scope in [server] if block is server else [server, block]:
        tests = [inner for inner in scope.blocks if inner.name == "if" and _SCHEME.search(inner.arguments)]
        for part in [scope, *tests]:
            for name, setting in part.directives:
                answer = _answer_of(name, setting.value)
                if answer is not None:
                    service.answer, service.answered = answer, setting
                    service.blanket = scope is server or not own
                    return
        if scope is not server and not scope.named("allow") and "all" in [one.value for one in scope.named("deny")]:
            service.answer, service.answered = "refuses", scope.named("deny")[0]
            return


def _answer_of(name: str, value: str) -> str | None:
    if name == "return":
        code = value.split(" ", 1)[0]
        if code in REDIRECTS or _ADDRESS.match(value):
            return "redirects"
        return "refuses" if _REFUSAL.match(code) else None
    if name == "rewrite":
        words = value.split()
        return "redirects" if len(words) > 1 and _ADDRESS.match(words[1]) else None
    return None


def _barriers(service: Service, server: Block, block: Block) -> Iterator[Barrier]:
    for inner in block.blocks:
        closed = "all" in [one.value for one in inner.named("deny")] and not inner.named("allow")
        if inner.name == "limit_except" and closed and "POST" not in inner.arguments.upper().split():
            yield Barrier(inner.named("deny")[0], "lets only other methods than POST through")
    for scope in dict.fromkeys((server, block)):
        for inner in scope.blocks:
            if inner.name == "if" and inner.place is not None and _is_for_post(inner.arguments):
                refusals = [one for one in inner.named("return") if _REFUSAL.match(one.value)]
                if refusals:
                    yield Barrier(refusals[0], "refuses POST")
    if service.certain and (service.encrypted or not service.plain):
        for setting in block.named("return"):
            if _REFUSAL.match(setting.value):
                yield Barrier(setting, "refuses every request", Precision.MEDIUM)
    yield from _inherited(block)


def _inherited(block: Block) -> Iterator[Barrier]:
    """What the innermost block that says anything decides."""
    password, body = block.nearest("auth_basic"), block.nearest("client_max_body_size")
    anyone = block.nearest("satisfy")
    if password is not None and password.value != "off" and (anyone is None or anyone.value != "any"):
        yield Barrier(password, "asks for a password")
    bytes = size(body.value) if body is not None else None
    if body is not None and bytes is not None and 0 < bytes < SMALLEST_BODY:
        yield Barrier(body, "refuses bodies that a notification may need (16 KB)")
    challenge = block.nearest("testcookie")
    if challenge is not None and challenge.value == "on":
        yield Barrier(challenge, "asks for a cookie that only browsers return")


def _is_for_post(condition: str) -> bool:
    """Whether an `if` about the method is true for POST."""
    match = _METHOD.match(condition)
    if match is None:
        return False
    operator, wanted = match[1], match[2]
    if "~" not in operator:
        return (wanted == "POST") == (operator == "=")
    found = finds(f"(?i){wanted}" if "*" in operator else wanted, "POST")
    return found is not None and found != operator.startswith("!")


def _clients(service: Service, block: Block) -> None:
    service.verified = block.nearest("ssl_verify_client")
    said = service.verified.value if service.verified is not None else "off"
    service.clients = {"on": "required", "optional": "optional", "optional_no_ca": "optional"}.get(said, "off")
    if service.clients != "optional":
        return
    for scope in block.outwards():
        for name, setting in scope.directives:
            if "$ssl_client_verify" not in setting.value and "$ssl_client_s_dn" not in setting.value:
                continue
            if name == "if" and "$ssl_client_verify" in setting.value:
                service.clients = "checked"
                return
            if name.endswith(("_set_header", "_param")):
                service.clients = "passed"
