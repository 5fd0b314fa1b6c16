"""Web addresses in code and settings, and the names by which code and settings call them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from ipaddress import IPv4Address, IPv6Address, ip_address
from itertools import islice
from typing import TYPE_CHECKING

from pe_audit.evidence.settings import Setting, SettingsFile
from pe_audit.evidence.text import Text, decode
from pe_audit.evidence.unparsed import has_no_grammar, literals
from pe_audit.evidence.variables import named
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed

_URL = expression(r"(https?)://([^\s\"'`<>]*)", re.IGNORECASE)
_LITERAL = expression(r"[A-Za-z@$]{0,3}(?:\"{3}|'{3}|[\"'`])(?=https?://)", re.IGNORECASE)
_ANY_LITERAL = expression(rb"[\"'`]https?://", re.IGNORECASE)
_DEFAULT = expression(r"\$\{[\w.\-]{1,100}:-?(?=https?://)", re.IGNORECASE)  # ${CALLBACK_URL:http://…}
_VARIABLE = expression(r"\$(?:\{([\w.\-]{1,100})\}|([A-Z]\w{1,100})\b)(?=/|$)")
_PORT = expression(r":(\d{1,5})$")
_PORT_WRITTEN = expression(r":(?:\d*|[$%{(][^\]]*)$")  # perhaps as a variable
_HOLE = expression(r"[${}%()+]|\[(?!\w*:)")  # something computed at run time
_FIRST_STRING = expression(rb"\(\s*[A-Za-z@$]{0,2}([\"'])([^\"'\n]{1,80})\1\s*,")
_HELD = {"pair": "value", "assignment": "right", "call": "arguments", "parameter": "default"}
_MOST_HOLDERS = 4  # of a kind: what is further out says nothing about an address any more
_FIELD = expression(rb"<input\b", re.IGNORECASE)
_FIELD_NAME = expression(rb"\bname\s*=\s*[\"']([^\"'<>]{1,80})", re.IGNORECASE)
_FIELD_VALUE = expression(rb"\bvalue\s*=\s*[\"'](https?://[^\"'\s]*)", re.IGNORECASE)
_FIELD_END = expression(rb"[^?%=-]>")  # not the end of <?= … ?> in a template
_LONGEST_FIELD = 600  # bytes
_COMMENTED = (b"//", b"#", b"*", b"<!--", b"{{--", b"{#", b"<%--")
_LOCAL_NAMES = expression(
    r"localhost|[\w-]+|(?:.+\.)?(?:localhost|local|test|example|invalid|internal|lan)|host\.docker\.internal"
    r"|(?:.+\.)?example\.(?:com|org|net|edu)|(?:.+\.)?(?:your?|tu|mi|su)-?(?:domain|dominio|site|sitio|shop|tienda)\b.*"
    r"|(?:.+\.)?dominio\.com",
)
_VOCABULARIES = expression(
    r"(?:www\.)?w3\.org|schemas?\..+|json-schema\.org|tempuri\.org|purl\.(?:org|com|oclc\.org)|xmlns\..+|xml\.org"
    r"|ns\.adobe\.com|java\.sun\.com|xmlpull\.org"
)
_LONGEST_NAME = 80
_BESIDE = 200  # bytes


@dataclass(frozen=True, slots=True)
class Address:
    """An http or https URL that a string or a setting begins with.

    `host` is lower case, without port, empty when it is computed at run time; `port` is the one that the URL names.
    `names` lead from the nearest outwards: key, variable, called function, enclosing keys. `observe` makes it a
    subject, as its evidence does; `place` is None in a form's field and in code without a grammar.
    """

    place: Setting | Syntax | None
    observe: Callable[..., Observed]
    scheme: str
    host: str
    path: str
    names: tuple[str, ...]
    port: int | None = None

    @property
    def is_plain(self) -> bool:
        return self.scheme == "http"

    @property
    def name(self) -> str:
        """What to call it by: a setting's whole key, else the nearest name, else the host."""
        if isinstance(self.place, Setting):
            return self.place.key
        return self.names[0] if self.names else self.host

    @property
    def identity(self) -> str:
        """What tells it from others in the file, wherever it moves."""
        return self.name if isinstance(self.place, Setting) else ">".join((*reversed(self.names), self.host))

    @property
    def is_local(self) -> bool:
        """Whether it stays on this machine or among its containers, or is reserved for examples."""
        literal = _ip(self.host)
        if literal is not None:
            return literal.is_loopback or literal.is_unspecified or literal.is_link_local
        return bool(self.host) and _LOCAL_NAMES.fullmatch(self.host) is not None

    @property
    def is_private(self) -> bool:
        """Whether the host is an address of a private network."""
        literal = _ip(self.host)
        return literal is not None and literal.is_private and not self.is_local


def addresses(evidence: SettingsFile | SourceFile | Text) -> Iterator[Address]:
    """Every web address in a file, in order, less names of XML and JSON vocabularies, which nobody calls.

    Of a text, those in the fields of HTML forms, in whatever template they stand, and in code that has no grammar.
    Raises `Unreadable` as the evidence does.
    """
    if isinstance(evidence, Text):
        found = _in_lines(evidence) if has_no_grammar(evidence.uri) else _in_forms(evidence)
    elif isinstance(evidence, SettingsFile):
        found = _in_settings(evidence)
    else:
        found = _in_source(evidence)
    return (address for address in found if _VOCABULARIES.fullmatch(address.host) is None)


