"""Where other files give a handler its address, and what runs ahead of it."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

import re2

from pe_audit.evidence.handler.followed.calls import calls_of, last
from pe_audit.evidence.handler.followed.imports import files_of
from pe_audit.evidence.handler.found.convention import class_name, given_name
from pe_audit.evidence.handler.found.routing import Route, routes_to
from pe_audit.evidence.settings import Unreadable
from pe_audit.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.codebase import Codebase
    from pe_audit.evidence.handler.found.target import Target
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_SCRIPT = re2.compile(
    r"(?i)(?:^|/)(?:[^/]*(?:rout(?:es?|er|ing)|endpoints?)[^/]*|app|server|index|main|api|urls?|web|webhooks?)(?:\.\w+)*\.[cm]?[jt]sx?$"
    r"|(?:^|/)rout(?:es?|ers?|ing)/[^/]+\.[cm]?[jt]s$"
)
# The files of each language that give addresses to functions of others.
_ROUTE_FILES = {
    "php": re2.compile(
        r"(?:^|/)(?:routes/[^/]+|[^/]*(?:[Rr]out(?:es?|ing)|[Rr]est|bootstrap|index|functions|plugin)[^/]*)\.php$"
    ),
    "javascript": _SCRIPT,
    "typescript": _SCRIPT,
    "tsx": _SCRIPT,
    "python": re2.compile(
        r"(?:^|/)(?:\w*urls\w*|\w*rout(?:es|ers?|ing)\w*|app|main|api|__init__|asgi|server|wsgi)\.py$|/urls/\w+\.py$"
    ),
    "java": re2.compile(r"(?:Rout(?:er|es|ing)\w*|Config\w*|Application)\.(?:java|kt)$"),
    "kotlin": re2.compile(r"(?:Rout(?:er|es|ing)\w*|Config\w*|Application)\.(?:java|kt)$"),
    "csharp": re2.compile(r"(?:Rout\w*|Startup\w*|Program|\w*Config|\w*Endpoints?|\w*Extensions?)\.cs$"),
    "go": re2.compile(r"\.go$"),
    "ruby": re2.compile(r"(?:^|/)(?:config/routes(?:/\w+)?|routes|app|config)\.rb$"),
}
_MOST_FILES = 150  # route files that are looked through for a name, the nearest first
_MOST_BESIDE = 20  # files of one folder: more are no plugin's own
_MOST_ROUTES = 8
_OWN = frozenset({"this", "self", "static"})
_BY_CLASS = frozenset(["__invoke", "post", "execute", "handle", "put", "doPost"])


def registered(source: SourceFile, function: Syntax) -> list[Route]:
    """The routes, in any file, that lead to a function by naming it."""
    name, holder = given_name(source, function), last(class_name(source, function))
    if not name:
        return []
    wanted = (holder if name in _BY_CLASS and holder else name).encode()
    if source.language == "ruby":
        wanted = name.encode()
    found: list[Route] = []
    for one in _route_files(source):
        if wanted in one.file.data:
            try:
                found += [route for route in routes_to(one, name) if _leads_to(route, source, function, name, holder)]
            except Unreadable:
                continue
        if len(found) >= _MOST_ROUTES:
            break
    return found


def _route_files(source: SourceFile) -> Iterator[SourceFile]:
    """The files that may give addresses to functions of this one, the nearest first."""
    codebase = source.codebase
    listed = _listed(codebase, source.language)
    folder = posixpath.dirname("/" + source.uri)
    listed = [*listed, *_plugin_files(source)] if source.language == "php" else listed
    near = sorted(listed, key=lambda uri: (-len(posixpath.commonpath([folder, posixpath.dirname("/" + uri)])), uri))
    yield source
    for uri in near[:_MOST_FILES]:
        if uri != source.uri and (one := codebase.source(uri)) is not None:
            yield one


def _plugin_files(source: SourceFile) -> list[str]:
    """The PHP files in the folders above a file: plugins are called what they like, and register their own routes."""
    known: dict[str, list[str]] = source.codebase.__dict__.get("_php_of_folders") or {}
    if not known:
        for uri in source.codebase.uris:
            if uri.endswith(".php"):
                known.setdefault(posixpath.dirname(uri), []).append(uri)
        source.codebase.__dict__["_php_of_folders"] = known
    parts = posixpath.dirname(source.uri).split("/")
    folders = ["/".join(parts[:number]) for number in range(len(parts), -1, -1)]
    near = [known.get(folder, []) for folder in dict.fromkeys(folders)]
    return [uri for one in near if len(one) <= _MOST_BESIDE for uri in one]


def _listed(codebase: Codebase, language: str) -> list[str]:
    known: dict[str, list[str]] = codebase.__dict__.setdefault("_route_files", {})
    if language not in known:
        pattern = _ROUTE_FILES.get(language)
        known[language] = [uri for uri in codebase.uris if pattern.search(uri)] if pattern is not None else []
    return known[language]


def _leads_to(route: Route, source: SourceFile, function: Syntax, name: str, holder: str) -> bool:
    targets = (one for one in route.targets if one.name == name and not (one.makes and function.name))
    return any(_is_holder(route, one, source, name, holder) for one in targets)


def _is_holder(route: Route, target: Target, source: SourceFile, name: str, holder: str) -> bool:
    """Whether what a route asks for the function is its class, an object of that, or its module."""
    folder, _, asked = target.holder.rpartition("/")  # Rails: `to: "webhooks/culqi#create"`
    folder = "/".join([*route.namespaces, *filter(None, [folder])])
    if asked in _OWN or (folder and f"/{folder}/" not in f"/{source.uri}"):
        return False
    if not asked:
        return not holder and (source.language == "php" or source.uri in files_of(route.source, name))
    joined = "".join(words(asked))
    if holder and joined in ("".join(words(holder)), "".join(words(holder.removesuffix("Controller")))):
        return True
    if holder and (_is_one(route.source, asked, holder) or holder in calls_of(route.source).types(asked)):
        return True
    stem = source.uri.rpartition("/")[2].split(".")[0]
    return not holder and (joined == "".join(words(stem)) or source.uri in files_of(route.source, asked))


def _is_one(source: SourceFile, asked: str, holder: str) -> bool:
    """Whether a file declares or makes a variable as an object of a class: `h := &Hooks{db}`, `p *Payments`."""
    name, kind = re.escape(asked.encode()), re.escape(holder.encode())
    said = rb"\b%s\s*[?!]?:?=?\s*(?:new\s+)?[&*]?(?:\w+\.)?(?:New|new)?%s\b|\b%s[?!]?\s+[$&*]?%s\b"
    return re.search(said % (name, kind, kind, name), source.file.data) is not None


def led_to(route: Route) -> Iterator[SourceFile]:
    """The files of the functions that a route of another file names."""
    for target in route.targets[:_MOST_ROUTES]:
        for uri in files_of(route.source, target.holder or target.name)[:1]:
            other = route.source.codebase.source(uri)
            if other is not None and target.name.encode() in other.file.data:
                other.__dict__["_is_led_to"] = True
                yield other


def is_led_to(source: SourceFile) -> bool:
    """Whether a route for notifications leads to the file, whatever it says itself."""
    return "_is_led_to" in source.__dict__
