"""Writes the certificates among the examples of rules/certificate: `python tests/make_certificates.py [RULE …]`.

Keys come from names, so that an authority stays the same from one run to the next. Times are relative to the moment
at which examples are judged. Nothing here is, or resembles, a certificate that anybody uses.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import json
import random
import sys
from datetime import datetime, timedelta
from functools import lru_cache
from math import gcd
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from pe_audit.examples import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

RULES = Path(__file__).parent.parent / "rules" / "certificate"
DAY = timedelta(days=1)
AUTHORITY, ROOT = "Autoridad Inventada CA 1", "Autoridad Inventada Raíz"
PUBLIC = ("2.23.140.1.2.1",)  # the policy that every domain-validated certificate of a public authority names
SERVER, CLIENT = ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH
HOST = "pagos.tienda.example"
_SHA256, _OLD = bytes.fromhex("300d06092a864886f70d01010b0500"), bytes.fromhex("300d06092a864886f70d0101")
_OLD_NUMBERS = {"sha1": b"\x05\x05\x00", "md5": b"\x04\x05\x00"}
_DIGEST_INFO = {
    "sha1": bytes.fromhex("3021300906052b0e03021a05000414"),
    "md5": bytes.fromhex("3020300c06082a864886f70d020505000410"),
}


@lru_cache
def ec_key(name: str, curve: type[ec.EllipticCurve] = ec.SECP256R1) -> ec.EllipticCurvePrivateKey:
    bits = curve().key_size
    return ec.derive_private_key(
        int.from_bytes(hashlib.sha512(name.encode()).digest(), "big") % (1 << (bits - 1)), curve()
    )


@lru_cache
def rsa_key(name: str, bits: int = 2048, exponent: int = 65537) -> rsa.RSAPrivateKey:
    """Always the same key for the same name: fit for examples and for nothing else."""
    chance = random.Random(f"{name} {bits} {exponent}")
    p, q = (_prime(chance, bits // 2, exponent) for _ in range(2))
    d = pow(exponent, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(exponent, p * q)
    numbers = (rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q))
    return rsa.RSAPrivateNumbers(p, q, d, *numbers, public).private_key()


def _prime(chance: random.Random, bits: int, exponent: int) -> int:
    while True:
        number = chance.getrandbits(bits) | 1 | 3 << (bits - 2)
        fermat = all(pow(base, number - 1, number) == 1 for base in (2, 3, 5, 7, 11, 13))
        if fermat and gcd(number - 1, exponent) == 1:
            return number


@lru_cache
def dsa_key() -> dsa.DSAPrivateKey:
    return dsa.generate_private_key(1024)


def certificate(
    name: str = HOST,
    issuer: str = AUTHORITY,
    *,
    begin: datetime = NOW - 60 * DAY,
    days: float = 365,
    key: Any = None,
    signer: Any = None,
    names: Sequence[str] | None = None,
    usages: Sequence[ObjectIdentifier] = (SERVER,),
    ca: bool = False,
    policies: Sequence[str] = (),
) -> x509.Certificate:
    """A certificate as an authority would make it; `days` count as the CA/Browser Forum counts, both ends included."""
    serial = hashlib.sha256(f"{name}{issuer}{begin}{days}{names}".encode()).digest()[:8]
    key, signer = key or ec_key(name), signer or (ec_key(issuer) if issuer != name else key or ec_key(name))
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(int.from_bytes(serial, "big"))
        .not_valid_before(begin)
        .not_valid_after(begin + days * DAY - timedelta(seconds=1))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    if ca:
        uses = dict.fromkeys(("key_cert_sign", "crl_sign"), True)
        names_of = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment")
        rest = dict.fromkeys((*names_of, "key_agreement", "encipher_only", "decipher_only"), False)
        builder = builder.add_extension(x509.KeyUsage(**uses, **rest), critical=True)
    else:
        held = [name] if names is None else names
        if held:
            builder = builder.add_extension(x509.SubjectAlternativeName([_general(one) for one in held]), False)
        if usages:
            builder = builder.add_extension(x509.ExtendedKeyUsage(usages), critical=False)
    if policies:
        asserted = [x509.PolicyInformation(ObjectIdentifier(policy), None) for policy in policies]
        builder = builder.add_extension(x509.CertificatePolicies(asserted), critical=False)
    deterministic = True if isinstance(signer, ec.EllipticCurvePrivateKey) else None
    return builder.sign(signer, hashes.SHA256(), ecdsa_deterministic=deterministic)


def _name(name: str) -> x509.Name:
    organisation = "Autoridad Inventada" if "Inventada" in name else "Tienda SAC"
    parts = [(NameOID.COUNTRY_NAME, "PE"), (NameOID.ORGANIZATION_NAME, organisation), (NameOID.COMMON_NAME, name)]
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts])


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def signed_the_old_way(made: x509.Certificate, signer: rsa.RSAPrivateKey, hash: str) -> bytes:
    """The same certificate in DER with a signature that no library makes any more."""
    tbs = made.tbs_certificate_bytes.replace(_SHA256, _OLD + _OLD_NUMBERS[hash], 1)
    numbers = signer.private_numbers()
    size = signer.key_size // 8
    info = _DIGEST_INFO[hash] + hashlib.new(hash, tbs).digest()
    padded = b"\x00\x01" + b"\xff" * (size - len(info) - 3) + b"\x00" + info
    signature = pow(int.from_bytes(padded, "big"), numbers.d, numbers.public_numbers.n).to_bytes(size, "big")
    algorithm = _OLD + _OLD_NUMBERS[hash]
    return _tagged(0x30, tbs + algorithm + _tagged(0x03, b"\x00" + signature))


def _tagged(tag: int, body: bytes) -> bytes:
    length = len(body)
    size = b"" if length < 128 else length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, length if length < 128 else 0x80 | len(size)]) + size + body


def pem(*made: x509.Certificate | bytes) -> str:
    whole = (x509.load_der_x509_certificate(one) if isinstance(one, bytes) else one for one in made)
    return "".join(one.public_bytes(Encoding.PEM).decode() for one in whole)


def der(made: x509.Certificate | bytes) -> bytes:
    return made if isinstance(made, bytes) else made.public_bytes(Encoding.DER)


def key_pem(key: Any) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def in_yaml(text: str) -> str:
    lines = "".join(f"    {line}\n" for line in text.splitlines())
    return f"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: callback-certificate\ndata:\n  server.crt: |\n{lines}"


def in_javascript(text: str) -> str:
    lines = " +\n".join(f"  '{line}\\n'" for line in text.splitlines())
    return (
        f"const https = require('node:https');\n\nconst certificate =\n{lines};\n\n"
        "https.createServer({ cert: certificate, key: process.env.TLS_KEY }, app).listen(443);\n"
    )


def in_php(text: str) -> str:
    return (
        "<?php\n\nreturn [\n    'pagoefectivo' => [\n        'timeout' => 10,\n    ],\n"
        f"    'certificate' => <<<'PEM'\n{text}PEM,\n];\n"
    )


def in_env(text: str) -> str:
    one = text.replace("\n", "\\n")
    return f'APP_ENV=production\nCALLBACK_URL=https://{HOST}/webhooks/pagoefectivo\nTLS_CERTIFICATE="{one}"\n'


def in_json(text: str) -> str:
    return json.dumps({"port": 443, "tls": {"minVersion": "TLSv1.2", "certificate": text}}, indent=2) + "\n"


def in_secret(text: str, key: str = "") -> str:
    """As Kubernetes keeps it."""
    one, other = (base64.b64encode(part.encode()).decode() for part in (text, key))
    return (
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: callback-tls\ntype: kubernetes.io/tls\ndata:\n"
        f"  tls.crt: {one}\n" + (f"  tls.key: {other}\n" if key else "")
    )


WRITTEN: dict[str, Callable[[str], str]] = {
    "pem": str,
    "crt": str,
    "yaml": in_yaml,
    "js": in_javascript,
    "php": in_php,
    "env": in_env,
    "json": in_json,
}
Example = tuple[str, "str | bytes"]


def both(bad: x509.Certificate | bytes, good: x509.Certificate | bytes, *formats: str) -> Iterator[Example]:
    """A bad and a good example in each of the formats, with the same pair of certificates, and one for Kubernetes."""
    yield "bad-secret.yaml", in_secret(pem(bad))
    yield "good-secret.yaml", in_secret(pem(good))
    for format in formats:
        for kind, made in (("bad", bad), ("good", good)):
            yield f"{kind}.{format}", der(made) if format == "der" else WRITTEN[format](pem(made))


def expired() -> Iterator[Example]:
    """More than the examples that were there before this script: Secrets, and clients' certificates."""
    return _client(certificate(begin=NOW - 400 * DAY, days=398, usages=(CLIENT,)))


