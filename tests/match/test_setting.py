"""`match: setting`: declarative rules on values of any configuration format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pe_audit import catalog
from pe_audit.audit import circumstances_of
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.text import File
from pe_audit.formats import format_of, reader
from pe_audit.match import compile_match
from pe_audit.options import Config, Options

if TYPE_CHECKING:
    from pe_audit.model import Observed

_DEBUG = {"key": r"(?i)(^|\.)debug$", "sound": "(?i)false|0|no|off|", "problem": "{key} is {subject} here."}


def observed(block: dict[str, Any], uri: str, text: str) -> list[Observed]:
    rule = replace(catalog.load()[0], match={"setting": block})
    format = format_of(uri)
    assert format is not None
    file = File(uri, text.encode(), circumstances_of(Options(paths=(), root=Path(), config=Config())))
    return list(compile_match(rule)(SettingsFile(file, format, reader(format))))


@pytest.mark.parametrize(
    ("uri", "text", "column"),
    [
        (".env", "DEBUG=true\n", 7),
        ("a.yaml", "debug: true\n", 8),
        ("a.json", '{"Debug": "true"}', 12),
        ("a.ini", "[php]\ndebug = true\n", 9),
        ("a.properties", "spring.debug=true\n", 14),
        ("web.config", '<c><compilation debug="true"/></c>', 24),
        ("nginx.conf", "events { debug true; }", 16),
    ],
)
def test_one_block_judges_every_format(uri: str, text: str, column: int) -> None:
    (seen,) = observed(_DEBUG, uri, text)
    assert (seen.column, seen.end_column) == (column, column + len("true"))
    assert seen.problem in ("DEBUG is true here.", "debug is true here.", "Debug is true here.")
    assert seen.identity.lower().endswith("debug")


def test_a_value_that_is_sound_as_a_whole_is_a_subject_without_a_problem() -> None:
    assert [seen.problem for seen in observed(_DEBUG, ".env", "DEBUG=no\nDEBUG=nor\nX=1\nDEBUG=\n")] == [
        None,
        "DEBUG is nor here.",
        None,
    ]


def test_value_narrows_the_subjects() -> None:
    block = {"key": "URL$", "value": "^https?://", "sound": "https://.*", "problem": "No TLS."}
    text = "A_URL=http://x.example\nB_URL=https://x.example\nC_URL=/path\n"
    assert [(seen.identity, seen.problem) for seen in observed(block, ".env", text)] == [
        ("A_URL", "No TLS."),
        ("B_URL", None),
    ]


def test_formats_narrow_the_files() -> None:
    assert observed({**_DEBUG, "formats": ["yaml"]}, ".env", "DEBUG=1") == []
    assert len(observed({**_DEBUG, "formats": ["yaml"]}, "a.yml", "DEBUG: 1")) == 1


def test_gateway_words_are_filled_in() -> None:
    block = {"key": "URL", "value": "${domain}", "sound": ".*//${hosts}/.*", "problem": "Nobody lives there."}
    text = "URL=https://services.pagoefectivo.pe/v1\nURL=https://nobody.pagoefectivo.pe/v1\nURL=https://x.example\n"
    assert [seen.problem for seen in observed(block, ".env", text)] == [None, "Nobody lives there."]


def test_a_byte_order_mark_counts_where_the_file_counts_it() -> None:
    (seen,) = observed(_DEBUG, ".env", "\ufeffDEBUG=true\n")
    assert seen.column == 8
