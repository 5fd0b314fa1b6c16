"""Dotenv files as the libraries of four languages read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.formats.conftest import Written


@pytest.mark.parametrize(
    ("text", "value", "raw"),
    [
        ("A=b", "b", "b"),
        ("export A=b", "b", "b"),
        ("  A = b  ", "b", "b"),
        ("A: b", "b", "b"),
        ("A=a b   # why", "a b", "a b"),
        ("A=a#b", "a#b", "a#b"),
        ("A= # why", "", ""),
        ("A=", "", ""),
        ('A="a # b" # why', "a # b", "a # b"),
        (r'A="a\"b\n"', 'a"b\n', r"a\"b\n"),
        ("A='a\"b'", 'a"b', 'a"b'),
        (r"A='a\nb'", r"a\nb", r"a\nb"),
        ("A=`a'b`", "a'b", "a'b"),
        ("A='one\ntwo'", "one\ntwo", "one"),
        ('A="unclosed', '"unclosed', '"unclosed'),
        ('A="a" b', '"a" b', '"a" b'),
        ("A=https://x.example/?b=c&d=e", "https://x.example/?b=c&d=e", "https://x.example/?b=c&d=e"),
        ("A=${B:-c}", "${B:-c}", "${B:-c}"),
    ],
)
def test_a_value_is_read_without_quotes_and_comment(text: str, value: str, raw: str, written: Written) -> None:
    assert written("dotenv", text) == [("A", value, raw)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_comments_and_other_lines_are_skipped(newline: str, written: Written) -> None:
    text = newline.join(["# A=1", "set -e", "", "B=2", "echo", " # C=3", "B=4", "8=x"])
    assert written("dotenv", text) == [("B", "2", "2"), ("B", "4", "4")]


def test_a_quote_left_open_takes_nothing_of_the_next_lines(written: Written) -> None:
    assert written("dotenv", "A='x\nB='y'\n") == [("A", "'x", "'x"), ("B", "y", "y")]
