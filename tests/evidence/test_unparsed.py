"""Strings of Objective-C and Visual Basic, and what they are called."""

from __future__ import annotations

import pytest

from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.text import File
from pe_audit.evidence.unparsed import has_no_grammar, literals


def found(uri: str, line: str) -> list[tuple[str, str]]:
    file = File(uri, line.encode(), Circumstances())
    read = list(literals(file))
    assert all(file.data[one.start : one.end].decode() == one.text for one in read)
    return [(one.name, one.text) for one in read]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('#define RETURN_URL @"x"', "RETURN_URL"),
        ('static NSString *const kUrl = @"x";', "kUrl"),
        ('request.url=@"x";', "url"),
        ('[sdk config:@"x"];', "config"),
        ('[año setUrl: @"x"];', "setUrl"),
        ('NSURL *url = [NSURL URLWithString:@"x"];', "url"),
        ('body[@"url"] = @"x";', "url"),
        ('[body setObject:@"x" forKey:@"url"];', "url"),
        ('return @"x";', "return"),
        ('@"x",', ""),
    ],
)
def test_objective_c(line: str, name: str) -> None:
    assert found("A.m", line)[-1 if "forKey" not in line else 0] == (name, "x")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('Private Const Url As String = "x"', "Url"),
        ('Dim url = "x"', "url"),
        ('Dim url As Uri = New Uri("x")', "url"),
        ('Dim url As New Uri("x")', "url"),
        ('pago.UrlRetorno = "x"', "UrlRetorno"),
        ('servicio.Crear(url:="x")', "url"),
        ('datos.Add("url", "x")', "url"),
        ('datos("url") = "x"', "url"),
        ('servicio.SetUrl("x")', "SetUrl"),
    ],
)
def test_visual_basic(line: str, name: str) -> None:
    assert found("A.vb", line)[-1] == (name, "x")


@pytest.mark.parametrize(
    ("uri", "line"),
    [
        ("A.m", '// a = @"x";'),
        ("A.m", 'f(); // a = @"x";'),
        ("A.h", ' * a = @"x"'),
        ("A.vb", '\' a = "x"'),
        ("A.vb", 'Rem a = "x"'),
        ("A.vb", 'Return \' a = "x"'),
    ],
)
def test_comments_hold_no_strings(uri: str, line: str) -> None:
    assert found(uri, line) == []


def test_a_comment_mark_in_a_string_is_none() -> None:
    assert found("A.m", 'f(@"http://a", @"b")') == [("f", "http://a"), ("", "b")]
    assert found("A.vb", 'f("it\'s", "b")') == [("f", "it's"), ("", "b")]


def test_which_files_these_are() -> None:
    assert has_no_grammar("App/Delegate.MM") and has_no_grammar("Pago.vb") and not has_no_grammar("Pago.cs")


def test_lines_that_nobody_wrote_are_soon_read() -> None:
    assert found("A.m", '"' * 100_000) == []
    assert len(found("A.m", "\n".join(['a = "' + "(" * 1500 + '"'] * 500))) == 500
