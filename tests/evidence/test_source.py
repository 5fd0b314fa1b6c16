"""A source file as evidence: places, nesting, strings, and code that nobody wrote."""

from __future__ import annotations

from time import process_time
from typing import get_args

import pytest

from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.syntax import FIELDS, Kind
from pe_audit.evidence.text import File
from pe_audit.languages import query
from pe_audit.model import Precision

LANGUAGES = ("php", "javascript", "typescript", "tsx", "python", "java", "csharp", "go", "ruby", "kotlin", "swift")
HAS_NOT = {"go": {"try", "catch", "decorator", "interpolation"}, "ruby": {"decorator"}}


def source(language: str, code: str | bytes) -> SourceFile:
    data = code if isinstance(code, bytes) else code.encode()
    return SourceFile(File("x", data, Circumstances()), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_capture_of_a_query_is_in_the_vocabulary(language: str) -> None:
    compiled = query(language)
    captures = {compiled.capture_name(number) for number in range(compiled.capture_count)}
    kinds = {*get_args(Kind), "lambda"}
    assert {name for name in captures if "." not in name and name[0] != "_"} <= kinds
    assert {name for name in captures if "." in name} <= {f"{kind}.{part}" for kind in FIELDS for part in FIELDS[kind]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_kinds_that_rules_ask_for(language: str) -> None:
    compiled = query(language)
    captures = {compiled.capture_name(number) for number in range(compiled.capture_count)}
    assert set(get_args(Kind)) - captures <= {"pair"} | HAS_NOT.get(language, set())


def test_elements_come_in_document_order_outer_first() -> None:
    file = source("javascript", "a(b(1), c(2)); d();")
    assert [call.name for call in file.all("call")] == ["a", "b", "c", "d"]


def test_what_lies_inside_and_around_a_span() -> None:
    file = source("python", "def f():\n    def g():\n        return h(1)\nk()\n")
    (h, k) = file.all("call")
    assert [one.name for one in file.around(h, "function")] == ["g", "f"]
    outer = file.all("function")[0]
    assert file.inside(outer, "call") == [h] and h in outer and k not in outer
    assert file.scope(h).name == "g" and file.scope(k) == file.whole and file.function(k) is None


def test_an_element_does_not_lie_around_itself() -> None:
    file = source("python", "def f():\n    pass\n")
    (f,) = file.all("function")
    assert file.function(f) is None


def test_arguments_are_the_calls_own_and_comments_are_none() -> None:
    file = source("javascript", "f(1, /* two */ g(2, 3), ...rest)")
    own = file.arguments(file.all("call")[0])
    assert [one.text for one in own] == ["1", "g(2, 3)", "...rest"]
    second = file.argument(file.all("call")[0], 1)
    assert second is not None and second.text == "g(2, 3)"
    assert file.argument(file.all("call")[0], 7) is None


def test_the_callee_of_a_chain_is_its_last_name() -> None:
    file = source("php", "<?php Http::withToken($t)->retry(3)->post($url);")
    post = file.all("call")[0]
    assert (post.name, post.text_of("receiver")) == ("post", "Http::withToken($t)->retry(3)")


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [
        ("javascript", "exports.verify = async (req) => 1;", "exports.verify"),
        ("javascript", "const verify = function () {};", "verify"),
        ("javascript", "({ verify: () => 1 });", "verify"),
        ("php", "<?php $verify = fn($x) => 1;", "$verify"),
        ("java", "class A { F verify = x -> 1; }", "verify"),
        ("csharp", "class A { void M() { h.Verify = delegate { return true; }; } }", "h.Verify"),
        ("python", "verify = lambda x: 1\n", "verify"),
        ("go", "package a\nvar verify = func(x int) bool { return true }", "verify"),
        ("ruby", "verify = ->(x) { true }", "verify"),
        ("kotlin", "val verify = { x: Int -> true }", "verify"),
        ("kotlin", "a.verify = fun(x: Int) = true", "a.verify"),
        ("swift", "let verify: (Int) -> Bool = { x in true }", "verify"),
        ("swift", "f(verify: { true })", "verify"),
    ],
)
def test_an_anonymous_function_is_called_as_what_it_is_given_to(language: str, code: str, name: str) -> None:
    (function,) = (one for one in source(language, code).all("function") if one.name != "M")
    assert function.name == name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("$a->secret", "secret"),
        ("$a['secret']", "secret"),
        ("A::SECRET", "SECRET"),
        ("$request->header('X-Key')", "X-Key"),
    ],
)
def test_the_last_name_of_an_expression(code: str, name: str) -> None:
    (call,) = (one for one in source("php", f"<?php f({code});").all("call") if one.name == "f")
    (argument,) = source("php", f"<?php f({code});").arguments(call)
    assert argument.last_name == name


