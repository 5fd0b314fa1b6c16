"""The sources of a project that a framework's check is looked for in, and what was found there."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

import re2

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.handler.found.signal import plausible
from pe_audit.evidence.settings import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pe_audit.evidence.project import Project
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Kind, Syntax
    from pe_audit.model import Precision, Related

_DIALECTS = {"typescript": "javascript", "tsx": "javascript"}
RECEIVING = re2.compile(rb"(?i)web_?-?hook|callback|notif|\bipn|_ipn|postback|listener|signature|firma")
IN_PART = "only part of the tree was read, and the rest may exempt it from the check of tokens: audit the whole tree"


class Receiver(NamedTuple):
    """A function or route that gets notifications. `stopped` says who stops them, `unknown` what cannot be seen.

    Neither of the two: they come through.
    """

    source: SourceFile
    place: Syntax
    name: str
    stopped: str = ""
    unknown: str = ""
    related: tuple[Related, ...] = ()
    precision: Precision | None = None


class Code:
    """A project's sources without its tests; those that cannot be parsed are put aside when they are asked for."""

    def __init__(self, project: Project) -> None:
        self.whole = project.whole
        self._sources = [one for one in project.sources if deployment_of(one.file).environment is not Environment.TEST]
        self._broken: dict[str, Receiver] = {}

    def speaks(self, language: str) -> bool:
        """Whether there is any source in the language."""
        return any(_DIALECTS.get(one.language, one.language) == language for one in self._sources)

    def holding(self, language: str, pattern: re.Pattern[bytes], under: str = "") -> list[SourceFile]:
        """The sources of a language below a folder that have the pattern somewhere, parsed."""
        return [one for one in self._of(language, under) if pattern.search(one.file.data) and self._is_readable(one)]

    def receiving(self, language: str, pattern: re.Pattern[bytes], under: str = "") -> list[SourceFile]:
        """Those of them that may receive notifications of payments; nobody parses the others."""
        return [
            one
            for one in self._of(language, under)
            if any(RECEIVING.search(said) for said in (one.uri.encode(), one.file.data))
            and pattern.search(one.file.data)
            and plausible(one)
            and self._is_readable(one)
        ]

    def _of(self, language: str, under: str) -> Iterator[SourceFile]:
        for one in self._sources:
            if _DIALECTS.get(one.language, one.language) == language and one.uri.startswith(under):
                yield one

    def _is_readable(self, source: SourceFile) -> bool:
        try:
            for kind in ("call", "function", "class", "string", "assignment"):
                source.all(kind)
        except Unreadable as error:
            self._broken[source.uri] = Receiver(source, source.span(0, 0), "", unknown=str(error))
            return False
        return True

    def unread(self) -> Iterator[Receiver]:
        """The sources that may receive notifications and cannot be parsed."""
        yield from (one for one in self._broken.values() if RECEIVING.search(one.source.file.data))


def nearest(sources: Iterable[SourceFile], uri: str) -> list[SourceFile]:
    """Those that share most folders with a file: its own project's, where a tree holds several."""

    def shared(other: str) -> int:
        pairs = zip(uri.split("/")[:-1], other.split("/")[:-1], strict=False)
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))

    listed = list(sources)
    most = max((shared(one.uri) for one in listed), default=0)
    return [one for one in listed if shared(one.uri) == most]


def without_comments(source: SourceFile, span: Syntax) -> str:
    """A span as written, its comments blanked."""
    return without(source, span, "comment")


def without(source: SourceFile, span: Syntax, *kinds: Kind) -> str:
    """A span as written, elements of some kinds blanked."""
    pieces, at = [], span.start
    for one in sorted((one for kind in kinds for one in source.inside(span, kind)), key=lambda one: one.start):
        pieces.append(source.file.data[at : one.start])
        at = max(at, one.end)
    return b" ".join([*pieces, source.file.data[at : span.end]]).decode("utf-8", "replace")
