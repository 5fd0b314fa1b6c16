"""Changes to YAML that leave every other byte as it was."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from pe_audit.edit import Edit, scalar

NEW = ({"id": "b", "purpose": "api"}, ["What?"])
LAYOUTS = {
    "nothing": ("", "keys:\n  # What?\n  - id: b\n    purpose: api\n"),
    "only a comment": ("# ours\n", "# ours\nkeys:\n  # What?\n  - id: b\n    purpose: api\n"),
    "no keys": ("fail_on: low", "fail_on: low\nkeys:\n  # What?\n  - id: b\n    purpose: api\n"),
    "empty keys": (
        "keys:  # the register\nfail_on: low\n",
        "keys:  # the register\n  # What?\n  - id: b\n    purpose: api\nfail_on: low\n",
    ),
    "empty brackets": ("keys: []  # none\n", "keys:   # none\n  # What?\n  - id: b\n    purpose: api\n"),
    "a list of lines": (
        "keys:\n  - {id: a, purpose: api}  # old\n\n# paths\npaths: {}\n",
        "keys:\n  - {id: a, purpose: api}  # old\n  # What?\n  - {id: b, purpose: api}\n\n# paths\npaths: {}\n",
    ),
    "a list of blocks, not indented": (
        "keys:\n- id: a\n  purpose: api # old\n\n\nfail_on: low\n",
        "keys:\n- id: a\n  purpose: api # old\n# What?\n- id: b\n  purpose: api\n\n\nfail_on: low\n",
    ),
    "comments on the last entry": (
        "keys:\n  - id: a\n    # created: YYYY-MM-DD\n  # Others?\npaths: {}\n",
        "keys:\n  - id: a\n    # created: YYYY-MM-DD\n  # What?\n  - id: b\n    purpose: api\n  # Others?\npaths: {}\n",
    ),
    "no newline at the end": (
        "keys:\n  - id: a\n    purpose: api",
        "keys:\n  - id: a\n    purpose: api\n  # What?\n  - id: b\n    purpose: api",
    ),
    "brackets": ("keys: [{id: a, purpose: api}]\n", "keys: [{id: a, purpose: api}, {id: b, purpose: api}]\n"),
    "brackets over lines": (
        "keys: [\n  {id: a, purpose: api},  # old\n]\n",
        "keys: [\n  {id: a, purpose: api},\n  {id: b, purpose: api},  # old\n]\n",
    ),
    "braces": ("{fail_on: low}\n", "{fail_on: low, keys: [{id: b, purpose: api}]}\n"),
    "line ends of Windows": (
        "fail_on: low\r\nkeys:\r\n  - id: a\r\n    purpose: api\r\n",
        "fail_on: low\r\nkeys:\r\n  - id: a\r\n    purpose: api\r\n  # What?\r\n  - id: b\r\n    purpose: api\r\n",
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_entry_is_added_in_the_style_of_the_list(layout: str) -> None:
    before, after = LAYOUTS[layout]
    edit = Edit(before)
    edit.append("keys", [NEW])
    assert edit.text == after
    assert yaml.safe_load(after)["keys"][-1] == {"id": "b", "purpose": "api"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "keys:\n  - {id: é, created: '2026-01-01'} # x\n",
            "keys:\n  - {id: é, created: 2026-08-24, state: retired} # x\n",
        ),
        ("keys: [{created: 2026-01-01}]\n", "keys: [{created: 2026-08-24, state: retired}]\n"),
        (
            "keys:\n  - created: 2026-01-01   # old\n    id: a # name\n\nfail_on: low\n",
            "keys:\n  - created: 2026-08-24   # old\n    id: a # name\n    state: retired\n\nfail_on: low\n",
        ),
        (
            "keys:\n  - created: 2026-01-01\n    # state: retired   # ? Is it?\n    # mine\n",
            "keys:\n  - created: 2026-08-24\n    state: retired\n    # mine\n",
        ),
        (
            "keys:\n-   created:\n      2026-01-01\n",
            "keys:\n-   created:\n      2026-08-24\n    state: retired\n",
        ),
    ],
)
def test_a_value_is_replaced_and_a_field_added_where_they_stand(before: str, after: str) -> None:
    edit = Edit(before)
    edit.replace(("keys", 0, "created"), "2026-08-24")
    edit.add_fields(("keys", 0), {"state": "retired"})
    assert edit.text == after


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=20))
def test_a_scalar_reads_as_the_text_it_was_made_of_wherever_it_stands(text: str) -> None:
    assume("\ufeff" not in text and not any(ord(char) in (0xFFFE, 0xFFFF) for char in text))
    for line, place in ((f"- {{a: {scalar(text)}, b: c}}", 0), (f"- a: {scalar(text)}\n  b: c", 0)):
        assert str(yaml.load(line, Loader=yaml.CSafeLoader)[place]["a"]) == text


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "0x1f",
        "1e3",
        "12:30",
        "~",
        "NULL",
        "1_000",
        "-",
        "a: b",
        "a #b",
        "2026-01-01T00:00:00",
        "a:",
        "@a",
        "'",
        "1.5",
    ],
)
def test_what_yaml_would_take_for_something_else_is_quoted(text: str) -> None:
    assert yaml.load(scalar(text), Loader=yaml.CSafeLoader) == text
