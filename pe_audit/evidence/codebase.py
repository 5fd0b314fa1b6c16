"""The other source files of the audited tree, parsed only when code that is looked at leads to them."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from pe_audit.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.text import File


_MOST_HELD = 1_000_000  # bytes of code whose syntax is kept: it takes a hundred times their memory


def _none() -> Iterable[str]:
    return ()


def _nothing(_uri: str) -> File | None:
    return None


class Codebase:
    """Files by path and by name. `list_uris` and `read` are asked when somebody first needs them.

    Complete once every file of the run was read: only for rules that look at `project`.
    """

    def __init__(
        self, list_uris: Callable[[], Iterable[str]] = _none, read: Callable[[str], File | None] = _nothing
    ) -> None:
        self._list = list_uris
        self._read = read
        self._sources: dict[str, SourceFile | None] = {}
        self._parsed: OrderedDict[str, SourceFile] = OrderedDict()
        self._held = 0

    def keep(self, source: SourceFile) -> None:
        """Remember a file that was parsed already, so that it is parsed once."""
        self._sources[source.uri] = source

    @cached_property
    def uris(self) -> frozenset[str]:
        """The paths of all files, source or not."""
        return frozenset(self._list())

    def source(self, uri: str) -> SourceFile | None:
        """The file at a path; None where there is none, or it cannot be read, or is in no known language."""
        if uri not in self._sources:
            self._sources[uri] = self._read_source(uri)
        return self._sources[uri]

    def parsed(self, source: SourceFile) -> None:
        """Take note that a file's syntax was read: that of files read long ago is forgotten, and read anew if asked."""
        if self._parsed.pop(source.uri, None) is not None:
            self._held -= len(source.file.data)
        self._parsed[source.uri] = source
        self._held += len(source.file.data)
        while self._held > _MOST_HELD and len(self._parsed) > 1:
            _, oldest = self._parsed.popitem(last=False)
            self._held -= len(oldest.file.data)
            oldest.forget()

    def _read_source(self, uri: str) -> SourceFile | None:
        from pe_audit.evidence.source import SourceFile
        from pe_audit.languages import language_of

        language = language_of(uri)
        file = self.file(uri) if language is not None else None
        return SourceFile(file, language) if file is not None and language is not None else None

    def file(self, uri: str) -> File | None:
        """The file at a path, whatever it is written in; read again each time. None where it cannot be read."""
        return self._read(uri) if uri in self.uris else None

    def named(self, name: str) -> list[str]:
        """The files called like a class or module, however it is spelt: `PaymentService`, `payment.service`."""
        return self._named.get("".join(words(name)), [])

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        from pe_audit.languages import language_of

        named = defaultdict(list)
        for uri in sorted(self.uris):
            if language_of(uri) is not None:
                stem = uri.rpartition("/")[2].rpartition(".")[0]
                for name in dict.fromkeys("".join(words(one)) for one in (stem.partition(".")[0], stem)):
                    named[name].append(uri)
        return named
