"""The command line and pe-audit.yaml made into the Options of one run."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pe_audit import configuration
from pe_audit.collect.choose import repository_of, root_of
from pe_audit.model import PeAuditError
from pe_audit.options import CONFIG_NAME, Options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pe_audit.options import Config


def options_of(paths: tuple[Path, ...], root: Path | None = None, **chosen: Any) -> Options:
    """The Options for paths and the command line's other words, by their names there. Raises PeAuditError."""
    if chosen.get("staged") and chosen.get("since") is not None:
        raise PeAuditError("--staged and --since exclude each other", "choose one")
    staged = chosen.get("staged", False)
    root = root or (repository_of(Path()) if staged else None) or root_of(paths or (Path(),))
    rules = chosen.get("rules", ())
    config = configuration.load(root, chosen.get("config"), rules)
    chosen_paths = paths if paths or staged else (Path(),)
    changed = staged or chosen.get("of_commit", False) or chosen.get("since") is not None
    return Options(
        paths=chosen_paths,
        root=root,
        config=config,
        select=_words(chosen.get("select", ())),
        ignore=_words(chosen.get("ignore", ())),
        staged=staged,
        since=chosen.get("since"),
        of_commit=chosen.get("of_commit", False),
        whole=not changed and any(path.resolve() == root.resolve() for path in chosen_paths),
        rules=rules,
        baseline=chosen.get("baseline") or _configured_baseline(root, config),
        jobs=chosen.get("jobs") or 1,
        now=_moment(chosen.get("now")),
        inline_ignores=not chosen.get("no_inline_ignores", False),
    )


def config_place() -> Path:
    """Where the pe-audit.yaml of the tree is that we stand in, or would be."""
    return root_of((Path(),)) / CONFIG_NAME


def output_of(text: str, formats: Sequence[str]) -> tuple[str, Path]:
    """`FMT=PATH` taken apart. Raises PeAuditError."""
    format, equals, name = text.partition("=")
    if format not in formats or not equals or not name:
        raise PeAuditError(f"--output {text!r} is not FMT=PATH", f"FMT is one of {', '.join(formats)}")
    if format == "sarif" and not name.endswith((".sarif", ".sarif.json")) and not name.startswith("/dev/"):
        raise PeAuditError(f"uploads overlook a SARIF file called {name!r}", "let its name end in .sarif")
    return format, Path(name)


def _configured_baseline(root: Path, config: Config) -> Path | None:
    return root / config.baseline if config.baseline else None


def _moment(day: datetime | None) -> datetime | None:
    return day.replace(tzinfo=timezone.utc) if day is not None else None


def _words(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.strip() for text in texts for word in text.split(",") if word.strip())
