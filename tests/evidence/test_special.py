"""Special addresses: the registries' own borders, each address in its narrowest block."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_audit.evidence.networks import EVERYBODY, parse, union
from pe_audit.evidence.special import special


def what(text: str) -> str:
    return "; ".join(block.what for block in special(parse(text)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("9.255.255.255", ""),
        ("10.0.0.0", "private"),
        ("10.255.255.255", "private"),
        ("11.0.0.0", ""),
        ("172.15.255.255", ""),
        ("172.16.0.0", "private"),
        ("172.32.0.0", ""),
        ("192.168.1.1", "private"),
        ("100.63.255.255", ""),
        ("100.64.0.1", "provider's NAT"),
        ("100.128.0.0", ""),
        ("127.0.0.1", "loopback"),
        ("169.254.169.254", "link-local"),
        ("0.0.0.0", "no host"),
        ("192.0.2.9", "documentation"),
        ("198.51.100.9", "documentation"),
        ("203.0.113.9", "documentation"),
        ("198.17.255.255", ""),
        ("198.18.0.0", "benchmarks"),
        ("198.19.255.255", "benchmarks"),
        ("198.20.0.0", ""),
        ("223.255.255.255", ""),
        ("224.0.0.1", "multicast"),
        ("240.0.0.1", "class E"),
        ("255.255.255.254", "class E"),
        ("255.255.255.255", "broadcast"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("::2", "outside"),
        ("::ffff:10.0.0.1", "private (RFC 1918)"),
        ("::ffff:200.1.2.3", ""),
        ("64:ff9b::1", "NAT64"),
        ("64:ff9b:1::1", "local NAT64"),
        ("100::1", "discarding"),
        ("1fff:ffff::", "outside"),
        ("2000::1", ""),
        ("2001::1", "Teredo"),
        ("2001:1::1", "protocols"),
        ("2001:2::1", "benchmarks"),
        ("2001:3::1", "multicast relays"),
        ("2001:4:112::1", "AS112"),
        ("2001:20::1", "ORCHID"),
        ("2001:30::1", "drone"),
        ("2001:40::1", "protocols"),
        ("::ffff:0:10.0.0.1", "outside"),
        ("2001:200::1", ""),
        ("2001:db8::1", "documentation"),
        ("2001:db9::1", ""),
        ("2002::1", "6to4"),
        ("2003::1", ""),
        ("3fff::1", "documentation"),
        ("3fff:fff:ffff::1", "documentation"),
        ("3fff:1000::1", ""),
        ("4000::", "outside"),
        ("5f00::1", "segment"),
        ("fc00::1", "unique local"),
        ("fdff::1", "unique local"),
        ("fe80::1", "link-local"),
        ("fec0::1", "site-local"),
        ("ff02::1", "multicast"),
    ],
)
def test_each_address_is_what_the_registry_says(text: str, words: str) -> None:
    assert words in what(text)
    assert bool(words) == bool(what(text))


def test_a_network_is_taken_apart_where_only_a_part_is_special() -> None:
    parts = list(special(parse("192.0.0.0/22")))
    assert [part.addresses.shown() for part in parts] == ["192.0.0.0/24", "192.0.2.0/24"]
    assert not any(part.internal for part in parts)
    assert [part.internal for part in special(parse("10.0.0.0/7"))] == [True]


def test_what_is_left_of_ipv6_is_what_iana_hands_out() -> None:
    everybody = EVERYBODY
    rest = everybody - union(part.addresses for part in special(everybody))
    assert all(ip_network(net).subnet_of(ip_network("2000::/3")) for net in rest.networks() if net.version == 6)
    assert sum(rest.counts) + sum(sum(part.addresses.counts) for part in special(everybody)) == 2**32 + 2**128


@given(st.integers(0, 2**32 - 1))
def test_no_special_address_is_one_that_python_calls_ordinary_private(number: int) -> None:
    address = ip_address(number)
    if address.is_private or address.is_multicast:
        assert what(str(address)) or str(address) in ("192.0.0.9", "192.0.0.10")
