"""Caddy: which handler of which site takes the callback, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.access.callback import certainty
from pe_audit.evidence.site.service import REDIRECTS, SMALLEST_BODY, Barrier, Service, answering, size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.circumstances import Circumstances
    from pe_audit.evidence.settings import Setting
    from pe_audit.evidence.site.blocks import Block
    from pe_audit.evidence.site.including import Configuration

_HANDLERS = ("handle", "handle_path", "route")
_MATCHED = (*_HANDLERS, "reverse_proxy", "php_fastcgi", "respond")


def services(configuration: Configuration, circumstances: Circumstances) -> Iterator[Service]:
    """Each site with a handler or a matcher for the callback's path, or that answers for a declared callback's host."""
    snippets = {block.arguments: block for block in configuration.root.blocks if block.name == "snippet"}
    blocks = [block for block in configuration.root.blocks if block.name == "site" and _serves(block)]
    sites = {site: site.names for site in (_Site(block, snippets, circumstances) for block in blocks)}
    others = {site: names for site, names in sites.items() if "localhost" not in names}  # which answers for itself only
    for site in sites:
        known = [answering(others, one.host).get(site) for one in site.live]
        for place, certain, handler in site.callbacks(max((one for one in known if one is not None), default=None)):
            service = Service(configuration, place, certain, names=site.names - {""})
            site.describe(service, handler)
            yield service


def _serves(block: Block) -> bool:
    """Whether a site holds anything; `{$MORE_SITES}` alone looks like one that does not."""
    return block.place is not None and bool(block.directives or block.blocks)


class _Site:
    def __init__(self, block: Block, snippets: dict[str, Block], circumstances: Circumstances) -> None:
        self.block = block
        self.circumstances = circumstances
        self.addresses = [word for word in block.arguments.replace(",", " ").split() if word]
        self.names = frozenset(_host(address) for address in self.addresses)
        imported = [setting.value.split()[0] for setting in block.named("import") if setting.value]
        self.parts = [block, *(snippets[name] for name in imported if name in snippets)]
        self.live = [one for one in circumstances.declared.callbacks if one.environment == "production"]

    def callbacks(self, answers: bool | None) -> Iterator[tuple[Setting, bool, Block | None]]:
        """The settings that take the callback, and the block that handles it; the site's own if it answers for it."""
        found = False
        for part in self.parts:
            for name, setting in part.directives:
                if name not in _MATCHED or not setting.value or found:
                    continue
                certain = self._is_callback(setting.value.split()[0])
                if certain is not None:
                    handler = next((inner for inner in part.blocks if inner.place is setting), None)
                    yield setting, certain, handler if name in _HANDLERS else None
                    found = name in _HANDLERS
        if answers is not None and not found and self.block.place is not None:
            yield self.block.place, answers, None

    def _is_callback(self, matcher: str) -> bool | None:
        """Whether a matcher is about the callback: a path, or a name whose definition has one."""
        known: list[bool] = []
        for path in self._paths(matcher):
            if self.live:
                hit = any(_holds(path, one.path) for one in self.live)
                known += [True] if hit and path not in ("*", "/*") else []
            elif (certain := certainty(path, self.circumstances)) is not None:
                known.append(certain)
        return max(known) if known else None

    def _paths(self, matcher: str) -> list[str]:
        if not matcher.startswith("@"):
            return [matcher] if matcher.startswith("/") else []
        return [word for kind, words in self._definition(matcher) if kind == "path" for word in words]

    def _definition(self, matcher: str) -> list[tuple[str, list[str]]]:
        """A named matcher's kinds and their words: `path /a`, `method POST`, `not path /b`."""
        made: list[tuple[str, list[str]]] = []
        for part in self.parts:
            for setting in part.named(matcher.lower()):
                words = setting.value.split()
                made += [(words[0], words[1:])] if words else []
            for inner in part.blocks:
                if inner.name == matcher.lower():
                    made += [(name, setting.value.split()) for name, setting in inner.directives]
        return made

    def _takes_post(self, matcher: str) -> tuple[bool, bool]:
        """Whether a matcher holds for a POST to the callback, and whether it asks for the method."""
        if not matcher.startswith("@"):
            return matcher in ("", "*", "/*") or self._is_callback(matcher) is not None, False
        holds, asks = True, False
        for kind, words in self._definition(matcher):
            if kind == "method" or (kind == "not" and words[:1] == ["method"]):
                asks = True
                holds &= ("POST" in words) == (kind == "method")
            elif kind == "path":
                holds &= self._is_callback(matcher) is not None
            else:
                holds = False
        return holds, asks

    def describe(self, service: Service, handler: Block | None) -> None:
        """How the site serves the callback."""
        plain = [one for one in self.addresses if self._is_plain(one)]
        service.plain = self.block.place if plain else None
        service.encrypted = self.block.place if len(plain) < len(self.addresses) else None
        scopes = [*self.parts, *([handler] if handler is not None else [])]
        for scope in scopes:
            for name, setting in scope.directives:
                self._directive(service, name, setting, inside=scope is handler)
            for inner in scope.blocks:
                if inner.name == "tls":
                    _clients(service, inner)
                if inner.name == "request_body":
                    service.barriers += _small(inner)

    def _is_plain(self, address: str) -> bool:
        """Caddy switches TLS on by itself, except for addresses without a host on other ports than 443."""
        if address.startswith("http://") or address.endswith(":80"):
            return True
        is_secured = address.startswith("https://") or address.endswith(":443") or any(self._named("tls"))
        return not _host(address) and "{" not in address and not is_secured

    def _named(self, name: str) -> Iterator[Setting | Block]:
        for part in self.parts:
            yield from part.named(name)
            yield from (block for block in part.blocks if block.name == name)

    def _directive(self, service: Service, name: str, setting: Setting, *, inside: bool) -> None:
        words = setting.value.split()
        matcher = words[0] if words and words[0].startswith(("@", "/", "*")) else ""
        holds, asks = self._takes_post(matcher)
        if not holds:
            return
        if name in ("basic_auth", "basicauth"):
            service.barriers.append(Barrier(setting, "asks for a password"))
        codes = {word for word in words if word.isdecimal() and len(word) == 3}
        if name in ("respond", "error", "abort"):
            refuses = name == "abort" or any(code[0] in "45" for code in codes)
            if refuses and asks:
                service.barriers.append(Barrier(setting, "refuses POST"))
            elif refuses and service.plain is not None and service.encrypted is None:
                service.answer, service.answered = "refuses", setting
        if name == "redir" and any("https://" in word for word in words):
            service.answer, service.answered, service.blanket = "redirects", setting, not inside and not matcher
            if codes and not codes & REDIRECTS:
                service.answer = "serves"


