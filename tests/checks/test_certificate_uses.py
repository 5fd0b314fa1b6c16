"""certificate-key-mismatch, -untrusted, -wrong-host and -wrong-usage on whole trees."""

from __future__ import annotations

import base64
import itertools
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    pkcs12,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_certificates import (
    AUTHORITY,
    CLIENT,
    HOST,
    MADE,
    PUBLIC,
    ROOT,
    RULES,
    certificate,
    ec_key,
    in_secret,
    key_pem,
    pem,
)

from pe_audit import catalog
from pe_audit.audit import audit
from pe_audit.configuration import load
from pe_audit.evidence.certificate import CertificateFile
from pe_audit.evidence.certificate.chain import path_of
from pe_audit.evidence.certificate.use import Uses
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import Setting, SettingsFile
from pe_audit.evidence.text import File
from pe_audit.examples import NOW
from pe_audit.model import Audit, Outcome
from pe_audit.options import Options

if TYPE_CHECKING:
    from pathlib import Path

OWN, OTHER = key_pem(ec_key(HOST)), key_pem(ec_key("otra.tienda.example"))
LEAF = certificate(policies=PUBLIC)
CA = certificate(AUTHORITY, ROOT, ca=True, days=3650)
TOP = certificate(ROOT, ROOT, ca=True, days=7300)


def audited(root: Path, rule: str, files: dict[str, str | bytes]) -> Audit:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    chosen = (catalog.find(f"certificate-{rule}"),)
    return audit(Options(paths=(root,), root=root, config=load(root), now=NOW, only=chosen, jobs=1))


def outcome(root: Path, rule: str, files: dict[str, str | bytes]) -> Outcome:
    return audited(root, rule, files).verdicts[0].outcome


NAMES = [
    ("tls/server.crt", "tls/server.key"),
    ("tls/server.pem", "tls/server-key.pem"),
    ("tls/server-cert.pem", "tls/server.key"),
    ("tls/fullchain.pem", "tls/privkey.pem"),
    ("tls/cert.pem", "tls/key.pem"),
    ("tls/tienda_cert.crt", "tls/tienda_private_key.pem"),
    ("tls/apiclient_cert.pem", "tls/apiclient_key.pem"),
    ("tls/Tienda.CRT", "tls/tienda.key"),
]


@pytest.mark.parametrize(("cert", "key"), NAMES, ids=lambda name: name.rpartition("/")[2])
def test_names_make_pairs(tmp_path: Path, cert: str, key: str) -> None:
    assert outcome(tmp_path, "key-mismatch", {cert: pem(LEAF), key: OWN}) is Outcome.PASS
    assert outcome(tmp_path, "key-mismatch", {cert: pem(LEAF), key: OTHER}) is Outcome.FAIL


@pytest.mark.parametrize(
    ("cert", "key"),
    [
        ("tls/server.crt", "other/server.key"),
        ("tls/server.crt", "tls/client.key"),
        ("tls/chain.pem", "tls/privkey.pem"),
        ("tests/server.crt", "tests/server.key"),
        ("tls/server.crt", "src/server.js"),
    ],
)
def test_other_names_make_none(tmp_path: Path, cert: str, key: str) -> None:
    assert outcome(tmp_path, "key-mismatch", {cert: pem(LEAF), key: OTHER}) is Outcome.NOT_APPLICABLE


def test_a_key_for_any_certificate_of_a_bundle_is_enough(tmp_path: Path) -> None:
    assert outcome(tmp_path, "key-mismatch", {"haproxy.pem": OWN + pem(LEAF, CA)}) is Outcome.PASS
    assert outcome(tmp_path, "key-mismatch", {"haproxy.pem": pem(LEAF, CA) + OTHER}) is Outcome.FAIL


def test_authorities_beside_a_key_are_no_pair(tmp_path: Path) -> None:
    assert outcome(tmp_path, "key-mismatch", {"kafka.pem": pem(CA, TOP) + OWN}) is Outcome.NOT_APPLICABLE


