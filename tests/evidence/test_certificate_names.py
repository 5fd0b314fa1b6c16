"""Which hosts a certificate's names cover, by RFC 9525."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_audit.evidence.certificate import Certificate
from pe_audit.evidence.certificate.names import covers, is_host, is_local

TODAY = datetime(2026, 11, 22, tzinfo=timezone.utc)


def naming(*names: str, ips: tuple[str, ...] = (), common: str = "") -> Certificate:
    return Certificate(
        b"", f"CN={common}", "CN=A", 1, TODAY, TODAY, False, False, dns_names=names, ip_names=ips, common_name=common
    )


@pytest.mark.parametrize(
    ("name", "host", "is_covered"),
    [
        ("pagos.tienda.pe", "pagos.tienda.pe", True),
        ("pagos.tienda.pe", "PAGOS.Tienda.PE", True),
        ("Pagos.Tienda.PE", "pagos.tienda.pe", True),
        ("pagos.tienda.pe", "pagos.tienda.pe.", True),
        ("pagos.tienda.pe", "tienda.pe", False),
        ("tienda.pe", "pagos.tienda.pe", False),
        ("tienda.pe", "www.tienda.pe", False),
        ("*.tienda.pe", "pagos.tienda.pe", True),
        ("*.tienda.pe", "tienda.pe", False),
        ("*.tienda.pe", "a.pagos.tienda.pe", False),
        ("*.tienda.pe", ".tienda.pe", False),
        ("*.*.tienda.pe", "a.pagos.tienda.pe", False),
        ("pagos.*.pe", "pagos.tienda.pe", False),
        ("pa*.tienda.pe", "pagos.tienda.pe", False),
        ("*.pe", "tienda.pe", False),
        ("*", "tienda", False),
        ("xn--pea-8ma.pe", "peña.pe", True),
        ("*.xn--pea-8ma.pe", "pagos.peña.pe", True),
        ("xn--pea-8ma.pe", "XN--PEA-8MA.PE", True),
        ("xn--pea-8ma.pe", "pena.pe", False),
        ("203.0.113.7", "203.0.113.7", False),
    ],
)
def test_a_name_covers_itself_and_a_star_exactly_one_label(name: str, host: str, is_covered: bool) -> None:
    assert covers(naming(name), host) is is_covered


def test_an_address_is_covered_by_an_address_only() -> None:
    made = naming("tienda.pe", ips=("203.0.113.7", "2001:db8::7"))
    assert covers(made, "203.0.113.7")
    assert covers(made, "2001:0DB8:0::7")
    assert covers(made, "[2001:db8::7]")
    assert not covers(made, "203.0.113.8")


def test_the_common_name_covers_nothing() -> None:
    assert not covers(naming(common="pagos.tienda.pe"), "pagos.tienda.pe")


@pytest.mark.parametrize("host", ["", ".", "a" * 64 + "ñ.pe", "x." * 200 + "pe"])
def test_what_is_no_host_is_said_to_be_none(host: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        covers(naming("tienda.pe"), host)


labels = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)


@given(st.lists(labels, min_size=2, max_size=5))
def test_a_star_stands_for_the_first_label_of_every_host(parts: list[str]) -> None:
    parts = [*parts, "pe"]  # numbers alone would be an address
    host = ".".join(parts)
    assert covers(naming(host), host)
    assert covers(naming(".".join(["*", *parts[1:]])), host)
    assert not covers(naming(".".join(["*", *parts])), host)
    assert not covers(naming(".".join(["*", *parts[2:]])), host)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pagos.tienda.pe", True),
        ("*.tienda.pe", True),
        ("localhost", True),
        ("203.0.113.7", True),
        ("Tienda SAC", False),
        ("Autoridad", False),
        ("", False),
        ("a.b.c d", False),
    ],
)
def test_a_common_name_may_be_a_hosts(text: str, told: bool) -> None:
    assert is_host(text) is told


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("192.168.1.20", True),
        ("tienda.local", True),
        ("shop.test", True),
        ("tienda.pe", False),
        ("8.8.8.8", False),
        ("localhost.tienda.pe", False),
    ],
)
def test_a_local_host_is_only_the_developers(host: str, told: bool) -> None:
    assert is_local(host) is told
