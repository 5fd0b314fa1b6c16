"""What a file brings in by name, and the files of the tree that a module, class or path means."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.expression import expression
from pe_audit.lexicon import words

if TYPE_CHECKING:
    from pe_audit.evidence.source import SourceFile

_HEAD = 200_000  # characters searched for imports
_MOST = 200  # imports of one file
_FROM = expression(r"\bimport\s+(?:type\s+)?([^;'\"()]{1,1000}?)\s+from\s*['\"]([^'\"\n]{1,200})['\"]")
_REQUIRED = expression(
    r"\b(?:const|let|var)\s+(\{[^{}]{1,1000}\}|\w+)\s*=\s*(?:await\s+)?(?:require|import)\(\s*['\"]([^'\"\n]{1,200})['\"]"
)
_PYTHON = expression(r"^[ \t]*from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^()]{1,1000}\)|[^\n;#]{1,300})", re.MULTILINE)
_MODULE = expression(r"^[ \t]*import[ \t]+([.\w]+)(?:[ \t]+as[ \t]+(\w+))?[ \t]*;?[ \t]*$", re.MULTILINE)
_USE = expression(r"^[ \t]*use[ \t]+(?:function[ \t]+)?\\?([\w\\]+)(?:[ \t]+as[ \t]+(\w+))?[ \t]*;", re.MULTILINE)
_PACKAGE = expression(r"^[ \t]*(?:import[ \t]+)?(?:(\w+)[ \t]+)?\"([\w./-]+/[\w.-]+)\"[ \t]*$", re.MULTILINE)
_INCLUDED = expression(r"\b(?:require|include)(?:_once|_relative)?\b[^;'\"\n]{0,80}['\"]([^'\"\n]{1,200})['\"]")
_FOLDER = "*"  # the last part of a path that means all files of a folder
_OF_FOLDER = ("index", "__init__")  # files that stand for their folder
_CLAUSE = expression(r"(\w+)(?:\s*(?:\bas\b|:)\s*(\w+))?")


class Import(NamedTuple):
    """Something a file brings in: `name` as it is called where it comes from, and the way there."""

    name: str
    path: tuple[str, ...]

    def files(self, source: SourceFile) -> list[str]:
        """The files it may be, itself a module of a folder (`from . import hooks`) or a part of one."""
        module = self.name and self.path and self.name != self.path[-1]
        return (_ranked(source, (*self.path, self.name)) if module else []) or _ranked(source, self.path)


class Imports(dict[str, Import]):
    """What a file brings in, by the name it has there; and the files it takes in whole."""

    included: list[str]

    def beside(self, source: SourceFile) -> Iterator[str]:
        """Files whose functions are called without naming them: those taken in, and a Go package's others."""
        for path in self.included:
            yield from _ranked(source, _segments(posixpath.dirname(source.uri), path))[:1]
        if source.language == "go":
            folder = posixpath.dirname(source.uri)
            yield from sorted(
                uri for uri in source.codebase.uris if uri.endswith(".go") and posixpath.dirname(uri) == folder
            )


def imports_of(source: SourceFile) -> Imports:
    """What a file brings in; found once."""
    known: Imports | None = source.__dict__.get("_imports")
    if known is None:
        known = source.__dict__["_imports"] = Imports()
        for local, brought in _read(source):
            if len(known) < _MOST:
                known.setdefault(local, brought)
        takes_in = source.language in ("php", "ruby")
        text = source.file.data[:_HEAD].decode("latin-1") if takes_in else ""
        known.included = [found[1] for found in _INCLUDED.finditer(text)][:_MOST]
    return known


def files_of(source: SourceFile, name: str) -> list[str]:
    """The files in which a class or module of this name is probably written, the likeliest first."""
    brought = imports_of(source).get(name)
    if brought is not None:
        return brought.files(source)
    return _ranked(source, (name,))


def _read(source: SourceFile) -> Iterator[tuple[str, Import]]:
    """The names that a file brings in, each with what it is."""
    reader = _READERS.get(source.language)
    if reader is not None:
        yield from reader(source.file.data[:_HEAD].decode("latin-1"), posixpath.dirname(source.uri))


def _of_javascript(text: str, here: str) -> Iterator[tuple[str, Import]]:
    for found in (*_FROM.finditer(text), *_REQUIRED.finditer(text)):
        if "/" in found[2]:  # else it is a package
            path = _segments(here, found[2])
            for name in _CLAUSE.finditer(found[1]):
                yield name[2] or name[1], Import(name[1], path)


