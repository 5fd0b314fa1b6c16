"""The arrows of the house: who may import whom, and who may touch the world."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import pe_audit

HOUSE = Path(pe_audit.__file__).parent
MODULES = sorted(path for path in HOUSE.rglob("*.py"))
FLOORS = (  # a module imports from its own floor or from those above it in this list, also lazily
    ("__version__", "expression", "exits", "model", "cache", "output", "document", "edit"),
    ("lexicon", "languages", "patterns"),
    ("evidence",),
    ("options", "formats", "collect", "gateways"),
    ("route",),
    ("match", "checks"),
    ("card", "catalog"),
    ("validation", "declarations", "configuration"),
    ("inventory",),
    ("key_import",),
    ("suppress", "baseline", "fingerprint"),
    ("judge",),
    ("tally", "audit"),
    ("survey",),
    ("examples",),
    ("report",),
    ("console", "choices", "scaffold", "starter"),
    ("cli",),
    ("__main__",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
PURE = (
    "expression",
    "model",
    "edit",
    "evidence",
    "inventory",
    "formats",
    "languages",
    "lexicon",
    "match",
    "checks",
    "judge",
    "fingerprint",
)
WORLD = {"socket", "ssl", "subprocess", "http", "urllib.request", "ftplib", "smtplib", "asyncio", "httpx"}
NOWHERE = {"subprocess", "multiprocessing", "pickle", "marshal", "shelve", "http", "urllib.request", "httpx"}
CODE = {"eval", "exec", "compile", "os.system", "os.popen", "yaml.unsafe_load", "yaml.full_load"}
BANNED_NAMES = {"utils", "util", "helpers", "common", "base", "manager", "core", "misc"}


def room_of(module: Path) -> str:
    return module.relative_to(HOUSE).parts[0].removesuffix(".py")


def imports_of(tree: ast.AST) -> Iterator[str]:
    """What a module imports at run time, at its top or inside a function; `from a import b` gives a.b too."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole way"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        yield from imports_of(node)


def test_every_module_has_its_floor() -> None:
    assert {room_of(module) for module in MODULES} - {"__init__"} <= set(FLOOR)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_a_module_keeps_to_its_place(module: Path) -> None:
    room = room_of(module)
    imported = set(imports_of(ast.parse(module.read_text(encoding="utf-8"))))
    roots = {prefix for name in imported for prefix in (name, name.split(".")[0], name.rpartition(".")[0])}
    ours = {name.split(".")[1] for name in imported if name.startswith("pe_audit.")}
    assert {other for other in ours if FLOOR[other] > FLOOR.get(room, 0)} == set()
    assert not roots & NOWHERE
    if room in PURE:
        assert not roots & WORLD
        assert "collect" not in ours
    if module != HOUSE / "collect" / "clock.py":
        assert not roots & {"socket", "ssl"}
    assert module.stem not in BANNED_NAMES


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_nothing_read_can_become_code(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in CODE
            assert called != "yaml.load" or "Loader=yaml.CSafeLoader" in ast.unparse(node)