def _host(address: str) -> str:
    """The host of `https://shop.example:443/path`, `shop.example` or `:443`; empty for a variable."""
    authority = address.rpartition("://")[2].partition("/")[0]
    host = authority.partition(":")[0].lower()
    return "" if host.startswith("{") else host


def _holds(pattern: str, path: str) -> bool:
    """Caddy's path matcher: a star at either end, case-insensitive."""
    pattern, path = pattern.lower(), path.lower()
    if pattern.startswith("*") and pattern.endswith("*"):
        return pattern.strip("*") in path
    if pattern.endswith("*"):
        return path.startswith(pattern[:-1])
    return path.endswith(pattern[1:]) if pattern.startswith("*") else pattern == path


def _small(block: Block) -> Iterator[Barrier]:
    for setting in block.named("max_size"):
        bytes = size(setting.value)
        if bytes is not None and bytes < SMALLEST_BODY:
            yield Barrier(setting, "refuses bodies that a notification may need (16 KB)")


def _clients(service: Service, tls: Block) -> None:
    """Caddy's default with authorities to trust is to require and verify."""
    for inner in tls.blocks:
        if inner.name == "client_auth":
            mode = next(iter(inner.named("mode")), None)
            service.verified = mode or inner.place
            said = mode.value if mode is not None else "require_and_verify"
            service.clients = "required" if said == "require_and_verify" else "optional"
