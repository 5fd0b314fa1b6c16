"""Every rule on every one of its examples, and every configuration format in some rule's examples."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import pytest

import pe_audit.formats
from pe_audit import catalog, examples
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file

if TYPE_CHECKING:
    from pathlib import Path

    from pe_audit.model import Rule

RULES = catalog.load()
FORMATS = [
    module.name
    for module in iter_modules(pe_audit.formats.__path__)
    if module.name != "conf"  # which only finds out the format of a .conf
    and hasattr(import_module(f"pe_audit.formats.{module.name}"), "read")
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_is_proved_by_its_examples(rule: Rule) -> None:
    assert list(examples.failures(rule)) == []


def format_of_place(example: Path, uri: str) -> str | None:
    """The configuration format in which a file of an example is read as settings."""
    file = (example if example.is_dir() else example.parent) / uri
    read = settings_file(File(uri, file.read_bytes(), Circumstances()))
    return read.format if read is not None else None


def formats_with_findings(rule: Rule) -> set[str | None]:
    """The formats in which a rule that reads settings reports something in its bad examples."""
    bad = [path for path in examples.examples_of(rule) if path.name.startswith("bad")]
    return {format_of_place(path, one.location.uri) for path in bad for one in examples.run(rule, path).findings}


@pytest.fixture(scope="module")
def proved() -> set[str | None]:
    readers_of_settings = [rule for rule in RULES if {"settings", "project"} & set(rule.looks_at)]
    return set[str | None]().union(*(formats_with_findings(rule) for rule in readers_of_settings))


@pytest.mark.parametrize("format", FORMATS)
def test_every_configuration_format_is_proved_by_some_rule_s_examples(format: str, proved: set[str | None]) -> None:
    assert format in proved
