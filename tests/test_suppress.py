"""Findings that somebody took responsibility for, in a comment or in pe-audit.yaml, and for how long."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from pe_audit import catalog, configuration
from pe_audit.audit import audit
from pe_audit.model import Audit
from pe_audit.options import Options

RULE = "environment-unknown-host"
LINE = "https://pre-api.pagoefectivo.pe/v1"
NOW = datetime(2026, 11, 22, 23, 59, tzinfo=timezone.utc)


def run(
    tmp_path: Path, text: str, name: str = "shop.php", config: str = "", now: datetime = NOW, **changes: bool
) -> Audit:
    """The audit of one file with the one rule that sees its text."""
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text)
    if config:
        (tmp_path / "pe-audit.yaml").write_text(config)
    options = Options(
        paths=(tmp_path / name,),
        root=tmp_path,
        config=configuration.load(tmp_path),
        now=now,
        only=(catalog.find(RULE),),
    )
    return audit(options._replace(**changes))  # type: ignore[arg-type]


LEADERS = {
    "PHP, Java, C#, JavaScript, Go": "// {}",
    "Python, Ruby, YAML, dotenv, nginx": "# {}",
    "C": "/* {} */",
    "a line of a block comment": "* {}",
    "HTML, XML, Vue": "<!-- {} -->",
    "ColdFusion": "<!--- {} --->",
    "SQL, Lua": "-- {}",
    "INI, assembler": "; {}",
    "properties": "! {}",
    "Visual Basic": "' {}",
    "old Basic, batch": "REM {}",
    "batch": ":: {}",
    "Jinja, Twig": "{{# {} #}}",
    "Blade": "{{{{-- {} --}}}}",
    "Handlebars": "{{{{!-- {} --}}}}",
    "Smarty": "{{* {} *}}",
    "JSP, ASP": "<%-- {} --%>",
    "ERB": "<%# {} %>",
    "Razor": "@* {} *@",
    "LaTeX, Erlang": "% {}",
    "Pug": "//- {}",
    "Rust, Swift documentation": "/// {}",
    "Haskell block": "{{- {} -}}",
    "HAML": "-# {}",
}
BLOCK_ONLY = {"a line of a block comment", "old Basic, batch", "batch", "Haskell block"}


@pytest.mark.parametrize("language", [name for name in LEADERS if name != "Haskell block"])
def test_a_comment_alone_above_counts_in_every_language(tmp_path: Path, language: str) -> None:
    comment = LEADERS[language].format(f"pe-audit: ignore[{RULE}] agreed with the gateway")
    result = run(tmp_path, f"  {comment}\n{LINE}\n")
    assert (len(result.findings), result.suppressed, result.notes) == (0, 1, ())


@pytest.mark.parametrize("language", [name for name in LEADERS if name not in BLOCK_ONLY])
def test_a_comment_behind_the_code_counts_in_every_language(tmp_path: Path, language: str) -> None:
    comment = LEADERS[language].format(f"pe-audit: ignore[{RULE}] agreed with the gateway")
    result = run(tmp_path, f"url = '{LINE}' {comment}\n")
    assert (len(result.findings), result.suppressed) == (0, 1)


@pytest.mark.parametrize("words", [RULE, "environment", "environment-*", f"secret-hardcoded, {RULE}"])
def test_rules_and_areas_may_be_named(tmp_path: Path, words: str) -> None:
    assert run(tmp_path, f"{LINE} # pe-audit: ignore[{words}] agreed\n").suppressed == 1


@pytest.mark.parametrize(
    "text",
    [
        f"$u = '{LINE}?x=pe-audit: ignore[{RULE}] agreed';\n",
        f"$u = '{LINE}#pe-audit: ignore[{RULE}] agreed';\n",
        f"code(); // pe-audit: ignore[{RULE}] of another line\n{LINE}\n",
        f"// pe-audit: ignore[{RULE}] two lines up\n\n{LINE}\n",
        f"{LINE}\n// pe-audit: ignore[{RULE}] below\n",
        f"{LINE} // pe-audit: ignore[clock-drift] another rule\n",
        f"{LINE} // pe-audit ignore {RULE}\n",
    ],
    ids=["in a query", "in a fragment", "behind code above", "two lines up", "below", "another rule", "misspelt"],
)
def test_anything_else_takes_nothing_out(tmp_path: Path, text: str) -> None:
    result = run(tmp_path, text)
    assert (len(result.findings), result.suppressed, result.notes) == (1, 0, ())


@pytest.mark.parametrize(
    ("comment", "note"),
    [
        (f"ignore[{RULE}]", "this ignore does not hold: say why, `pe-audit: ignore[rule] reason`"),
        (f"ignore[{RULE}] until=2027-01-31 -->", "this ignore does not hold: say why, `pe-audit: ignore[rule] reason`"),
        (f"ignore[{RULE}] agreed until=2026-11-21", "this ignore ended on 2026-11-21"),
        (
            f"ignore[{RULE}] agreed until=2026-02-30",
            "this ignore does not hold: '2026-02-30' is no date, write until=YYYY-MM-DD",
        ),
        (
            f"ignore[{RULE}] agreed until=soon",
            "this ignore does not hold: 'soon' is no date, write until=YYYY-MM-DD",
        ),
        (f"ignore[{RULE}x] agreed", f"this ignore does not hold: there is no rule '{RULE}x'; did you mean {RULE}?"),
    ],
    ids=["no reason", "only a date", "ended", "no such day", "no date", "unknown rule"],
)
def test_an_ignore_that_does_not_hold_says_why(tmp_path: Path, comment: str, note: str) -> None:
    result = run(tmp_path, f"<a href='{LINE}'> <!-- pe-audit: {comment}\n")
    assert len(result.findings) == 1
    assert result.notes == (f"shop.php:1: {note}",)


@pytest.mark.parametrize(
    ("now", "holds"),
    [
        (datetime(2026, 11, 22, 23, 59, 59, tzinfo=timezone.utc), True),
        (datetime(2026, 11, 23, 0, 0, 0, tzinfo=timezone.utc), False),
    ],
)
def test_an_ignore_holds_through_its_last_day_in_utc(tmp_path: Path, now: datetime, holds: bool) -> None:
    inline = run(tmp_path, f"{LINE} # pe-audit: ignore[{RULE}] agreed until=2026-11-22\n", now=now)
    assert inline.suppressed == holds
    mute = f"ignore: [{{rule: {RULE}, path: '*', reason: agreed, until: 2026-11-22}}]\n"
    configured = run(tmp_path, LINE, config=mute, now=now)
    assert configured.suppressed == holds
    assert configured.notes == (() if holds else ("pe-audit.yaml:1: this ignore ended on 2026-11-22",))


def test_a_gate_can_refuse_all_comments(tmp_path: Path) -> None:
    result = run(tmp_path, f"{LINE} # pe-audit: ignore[{RULE}] agreed\n", inline_ignores=False)
    assert (len(result.findings), result.suppressed) == (1, 0)


@pytest.mark.parametrize(
    ("path", "covered"), [("tests/", True), ("*.php", True), ("/tests/shop.php", True), ("src/", False), ("!*", False)]
)
def test_a_mute_covers_paths_as_gitignore_does(tmp_path: Path, path: str, covered: bool) -> None:
    mute = f"ignore: [{{rule: environment-*, path: '{path}', reason: agreed}}]\n"
    assert run(tmp_path, LINE, "tests/shop.php", mute).suppressed == covered


def test_an_ignored_finding_still_leaves_its_verdict_to_see(tmp_path: Path) -> None:
    (verdict,) = run(tmp_path, f"{LINE} # pe-audit: ignore[{RULE}] agreed\n").verdicts
    assert verdict.subjects == 1


def test_a_line_of_100_000_characters_takes_no_time(tmp_path: Path) -> None:
    run(tmp_path, f"{LINE} {'; ' * 50_000} {'/*' * 20_000} {' ' * 50_000} pe-audit: ignore[")
