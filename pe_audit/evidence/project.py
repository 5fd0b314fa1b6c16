"""The whole tree as far as one rule has business with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pe_audit.evidence.certificate import CertificateFile
    from pe_audit.evidence.circumstances import Circumstances
    from pe_audit.evidence.settings import SettingsFile
    from pe_audit.evidence.source import SourceFile


@dataclass(frozen=True, slots=True)
class Project:
    """Evidence for rules that look at several files together: those whose triggers matched, and all names.

    A rule that looks at certificates too has those instead of sources. `declared_in` is the uri of pe-audit.yaml,
    where problems with what it declares are; empty if there is none. Not `whole`: only some of the tree's files were
    read, those of a commit for example.
    """

    uri: str
    uris: frozenset[str]
    sources: tuple[SourceFile, ...]
    settings: tuple[SettingsFile, ...]
    circumstances: Circumstances
    certificates: tuple[CertificateFile, ...] = ()
    declared_in: str = ""
    whole: bool = True
    looks_at = "project"
