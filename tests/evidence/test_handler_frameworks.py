"""Receivers of notifications in every framework: each folder of examples is a tree, its comments say what is found."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pe_audit import gateways
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.codebase import Codebase
from pe_audit.evidence.handler import handlers, receiving
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pe_audit.evidence.handler import Handler

EXAMPLES = Path(__file__).parent / "examples"
TOLD = Circumstances(gateways.load())
RECEIVES = re.compile(r"receives: (\S+)(?: at (.+))?")
AHEAD = re.compile(r"(before|unresolved): (.+)")


def folders(name: str) -> list[Path]:
    return sorted((EXAMPLES / name).iterdir())


def sentence(folder: Path) -> str:
    return folder.name.replace("-", " ")


def tree(folder: Path) -> dict[str, SourceFile]:
    """The files of a folder, which know of one another."""
    written = [one for one in sorted(folder.rglob("*")) if one.is_file()]
    return trees_of({one.relative_to(folder).as_posix(): one.read_bytes() for one in written})


def trees_of(written: dict[str, bytes]) -> dict[str, SourceFile]:
    """Files by path, which know of one another."""
    told = replace(TOLD, codebase=Codebase(lambda: written))
    sources: dict[str, SourceFile] = {}
    for uri, data in written.items():
        language = language_of(uri)
        assert language is not None, uri
        sources[uri] = SourceFile(File(uri, data, told), language)
        told.codebase.keep(sources[uri])
    return sources


def found(sources: dict[str, SourceFile]) -> list[Handler]:
    return [handler for source in sources.values() for handler in handlers(source)]


@pytest.mark.parametrize("folder", folders("handlers"), ids=sentence)
def test_receivers_of_a_tree(folder: Path) -> None:
    sources = tree(folder)
    wanted = [said for one in sources.values() for said in RECEIVES.findall(one.file.text)]
    assert sorted((one.name, one.route) for one in found(sources)) == sorted(wanted)


@pytest.mark.parametrize("folder", folders("ahead"), ids=sentence)
def test_what_runs_ahead_of_a_receiver(folder: Path) -> None:
    sources = tree(folder)
    (handler,) = found(sources)
    wanted = dict(AHEAD.findall(handler.source.file.text))
    names = [scope.name.strip("'").rpartition(".")[2] or "a closure" for _, scope in handler.before]
    assert (", ".join(names) or "nothing") == wanted["before"]
    assert ", ".join(handler.unresolved) == wanted.get("unresolved", "")


ROUTES = b"<?php Route::post('/webhooks/culqi', [PagosController::class, 'store']);"
CONTROLLER = (
    b"<?php class PagosController { public function store(Request $r) { $this->service->process($r->all()); } }"
)


def test_a_route_leads_to_a_controller_that_says_nothing_itself() -> None:
    sources = trees_of({"routes/api.php": ROUTES, "app/Http/Controllers/PagosController.php": CONTROLLER})
    names = [one.name for file in receiving([sources["routes/api.php"]]) for one in handlers(file)]
    assert names == ["PagosController.store"]


@pytest.mark.parametrize("order", [list, lambda files: list(reversed(files))], ids=["last", "first"])
def test_a_file_that_a_route_leads_to_is_looked_at_once(order: Callable[[list[SourceFile]], list[SourceFile]]) -> None:
    sources = trees_of({"routes/api.php": ROUTES, "app/Http/Controllers/PagosController.php": CONTROLLER})
    files = [file.uri for file in receiving(order(list(sources.values())))]
    assert sorted(files) == sorted(sources)