def expiring() -> Iterator[Example]:
    return _client(certificate(begin=NOW - 180 * DAY, days=200, usages=(CLIENT,)))


def _client(bad: x509.Certificate) -> Iterator[Example]:
    for kind, made in (("bad", bad), ("good", certificate(usages=(CLIENT,)))):
        yield f"{kind}-secret.yaml", in_secret(pem(made))
        yield f"{kind}-client.p12", pkcs12_store(None, made)


def expiring_now() -> Iterator[Example]:
    """The window is seven days, or a tenth of a lifetime shorter than seventy days."""
    late = certificate(begin=NOW - 85 * DAY, days=90)
    yield from both(late, certificate(), "pem", "der", "yaml", "js", "env")
    yield "bad-client.crt", pem(certificate(begin=NOW - 195 * DAY, days=200, usages=(CLIENT,)))
    yield "bad-short-lived.crt", pem(certificate(begin=NOW - 43 * DAY, days=47))
    yield "good-short-lived.crt", pem(certificate(begin=NOW - 41 * DAY, days=47))
    yield "good-soon.crt", pem(certificate(begin=NOW - 82 * DAY, days=90))


def weak_key() -> Iterator[Example]:
    yield from both(certificate(key=rsa_key(HOST, 1024)), certificate(key=rsa_key(HOST)), "pem", "der", "yaml", "php")
    yield "bad-exponent.crt", pem(certificate(key=rsa_key(HOST, 2048, 3)))
    yield "bad-curve.crt", pem(certificate(key=ec_key(HOST, ec.SECP224R1)))
    yield "good-curve.crt", pem(certificate())
    yield "bad-dsa.crt", pem(certificate(key=dsa_key()))


