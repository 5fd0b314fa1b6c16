"""Properties as java.util.Properties reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.formats.conftest import Written


def test_separators_escapes_and_continuations_are_java_s(written: Written) -> None:
    text = r"""# comment
! comment = 1
a=1
b : two words
c three
d\ e\:f = x\ty\u00e9 \
    more \
    end
g=\
  next
=no key
h
i=http\://x.example/
j = C:\\path\\
#---
spring.datasource.password = ${DB_PASSWORD:default}
"""
    assert written("properties", text) == [
        ("a", "1", "1"),
        ("b", "two words", "two words"),
        ("c", "three", "three"),
        ("d e:f", "x\tyé more end", r"x\ty\u00e9 "),
        ("g", "next", "next"),
        ("h", "", ""),
        ("i", "http://x.example/", r"http\://x.example/"),
        ("j", "C:\\path\\", r"C:\\path" + "\\\\"),
        ("spring.datasource.password", "${DB_PASSWORD:default}", "${DB_PASSWORD:default}"),
    ]