def test_places_are_bytes_and_columns_code_points() -> None:
    file = source("python", "ñandú = 'año'; clave = f('x')\n")
    (call,) = file.all("call")
    assert call.text == "f('x')"
    seen = file.observe(call)
    assert (seen.line, seen.column, seen.end_column) == (1, 24, 30)


@pytest.mark.parametrize("language", LANGUAGES)
def test_latin_1_is_read_at_its_places(language: str) -> None:
    code = {
        "php": b"<?php ",
        "go": b"package a; var x = ",
        "java": b"class A { String x = ",
        "csharp": b"class A { string x = ",
    }.get(language, b"x = ")
    code += b'f("a\xf1o"); /* \xe1 */ ' + (b"}" if language in ("java", "csharp") else b"")
    if language in ("python", "ruby"):
        code = b'x = f("a\xf1o")  # \xe1\n'
    file = source(language, code)
    (call,) = file.all("call")
    assert not file.broken and call.text == 'f("año")'
    (literal,) = file.all("string")
    assert file.string(literal) == "año"


def test_broken_code_is_read_and_less_sure() -> None:
    file = source("java", "class A { void f() { g(1); } } }}} class")
    assert file.broken and [one.name for one in file.all("call")] == ["g"]
    seen = file.observe(file.all("call")[0], "x", precision=Precision.VERY_HIGH)
    assert seen.precision is Precision.MEDIUM


HOSTILE = {
    "open brackets": b"(" * 300_000,
    "nested lists": b"x = " + b"[" * 50_000 + b"]" * 50_000,
    "nested calls": b"f(" * 50_000 + b")" * 50_000,
    "type arguments": b"a<" * 100_000,
    "a chain of calls": b"a" + b".b()" * 30_000,
    "comparisons": b"a == " * 30_000 + b"1",
    "quotes": b"'\"" * 20_000,
    "blocks": b"if (1) {" * 20_000,
    "else after else": b"if (1) {} else " * 20_000,
    "marks": b",;" * 50_000,
    "nothing": b"",
    "bytes": bytes(range(256)) * 100,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("attack", HOSTILE)
def test_code_that_nobody_wrote_is_read_or_refused_soon(language: str, attack: str) -> None:
    file = source(language, (b"<?php " if language == "php" else b"") + HOSTILE[attack])
    start = process_time()
    try:
        for kind in get_args(Kind):
            file.all(kind)
    except Unreadable as refused:
        assert refused.looks_at == "source"
    assert process_time() - start < 10


@pytest.mark.parametrize("language", ["kotlin", "swift"])
def test_a_long_chain_of_operators_is_read(language: str) -> None:
    file = source(language, "val x = " + " && ".join(f"a{number} == b" for number in range(200)) + "\n")
    assert len(file.all("comparison")) == 200


def test_a_bundle_is_refused_and_a_large_file_is_not() -> None:
    line = "settle(order);\n"
    assert len(source("javascript", line * 60_000).all("call")) == 60_000
    with pytest.raises(Unreadable, match="more than 1 MB of code"):
        source("javascript", line * 70_000).all("call")