def weak_signature() -> Iterator[Example]:
    authority, old = rsa_key(AUTHORITY), "Autoridad Inventada Raíz 2009"
    server = certificate(key=rsa_key(HOST), signer=authority)
    bad = signed_the_old_way(server, authority, "sha1")
    yield from both(bad, server, "pem", "der", "yaml", "json")
    yield "bad-md5.crt", pem(signed_the_old_way(server, authority, "md5"))
    root = certificate(old, old, key=rsa_key(old), ca=True, days=9000, begin=NOW - 6000 * DAY)
    yield "good-root.crt", pem(signed_the_old_way(root, rsa_key(old), "sha1"))


def lifetime_too_long() -> Iterator[Example]:
    bad, good = (certificate(days=days, policies=PUBLIC) for days in (398, 200))
    yield from both(bad, good, "pem", "der", "yaml", "env")
    yield "good-before-the-limit.crt", pem(certificate(begin=datetime(2026, 3, 1), days=397, policies=PUBLIC))


def self_signed() -> Iterator[Example]:
    yield from both(certificate(issuer=HOST), certificate(), "pem", "der", "yaml", "js")
    yield "bad-openssl-default.crt", pem(_with_names_and_ca())
    root = "Autoridad Inventada Raíz"
    issued = certificate(issuer=root)
    yield "good-bundle.pem", pem(issued, certificate(root, root, ca=True, days=3650))
    yield "good-localhost.crt", pem(certificate("localhost", "localhost", names=("localhost", "127.0.0.1")))


def _with_names_and_ca() -> x509.Certificate:
    """As `openssl req -x509 -addext subjectAltName=…` makes them: it calls every certificate an authority."""
    key = ec_key(HOST)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(HOST))
        .issuer_name(_name(HOST))
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(NOW - 60 * DAY)
        .not_valid_after(NOW + 305 * DAY)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256(), ecdsa_deterministic=True)
    )


