"""HTTP calls from code to the gateway, and whether a client certificate comes along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pe_audit.evidence.circumstances import Gateway
    from pe_audit.evidence.settings import Setting
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Kind, Syntax

# Calls that open a connection of their own or make the client that does; a client handed in is judged where it is made.
_CLIENTS = {
    "python": re.compile(
        r"(?:requests|httpx)\.(?:get|post|put|patch|delete|request|Session|Client|AsyncClient)"
        r"|aiohttp\.ClientSession|(?:urllib\.request\.|request\.)?urlopen|urllib3\.PoolManager"
    ),
    "javascript": re.compile(
        r"(?:window\.|globalThis\.)?fetch|(?:axios|got|superagent|undici|needle)(?:\.(?:get|post|put|patch|delete|request|create))?"
        r"|https\.(?:request|get)"
    ),
    "php": re.compile(
        r"\\?curl_init|\\?(?:GuzzleHttp\\)?Client|\\?Http::(?:get|post|put|patch|delete|with\w+|baseUrl|timeout)"
        r"|wp_(?:safe_)?remote_(?:get|post|request)"
    ),
    "java": re.compile(
        r"HttpClient\.(?:newHttpClient|newBuilder)|RestTemplate|OkHttpClient(?:\.Builder)?|HttpClients\.(?:createDefault|custom)"
        r"|(?:WebClient|RestClient)\.(?:create|builder)|Unirest\.(?:get|post|put)|HttpClientBuilder\.create"
    ),
    "csharp": re.compile(r"HttpClient|RestClient|(?:\w+\.)*AddHttpClient|WebRequest\.Create(?:Http)?|HttpWebRequest"),
}
_CLIENTS["typescript"] = _CLIENTS["javascript"]
_IN_CODE = re.compile(
    rb"(?i)\bcert\s*[=:](?!=)|[\"']cert[\"']|load_cert_chain|CURLOPT_SSLCERT|[\"'](?:ssl_key|local_cert|local_pk|pfx)[\"']|\bpfx\s*:"
    rb"|KeyManager|loadKeyMaterial|keyStore|SslBundle|ClientCertificate|X509Certificate2|client_?cert|\bm_?tls\b|SSL_CTX_use"
)
_IN_SETTINGS = re.compile(
    r"(?i)client[_.-]?(?:cert|crt|certificate|key(?!$)|pfx|p12|pem)|(?:^|[_.-])m_?tls|proxy_ssl_certificate|key[_-]?store"
    r"|(?:cert|certificate|certificado)[_.-]?(?:client|cliente)|SSL_?CERT|tls_client"
)
_SERVERS = re.compile(r"(?i)(?:^|[._-])server[._-](?:ssl|tls)\b")
_HOLDERS: tuple[Kind, ...] = ("class", "function")
_LONGEST = 80  # characters of a receiver
_COMMENT = re.compile(rb"\s*(?:#|//|/?\*)")


def presents_certificate(source: SourceFile) -> bool:
    """Whether code hands a client certificate to some connection."""
    file = source.file
    found = (file.line_span(file.line_number(match.start()))[0] for match in _IN_CODE.finditer(file.data))
    return any(not _COMMENT.match(file.data, line) for line in found)


def configures_certificate(setting: Setting) -> bool:
    """Whether a setting names the certificate that this shop shows to others."""
    return bool(setting.value) and _IN_SETTINGS.search(setting.key) is not None and not _SERVERS.search(setting.key)


def gateway_calls(source: SourceFile, gateways: Sequence[Gateway]) -> Iterator[Syntax]:
    """Calls that reach the gateway or make the client for it. Raises `Unreadable` as the source does."""
    known = _CLIENTS.get(source.language)
    if known is None:
        return
    judged: dict[int, bool] = {}
    for call in source.all("call"):
        if known.fullmatch(called(source, call)) is None:
            continue
        scope = source.scope(call)
        if scope.start not in judged:
            judged[scope.start] = is_about(source, scope, gateways)
        if judged[scope.start]:
            yield call


def called(source: SourceFile, call: Syntax) -> str:
    """What is called, as written: `axios.post`, `Http::post`, `HttpClient` for `new HttpClient()`."""
    receiver = call.text_of("receiver")[:_LONGEST]
    if not receiver:
        return call.name
    return f"{receiver}{'::' if source.language == 'php' and receiver[0] != '$' else '.'}{call.name}"


def is_about(source: SourceFile, scope: Syntax, gateways: Sequence[Gateway]) -> bool:
    """Whether a function's text, or the name of its class, of what it stands in or of its file, is about a gateway."""
    named = [word.lower() for gateway in gateways for word in (gateway.domain, *gateway.credentials["names"])]
    headers = {str(version["signature_header"]).lower() for one in gateways for version in one.protocols.values()}
    named += [header for header in headers if not header.startswith("x-")]  # X-Signature is anybody's
    holders = (holder.text_of("name") for kind in _HOLDERS for holder in source.around(scope, kind))
    return any(word in text.lower() for text in (source.uri, scope.text, *holders) for word in named)
