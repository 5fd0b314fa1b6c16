"""Apache httpd: which section of which virtual host is about the callback, and how it is served."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.access.callback import certainty
from pe_audit.evidence.site.pattern import finds
from pe_audit.evidence.site.service import SMALLEST_BODY, Barrier, Service, answering, size
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pe_audit.evidence.circumstances import Callback, Circumstances
    from pe_audit.evidence.settings import Setting
    from pe_audit.evidence.site.blocks import Block
    from pe_audit.evidence.site.including import Configuration

_PLACES = ("location", "locationmatch", "files", "filesmatch")
_TOPS = ("public", "public_html", "web", "www", "html", "htdocs", "httpdocs", "webroot")
_CONDITIONS = ("ifmodule", "ifdefine", "ifversion", "iffile")  # taken as fulfilled
_DENIED = expression(r"all denied|from all$", re.IGNORECASE)
_ACCOUNT = expression(r"valid-user|user\b|group\b", re.IGNORECASE)
_EVERYTHING = (".*", "^", ".", "^.*$", "^(.*)$", "(.*)")
_FLAGS = expression(r"\[([^\]]*)\]$")


def services(configuration: Configuration, circumstances: Circumstances) -> Iterator[Service]:
    """Each section about the callback in each virtual host, or in the file if it has none."""
    root = configuration.root
    hosts = {block: _names(block) for block in root.within() if block.name == "virtualhost"}
    for host, names in (hosts or {root: _names(root) if _is_top(configuration.uri) else frozenset({"-"})}).items():
        for block, place, certain in _callbacks(host, hosts or {root: names}, configuration.uri, circumstances):
            service = Service(configuration, place, certain, names=names)
            if host is not root:
                _listen(service, host)
            _answer(service, host, block)
            service.barriers = list(_barriers(host, block))
            _clients(service, host, block)
            yield service


def _is_top(uri: str) -> bool:
    """Whether a file without virtual hosts is about the whole site, rather than a folder or a part of another file."""
    *folders, name = uri.split("/")
    return name.startswith(("httpd.", "apache")) or (name == ".htaccess" and (not folders or folders[-1] in _TOPS))


def _callbacks(
    host: Block, hosts: Mapping[Block, frozenset[str]], uri: str, circumstances: Circumstances
) -> Iterator[tuple[Block, Setting, bool]]:
    live = [one for one in circumstances.declared.callbacks if one.environment == "production"]
    sections = [block for block in host.within() if block.name in _PLACES and block.place is not None]
    for callback in live:
        certain = answering(hosts, callback.host).get(host)
        if certain is not None:
            named = [*_directives(host, "servername"), *(setting for _, setting in host.directives)]
            inner = [block for block in sections if _matches(block, callback)]
            for block in inner or [host]:
                place = block.place if inner else next(iter(named), None)
                if place is not None:
                    yield block, place, certain
    if live:
        return
    for block in sections:
        known = certainty(block.arguments, circumstances)
        if known is not None and block.place is not None:
            yield block, block.place, known
    folder = uri.rpartition("/")[0].rpartition("/")[2]
    known = certainty(folder, circumstances) if uri.endswith(".htaccess") else None
    if known is not None and host.directives:
        yield host, host.directives[0][1], known


def _names(host: Block) -> frozenset[str]:
    words = (word for one in _directives(host, "servername", "serveralias") for word in one.value.split())
    return frozenset(re.sub(r"^\w+://|:\d+$", "", word.lower()) for word in words)


def _matches(block: Block, callback: Callback) -> bool:
    kind, *words = block.name, *block.arguments.split()
    pattern = words[-1] if words else ""
    subject = callback.path if kind.startswith("location") else callback.path.rpartition("/")[2]
    if kind.endswith("match") or words[:1] == ["~"]:
        return finds(pattern, subject) is True
    if kind == "files":
        return pattern == subject
    return subject == pattern or subject.startswith(pattern.rstrip("/") + "/")


def _parts(block: Block) -> Iterator[Block]:
    """The block and the conditions in it, which count as fulfilled."""
    yield block
    for inner in block.blocks:
        if inner.name in _CONDITIONS:
            yield from _parts(inner)


def _directives(block: Block, *names: str) -> list[Setting]:
    return [setting for part in _parts(block) for setting in part.named(*names)]


def _nearest(host: Block, block: Block, *names: str) -> Setting | None:
    """What decides in a section: itself, then what it stands in."""
    for scope in block.outwards():
        if found := _directives(scope, *names):
            return found[-1]
    return None


def _listen(service: Service, host: Block) -> None:
    engine = _nearest(host, host, "sslengine")
    ports = {address.rpartition(":")[2] for address in host.arguments.split() if ":" in address}
    if engine is not None and engine.value.lower() == "on":
        service.encrypted = engine
    elif "443" not in ports:
        service.plain = host.place
    elif engine is None:  # switched on for the whole server, or in a file that is not seen
        service.encrypted = host.place


def _answer(service: Service, host: Block, block: Block) -> None:
    """What plain HTTP gets."""
    for scope in dict.fromkeys((host, block)):
        for setting in _directives(scope, "redirect", "redirectmatch", "redirectpermanent", "redirecttemp"):
            words = setting.value.split()
            path = (
                words[1] if len(words) > 2 else words[0] if len(words) > 1 and words[0].startswith(("/", "^")) else "/"
            )
            if words and "://" in words[-1] and (path in ("/", "^/", "^") or scope is block):
                service.answer, service.answered, service.blanket = "redirects", setting, scope is host
        for setting in _directives(scope, "rewriterule"):
            words = setting.value.split()
            flags = _flags(setting.value)
            if len(words) > 1 and words[1].lower().startswith("https://") and any(one.startswith("R") for one in flags):
                service.answer, service.answered, service.blanket = "redirects", setting, scope is host
        for setting in _directives(scope, "sslrequiressl"):
            service.answer, service.answered = "refuses", setting
    if denied := _denied(block):
        service.answer, service.answered = "refuses", denied


def _flags(value: str) -> list[str]:
    match = _FLAGS.search(value)
    return [flag.strip().upper() for flag in match[1].split(",")] if match else []


def _denied(block: Block) -> Setting | None:
    """What shuts everybody out here, if nobody else is let in."""
    said = _directives(block, "require", "deny", "allow")
    if said and all(_DENIED.search(one.value) and not one.key.lower().endswith("allow") for one in said):
        return said[0]
    return None


def _barriers(host: Block, block: Block) -> Iterator[Barrier]:
    for part in _parts(block):
        for inner in part.blocks:
            methods = inner.arguments.upper().split()
            stops = (inner.name == "limit" and "POST" in methods) or (
                inner.name == "limitexcept" and "POST" not in methods
            )
            denied = _denied(inner) if stops else None
            if denied is not None:
                yield Barrier(denied, "refuses POST")
    yield from _rewritten(host, block)
    kind, require = _nearest(host, block, "authtype"), _nearest(host, block, "require")
    is_password = kind is not None and kind.value.lower() in ("basic", "digest")
    if kind is not None and is_password and require is not None and _ACCOUNT.match(require.value):
        yield Barrier(kind, "asks for a password")
    body = _nearest(host, block, "limitrequestbody")
    bytes = size(body.value) if body is not None else None
    if body is not None and bytes is not None and 0 < bytes < SMALLEST_BODY:
        yield Barrier(body, "refuses bodies that a notification may need (16 KB)")
    methods_allowed = _nearest(host, block, "allowmethods")
    if methods_allowed is not None and not {"POST", "RESET"} & set(methods_allowed.value.upper().split()):
        yield Barrier(methods_allowed, "lets only other methods than POST through")


def _rewritten(host: Block, block: Block) -> Iterator[Barrier]:
    """RewriteCond %{REQUEST_METHOD} ^POST and a RewriteRule that forbids."""
    for scope in dict.fromkeys((host, block)):
        conditions: list[Setting] = []
        for part in _parts(scope):
            for name, setting in part.directives:
                if name == "rewritecond":
                    conditions.append(setting)
                elif name == "rewriterule":
                    only = conditions[0].value if len(conditions) == 1 else ""
                    forbids = any(flag == "F" or flag.startswith("R=4") for flag in _flags(setting.value))
                    if (
                        forbids
                        and _about_post(only)
                        and setting.value.split()[0] in (".*", "^", ".", "^.*$", "^(.*)$", "(.*)")
                    ):
                        yield Barrier(conditions[0], "refuses POST")
                    conditions = []


def _about_post(condition: str) -> bool:
    words = condition.split()
    if len(words) < 2 or words[0].upper() != "%{REQUEST_METHOD}":
        return False
    pattern = words[1]
    found = finds(pattern.lstrip("!"), "POST")
    return found is not None and found != pattern.startswith("!")


def _clients(service: Service, host: Block, block: Block) -> None:
    service.verified = _nearest(host, block, "sslverifyclient")
    said = service.verified.value.lower() if service.verified is not None else "none"
    service.clients = {"require": "required", "optional": "optional", "optional_no_ca": "optional"}.get(said, "off")
    if service.clients != "optional":
        return
    for scope in block.outwards():
        for setting in _directives(scope, "require", "sslrequire", "rewritecond"):
            if "SSL_CLIENT_VERIFY" in setting.value or setting.value.lower().startswith("ssl-verify-client"):
                service.clients = "checked"
                return
        for setting in _directives(scope, "requestheader"):
            if "SSL_CLIENT" in setting.value:
                service.clients = "passed"