def test_a_key_behind_a_passphrase_is_undecided(tmp_path: Path) -> None:
    locked = ec_key(HOST).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"clave"))
    (verdict,) = audited(tmp_path, "key-mismatch", {"tls/server.crt": pem(LEAF), "tls/server.key": locked}).verdicts
    assert verdict.outcome is Outcome.OPEN
    assert "behind a passphrase" in verdict.reasons[0]


def test_a_declared_file_that_is_not_there_is_undecided(tmp_path: Path) -> None:
    declared = "certificates: [{file: tls/a.crt, key: secrets/a.key, purpose: client}]\n"
    (verdict,) = audited(tmp_path, "key-mismatch", {"pe-audit.yaml": declared, "tls/a.crt": pem(LEAF)}).verdicts
    assert verdict.outcome is Outcome.OPEN
    assert "the private key declared with tls/a.crt is not among the audited files" in verdict.reasons[0]


def test_a_store_behind_a_password_is_undecided(tmp_path: Path) -> None:
    store = pkcs12.serialize_key_and_certificates(b"a", ec_key(HOST), LEAF, None, BestAvailableEncryption(b"clave"))
    files = {"pe-audit.yaml": "certificates: [{file: client.p12, purpose: client}]\n", "client.p12": store}
    assert outcome(tmp_path, "key-mismatch", files) is Outcome.OPEN


CONFIGURED = {
    "nginx.conf": "server {{\n ssl_certificate {0}/tienda.crt;\n ssl_certificate_key {0}/tienda.key;\n}}\n",
    "Caddyfile": "tienda.pe {{\n\ttls {0}/tienda.crt {0}/tienda.key\n}}\n",
    "apache/sites-enabled/a.conf": "<VirtualHost *:443>\nSSLCertificateFile {0}/tienda.crt\n"
    "SSLCertificateKeyFile {0}/tienda.key\n</VirtualHost>\n",
    "config.yaml": "server:\n  certFile: {0}/tienda.crt\n  keyFile: {0}/tienda.key\n",
    ".env": "TLS_CERT_PATH={0}/tienda.crt\nTLS_KEY_PATH={0}/tienda.key\n",
    "app.json": '{{"tls": {{"certificate": "{0}/tienda.crt", "key": "{0}/tienda.key"}}}}\n',
    "app.toml": '[tls]\nssl_cert = "{0}/tienda.crt"\nssl_key = "{0}/tienda.key"\n',
}


@pytest.mark.parametrize("folder", ["/etc/shop/certs", "./certs", "certs", "/run/certs"])
@pytest.mark.parametrize("name", CONFIGURED)
def test_settings_make_pairs(tmp_path: Path, name: str, folder: str) -> None:
    files = {name: CONFIGURED[name].format(folder), "certs/tienda.crt": pem(LEAF), "certs/tienda.key": OTHER}
    (found,) = audited(tmp_path, "key-mismatch", files).findings
    assert found.location.uri == name
    assert found.related[0].location.uri == "certs/tienda.key"


def test_a_path_that_may_be_two_files_is_neither(tmp_path: Path) -> None:
    files = {
        "nginx.conf": CONFIGURED["nginx.conf"].format("/etc/ssl"),
        "a/tienda.crt": pem(LEAF),
        "b/tienda.crt": pem(CA),
        "c/tienda.key": OTHER,
    }
    assert outcome(tmp_path, "key-mismatch", files) is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"certs/tienda.pem": pem(LEAF, CA) + OWN}, Outcome.PASS),
        ({"certs/tienda.pem": pem(LEAF, CA) + OTHER}, Outcome.FAIL),
        ({"certs/tienda.pem": pem(LEAF, CA), "certs/tienda.pem.key": OWN}, Outcome.PASS),
        ({"certs/tienda.pem": pem(LEAF, CA), "certs/tienda.pem.key": OTHER}, Outcome.FAIL),
        ({}, Outcome.NOT_APPLICABLE),
    ],
    ids=["bundle", "wrong bundle", "two files", "two wrong files", "elsewhere"],
)
def test_haproxy_has_the_key_in_the_bundle_or_beside_it(
    tmp_path: Path, files: dict[str, str | bytes], expected: Outcome
) -> None:
    line = "frontend web\n    bind :443 ssl crt /usr/local/etc/haproxy/certs/tienda.pem alpn h2\n"
    assert outcome(tmp_path, "key-mismatch", {"haproxy.cfg": line, **files}) is expected


