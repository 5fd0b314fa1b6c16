"""The whole tree as far as one rule has business with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pe_audit.evidence.settings import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.certificate import CertificateFile
    from pe_audit.evidence.circumstances import Circumstances
    from pe_audit.evidence.settings import SettingsFile
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.text import Text
    from pe_audit.model import Observed


@dataclass(frozen=True, slots=True)
class Project:
    """Evidence for rules that look at several files together: those whose triggers matched, and all names.

    A rule that looks at certificates too has those instead of sources. `declared_in` is the uri of pe-audit.yaml,
    where problems with what it declares are; empty if there is none. Not `whole`: only some of the tree's files were
    read, those of a commit for example. `texts`: code that no grammar here reads.
    """

    uri: str
    uris: frozenset[str]
    sources: tuple[SourceFile, ...]
    settings: tuple[SettingsFile, ...]
    circumstances: Circumstances
    certificates: tuple[CertificateFile, ...] = ()
    declared_in: str = ""
    whole: bool = True
    texts: tuple[Text, ...] = ()
    looks_at = "project"


def placed(part: SettingsFile | SourceFile | Text, subjects: Iterator[Observed]) -> Iterator[Observed]:
    """Subjects in one file of a project; where it cannot be read that is said there, and the others are looked at."""
    try:
        yield from (seen._replace(uri=part.uri) for seen in subjects)
    except Unreadable as error:
        yield unread(part, error)


def unread(part: SettingsFile | SourceFile | Text, error: Unreadable) -> Observed:
    """A file of a project that cannot be read, as a subject that nobody could decide on."""
    return part.file.observe(0, 0, undecided=str(error))._replace(uri=part.uri)
