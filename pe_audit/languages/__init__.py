"""Which programming language a file is written in, and its grammar; each grammar is imported when first needed."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from pe_audit.expression import expression

if TYPE_CHECKING:
    from tree_sitter import Language, Query

_BY_SUFFIX = {
    ".php": "php",
    ".phtml": "php",
    ".inc": "php",
    ".js": "javascript",
    ".mjs": "javascript",
    ".cjs": "javascript",
    ".jsx": "javascript",
    ".ts": "typescript",
    ".mts": "typescript",
    ".cts": "typescript",
    ".tsx": "tsx",
    ".py": "python",
    ".java": "java",
    ".cs": "csharp",
    ".go": "go",
    ".rb": "ruby",
    ".rake": "ruby",
    ".ru": "ruby",
    ".kt": "kotlin",
    ".kts": "kotlin",
    ".swift": "swift",
}
# Searched in a path in lower case: what frameworks and people call code that only sets things.
_SETTINGS = (
    r"(?:^|/)(?:conf|configs?|configuration|settings|environments?)/(?:[^/]+/)*[^/]+\.(?:php|py|rb|go|[cm]?[jt]s)$"
    r"|(?:^|[/._-])(?:config|configuration|settings|env|environment|parameters|defines?|knexfile|conf)"
    r"(?:[._-]\w+)?(?:\.inc)?\.(?:php|py|rb|go|[cm]?[jt]s|inc)$"
)
# Words of an interface in one tongue: `lang/es/app.php`, `locales/pt_br.js`, `language/en-gb/checkout.php`.
_TRANSLATION = expression(
    r"(?:^|/)(?:lang|langs|languages?|locales?|i18n|l10n|translations?|idiomas?)/(?:[a-z]{2}(?:[-_][a-z]{2,4})?)(?:/.*)?\.(?:php|[jt]s|py|rb)$"
)
# language: (module of the grammar wheel, function that returns the grammar, folder with syntax.scm)
_GRAMMARS = {
    "php": ("tree_sitter_php", "language_php", "php"),
    "javascript": ("tree_sitter_javascript", "language", "javascript"),
    "typescript": ("tree_sitter_typescript", "language_typescript", "typescript"),
    "tsx": ("tree_sitter_typescript", "language_tsx", "typescript"),
    "python": ("tree_sitter_python", "language", "python"),
    "java": ("tree_sitter_java", "language", "java"),
    "csharp": ("tree_sitter_c_sharp", "language", "csharp"),
    "go": ("tree_sitter_go", "language", "go"),
    "ruby": ("tree_sitter_ruby", "language", "ruby"),
    "kotlin": ("tree_sitter_kotlin", "language", "kotlin"),
    "swift": ("tree_sitter_swift", "language", "swift"),
}


def language_of(uri: str) -> str | None:
    """Name of the language that a file's ending tells, or None.

    TypeScript's declarations (`.d.ts`) and translations hold no code, and Gradle's scripts are read as settings.
    """
    lower = uri.lower()
    if lower.endswith((".d.ts", ".d.mts", ".d.cts", ".gradle.kts")):
        return None
    language = _BY_SUFFIX.get("." + lower.rpartition(".")[2])
    return None if language is not None and _TRANSLATION.search(lower) else language


@lru_cache(maxsize=64)
def holds_settings(uri: str) -> bool:
    """Whether a source file's name says that it holds settings: `config/app.php`, `settings.py`, `next.config.js`."""
    return re.search(_SETTINGS, uri.lower()) is not None


@lru_cache(maxsize=len(_GRAMMARS))
def grammar(language: str) -> Language:
    """The tree-sitter grammar of a language."""
    from tree_sitter import Language

    module, function, _ = _GRAMMARS[language]
    return Language(getattr(import_module(module), function)())


def syntax(language: str) -> str:
    """The query that maps the grammar onto our vocabulary: languages/<folder>/syntax.scm."""
    from pathlib import Path

    return (Path(__file__).parent / _GRAMMARS[language][2] / "syntax.scm").read_text(encoding="utf-8")


@lru_cache(maxsize=len(_GRAMMARS))
def query(language: str) -> Query:
    """The compiled query of a language."""
    from tree_sitter import Query

    return Query(grammar(language), syntax(language))
