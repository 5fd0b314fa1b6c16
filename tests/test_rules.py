"""Every rule on every one of its examples."""

from __future__ import annotations

import pytest

from pe_audit import catalog, examples


@pytest.mark.parametrize("rule", catalog.load(), ids=lambda rule: rule.id)
def test_rule_is_proved_by_its_examples(rule: catalog.Rule) -> None:
    assert list(examples.failures(rule)) == []
