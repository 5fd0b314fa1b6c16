"""Data formats as text: the same bytes for the same audit, and nothing that a strict reader refuses."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pe_audit.expression import expression

if TYPE_CHECKING:
    from pe_audit.model import Deployment

_SURROGATE = expression("[\ud800-\udfff]")


def to_json(value: dict[str, Any]) -> str:
    """Indented ASCII JSON. Bytes of a name that are no UTF-8 appear as `\\xe9`, for JSON has no way to say them."""
    text = json.dumps(_speakable(value), indent=2)
    return text.replace("##[", "##\\u005b") + "\n"  # build servers obey `##[…]` anywhere in what they are shown


def environment(deployment: Deployment) -> dict[str, str]:
    """Where a finding takes effect, and why that is thought."""
    return {"name": deployment.environment.value, "reason": deployment.reason}


def _speakable(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else _SURROGATE.sub(_escape, value)
    if isinstance(value, dict):
        return {_speakable(key): _speakable(item) for key, item in value.items()}
    return [_speakable(item) for item in value] if isinstance(value, (list, tuple)) else value


def _escape(surrogate: re.Match[str]) -> str:
    code = ord(surrogate[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"
