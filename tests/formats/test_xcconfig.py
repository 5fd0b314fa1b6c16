"""Xcode's configuration files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.formats import format_of

if TYPE_CHECKING:
    from tests.formats.conftest import Written


def test_settings_are_read_without_comments_and_empty_variables(written: Written) -> None:
    text = """\
// Release
#include "Base.xcconfig"
PE_HOST = services.example // why
PE_URL=https:/$()/services.example/v2
PE_KEY[sdk=iphoneos*][arch=arm64] = abc
OTHER_FLAGS += $(inherited) -DLIVE
EMPTY =
"""
    assert written("xcconfig", text) == [
        ("PE_HOST", "services.example", "services.example"),
        ("PE_URL", "https://services.example/v2", "https:/$()/services.example/v2"),
        ("PE_KEY[sdk=iphoneos*][arch=arm64]", "abc", "abc"),
        ("OTHER_FLAGS", "$(inherited) -DLIVE", "$(inherited) -DLIVE"),
        ("EMPTY", "", ""),
    ]
    assert format_of("Config/Release.xcconfig") == "xcconfig"
