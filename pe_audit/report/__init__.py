"""How an audit is shown: one module per format, `render(audit) -> str`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from pe_audit.report.look import PLAIN

if TYPE_CHECKING:
    from pe_audit.model import Audit
    from pe_audit.report.look import Look

_DATA = {"json": "json_report", "sarif": "sarif"}


def render(audit: Audit, format: str, look: Look = PLAIN) -> str:
    """The audit in a format, ending in a newline. Only `text` has a look."""
    if format == "text":
        from pe_audit.report.terminal import render as draw

        return draw(audit, look)
    return cast("str", import_module(f"pe_audit.report.{_DATA[format]}").render(audit))
