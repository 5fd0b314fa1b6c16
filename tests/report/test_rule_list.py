"""The catalogue listed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pe_audit.report import rule_list
from pe_audit.report.look import PLAIN, Look
from pe_audit.report.printable import cells

if TYPE_CHECKING:
    import pytest
    from syrupy.assertion import SnapshotAssertion

    from pe_audit.model import Rule


def test_table(rules: tuple[Rule, Rule], snapshot: SnapshotAssertion) -> None:
    table = rule_list.render(rules, "text", PLAIN)
    assert max(map(cells, table.splitlines())) <= 80
    assert table == snapshot


def test_table_is_coloured_on_a_terminal(rules: tuple[Rule, Rule]) -> None:
    assert "\x1b[1;31mcritical\x1b[0m" in rule_list.render(rules, "text", Look(color=True))


def test_json_holds_all_that_a_card_says(
    rules: tuple[Rule, Rule], snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rule_list, "__version__", "1.2.3")
    report = rule_list.render(rules, "json", PLAIN)
    assert [rule["id"] for rule in json.loads(report)["rules"]] == ["secret-planted", "transport-plain"]
    assert report == snapshot
