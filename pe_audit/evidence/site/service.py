"""One callback as one server serves it: the model that every server's configuration is read into."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pe_audit.evidence.settings import Setting
    from pe_audit.evidence.site.including import Configuration
    from pe_audit.model import Precision

Named = TypeVar("Named")
_VARIABLE = expression(r"\$[a-z{]|\{\$|%\{|<")  # which whoever deploys it fills in
_NOBODY = frozenset({"_", "", "localhost", "default"})  # names of a server that answers for any host
SMALLEST_BODY = 16 * 1024  # bytes: a notification with its signature needs as much room
REDIRECTS = frozenset({"301", "302", "303", "307", "308"})


class Barrier(NamedTuple):
    """What stops a POST on its way: the setting, and what it does as a sentence without its subject."""

    setting: Setting
    does: str
    precision: Precision | None = None


@dataclass(slots=True)
class Service:
    """A callback and how it is served.

    `place` says that it is the callback's; `certain`: that it is surely the gateway's. `plain` and `encrypted` are
    where it listens without and with TLS, None where it does not or nothing says so. `answer`: what plain HTTP gets,
    "serves", "redirects" or "refuses", by `answered`; `blanket`: as everything does, not only the callback. `clients`:
    whether client certificates are "required", "checked" by a condition, "passed" on to the application, "optional" or
    "off", by `verified`.
    """

    configuration: Configuration
    place: Setting
    certain: bool
    plain: Setting | None = None
    encrypted: Setting | None = None
    names: frozenset[str] = frozenset()
    answer: str = "serves"
    answered: Setting | None = None
    blanket: bool = False
    clients: str = "off"
    verified: Setting | None = None
    barriers: list[Barrier] = field(default_factory=list)


def size(text: str) -> int | None:
    """Bytes of `8k`, `1m`, `16384` or Caddy's `1MB`; None if it is no size."""
    word = text.strip().lower().removesuffix("b").removesuffix("i")
    factor = {"k": 1024, "m": 1024**2, "g": 1024**3}.get(word[-1:], 1)
    digits = word.rstrip("kmg")
    return int(digits) * factor if digits.isdecimal() and digits.isascii() and len(digits) < 16 else None


def is_local(address: str) -> bool:
    """Whether only this machine reaches a listening address."""
    return address.startswith(("unix", "127.", "localhost", "[::1]", "::1", "abns@", "/"))


def answering(servers: Mapping[Named, frozenset[str]], host: str) -> dict[Named, bool]:
    """The servers that answer for a host, and whether they name it; those without a known name where none does."""
    named = {server: True for server, names in servers.items() if any(covers(name, host) for name in names)}
    return named or {server: False for server, names in servers.items() if all(map(_may_be_any, names))}


def _may_be_any(name: str) -> bool:
    return name in _NOBODY or (_VARIABLE.match(name) is not None)


def covers(name: str, host: str) -> bool:
    """Whether a server's name means a host: exactly, `*.domain` or nginx's `.domain`."""
    name = name.lower().rstrip(".")
    if name.startswith(("*.", ".")):
        return host.endswith(name.lstrip("*")) or (name.startswith(".") and host == name[1:])
    return name == host
