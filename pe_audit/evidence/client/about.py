"""Whom a call is for: the merchant's gateway, another one that is surely recognised, or nobody of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.provenance import Provenance
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pe_audit.evidence.circumstances import Gateway
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Kind, Syntax

_HOLDERS: tuple[Kind, ...] = ("class", "function")
_HOST = re.compile(r"(?i)\bhttps?:(?://|\\/\\/)([\w-]+(?:\.[\w-]+)+|localhost)")
_OWN_API = re.compile(r"/api/(?!v\d|security|payment)")
_CREDENTIAL = re.compile(
    r"(?i)secret|acc?ess?_?key|api_?key|private_?key|hash_?string|id_?service|service_?code|bearer|authorization|"
    r"access_?token|client_id|merchant_?(?:id|code)|credential|savon|wsdl|clave|llave"
)
# What only its own API is told of: "pago efectivo" also means paying with coins.
_PROTOCOL = re.compile(r"(?i)hash_?string|id_?service|\bcips?\b|date_?request|\bauthorizations\b|operation_?number")
_PAYMENT = re.compile(r"(?i)pag[oa]|payment|charge|cobr|order|refund|\bcips?\b|transaction|checkout|amount|monto")
_BROWSER = re.compile(
    rb"^\s*['\"]use client['\"]|\b(?:window|localStorage|sessionStorage)\.|\bimport\.meta\.env\b|from ['\"]react['\"]"
    rb"|\bdocument\.(?:getElementById|querySelector|addEventListener|createElement|cookie|location)"
    rb"|\blocation\.(?:reload|href|assign|replace)\b|\bjQuery\b|\$\(['\"][#.]"
)
_SERVED = re.compile(r"(?:^|/)(?:static\w*|public|assets|wwwroot|frontend)(?:\.dist)?/.*\.(?:m|c)?[jt]s$")
_PAGES = (".jsx", ".tsx", ".vue", ".svelte")
_LEADING = re.compile(r"[`'\"f]*(?:\$?\{)?([A-Za-z_]\w*)\b")
_PARTS_OF_PATH = 3


def is_about(source: SourceFile, scope: Syntax, gateways: Sequence[Gateway]) -> bool:
    """Whether a function's text, or the name of its class, of what it stands in or of its file, is about a gateway."""
    named = [word.lower() for gateway in gateways for word in (gateway.domain, *gateway.credentials["names"])]
    headers = {str(version["signature_header"]).lower() for one in gateways for version in one.protocols.values()}
    named += [header for header in headers if not header.startswith("x-")]  # X-Signature is anybody's
    texts = (source.uri, scope.text, *_holders(source, scope))
    return any(word in text.lower() for text in texts for word in named)


def called_gateway(source: SourceFile, call: Syntax, reached: Iterable[Syntax], based: bool) -> str:
    """The gateway that a call goes to, by its host or by two signals of its surroundings; empty if none is told.

    `reached`: what the call is made from, see `client.setup`. `based`: its client may hold the start of the address.
    """
    gateways = source.file.circumstances.gateways
    first = source.argument(call, 0)
    address = first.text[:400] if first is not None else ""
    own = _gateway_of(_HOST.findall(call.text), gateways)
    if own or (first is not None and _leads_elsewhere(source, first, gateways)):
        return own
    if _in_browser(source):
        return ""
    found = _gateway_of((host for span in reached for host in _HOST.findall(span.text[:2000])), gateways)
    if found:
        return found
    if not based and _is_relative(source, address):
        return ""
    if _OWN_API.search(address):
        return ""
    return _by_surroundings(source, call, gateways)


def _leads_elsewhere(source: SourceFile, address: Syntax, gateways: Sequence[Gateway]) -> bool:
    """Whether an address names hosts, and none of a gateway."""
    hosts = [host for value in Provenance(source).values(address) for host in _HOST.findall(value.text[:600])]
    return bool(hosts) and not _gateway_of(hosts, gateways)


def _is_relative(source: SourceFile, address: str) -> bool:
    """Whether an address begins with a path, or with a constant of the file that is one."""
    if address.lstrip("`'\"f").startswith("/"):
        return True
    leading = _LEADING.match(address)
    if leading is None:
        return False
    constant = rb"\b%s\b\s*(?::\s*string\s*)?=\s*['\"`]/" % re.escape(leading[1].encode())
    return re.search(constant, source.file.data) is not None


def _gateway_of(hosts: Iterable[str], gateways: Sequence[Gateway]) -> str:
    for host in hosts:
        for gateway in gateways:
            if host.lower().endswith(gateway.domain):
                return gateway.title
        if says(host, "gateway"):
            return host
    return ""


def _by_surroundings(source: SourceFile, call: Syntax, gateways: Sequence[Gateway]) -> str:
    """The gateway by which function, class or file are called, where credentials for it are at hand."""
    scope = source.scope(call)
    holder = next(source.around(call, "class"), None)
    whole = (holder or source.whole).text
    names = (*source.uri.rpartition(".")[0].split("/")[-_PARTS_OF_PATH:], *_holders(source, scope), _title(scope))
    credential, protocol = _CREDENTIAL.search(whole), _PROTOCOL.search(whole)
    for gateway in gateways:
        if any(gateway.is_named_in(name) for name in names) and (credential or protocol):
            return gateway.title
        if is_about(source, scope, (gateway,)) and protocol and credential:
            return gateway.title
    constant = _gateway_of(_HOST.findall(holder.text), gateways) if holder is not None else ""
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


def _in_browser(source: SourceFile) -> bool:
    """Whether the code runs in a page: what it calls by a relative address is the shop itself."""
    return (
        source.uri.endswith(_PAGES)
        or _SERVED.search(source.uri) is not None
        or _BROWSER.search(source.file.data) is not None
    )
