"""Whom a call is for: the merchant's gateway, another one that is surely recognised, or nobody of them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from pe_audit.evidence.provenance import Provenance
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pe_audit.evidence.circumstances import Gateway
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Kind, Syntax

_HOLDERS: tuple[Kind, ...] = ("class", "function")
_HOST = expression(r"(?i)\bhttps?:(?://|\\/\\/)([\w-]+(?:\.[\w-]+)+|localhost)")
_OWN_API = expression(r"/api/(?!v\d|security|payment)")
_CREDENTIAL = expression(
    r"(?i)secret|acc?ess?_?key|api_?key|private_?key|hash_?string|id_?service|service_?code|bearer|authorization|"
    r"access_?token|client_id|merchant_?(?:id|code)|credential|savon|wsdl|clave|llave"
)
# What only its own API is told of: "pago efectivo" also means paying with coins.
_PROTOCOL = expression(r"(?i)hash_?string|id_?service|\bcips?\b|date_?request|\bauthorizations\b|operation_?number")
_PAYMENT = expression(r"(?i)pag[oa]|payment|charge|cobr|order|refund|\bcips?\b|transaction|checkout|amount|monto")
_BROWSER = expression(
    rb"^\s*['\"]use client['\"]|\b(?:window|localStorage|sessionStorage)\.|\bimport\.meta\.env\b|from ['\"]react['\"]"
    rb"|\bdocument\.(?:getElementById|querySelector|addEventListener|createElement|cookie|location)"
    rb"|\blocation\.(?:reload|href|assign|replace)\b|\bjQuery\b|\$\(['\"][#.]"
)
_SERVED = expression(r"(?:^|/)(?:static\w*|public|assets|wwwroot|frontend)(?:\.dist)?/.*\.(?:m|c)?[jt]s$")
_PAGES = (".jsx", ".tsx", ".vue", ".svelte")
_LEADING = expression(r"[`'\"f]*(?:\$?\{)?([A-Za-z_]\w*)\b")
_PATH = expression(rb"\b([A-Za-z_]\w{0,60})(?:\s{0,9}:\s{0,9}string)?\s{0,9}=\s{0,9}['\"`]/")
_PARTS_OF_PATH = 3
_LONGEST, _MAX_READ = 400, 4000  # characters of an address, and of what a call is made from


def is_about(source: SourceFile, scope: Syntax, gateways: Sequence[Gateway]) -> bool:
    """Whether a function's text, or the name of its class, of what it stands in or of its file, is about a gateway."""
    named = [word.lower() for gateway in gateways for word in gateway.credentials["names"]]
    texts = _spoken(source, scope)
    return any(word in text for text in texts for word in named) or is_surely_about(source, scope, gateways)


def is_surely_about(source: SourceFile, scope: Syntax, gateways: Sequence[Gateway]) -> bool:
    """The same by what belongs to nobody else, its address or its signature's header: its name may mean cash."""
    texts = _spoken(source, scope)
    return any(
        gateway.domain in text or any(names_header(header, text) for header in own_headers(gateway))
        for text in texts
        for gateway in gateways
    )


def own_headers(gateway: Gateway) -> list[str]:
    """The headers in which a gateway signs, in lower case, without those that are anybody's: X-Signature."""
    headers = (str(version["signature_header"]).lower() for version in gateway.protocols.values())
    return [header for header in headers if not header.startswith("x-")]


def names_header(header: str, text: str) -> bool:
    """Whether a text in lower case names a header, also as CGI spells it (`HTTP_PE_SIGNATURE`), and not as the end of
    another one: PE-Signature ends Stripe-Signature."""
    plain = text.replace("_", "-")
    return (
        header in plain
        and re.search(r"(?<![a-z])(?:http-)?" + re.escape(header), plain.replace("http-", "")) is not None
    )


