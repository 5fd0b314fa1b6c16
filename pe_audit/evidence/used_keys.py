"""Keys of the gateway that a tree uses: the names under which code and settings ask for them. Values do not matter."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.credential.names import Says, read_name
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.project import unread
from pe_audit.evidence.settings import SettingsFile, Unreadable
from pe_audit.expression import expression
from pe_audit.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pe_audit.evidence.circumstances import Gateway
    from pe_audit.evidence.settings import Setting
    from pe_audit.evidence.source import SourceFile
    from pe_audit.model import Observed

_QUOTED = expression(rb"[\"'`](?:\$\{)?([A-Za-z_][\w.:/-]{3,100})[\"'`:}]")  # getenv("X"), @Value("${x.y}")
_MEMBER = expression(rb"\benv\.([A-Z][A-Z0-9_]{3,100})\b")  # process.env.X, import.meta.env.X
_REFERENCE = expression(r"(?:\$\{?)?([A-Za-z_][\w.:-]{3,100})(?:\}|:?-[^}]*\})?")
_NAMING = frozenset({"name", "key"})  # Kubernetes has the variable's name in a value
_UNUSED = frozenset({Environment.TEST, Environment.EXAMPLE})
_KEYS = frozenset(
    {Says.SECRET, Says.KEY, Says.BARE_KEY}
)  # a token is fetched, a password opens a file: neither rotates
_MOST_USES = 500  # in one file
_PAIR = frozenset({("access", "key"), ("secret", "key")})
_SHORTEST = 8  # characters: what is shorter is no key yet
_COMMENT = expression(rb"\s*(?:#|//|/?\*|--|;)")


class Use(NamedTuple):
    """One place that names a key."""

    name: str
    uri: str
    seen: Observed


def uses(part: SettingsFile | SourceFile, gateways: Sequence[Gateway]) -> Iterator[Use]:
    """The places in a file that name a key of a gateway; none in tests and examples. Raises `Unreadable`."""
    if deployment_of(part.file).environment in _UNUSED:
        return
    if isinstance(part, SettingsFile):
        yield from _in_settings(part, gateways)
        return
    file = part.file
    for pattern in (_QUOTED, _MEMBER):
        for match in pattern.finditer(file.data):
            name = match[1].decode("utf-8", "replace")
            if not is_key(name, gateways):
                continue
            line, _ = file.line_span(file.line_number(match.start()))
            if not _COMMENT.match(file.data, line):
                yield Use(name, part.uri, file.observe(*match.span(1)))


def _in_settings(settings: SettingsFile, gateways: Sequence[Gateway]) -> Iterator[Use]:
    yield from _pairs(settings, gateways)
    for setting in settings.settings:
        reference = _REFERENCE.fullmatch(setting.value.strip()) if len(setting.value) < 200 else None
        if is_key(setting.key, gateways):
            yield Use(setting.key, settings.uri, settings.observe(setting, secrets=_hidden(setting)))
        elif (
            reference is not None
            and ("$" in setting.value or setting.name.lower() in _NAMING)
            and is_key(reference[1], gateways)
        ):
            yield Use(reference[1], settings.uri, settings.observe(setting))


def _pairs(settings: SettingsFile, gateways: Sequence[Gateway]) -> Iterator[Use]:
    """An access key with its secret key, both without the gateway's name, beside a setting that has it."""
    found: dict[str, dict[tuple[str, ...], Setting]] = {}
    of_gateway = set()
    for setting in settings.settings:
        level = setting.key[: -len(setting.name)]
        if (called := words(setting.name)) in _PAIR:
            found.setdefault(level, {})[called] = setting
        elif _speaks_of(gateways, f"{setting.name} {setting.value}"):
            of_gateway.add(level)
    for level, pair in found.items():
        if len(pair) == len(_PAIR) and level in of_gateway:
            for one in pair.values():
                yield Use(one.key, settings.uri, settings.observe(one, secrets=_hidden(one)))


def _speaks_of(gateways: Sequence[Gateway], text: str) -> bool:
    return any(gateway.is_named_in(text) for gateway in gateways)


def _hidden(setting: Setting) -> tuple[str, ...]:
    return (setting.value,) if len(setting.value) >= _SHORTEST and "$" not in setting.value else ()


def is_key(name: str, gateways: Sequence[Gateway]) -> bool:
    """Whether a name is that of a key of one of the gateways: `PAGOEFECTIVO_SECRET_KEY`, `pagoefectivo.accessKey`."""
    if not _speaks_of(gateways, name):
        return False
    reading = read_name(name.replace(":", "."))
    return reading.says in _KEYS and not reading.negated and not reading.about


def all_uses(parts: Sequence[SettingsFile | SourceFile], gateways: Sequence[Gateway]) -> Iterator[Use | Observed]:
    """The uses in several files, and an undecided subject for each that cannot be read."""
    for part in parts:
        try:
            yield from islice(uses(part, gateways), _MOST_USES)
        except Unreadable as error:  # of this file: the others are still looked at
            yield unread(part, error)
