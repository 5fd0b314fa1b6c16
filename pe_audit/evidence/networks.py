"""Sets of IP addresses, exactly: unions, differences, and what each rule of an ordered list decides."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network, summarize_address_range
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING

from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Range = tuple[int, int]  # first and last address, both of them in it

_V4_SIZE = 2**32
_V6_SIZE = 2**128
_UNKNOWN_TO_SERVERS = expression(r"%|/0\d|/0\.(?!0\.0\.0$)")
_LEADING_ZEROS = expression(r"(?:^|\.)0\d+(?:[./]|$)|/0\d")
_HOST_NAME = expression(r"(?=.{1,253}$)(?:[\w-]{1,63}\.)+[A-Za-z][\w-]{0,62}\.?")
_MAPPED = IPv6Network("::ffff:0:0/96")  # IPv4 addresses as an IPv6 socket shows them


@dataclass(frozen=True, slots=True)
class Addresses:
    """A set of addresses of both families: sorted ranges that neither overlap nor touch."""

    v4: tuple[Range, ...] = ()
    v6: tuple[Range, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.v4 or self.v6)

    def __or__(self, other: Addresses) -> Addresses:
        return union((self, other))

    def __sub__(self, other: Addresses) -> Addresses:
        return Addresses(tuple(_without(self.v4, other.v4)), tuple(_without(self.v6, other.v6)))

    def __and__(self, other: Addresses) -> Addresses:
        return self - (self - other)

    @property
    def counts(self) -> tuple[int, int]:
        """How many addresses of IPv4 and of IPv6."""
        v4, v6 = (sum(last - first + 1 for first, last in ranges) for ranges in (self.v4, self.v6))
        return v4, v6

    def networks(self) -> Iterator[IPv4Network | IPv6Network]:
        """The fewest networks that hold these addresses and no others, IPv4 first."""
        for first, last in self.v4:
            yield from summarize_address_range(IPv4Address(first), IPv4Address(last))
        for first, last in self.v6:
            yield from summarize_address_range(IPv6Address(first), IPv6Address(last))

    def shown(self, most: int = 4) -> str:
        """The networks as words for a message; after `most` of them only that there are more."""
        some = list(islice(self.networks(), most + 1))
        words = ", ".join(str(net.network_address) if net.num_addresses == 1 else str(net) for net in some[:most])
        return f"{words} and more" if len(some) > most else words


EVERYBODY = Addresses(((0, _V4_SIZE - 1),), ((0, _V6_SIZE - 1),))


def parse(text: str) -> Addresses:
    """An address or a network; host bits are ignored, as servers ignore them. Raises ValueError for anything else."""
    network = _network(text.strip())
    ends = (int(network.network_address), int(network.broadcast_address))
    if isinstance(network, IPv4Network):
        return Addresses(v4=(ends,))
    if network.subnet_of(_MAPPED):
        return Addresses(v4=((ends[0] % _V4_SIZE, ends[1] % _V4_SIZE),))
    return Addresses(v6=(ends,))


def _network(text: str) -> IPv4Network | IPv6Network:
    """As ip_network, without what servers do not know: inverted masks, zones, zeros before a length."""
    if _UNKNOWN_TO_SERVERS.search(text):
        raise ValueError("neither an address nor a network")
    return ip_network(text, strict=False)


def fault(text: str) -> str:
    """What is wrong with the way an address or network is written, as a predicate; empty if nothing is."""
    text = text.strip()
    try:
        network = _network(text)
    except ValueError:
        if _LEADING_ZEROS.search(text):
            return "has leading zeros, which some programs read as octal and others refuse"
        if _HOST_NAME.fullmatch(text):
            return "is a host name, which is looked up once, when the server starts"
        return "is neither an address nor a network"
    try:
        ip_network(text)
    except ValueError:
        return f"has host bits set and stands for {network}"
    return ""


def union(sets: Iterable[Addresses]) -> Addresses:
    """All addresses that are in any of the sets."""
    known = tuple(sets)
    return Addresses(
        tuple(_merged(chain.from_iterable(one.v4 for one in known))),
        tuple(_merged(chain.from_iterable(one.v6 for one in known))),
    )


def first_match(rules: Sequence[Addresses]) -> tuple[Addresses, ...]:
    """What each rule decides when the first that holds an address decides; last, what none of them holds."""
    v4 = _first_match([rule.v4 for rule in rules], _V4_SIZE)
    v6 = _first_match([rule.v6 for rule in rules], _V6_SIZE)
    return tuple(Addresses(tuple(four), tuple(six)) for four, six in zip(v4, v6, strict=True))


def _first_match(rules: Sequence[Sequence[Range]], size: int) -> list[list[Range]]:
    """One sweep over all borders, with the rules that hold the current address in a heap, the earliest on top."""
    starts = sorted((first, number, last) for number, ranges in enumerate(rules) for first, last in ranges)
    cuts = sorted({0, size, *(first for first, _, _ in starts), *(last + 1 for _, _, last in starts)})
    shares: list[list[Range]] = [[] for _ in range(len(rules) + 1)]
    holding: list[tuple[int, int]] = []
    begun = 0
    for at, after in pairwise(cuts):
        while begun < len(starts) and starts[begun][0] <= at:
            heappush(holding, starts[begun][1:])
            begun += 1
        while holding and holding[0][1] < at:
            heappop(holding)
        share = shares[holding[0][0] if holding else -1]
        if share and share[-1][1] == at - 1:
            share[-1] = (share[-1][0], after - 1)
        else:
            share.append((at, after - 1))
    return shares


def _merged(ranges: Iterable[Range]) -> Iterator[Range]:
    first, last = -1, -1
    for begin, end in sorted(ranges):
        if first >= 0 and begin <= last + 1:
            last = max(last, end)
            continue
        if first >= 0:
            yield first, last
        first, last = begin, end
    if first >= 0:
        yield first, last


def _without(ranges: Sequence[Range], others: Sequence[Range]) -> Iterator[Range]:
    number = 0
    for first, last in ranges:
        while number < len(others) and others[number][1] < first:
            number += 1
        rest, probe = first, number
        while probe < len(others) and others[probe][0] <= last:
            if others[probe][0] > rest:
                yield rest, others[probe][0] - 1
            rest = others[probe][1] + 1
            probe += 1
        if rest <= last:
            yield rest, last
