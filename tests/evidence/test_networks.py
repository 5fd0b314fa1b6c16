"""Address sets against brute force on a small corner of each family."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_audit.evidence.networks import EVERYBODY, Addresses, fault, first_match, parse, union

_CORNERS = {4: ("192.0.2.0", 32), 6: ("2001:db8::", 128)}


@st.composite
def corner_networks(draw: st.DrawFn) -> str:
    """A network inside 192.0.2.0/24 or 2001:db8::/120."""
    base, bits = _CORNERS[draw(st.sampled_from((4, 6)))]
    length = draw(st.integers(bits - 8, bits))
    host = draw(st.integers(0, 255)) >> (bits - length) << (bits - length)
    return f"{ip_network(base).network_address + host}/{length}"


def members(addresses: Addresses) -> set[tuple[int, int]]:
    """Family and address of all members within the two corners, one by one."""
    first = {4: int(IPv4Network("192.0.2.0/24")[0]), 6: int(IPv6Network("2001:db8::/120")[0])}
    return {
        (family, number)
        for family, ranges in ((4, addresses.v4), (6, addresses.v6))
        for number in range(first[family], first[family] + 256)
        if any(low <= number <= high for low, high in ranges)
    }


def listed(text: str) -> set[tuple[int, int]]:
    network = ip_network(text)
    return {(network.version, int(address)) for address in network}


lists = st.lists(corner_networks(), max_size=8)


@given(lists)
def test_a_union_holds_what_any_network_holds(texts: list[str]) -> None:
    assert members(union(map(parse, texts))) == set().union(*map(listed, texts))


@given(lists, lists)
def test_a_difference_holds_what_only_the_first_holds(some: list[str], others: list[str]) -> None:
    rest = union(map(parse, some)) - union(map(parse, others))
    assert members(rest) == set().union(*map(listed, some)) - set().union(*map(listed, others))


@given(lists, lists)
def test_an_intersection_holds_what_both_hold(some: list[str], others: list[str]) -> None:
    both = union(map(parse, some)) & union(map(parse, others))
    assert members(both) == set().union(*map(listed, some)) & set().union(*map(listed, others))


@given(lists)
def test_ranges_are_sorted_apart_and_named_by_networks_that_hold_nothing_else(texts: list[str]) -> None:
    whole = union(map(parse, texts))
    for ranges in (whole.v4, whole.v6):
        assert all(one[1] + 1 < other[0] for one, other in pairwise(ranges))
    assert union(parse(str(network)) for network in whole.networks()) == whole
    assert len(list(whole.networks())) <= len(set(texts))


@given(lists)
def test_the_first_rule_that_holds_an_address_decides_it(texts: list[str]) -> None:
    *shares, rest = first_match([parse(text) for text in texts])
    taken: set[tuple[int, int]] = set()
    for text, share in zip(texts, shares, strict=True):
        assert members(share) == listed(text) - taken
        taken |= listed(text)
    assert members(rest) == members(EVERYBODY) - taken
    assert union((*shares, rest)) == EVERYBODY


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["0.0.0.0/1", "128.0.0.0/1"], "0.0.0.0/0"),
        (["::/1", "8000::/1"], "::/0"),
        (["10.0.0.7/24"], "10.0.0.0/24"),
        (["192.0.2.1"], "192.0.2.1"),
        (["::ffff:192.0.2.0/120"], "192.0.2.0/24"),
        (["::ffff:0:0/96"], "0.0.0.0/0"),
        (["2001:db8::1", "192.0.2.1"], "192.0.2.1, 2001:db8::1"),
        ([f"192.0.2.{n}" for n in range(0, 10, 2)], "192.0.2.0, 192.0.2.2, 192.0.2.4, 192.0.2.6 and more"),
        ([], ""),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value,
)
def test_sets_are_shown_as_the_fewest_networks(texts: list[str], shown: str) -> None:
    assert union(map(parse, texts)).shown() == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "all",
        "gateway.example.pe",
        "10.0.0.0/33",
        "010.0.0.1",
        "::/129",
        "${IP}",
        "10.0.0.0/0.0.0.255",
        "10.0.0.0/08",
        "fe80::1%eth0",
        "10.0.0.0/24/8",
        "10.0.0.0/",
        "0x0a.0.0.1",
        "1",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse(text)


def test_many_rules_take_no_more_than_a_moment() -> None:
    rules = [parse(f"{n >> 8 & 255}.{n & 255}.0.0/{8 + n % 20}") for n in range(50_000)]
    assert union(first_match(rules)) == EVERYBODY


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("192.0.2.1", ""),
        ("192.0.2.0/24", ""),
        ("192.0.2.0/255.255.255.0", ""),
        ("0.0.0.0/0.0.0.0", ""),
        ("2001:db8::/32", ""),
        ("::ffff:192.0.2.0/120", ""),
        ("192.0.2.7/24", "host bits set and stands for 192.0.2.0/24"),
        ("2001:db8::1/32", "host bits set and stands for 2001:db8::/32"),
        ("192.0.02.1", "leading zeros"),
        ("192.0.2.0/08", "leading zeros"),
        ("gateway.example.pe", "a host name"),
        ("192.0.2.0/0.0.0.255", "neither"),
        ("192.0.2", "neither"),
        ("300.0.2.1", "neither"),
        ("all", "neither"),
        ("fe80::1%eth0", "neither"),
        ("", "neither"),
    ],
)
def test_how_an_entry_is_written_is_judged_strictly(text: str, words: str) -> None:
    assert words in fault(text)
    assert bool(words) == bool(fault(text))


@given(st.text(alphabet="0123456789abf.:/%x- ", max_size=20))
def test_what_is_written_without_fault_can_be_parsed(text: str) -> None:
    if not fault(text):
        assert parse(text)
