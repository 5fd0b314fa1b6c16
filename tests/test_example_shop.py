"""The example shop: exactly the planted problems are reported."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pe_audit import catalog, configuration
from pe_audit.audit import audit
from pe_audit.options import Options

if TYPE_CHECKING:
    from pe_audit.model import Audit

SHOP = Path(__file__).parent.parent / "examples" / "unsafe-shop"


def planted() -> list[tuple[str, str, str]]:
    """File, what its line has, rule: the rows of PLANTED.md."""
    rows = []
    for line in (SHOP / "PLANTED.md").read_text().splitlines():
        cells = [cell.strip().strip("`").replace("\0", "|") for cell in line.replace("\\|", "\0").strip("|").split("|")]
        if len(cells) == 3 and cells[2] in {rule.id for rule in catalog.load()}:
            rows.append((cells[0], cells[1], cells[2]))
    return rows


@lru_cache(maxsize=1)
def shop() -> Audit:
    return audit(Options(paths=(SHOP,), root=SHOP, config=configuration.load(SHOP)))


def reported() -> list[tuple[str, str, str]]:
    """File, line, rule of every finding."""
    return [
        (
            found.location.uri,
            (SHOP / found.location.uri).read_text().splitlines()[found.location.line - 1],
            found.rule.id,
        )
        for found in shop().findings
    ]


@pytest.mark.parametrize(("file", "has", "rule"), planted())
def test_a_planted_problem_is_reported_once(file: str, has: str, rule: str) -> None:
    found = [line for uri, line, id in reported() if (uri, id) == (file, rule) and has in line]
    assert len(found) == 1


def test_nothing_else_is_reported() -> None:
    expected = planted()
    assert [
        (uri, line.strip(), rule)
        for uri, line, rule in reported()
        if not any((uri, rule) == (file, id) and has in line for file, has, id in expected)
    ] == []


def test_every_row_of_the_table_names_a_rule() -> None:
    rows = [line for line in (SHOP / "PLANTED.md").read_text().splitlines() if line.startswith("| `")]
    assert len(rows) == len(planted()) >= 12


def test_everything_in_the_shop_can_be_read() -> None:
    assert shop().unreached == ()
    assert not shop().crashed
