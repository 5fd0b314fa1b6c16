"""Whether code or settings show a client certificate to the gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.expression import expression

if TYPE_CHECKING:
    from pe_audit.evidence.settings import Setting
    from pe_audit.evidence.source import SourceFile

_IN_CODE = expression(
    rb"(?i)\bcert\s*[=:](?!=)|[\"']cert[\"']|load_cert_chain|CURLOPT_SSLCERT|[\"'](?:ssl_key|local_cert|local_pk|pfx)[\"']|\bpfx\s*:"
    rb"|KeyManager|loadKeyMaterial|HeldCertificate|SecPKCS12Import|keyStore|SslBundle|ClientCertificate|X509Certificate2|client_?cert|\bm_?tls\b|SSL_CTX_use"
)
_IN_SETTINGS = expression(
    r"(?i)client[_.-]?(?:cert|crt|certificate|key(?!$)|pfx|p12|pem)|(?:^|[_.-])m_?tls|proxy_ssl_certificate|key[_-]?store"
    r"|(?:cert|certificate|certificado)[_.-]?(?:client|cliente)|SSL_?CERT|tls_client"
)
_SERVERS = expression(r"(?i)(?:^|[._-])server[._-](?:ssl|tls)\b")
_COMMENT = expression(rb"\s*(?:#|//|/?\*)")


def presents_certificate(source: SourceFile) -> bool:
    """Whether code hands a client certificate to some connection."""
    file = source.file
    found = (file.line_span(file.line_number(match.start()))[0] for match in _IN_CODE.finditer(file.data))
    return any(not _COMMENT.match(file.data, line) for line in found)


def configures_certificate(setting: Setting) -> bool:
    """Whether a setting names the certificate that this shop shows to others."""
    return bool(setting.value) and _IN_SETTINGS.search(setting.key) is not None and not _SERVERS.search(setting.key)
