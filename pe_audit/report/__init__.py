"""How an audit is shown: one module per format, `render(audit) -> str`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pe_audit.model import Audit

_MODULES = {"text": "terminal", "json": "json_report", "sarif": "sarif"}


def render(audit: Audit, format: str) -> str:
    """The audit in a format, ending in a newline."""
    return cast("str", import_module(f"pe_audit.report.{_MODULES[format]}").render(audit))