def test_each_secret_of_a_file_is_a_pair_of_its_own(tmp_path: Path) -> None:
    text = in_secret(pem(LEAF), OWN) + "---\n" + in_secret(pem(LEAF), OTHER)
    (found,) = audited(tmp_path, "key-mismatch", {"k8s.yaml": text}).findings
    assert found.location.line == len(in_secret(pem(LEAF), OWN).splitlines()) + 1 + 7


def test_no_private_key_of_a_secret_is_shown(tmp_path: Path) -> None:
    key = base64.b64encode(OTHER.encode()).decode()
    one = base64.b64encode(pem(LEAF).encode()).decode()
    text = f'{{"type": "kubernetes.io/tls", "data": {{"tls.crt": "{one}", "tls.key": "{key}"}}}}\n'
    (found,) = audited(tmp_path, "key-mismatch", {"secret.json": text}).findings
    assert found.excerpt is not None
    shown = "".join(found.excerpt.lines) + found.message
    assert not any(key[at : at + 16] in shown for at in range(40, len(key) - 16))


def test_a_chain_is_followed_from_the_leaf_in_any_order() -> None:
    from pe_audit.evidence.certificate import parse

    leaf, above, top = (parse(one.public_bytes(Encoding.DER)) for one in (LEAF, CA, TOP))
    for order in itertools.permutations((leaf, above, top)):
        assert path_of(leaf, order) == [leaf, above, top]
    assert path_of(leaf, (top,)) == [leaf]


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ((LEAF, CA), Outcome.PASS),
        ((LEAF, CA, TOP), Outcome.PASS),
        ((CA, LEAF), Outcome.FAIL),
        ((LEAF, TOP, CA), Outcome.FAIL),
        ((LEAF,), Outcome.FAIL),
        ((LEAF, TOP), Outcome.FAIL),
        ((certificate(),), Outcome.OPEN),
        ((certificate(), CA), Outcome.PASS),
        ((CA, TOP), Outcome.NOT_APPLICABLE),
        ((certificate(issuer=HOST),), Outcome.NOT_APPLICABLE),
    ],
    ids=["whole", "with root", "reversed", "swapped", "alone", "gap", "private", "private whole", "store", "own"],
)
def test_a_chain_that_is_served_leads_up_in_order(tmp_path: Path, chain: tuple[object, ...], expected: Outcome) -> None:
    assert outcome(tmp_path, "untrusted", {"tls/fullchain.pem": pem(*chain)}) is expected


@pytest.mark.parametrize("name", ["ssl_trusted_certificate", "ssl_client_certificate"])
@pytest.mark.parametrize(
    ("held", "expected"), [((TOP, CA), Outcome.PASS), ((TOP,), Outcome.FAIL), (None, Outcome.OPEN)]
)
def test_a_chain_may_be_completed_from_the_authorities_that_a_server_knows(
    tmp_path: Path, name: str, held: tuple[object, ...] | None, expected: Outcome
) -> None:
    block = f"server {{\n ssl_certificate tls/a.crt;\n ssl_certificate_key tls/a.key;\n {name} tls/known.crt;\n}}\n"
    files: dict[str, str | bytes] = {"nginx.conf": block, "tls/a.crt": pem(LEAF)}
    if held is not None:
        files["tls/known.crt"] = pem(*held)
    assert outcome(tmp_path, "untrusted", files) is expected


def test_a_file_that_nobody_serves_need_not_be_a_chain(tmp_path: Path) -> None:
    assert outcome(tmp_path, "untrusted", {"pinned/gateway.crt": pem(LEAF)}) is Outcome.NOT_APPLICABLE


CALLBACK = "callbacks: [{url: 'https://pagos.tienda.example/webhooks/pagoefectivo', environment: production}]\n"
SERVER_ONE = "certificates: [{file: tls/a.crt, purpose: server, environment: production}"


