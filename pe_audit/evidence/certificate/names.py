"""Host names in certificates: what is one, and which hosts a name covers."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pe_audit.evidence.certificate.facts import Certificate

_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST = expression(rf"(?:\*\.)?{_LABEL}(?:\.{_LABEL}){{1,20}}\.?")
_LOCAL = frozenset({"localhost", "local", "test", "localdomain", "lan", "internal", "invalid"})  # last labels


def covers(certificate: Certificate, host: str) -> bool:
    """Whether a client that knows only the alternative names (RFC 9525 §6) accepts the certificate for the host.

    Raises ValueError if `host` can be no host's name.
    """
    address = _address(host)
    if address is not None:
        return str(address) in certificate.ip_names
    wanted = ascii_form(host)
    return any(_matches(name, wanted) for name in certificate.dns_names)


def ascii_form(host: str) -> str:
    """A host's name as certificates and the DNS write it: lower case, A-labels. Raises ValueError."""
    host = host.rstrip(".").lower()
    written = host if host.isascii() else host.encode("idna").decode("ascii")
    if not written or len(written) > 253:
        raise ValueError("no host name")
    return written


def _matches(name: str, host: str) -> bool:
    """One alternative name: whole, or with `*` as its whole left-most label, standing for exactly one."""
    try:
        name = ascii_form(name)
    except ValueError:
        return False
    if not name.startswith("*."):
        return name == host
    first, _, rest = host.partition(".")
    return bool(first) and "." in rest and "*" not in name[1:] and rest == name[2:]


def serves(name: str, host: str) -> bool:
    """Whether a virtual host of that name answers for a host; there `*.` and a leading dot stand for any depth."""
    name, host = name.lower().rstrip("."), host.lower().rstrip(".")
    if name.startswith(("*.", ".")):
        return host.endswith("." + name.lstrip("*.")) or (name.startswith(".") and host == name[1:])
    return name == host


def is_host(text: str) -> bool:
    """Whether a common name is a host's: a dotted name, an address, or `localhost`."""
    return text == "localhost" or _address(text) is not None or _HOST.fullmatch(text) is not None


def is_local(host: str) -> bool:
    """Whether only the developer's own machine or network can mean this host."""
    address = _address(host)
    if address is not None:
        return address.is_loopback or address.is_private or address.is_unspecified
    return host.rstrip(".").rpartition(".")[2].lower() in _LOCAL


def shown(names: Iterable[str]) -> str:
    """Some names for a message, at most three."""
    listed = list(names)
    more = f" and {len(listed) - 3} more" if len(listed) > 3 else ""
    return ", ".join(name[:80] for name in listed[:3]) + more


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return None
