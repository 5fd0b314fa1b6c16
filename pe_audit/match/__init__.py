"""Declarative detection: the `match:` block of a card made into a check."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pe_audit.model import Check, Rule

KINDS = ("text", "setting", "call")


def compile_match(rule: Rule) -> Check:
    """The check that a rule's `match:` block describes; its only key names the kind, a module of this folder."""
    assert rule.match is not None
    (kind,) = rule.match
    return cast("Check", import_module(f"pe_audit.match.{kind}").compile(rule))