def _of_python(text: str, here: str) -> Iterator[tuple[str, Import]]:
    for found in _PYTHON.finditer(text):
        for name in _CLAUSE.finditer(found[2]):
            yield name[2] or name[1], Import(name[1], _dotted(here, found[1]))
    for found in _MODULE.finditer(text):
        yield found[2] or found[1].rpartition(".")[2], Import("", _dotted(here, found[1]))


def _of_php(text: str, _here: str) -> Iterator[tuple[str, Import]]:
    for found in _USE.finditer(text):
        path = tuple(found[1].split("\\"))
        yield found[2] or path[-1], Import(path[-1], path)


def _of_java(text: str, _here: str) -> Iterator[tuple[str, Import]]:
    for found in _MODULE.finditer(text):
        path = tuple(found[1].split("."))
        yield found[2] or path[-1], Import(path[-1], path)


def _of_go(text: str, _here: str) -> Iterator[tuple[str, Import]]:
    for found in _PACKAGE.finditer(text):
        yield found[1] or found[2].rpartition("/")[2], Import("", (*found[2].split("/"), _FOLDER))


_READERS: dict[str, Callable[[str, str], Iterator[tuple[str, Import]]]] = {
    "javascript": _of_javascript,
    "typescript": _of_javascript,
    "tsx": _of_javascript,
    "python": _of_python,
    "php": _of_php,
    "java": _of_java,
    "kotlin": _of_java,
    "go": _of_go,
}


def _segments(here: str, path: str) -> tuple[str, ...]:
    """The parts of a path below the root; of one with an alias (`@/lib/x`, `src/x`), those that surely are folders."""
    if path.startswith("."):
        path = posixpath.normpath(posixpath.join(here, path))
    stem = re.sub(r"\.(?:[cm]?[jt]sx?|php|rb|inc)$", "", path)
    return tuple(part for part in stem.split("/") if part and part not in ("@", "~", "..", "."))


def _dotted(here: str, module: str) -> tuple[str, ...]:
    """The parts of a Python module's path: `.services.pay` from where the file is."""
    bare = module.lstrip(".")
    dots = len(module) - len(bare)
    folders = here.split("/") if dots and here else []
    folders = folders[: len(folders) - (dots - 1)] if dots else []
    return (*folders, *bare.split(".")) if bare else tuple(folders)


def _ranked(source: SourceFile, path: tuple[str, ...]) -> list[str]:
    """The files that a path may mean: those that agree longest with its end, the nearest first."""
    if not path:
        return []
    codebase = source.codebase
    if path[-1] == "*":
        ending = "/".join(path[-3:-1])
        folders = [uri for uri in sorted(codebase.uris) if uri.endswith(".go")]
        return [uri for uri in folders if posixpath.dirname(uri).endswith(ending) or posixpath.dirname(uri) == path[-2]]
    found = [uri for uri in codebase.named(path[-1]) if uri != source.uri]
    found += [
        uri for stem in ("index", "__init__") for uri in codebase.named(stem) if uri.split("/")[-2:-1] == [path[-1]]
    ]
    wanted = ["".join(words(part)) for part in reversed(path)]
    scored = [(_agreement(uri, wanted), _nearness(source.uri, uri), uri) for uri in found]
    best = max((score for score, _, _ in scored), default=0)
    if best < min(len(path), 2) and len(path) > 1:  # `stripe/lib/webhook` of a package is no file of ours
        return []
    return [uri for score, _, uri in sorted(scored, key=lambda one: (-one[0], -one[1], one[2])) if score == best]


def _agreement(uri: str, wanted: list[str]) -> int:
    """How many parts of a path, from its end, are those wanted; a file `pay.service.ts` is `pay` and `pay.service`."""
    *folders, file = uri.split("/")
    stems = {"".join(words(one)) for one in (file.partition(".")[0], file.rpartition(".")[0])}
    own = [{"".join(words(one))} for one in folders]
    if file.partition(".")[0] not in _OF_FOLDER:
        own.append(stems)
    count = 0
    for mine, theirs in zip(reversed(own), wanted, strict=False):
        if theirs not in mine:
            break
        count += 1
    return count


def _nearness(uri: str, other: str) -> int:
    return len(posixpath.commonpath([posixpath.dirname("/" + uri), "/" + other]))