def _in_settings(settings: SettingsFile) -> Iterator[Address]:
    bases: dict[str, str] = {}  # addresses by the names under which the same file may go on with them
    for setting in named(settings.settings):
        value = _filled(setting.value.strip(), bases)
        default = _DEFAULT.match(value)
        url = _URL.match(value[default.end() :].partition("}")[0] if default else value)
        if url is not None:
            bases.setdefault(setting.name, url[0])
        if url is not None:
            yield _address(setting, partial(settings.observe, setting), url, tuple(reversed(setting.key.split("."))))


def _filled(value: str, bases: dict[str, str]) -> str:
    """`${APP_URL}/webhook` with what the file above says of APP_URL."""
    variable = _VARIABLE.match(value) if bases else None
    base = bases.get(variable[1] or variable[2]) if variable is not None else None
    return base.rstrip("/") + value[variable.end() :] if variable is not None and base is not None else value


def _in_source(source: SourceFile) -> Iterator[Address]:
    if _ANY_LITERAL.search(source.file.data) is None:
        return  # parsing costs a thousand times more
    for literal in source.all("string"):
        text = literal.text
        opening = _LITERAL.match(text)
        url = _URL.match(text, opening.end()) if opening else None
        if url is not None and (url[2] or _begins_an_address(source, literal)):
            yield _address(literal, partial(source.observe, literal), url, _names(source, literal))


def _in_forms(text: Text) -> Iterator[Address]:
    for number in text.hit_lines:
        start, end = text.file.line_span(number)
        line = text.file.data[start:end]
        if line.lstrip().startswith(_COMMENTED):
            continue
        fields = [field.start() for field in _FIELD.finditer(line)]
        for field, following in zip(fields, [*fields[1:], len(line)], strict=False):
            until = min(following, field + _LONGEST_FIELD)
            closing = _FIELD_END.search(line, field, until)
            until = closing.end() if closing else until
            name, value = _FIELD_NAME.search(line, field, until), _FIELD_VALUE.search(line, field, until)
            url = _URL.match(decode(value[1])) if name and value else None
            if name and value and url:
                observe = partial(text.file.observe, start + value.start(1), start + value.end(1))
                yield _address(None, observe, url, (decode(name[1]),))


def _in_lines(text: Text) -> Iterator[Address]:
    if _ANY_LITERAL.search(text.file.data) is None:
        return
    for literal in literals(text.file):
        url = _URL.match(literal.text)
        if url is not None and (url[2] or literal.name):
            observe = partial(text.file.observe, literal.start, literal.end)
            yield _address(None, observe, url, (literal.name,) if literal.name else ())


def string_before(call: Syntax, literal: Syntax) -> str:
    """The string that is a call's first argument, if the literal is a later one; else empty."""
    arguments = call.part("arguments")
    found = _FIRST_STRING.match(call.data, arguments.start) if arguments is not None else None
    return decode(found[2]) if found and found.end() <= literal.start else ""


def _begins_an_address(source: SourceFile, literal: Syntax) -> bool:
    """Whether a bare `http://` is glued to a host: not looked for in a text, nor beside an https to choose from."""
    holder = next(iter(holders(source, literal)), None)
    if holder is None:
        return False
    beside = source.file.data[max(holder.start, literal.start - _BESIDE) : min(holder.end, literal.end + _BESIDE)]
    if b"https://" in beside.lower():
        return False
    return holder.kind != "call" or source.exactly(literal, "argument") is None


def _address(
    place: Setting | Syntax | None, observe: Callable[..., Observed], url: re.Match[str], names: tuple[str, ...]
) -> Address:
    authority, slash, path = url[2].partition("/")
    host = authority.split("?")[0].split("#")[0].rpartition("@")[2]
    port = _PORT.search(host)
    host = _PORT_WRITTEN.sub("", host)
    host = "" if _HOLE.search(host) else host.strip("[].").lower()
    return Address(place, observe, url[1].lower(), host, slash + path, names, int(port[1]) if port else None)


def holders(source: SourceFile, literal: Syntax) -> list[Syntax]:
    """What holds a literal within its function: pairs, assignments, calls and parameters, innermost first."""
    scope = source.scope(literal)
    found = [
        element
        for kind, part in _HELD.items()
        for element in islice(source.around(literal, kind), _MOST_HOLDERS)  # type: ignore[arg-type]
        if element in scope and (held := element.part(part)) is not None and literal in held
    ]
    return sorted(found, key=lambda element: (-element.start, element.end))


def _names(source: SourceFile, literal: Syntax) -> tuple[str, ...]:
    names: list[str] = []
    for holder in holders(source, literal):
        if holder.kind == "call":
            names += [string_before(holder, literal), holder.name]
        else:
            named = holder.part("key") or holder.part("left") or holder.part("name")
            names.append((source.string(named) or named.last_name) if named is not None else "")
    return tuple(name[:_LONGEST_NAME] for name in names if name)


def _ip(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
