"""What the user chose: pe-audit.yaml and the command line, parsed once, frozen."""

from __future__ import annotations

from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.circumstances import Declarations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pe_audit.model import Rule, Severity

CONFIG_NAME = "pe-audit.yaml"


class Mute(NamedTuple):
    """An `ignore:` entry of pe-audit.yaml: findings of `rules` below `path` (gitignore pattern) through a day (UTC)."""

    rules: frozenset[str]
    path: str
    reason: str
    until: date | None = None
    line: int = 1


class Config(NamedTuple):
    """pe-audit.yaml, validated. All fields have their default where the file is silent or absent."""

    uri: str = CONFIG_NAME
    raw: bytes = b""
    skip: tuple[str, ...] = ()
    scan: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = MappingProxyType({})
    off: frozenset[str] = frozenset()
    fail_on: str | None = None
    baseline: str | None = None
    mutes: tuple[Mute, ...] = ()
    protocol: str | None = None
    declared: Declarations = Declarations()
    time_servers: tuple[str, ...] = ()

    @property
    def present(self) -> bool:
        return bool(self.raw)


class Options(NamedTuple):
    """One run. `paths` as given; `staged`/`since` leave those among them that git has staged, or that changed.

    `of_commit`: they are a commit's files as pre-commit hands them over: any may be gone, and defaults skip some.
    `whole`: the whole tree below `root` is read, so that what was not met is nowhere in it.
    `only` are rules to run instead of the catalogue's. `jobs` threads: one by default, for Python's lock makes a second
    one cost more than it brings.
    """

    paths: tuple[Path, ...]
    root: Path
    config: Config
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    staged: bool = False
    since: str | None = None
    of_commit: bool = False
    whole: bool = True
    rules: tuple[Path, ...] = ()
    baseline: Path | None = None
    jobs: int = 1
    now: datetime | None = None
    inline_ignores: bool = True
    only: tuple[Rule, ...] = ()