def key_mismatch() -> Iterator[Example]:
    made, key, other = pem(certificate()), key_pem(ec_key(HOST)), key_pem(ec_key("otra.tienda.example"))
    for kind, private, mark in (("bad", other, " # pe-audit: expect"), ("good", key, "")):
        yield f"{kind}.pem", made + private
        yield f"{kind}-secret.yaml", in_secret(made, private).replace("\n  tls.key", f"{mark}\n  tls.key")
        yield f"{kind}-nginx/nginx.conf", nginx(mark)
        yield f"{kind}-nginx/certs/tienda.crt", made
        yield f"{kind}-nginx/certs/tienda.key", private
        yield f"{kind}-apache/sites-available/shop.conf", apache()
        yield f"{kind}-apache/ssl/tienda/cert.pem", made
        yield f"{kind}-apache/ssl/tienda/privkey.pem", private
        yield f"{kind}-same-name/tls/server-cert.pem", made
        yield f"{kind}-same-name/tls/server-key.pem", private
        yield f"{kind}-declared/pe-audit.yaml", declared("certs/gateway.pem", "secrets/gateway-private.pem")
        yield f"{kind}-declared/certs/gateway.pem", pem(certificate(usages=(CLIENT,)))
        yield f"{kind}-declared/secrets/gateway-private.pem", private
        yield f"{kind}-pkcs12/pe-audit.yaml", declared("certs/client.p12")
        yield f"{kind}-pkcs12/certs/client.p12", pkcs12_store(ec_key(HOST) if kind == "good" else None)


def untrusted() -> Iterator[Example]:
    own, above = certificate(policies=PUBLIC), certificate(AUTHORITY, ROOT, ca=True, days=3650)
    key = key_pem(ec_key(HOST))
    for kind, chain in (("bad", pem(own)), ("good", pem(own, above))):
        mark = " # pe-audit: expect" if kind == "bad" else ""
        yield f"{kind}-fullchain.pem", chain
        yield f"{kind}-secret.yaml", in_secret(chain, key).replace("\n  tls.key", f"{mark}\n  tls.key")
        yield f"{kind}-nginx/nginx.conf", nginx(mark)
        yield f"{kind}-nginx/certs/tienda.crt", chain
        yield f"{kind}-apache/sites-available/shop.conf", apache(chain="" if kind == "bad" else "chain.pem")
        yield f"{kind}-apache/ssl/tienda/cert.pem", pem(own)
    yield "good-apache/ssl/tienda/chain.pem", pem(above)
    yield "bad.pem", pem(above, own)
    yield "good.pem", pem(own, above)
    yield "bad-other-authority-fullchain.pem", pem(own, certificate("Autoridad Inventada CA 2", ROOT, ca=True))


def wrong_host() -> Iterator[Example]:
    fits = {
        "nginx": (
            certificate(names=("tienda.example", "www.tienda.example")),
            certificate(names=("*.tienda.example",)),
        ),
        "apache": (certificate(names=(f"*.{HOST}",)), certificate()),
        "declared": (certificate(names=()), certificate()),
        "secret": (certificate(names=("*.example",)), certificate(names=("tienda.example", HOST))),
    }
    for case, pair in fits.items():
        for kind, made in zip(("bad", "good"), pair, strict=True):
            mark = " # pe-audit: expect" if kind == "bad" else ""
            callbacks = f"callbacks:\n  - url: https://{HOST}/webhooks/pagoefectivo\n    environment: production\n"
            file = {"declared": "certs/server.pem", "secret": "k8s/secret.yaml"}.get(case)
            server = declared(file, purpose="server") if file else ""
            yield f"{kind}-{case}/pe-audit.yaml", callbacks + server
            if case == "nginx":
                yield f"{kind}-nginx/nginx.conf", nginx(mark)
                yield f"{kind}-nginx/certs/tienda.crt", pem(made)
            elif case == "apache":
                yield f"{kind}-apache/sites-available/shop.conf", apache()
                yield f"{kind}-apache/ssl/tienda/cert.pem", pem(made)
            else:
                yield f"{kind}-{case}/{file}", pem(made) if case == "declared" else in_secret(pem(made))