@pytest.mark.parametrize(
    ("declared", "names", "expected"),
    [
        (CALLBACK + SERVER_ONE + "]\n", ("pagos.tienda.example",), Outcome.PASS),
        (CALLBACK + SERVER_ONE + "]\n", ("tienda.example",), Outcome.FAIL),
        (CALLBACK + SERVER_ONE.replace("production", "sandbox") + "]\n", ("tienda.example",), Outcome.NOT_APPLICABLE),
        (SERVER_ONE + "]\n", ("pagos.tienda.example",), Outcome.OPEN),
        (CALLBACK + SERVER_ONE.replace("tls/a", "tls/b") + "]\n", ("pagos.tienda.example",), Outcome.OPEN),
        (CALLBACK, ("tienda.example",), Outcome.NOT_APPLICABLE),
    ],
    ids=["covered", "not covered", "another environment", "no callback", "no file", "nothing declared"],
)
def test_a_declared_certificate_covers_the_declared_callback(
    tmp_path: Path, declared: str, names: tuple[str, ...], expected: Outcome
) -> None:
    files = {"pe-audit.yaml": declared, "tls/a.crt": pem(certificate(names=names))}
    assert outcome(tmp_path, "wrong-host", files) is expected


def test_a_declared_certificate_that_is_not_there_is_missed_where_it_is_declared(tmp_path: Path) -> None:
    declared = CALLBACK + SERVER_ONE.replace("tls/a", "tls/b") + "]\n"
    (verdict,) = audited(tmp_path, "wrong-host", {"pe-audit.yaml": declared}).verdicts
    assert verdict.outcome is Outcome.OPEN
    assert verdict.reasons[0].startswith("pe-audit.yaml:2: tls/b.crt holds no certificate that could be read")


def test_one_of_several_declared_certificates_is_enough(tmp_path: Path) -> None:
    both = SERVER_ONE + ", {file: tls/b.crt, purpose: server}]\n"
    files = {
        "pe-audit.yaml": CALLBACK + both,
        "tls/a.crt": pem(certificate(names=("tienda.example",))),
        "tls/b.crt": pem(certificate()),
    }
    assert outcome(tmp_path, "wrong-host", files) is Outcome.PASS


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("pagos.tienda.example", Outcome.FAIL),
        ("*.tienda.example", Outcome.FAIL),
        (".tienda.example", Outcome.FAIL),
        ("blog.tienda.example", Outcome.NOT_APPLICABLE),
    ],
)
def test_only_the_virtual_host_of_the_callback_is_judged(tmp_path: Path, names: str, expected: Outcome) -> None:
    block = f"server {{\n server_name {names};\n ssl_certificate tls/a.crt;\n ssl_certificate_key tls/a.key;\n}}\n"
    files = {"pe-audit.yaml": CALLBACK, "nginx.conf": block, "tls/a.crt": pem(certificate(names=("otra.example",)))}
    assert outcome(tmp_path, "wrong-host", files) is expected


@pytest.mark.parametrize("rule", ["key-mismatch", "untrusted", "wrong-usage", "wrong-host"])
def test_a_template_that_names_certificates_is_undecided(tmp_path: Path, rule: str) -> None:
    template = "{{- if .Values.tls }}\ntls:\n  certFile: tls/a.crt\n  {{- end }}\n"
    files: dict[str, str | bytes] = {"pe-audit.yaml": CALLBACK, "chart/tls.yaml": template}
    (verdict,) = audited(tmp_path, rule, files).verdicts
    assert verdict.outcome is Outcome.OPEN
    assert verdict.reasons[0].startswith("chart/tls.yaml:1: ")


