"""Which settings offer old TLS, as each server itself computes it."""

from __future__ import annotations

import pytest

from pe_audit.checks.transport_old_tls import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.site.tls import ciphers, named, of_apache, of_haproxy
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file


@pytest.mark.parametrize(
    ("written", "versions"),
    [
        ("TLSv1 TLSv1.1 TLSv1.2", "TLS 1.0, TLS 1.1, TLS 1.2"),
        ("TLSv1_2016", "TLS 1.0"),
        ("TLSv1.1_2016", "TLS 1.1"),
        ("TLSv1.2_2021", "TLS 1.2"),
        ("VersionTLS10", "TLS 1.0"),
        ("TLS_1_0", "TLS 1.0"),
        ("TLSV1_1", "TLS 1.1"),
        ("1.0", "TLS 1.0"),
        ("1.2", "TLS 1.2"),
        ("SSLv2,SSLv3", "SSLv2, SSLv3"),
        ("+TLSv1.2 -TLSv1.1 !TLSv1", "TLS 1.2"),
        ("TLS", ""),
        ("1.0.2", ""),
    ],
)
def test_a_value_names_versions(written: str, versions: str) -> None:
    assert ", ".join(named(written)) == versions


@pytest.mark.parametrize(
    ("written", "versions"),
    [
        ("all", "TLS 1.0, TLS 1.1, TLS 1.2, TLS 1.3"),
        ("all -SSLv3 -TLSv1 -TLSv1.1", "TLS 1.2, TLS 1.3"),
        ("ALL -sslv3 -tlsv1", "TLS 1.1, TLS 1.2, TLS 1.3"),
        ("TLSv1 TLSv1.2", "TLS 1.2"),  # the second word replaces the first
        ("TLSv1.2 +TLSv1", "TLS 1.0, TLS 1.2"),
        ("-all +TLSv1.3", "TLS 1.3"),
        ("+TLSv1.3 all", "TLS 1.0, TLS 1.1, TLS 1.2, TLS 1.3"),
    ],
)
def test_apache_computes_from_left_to_right(written: str, versions: str) -> None:
    assert ", ".join(of_apache(written)) == versions


@pytest.mark.parametrize(
    ("written", "versions"),
    [
        ("ssl-min-ver TLSv1.1", "TLS 1.1, TLS 1.2, TLS 1.3"),
        ("ssl-min-ver TLSv1.0 no-tlsv10 no-tlsv11", "TLS 1.2, TLS 1.3"),
        (":443 ssl crt a.pem force-tlsv12", "TLS 1.2"),
        ("ssl-max-ver TLSv1.1", "TLS 1.1"),
        ("no-sslv3 no-tlsv10 no-tlsv11", "TLS 1.2"),
        ("no-sslv3", None),
    ],
)
def test_haproxy_knows_least_most_and_exceptions(written: str, versions: str | None) -> None:
    offered = of_haproxy(written)
    assert (None if offered is None else ", ".join(offered)) == versions


@pytest.mark.parametrize(
    ("written", "weak", "surely"),
    [
        ("HIGH:!aNULL:!MD5", "", False),
        ("ECDHE-RSA-AES128-GCM-SHA256:DES-CBC3-SHA:!RC4", "DES-CBC3-SHA", True),
        ("DES-CBC3-SHA:!3DES", "", False),
        ("!3DES:DES-CBC3-SHA", "", False),  # taken out for good, wherever it stands
        ("-RC4:RC4-SHA", "RC4-SHA", True),  # taken out for now
        ("RC4-SHA:-RC4", "", False),
        ("RC4-SHA:!MEDIUM", "", False),
        ("RC4-MD5:!MD5", "", False),
        ("HIGH:+RC4", "", False),  # only moves what is there
        ("RSA+3DES", "RSA+3DES", True),
        ("aNULL", "aNULL", True),
        ("HIGH:eNULL", "eNULL", True),
        ("EXP-RC4-MD5", "EXP-RC4-MD5", True),
        ("ALL:!aNULL:!EXP", "ALL", False),
        ("ALL:!aNULL:!EXPORT:!RC4:!3DES:!DES:!MD5", "", False),
        ("TLS_RSA_WITH_3DES_EDE_CBC_SHA,TLS_AES_128_GCM_SHA256", "TLS_RSA_WITH_3DES_EDE_CBC_SHA", True),
        ("ECDHE-ECDSA-AES128-SHA:DHE-RSA-AES128-SHA:@STRENGTH", "", False),
    ],
)
def test_a_cipher_list_enables(written: str, weak: str, surely: bool) -> None:
    found = ciphers(written)
    assert (" ".join(found.weak), found.surely) == (weak, surely)


def problems(uri: str, text: str) -> list[str]:
    settings = settings_file(File(uri, text.encode(), Circumstances()))
    assert settings is not None
    return [seen.problem or seen.undecided or "sound" for seen in check(settings)]


@pytest.mark.parametrize(
    ("uri", "text", "said"),
    [
        ("a.tf", 'resource "azurerm_storage_account" "a" {\n  min_tls_version = "TLS1_0"\n}\n', []),
        ("a.tf", 'resource "x" "a" {\n  ssl_policy = google_compute_ssl_policy.a.id\n}\n', []),
        ("a.tf", 'resource "x" "a" {\n  min_tls_version = var.tls\n}\n', ["filled in"]),
        ("tests/nginx.conf", "ssl_protocols TLSv1;", ["sound"]),
        ("nginx.conf", "proxy_ssl_protocols TLSv1;", []),
        ("nginx.conf", "ssl_protocols ${TLS};", ["filled in"]),
        ("haproxy.cfg", "global\n  ssl-default-bind-options no-sslv3\n", ["before 2.2"]),
        ("haproxy.cfg", "frontend a\n  bind :80\n  bind :443 ssl ciphers RC4-SHA\n", ["RC4-SHA"]),
        ("a.conf", "SSLCipherSuite TLSv1.3 TLS_AES_128_GCM_SHA256\n", ["sound"]),
        ("a.conf", "sslprotocol TLSv1\n<VirtualHost *>\n</VirtualHost>\n", ["TLS 1.0"]),
        ("a.json", '{"viewer": {"MinimumProtocolVersion": "TLSv1"}}', ["TLS 1.0"]),
        ("application.yml", "server:\n  ssl:\n    enabled-protocols: [TLSv1, TLSv1.2]\n", ["TLS 1.0", "sound"]),
        ("server.xml", '<Connector sslEnabledProtocols="TLSv1,TLSv1.2"/>', ["TLS 1.0"]),
        ("a.yml", "min_tls_version: '1.1'", ["TLS 1.1"]),
    ],
)
def test_a_setting_offers(uri: str, text: str, said: list[str]) -> None:
    found = problems(uri, text)
    assert len(found) == len(said)
    assert all(word in one for word, one in zip(said, found, strict=True))
