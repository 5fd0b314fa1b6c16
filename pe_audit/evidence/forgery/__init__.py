"""Checks of frameworks against forged requests (CSRF), and the receivers of notifications that they stop.

A browser's form carries the framework's token; a gateway's POST never does, so its route must be exempt.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from pe_audit.evidence.forgery.code import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.forgery.code import Receiver
    from pe_audit.evidence.project import Project

_FRAMEWORKS = {"laravel": "php", "django": "python", "flask": "python", "express": "javascript", "aspnet": "csharp"}


def receivers(project: Project) -> Iterator[Receiver]:
    """Each receiver of notifications in a framework that checks for forged requests, and what becomes of a POST."""
    code = Code(project)
    for framework, language in _FRAMEWORKS.items():
        if code.speaks(language):
            yield from import_module(f"pe_audit.evidence.forgery.{framework}").receivers(code)
    yield from code.unread()
