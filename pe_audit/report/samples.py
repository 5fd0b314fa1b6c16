"""A rule's examples as documentation: code without the marks that tests read, and which lines are the problem."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pe_audit.examples import examples_of
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.model import Rule

_MARK = expression(r"[ \t]*(?:#|//|/\*|<!--|--|;|\{#|\{\{--|@\*|'|%)[ \t]*pe-audit: expect[^\n]*")
_FIRST_SHOWN = ("php", "js", "ts", "py", "java", "cs", "env", "yaml", "yml", "json", "conf")
_LEXERS = {
    "env": "bash", "conf": "nginx", "cs": "csharp", "config": "xml", "plist": "xml", "pem": "text", "kt": "kotlin",
    "m": "objc", "vb": "vbnet",
}  # fmt: skip
_MAX_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Sample:
    """One file of an example. `language` is a name that Markdown and Pygments know; `marked` the lines (from 1)."""

    name: str
    language: str
    code: str
    marked: frozenset[int]


def shown_samples(rule: Rule) -> tuple[list[Sample], list[Sample]]:
    """The bad and the good example to show, in the same language; either may be several files, or none."""
    examples = examples_of(rule)
    bad = sorted((path for path in examples if path.name.startswith("bad")), key=_order)
    good = {path.name.removeprefix("good"): path for path in examples if path.name.startswith("good")}
    for path in bad:
        twin = good.get(path.name.removeprefix("bad"))
        if twin is not None and (samples := list(_samples(path))):
            return samples, list(_samples(twin))
    return [sample for path in bad[:1] for sample in _samples(path)], [
        sample for path in sorted(good.values(), key=_order)[:1] for sample in _samples(path)
    ]


def _order(path: Path) -> tuple[int, int, str]:
    """Plain `bad.php` before `bad-curl.php`, the languages merchants use most first."""
    suffix = path.suffix.removeprefix(".")
    return len(path.stem), _FIRST_SHOWN.index(suffix) if suffix in _FIRST_SHOWN else len(_FIRST_SHOWN), path.name


def _samples(path: Path) -> Iterator[Sample]:
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            raw = file.read_bytes()
            if b"\0" not in raw and len(raw) <= _MAX_CHARACTERS:
                name = file.relative_to(path.parent).as_posix()
                yield _sample(name, file.suffix.removeprefix("."), raw.decode("utf-8", "replace"))


def _sample(name: str, suffix: str, text: str) -> Sample:
    lines = text.rstrip().splitlines()
    marked = frozenset(number for number, line in enumerate(lines, 1) if _MARK.search(line))
    code = "\n".join(_MARK.sub("", line) for line in lines)
    return Sample(name, _LEXERS.get(suffix, suffix or "text"), code, marked)
