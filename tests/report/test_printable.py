"""Text from hostile trees: nothing steers the terminal, everything fits."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pe_audit.report.excerpt import cropped
from pe_audit.report.printable import cells, for_build_log, printable, wrapped

_ANY = st.text(st.characters(blacklist_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\nb\r\x1b[31m", "a\\nb\\r\\x1b[31m"),
        ("\x9b31m\x7f", "\\x9b31m\\x7f"),
        ("user\u202e\u2066nimda", "user\\u202e\\u2066nimda"),
        ("caf\udce9", "caf\\xe9"),
        ("\ud83d", "\\ud83d"),
        ("a\tb", "a    b"),
        ("\ufeffKEY", "KEY"),
        ("señal 😀 店", "señal 😀 店"),
    ],
    ids=[
        "control characters",
        "C1 characters",
        "bidi characters",
        "bytes that are not UTF-8",
        "half a surrogate pair",
        "tabs",
        "a byte order mark",
        "letters of any script",
    ],
)
def test_unsafe_characters_become_visible(raw: str, shown: str) -> None:
    assert printable(raw) == shown


@settings(deadline=None)
@given(_ANY)
def test_printable_text_can_be_encoded_and_holds_no_control_character(text: str) -> None:
    shown = printable(text)
    shown.encode("utf-8")
    assert not [char for char in shown if ord(char) < 32 or 0x7F <= ord(char) < 0xA0]


@settings(deadline=None)
@given(_ANY, st.integers(8, 80))
def test_wrapped_lines_fit_and_lose_no_word(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(printable(" ".join(text.split())).split())


@settings(deadline=None)
@given(st.text(st.sampled_from("ab \t\x1b\u5e97\u0301\U0001f600\udce9"), max_size=200), st.data())
def test_cropped_line_fits_and_its_marks_are_under_the_span(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    room = data.draw(st.integers(30, 100))

    def column(index: int) -> int:
        return len(line[:index].encode("utf-16-le", "surrogatepass")) // 2 + 1

    crop = cropped(line, column(start), column(end), room)
    assert cells(crop.text) <= room
    assert crop.length >= 1
    span = printable(line[start:end])
    visible = [char for char in crop.text if cells(char)]
    before, total = [], 0
    for char in visible:
        if total >= crop.offset:
            break
        before.append(char)
        total += cells(char)
    rest = "".join(visible[len(before) :]).removesuffix("...")
    shown = "".join(char for char in span if cells(char))
    assert shown.startswith(rest) or rest.startswith(shown)


def test_crop_of_a_huge_line_is_quick() -> None:
    line = "é\t" * 500_000
    started = time.process_time()
    for column in range(1, 1_000_000, 50_000):
        cropped(line, column, column + 500, 74)
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize("line", ["::error::x", "  ::add-mask::x", "\x1b[31m::error::x", "a ##[error]b"], ids=repr)
def test_build_server_commands_are_broken_only_on_a_build_server(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    assert for_build_log(line) == line
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    neutral = for_build_log(f"before\n{line}\n")
    assert "##[" not in neutral
    assert not re.search(r"(?m)^(?:\s|\x1b\[31m)*::", neutral)