def _spoken(source: SourceFile, scope: Syntax) -> list[str]:
    return [text.lower() for text in (source.uri, scope.text, *_holders(source, scope))]


class Callees:
    """Whom the calls of one source file are for."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.gateways = source.file.circumstances.gateways
        self._provenance = Provenance(source)
        self._named: dict[int, str] = {}

    def called(self, call: Syntax, reached: Iterable[Syntax], based: bool) -> str:
        """The gateway that a call goes to, by its host or by two signals of its surroundings; empty if none is told.

        `reached`: what the call is made from, see `client.setup`. `based`: its client may hold the start of an address.
        """
        first = self.source.argument(call, 0)
        address = first.text[:_LONGEST] if first is not None else ""
        own = self._gateway_of(call.text[:_MAX_READ])
        if own or self._in_browser or (first is not None and self._leads_elsewhere(first)):
            return own
        found = next((name for span in reached if (name := self._gateway_of(span.text[:_MAX_READ]))), "")
        if found:
            return found
        if (not based and self._is_relative(address)) or _OWN_API.search(address):
            return ""
        scope = self.source.scope(call)
        if scope.start not in self._named:
            self._named[scope.start] = self._by_surroundings(scope, call)
        return self._named[scope.start]

    def _leads_elsewhere(self, address: Syntax) -> bool:
        """Whether an address names hosts, and none of a gateway."""
        text = " ".join(value.text[:_LONGEST] for value in self._provenance.values(address))
        return _HOST.search(text) is not None and not self._gateway_of(text)

    def _is_relative(self, address: str) -> bool:
        """Whether an address begins with a path, or with a constant of the file that is one."""
        if address.lstrip("`'\"f").startswith("/"):
            return True
        leading = _LEADING.match(address)
        return leading is not None and leading[1] in self._paths

    @cached_property
    def _paths(self) -> set[str]:
        return {found[1].decode() for found in _PATH.finditer(self.source.file.data)}

    @cached_property
    def _in_browser(self) -> bool:
        """Whether the code runs in a page: what it calls by a relative address is the shop itself."""
        uri, data = self.source.uri, self.source.file.data
        return uri.endswith(_PAGES) or _SERVED.search(uri) is not None or _BROWSER.search(data) is not None

    def _gateway_of(self, text: str) -> str:
        """The first gateway among the hosts in a text."""
        for host in _HOST.findall(text):
            for gateway in self.gateways:
                if host.lower().endswith(gateway.domain):
                    return gateway.title
            if says(host, "gateway"):
                return str(host)
        return ""

    def _by_surroundings(self, scope: Syntax, call: Syntax) -> str:
        """The gateway by which function, class or file are called, where credentials for it are at hand."""
        holder = next(self.source.around(call, "class"), None)
        whole = (holder or self.source.whole).text
        path = self.source.uri.rpartition(".")[0].split("/")[-_PARTS_OF_PATH:]
        names = (*path, *_holders(self.source, scope), _title(scope))
        credential, protocol = _CREDENTIAL.search(whole), _PROTOCOL.search(whole)
        for gateway in self.gateways:
            if any(gateway.is_named_in(name) for name in names) and (credential or protocol):
                return gateway.title
            if protocol and credential and is_about(self.source, scope, (gateway,)):
                return gateway.title
        constant = self._gateway_of(holder.text) if holder is not None else ""
        if constant:
            return constant
        named = next((name for name in reversed(names) if says(name, "gateway")), "")
        return named if named and credential and _PAYMENT.search(whole) else ""


def _holders(source: SourceFile, scope: Syntax) -> tuple[str, ...]:
    return tuple(holder.text_of("name") for kind in _HOLDERS for holder in source.around(scope, kind))


def _title(scope: Syntax) -> str:
    """A function's name with what stands before it: Go's and Kotlin's receivers."""
    name = scope.part("name")
    return scope.data[scope.start : name.end].decode("latin-1") if name is not None and name in scope else scope.name