def wrong_usage() -> Iterator[Example]:
    for kind, usage in (("bad", SERVER), ("good", CLIENT)):
        made, mark = pem(certificate(usages=(usage,))), " # pe-audit: expect" if kind == "bad" else ""
        yield f"{kind}-declared/pe-audit.yaml", declared("certs/gateway.pem", "secrets/gateway.key")
        yield f"{kind}-declared/certs/gateway.pem", made
        yield (
            f"{kind}-nginx/nginx.conf",
            (
                "server {\n    listen 127.0.0.1:8443;\n\n    location /v1/ {\n"
                "        proxy_pass https://gateway.internal.example;\n"
                f"        proxy_ssl_certificate /etc/nginx/certs/gateway-client.crt;{mark}\n"
                "        proxy_ssl_certificate_key /etc/nginx/certs/gateway-client.key;\n    }\n}\n"
            ),
        )
        yield f"{kind}-nginx/certs/gateway-client.crt", made
        yield (
            f"{kind}-env/.env",
            (
                f"APP_ENV=production\nPAGOEFECTIVO_CLIENT_CERT=storage/certs/gateway.pem{mark}\n"
                "PAGOEFECTIVO_CLIENT_KEY=/run/secrets/gateway.key\n"
            ),
        )
        yield f"{kind}-env/storage/certs/gateway.pem", made
        yield (
            f"{kind}-json/appsettings.json",
            (
                '{\n  "PagoEfectivo": {\n    "MutualTls": {\n      "ClientCertificatePath": "certs/gateway.pem",\n'
                '      "ClientKeyPath": "/run/secrets/gateway.key"\n    }\n  }\n}\n'
            ),
        )
        yield f"{kind}-json/certs/gateway.pem", made


def pkcs12_store(key: Any, own: x509.Certificate | None = None) -> bytes:
    """A store without password, with a key or without."""
    own = own or certificate(usages=(CLIENT,))
    cert, others = (own, None) if key is not None else (None, [own])
    return pkcs12.serialize_key_and_certificates(b"gateway", key, cert, others, NoEncryption())


def declared(file: str, key: str = "", purpose: str = "client") -> str:
    pair = f"  - file: {file}\n" + (f"    key: {key}\n" if key else "")
    return f"certificates:\n{pair}    purpose: {purpose}\n    environment: production\n"


def nginx(mark: str = "", names: str = HOST, file: str = "/etc/nginx/certs/tienda") -> str:
    return (
        f"server {{\n    listen 443 ssl;\n    server_name {names};\n\n"
        f"    ssl_certificate {file}.crt;{mark}\n    ssl_certificate_key {file}.key;\n"
        "    ssl_protocols TLSv1.2 TLSv1.3;\n\n"
        "    location /webhooks/pagoefectivo {\n        proxy_pass http://127.0.0.1:8080;\n    }\n}\n"
    )


def apache(chain: str = "", name: str = HOST, folder: str = "/etc/apache2/ssl/tienda") -> str:
    chained = f"    SSLCertificateChainFile {folder}/{chain}\n" if chain else ""
    return (
        f"<VirtualHost *:443>\n    ServerName {name}\n    SSLEngine on\n"
        f"    SSLCertificateFile {folder}/cert.pem\n    SSLCertificateKeyFile {folder}/privkey.pem\n"
        f"{chained}    SSLProtocol -all +TLSv1.2 +TLSv1.3\n\n"
        "    ProxyPass /webhooks/pagoefectivo http://127.0.0.1:8080/webhooks/pagoefectivo\n</VirtualHost>\n"
    )


MADE: dict[str, Callable[[], Iterator[Example]]] = {
    "expired": expired,
    "expiring": expiring,
    "expiring-now": expiring_now,
    "weak-key": weak_key,
    "weak-signature": weak_signature,
    "lifetime-too-long": lifetime_too_long,
    "self-signed": self_signed,
    "key-mismatch": key_mismatch,
    "untrusted": untrusted,
    "wrong-host": wrong_host,
    "wrong-usage": wrong_usage,
}


def main(names: Sequence[str]) -> None:
    for name in names or MADE:
        for path, content in MADE[name]():
            file = RULES / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())


if __name__ == "__main__":
    main(sys.argv[1:])