def test_virtual_hosts_of_one_address_are_told_apart(tmp_path: Path) -> None:
    def host(name: str, cert: str) -> str:
        inner = f"ServerName {name}\nSSLCertificateFile tls/{cert}.crt\nSSLCertificateKeyFile tls/{cert}.key\n"
        return f"<IfModule mod_ssl.c>\n<VirtualHost [::]:443>\n{inner}</VirtualHost>\n</IfModule>\n"

    files: dict[str, str | bytes] = {
        "pe-audit.yaml": CALLBACK,
        "apache/sites-enabled/all.conf": host("blog.tienda.example", "a") + host(HOST, "b"),
        "tls/a.crt": pem(certificate(names=("blog.tienda.example",))),
        "tls/a.key": OTHER,
        "tls/b.crt": pem(LEAF),
        "tls/b.key": OWN,
    }
    assert outcome(tmp_path, "wrong-host", files) is Outcome.PASS
    (found,) = audited(tmp_path, "key-mismatch", files).findings
    assert found.location.line == 4


@pytest.mark.parametrize(
    ("usages", "expected"),
    [((CLIENT,), Outcome.PASS), ((), Outcome.PASS), (None, Outcome.FAIL)],
    ids=["client", "unrestricted", "server"],
)
@pytest.mark.parametrize(
    "line",
    [
        "CLIENT_CERT=tls/gateway.pem",
        "PAGOEFECTIVO_MTLS_CERT_PATH=/srv/tls/gateway.pem",
        "client_certificate=tls/gateway.pem",
    ],
)
def test_a_setting_that_says_client_wants_a_client_certificate(
    tmp_path: Path, line: str, usages: tuple[object, ...] | None, expected: Outcome
) -> None:
    made = certificate() if usages is None else certificate(usages=usages)
    assert outcome(tmp_path, "wrong-usage", {".env": line + "\n", "tls/gateway.pem": pem(made)}) is expected


@pytest.mark.parametrize(
    "line",
    [
        "CLIENT_CA_CERT=tls/gateway.pem",
        "TLS_CERT=tls/gateway.pem",
        "CLIENT_CERT_CHAIN=tls/gateway.pem",
        "CLIENT_TRUSTED_CERT=tls/gateway.pem",
    ],
)
def test_what_a_server_knows_clients_by_is_no_client_certificate(tmp_path: Path, line: str) -> None:
    files = {".env": line + "\n", "tls/gateway.pem": pem(certificate())}
    assert outcome(tmp_path, "wrong-usage", files) is Outcome.NOT_APPLICABLE


def test_a_file_of_nothing_but_certificates_takes_no_longer_than_its_size() -> None:
    many = [Setting(f"server.{name}", "a/b.crt", 1, 1) for name in ("certfile", "keyfile", "x") for _ in range(50_000)]
    file = SettingsFile(File("a.yaml", b"x", Circumstances()), "yaml", lambda _: iter(many))
    project = Project(".", frozenset(), (), (file,), Circumstances())
    assert len(list(Uses(project).configured())) == 200


@pytest.mark.parametrize("name", ["expiring-now", "self-signed", "untrusted", "wrong-host", "wrong-usage"])
def test_the_examples_are_those_that_the_script_writes(name: str) -> None:
    for path, content in MADE[name]():
        raw = (RULES / name / path).read_bytes()
        assert (raw if isinstance(content, bytes) else raw.decode().replace("\r\n", "\n")) == content, path


keys = st.sampled_from(
    ["ssl_certificate", "ssl_certificate_key", "tls.crt", "tls.key", "bind", "tls", "client_cert", "x"]
)
values = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["a/b.crt", "../../b.crt", "/", "crt x.pem", "a.crt b.key", "LS0tLS1CRUdJTi!", "-----BEGIN X"]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(keys, values), max_size=6), st.sampled_from(["nginx", "haproxy", "caddy", "yaml"]))
def test_no_settings_make_the_search_for_uses_fail(pairs: list[tuple[str, str]], format: str) -> None:
    written = [Setting(f"server[1].{key}", value, 1, 1) for key, value in pairs]
    file = SettingsFile(File("a.conf", b"x", Circumstances()), format, lambda _: iter(written))
    held = CertificateFile(File("a/b.crt", pem(LEAF).encode(), Circumstances()))
    project = Project(".", frozenset(), (), (file,), Circumstances(), certificates=(held,))
    for use in Uses(project).configured():
        assert use.observe("problem").uri == "a.conf"
