"""Which reader understands a file. One small module per format: `read(text) -> Iterator[Setting]`."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pe_audit.evidence.settings import Setting

# First match wins; searched in the file's name (lower case, with its folder for the ambiguous ones).
_BY_NAME: tuple[tuple[str, str], ...] = (
    (r"(^|/)\.env(rc)?($|[.\-_])|\.env$|(^|/)env\.(example|sample|template|dist)$", "dotenv"),
    (r"\.ya?ml(\.(dist|example|sample))?$", "yaml"),
    (r"\.json5?(\.(dist|example|sample))?$|\.jsonc$", "json"),
    (r"\.(ini|cfg|cnf|toml)$|(^|/)(my|php)\.ini(-\w+)?$|(^|/)\.(npmrc|pypirc)$", "ini"),
    (r"\.properties(\.(dist|example|sample))?$", "properties"),
    (r"(^|/)(web|app|nuget|packages)(\.\w+)?\.config$|\.(xml|plist|config|csproj|xaml|resx)$", "xml"),
    (r"(^|/)nginx[^/]*\.conf$|\.nginx$|(^|/)(nginx|sites-(available|enabled)|conf\.d)/[^/]+$", "nginx"),
)
_COMPILED = tuple((re.compile(pattern), name) for pattern, name in _BY_NAME)


def format_of(uri: str) -> str | None:
    """Name of the configuration format that a file's name tells, or None."""
    lower = uri.lower()
    for pattern, name in _COMPILED:
        if pattern.search(lower):
            return name
    return None


def reader(format: str) -> Callable[[str], Iterator[Setting]]:
    """The reader of a format; imported when first asked for."""
    module = import_module(f"pe_audit.formats.{format}")
    return cast("Callable[[str], Iterator[Setting]]", module.read)
