"""Addresses that are nobody's on the public internet: IANA's special-purpose registries, kept here as data.

Python's own `is_private` and `is_global` differ from one patch level to the next, and know no 3fff::/20. Sources: IANA
IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, RFC 8190), IPv4 and IPv6 Multicast Address Space, IPv6
Address Space (only 2000::/3 is handed out; fec0::/10 is RFC 3879). Compared on 2026-11-23, block by block, with both
special-purpose registries as last updated on 2025-10-09 (two independent copies, not IANA's own pages) and with the
tables of CPython 3.13.0's ipaddress.py. Blocks that a registry calls globally reachable (AS112, AMT, NAT64, ORCHIDv2)
count too: they are services' and tunnels', never a shop's or a gateway's.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.networks import Addresses, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

# Those that a merchant's own network may really use, and those that no packet of a stranger ever comes from.
_INTERNAL = (
    ("10.0.0.0/8", "private (RFC 1918)"),
    ("172.16.0.0/12", "private (RFC 1918)"),
    ("192.168.0.0/16", "private (RFC 1918)"),
    ("100.64.0.0/10", "shared behind a provider's NAT (RFC 6598)"),
    ("127.0.0.0/8", "loopback (RFC 1122)"),
    ("169.254.0.0/16", "link-local (RFC 3927)"),
    ("::1/128", "loopback (RFC 4291)"),
    ("fc00::/7", "private, a unique local address (RFC 4193)"),
    ("fe80::/10", "link-local (RFC 4291)"),
    ("fec0::/10", "site-local, long abolished (RFC 3879)"),
)
_NOBODY = (
    ("0.0.0.0/8", "of no host, “this network” (RFC 791)"),
    ("192.0.0.0/24", "for protocols only (RFC 6890)"),
    ("192.0.2.0/24", "for documentation only (RFC 5737)"),
    ("198.51.100.0/24", "for documentation only (RFC 5737)"),
    ("203.0.113.0/24", "for documentation only (RFC 5737)"),
    ("192.31.196.0/24", "of the AS112 name servers (RFC 7535)"),
    ("192.175.48.0/24", "of the AS112 name servers (RFC 7534)"),
    ("192.52.193.0/24", "for multicast relays (RFC 7450)"),
    ("192.88.99.0/24", "of abolished 6to4 relays (RFC 7526)"),
    ("198.18.0.0/15", "for benchmarks only (RFC 2544)"),
    ("224.0.0.0/4", "multicast (RFC 5771)"),
    ("255.255.255.255/32", "the broadcast address (RFC 919)"),
    ("240.0.0.0/4", "reserved, class E (RFC 1112)"),
    ("::/128", "of no host, unspecified (RFC 4291)"),
    ("64:ff9b::/96", "IPv4 behind NAT64 (RFC 6052)"),
    ("64:ff9b:1::/48", "IPv4 behind a local NAT64 (RFC 8215)"),
    ("100::/64", "for discarding (RFC 6666)"),
    ("100:0:0:1::/64", "a dummy prefix (RFC 9780)"),
    ("2001::/32", "a Teredo tunnel (RFC 4380)"),
    ("2001:2::/48", "for benchmarks only (RFC 5180)"),
    ("2001:3::/32", "for multicast relays (RFC 7450)"),
    ("2001:4:112::/48", "of the AS112 name servers (RFC 7535)"),
    ("2001:10::/28", "an ORCHID, no address (RFC 4843)"),
    ("2001:20::/28", "an ORCHID, no address (RFC 7343)"),
    ("2001:30::/28", "a drone's identifier, no address (RFC 9374)"),
    ("2001:db8::/32", "for documentation only (RFC 3849)"),
    ("3fff::/20", "for documentation only (RFC 9637)"),
    ("2001::/23", "for protocols only (RFC 2928)"),
    ("2002::/16", "a 6to4 tunnel (RFC 3056)"),
    ("2620:4f:8000::/48", "of the AS112 name servers (RFC 7534)"),
    ("5f00::/16", "a segment identifier, no address (RFC 9602)"),
    ("ff00::/8", "multicast (RFC 4291)"),
    # Between these, all else outside 2000::/3.
    ("::/8", "outside the addresses that IANA hands out"),
    ("100::/8", "outside the addresses that IANA hands out"),
    ("200::/7", "outside the addresses that IANA hands out"),
    ("400::/6", "outside the addresses that IANA hands out"),
    ("800::/5", "outside the addresses that IANA hands out"),
    ("1000::/4", "outside the addresses that IANA hands out"),
    ("4000::/2", "outside the addresses that IANA hands out"),
    ("8000::/1", "outside the addresses that IANA hands out"),
)


class Special(NamedTuple):
    """A block of special addresses: what they are, as the end of “it is …”, and whether an own network may use them."""

    addresses: Addresses
    what: str
    internal: bool


@cache
def _blocks() -> tuple[Special, ...]:
    """The smaller before those that hold them."""
    return (
        *(Special(parse(text), what, True) for text, what in _INTERNAL),
        *(Special(parse(text), what, False) for text, what in _NOBODY),
    )


def special(addresses: Addresses) -> Iterator[Special]:
    """What of these addresses is special, each part once, in the narrowest block that holds it."""
    for block in _blocks():
        part = addresses & block.addresses
        if part:
            yield block._replace(addresses=part)
            addresses = addresses - part
