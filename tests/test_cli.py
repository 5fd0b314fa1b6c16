"""The command line: what each command prints, writes and ends with. Its interface is these exit codes and outputs."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from syrupy.assertion import SnapshotAssertion

from pe_audit.cli import FORMATS
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.clock import ClockReading, ClockSample

TOP = Path(__file__).parent.parent
RULE = "environment-unknown-host"
BAD = "url = 'https://pre-api.pagoefectivo.pe/v1'\n"
GOOD = "url = 'https://services.pagoefectivo.pe/v1'\n"
Run = Callable[..., "object"]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to audit, and to stand in."""
    folder = tmp_path / "shop"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def git(*words: str) -> None:
    quiet = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    subprocess.run(["git", *who, *words], env=quiet, check=True, capture_output=True)


class TestHelp:
    """Whole outputs, as a newcomer sees them."""

    @pytest.mark.parametrize(
        "command",
        [
            "",
            "check",
            "explain",
            "init",
            "schema",
            "keys",
            "rules",
            "rules list",
            "rules new",
            "rules test",
            "baseline create",
            "baseline update",
            "keys import",
            "probe clock",
        ],
    )
    def test_help_of_every_command(self, pe_audit: Run, snapshot: SnapshotAssertion, command: str) -> None:
        ran = pe_audit(*command.split(), "--help")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == snapshot

    def test_without_a_command_it_says_what_there_is(self, pe_audit: Run) -> None:
        assert pe_audit("--help").out == pe_audit().err


class TestExitCodes:
    """0 clean, 1 findings, 2 usage or configuration, 3 not done, 130 interrupted."""

    @pytest.mark.parametrize(
        ("words", "code"),
        [
            ((), 0),
            (("--fail-on", "medium"), 1),
            (("--fail-on", "low"), 1),
            (("--fail-on", "high"), 0),
            (("--fail-on", "never"), 0),
        ],
    )
    def test_a_medium_finding(self, pe_audit: Run, shop: Path, words: tuple[str, ...], code: int) -> None:
        (shop / "a.py").write_text(BAD)
        assert pe_audit("check", "--select", RULE, *words).code == code

    def test_the_configuration_sets_the_threshold_and_the_command_line_wins(self, pe_audit: Run, shop: Path) -> None:
        (shop / "a.py").write_text(BAD)
        (shop / "pe-audit.yaml").write_text("fail_on: medium\n")
        assert pe_audit("check", "--select", RULE).code == 1
        assert pe_audit("check", "--select", RULE, "--fail-on", "high").code == 0

    def test_a_format_changes_no_exit_code(self, pe_audit: Run, shop: Path) -> None:
        (shop / "a.py").write_text(BAD)
        codes = [pe_audit("check", "--fail-on", "medium", "--format", format).code for format in ("json", "sarif")]
        assert codes == [1, 1]

    def test_nothing_to_read_is_not_clean(self, pe_audit: Run, shop: Path) -> None:
        ran = pe_audit("check")
        assert ran.code == 3
        assert ran.err == "error: nothing was audited: no file was read\nhelp: is the path right?\n"

    def test_a_named_file_that_cannot_be_read_is_not_clean(self, pe_audit: Run, shop: Path) -> None:
        os.mkfifo(shop / "pipe.py")
        (shop / "a.py").write_text(GOOD)
        ran = pe_audit("check", "a.py", "pipe.py")
        assert (ran.code, ran.err) == (3, "error: pipe.py was not audited: not a regular file\n")
        assert pe_audit("check", ".").code == 0

    def test_a_rule_that_crashes_is_not_clean(self, pe_audit: Run, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def crash(_: object) -> object:
            raise ValueError("with https://secret@host in its message")

        monkeypatch.setattr("pe_audit.catalog.check_of", lambda _: crash)
        (shop / "a.py").write_text(BAD)
        ran = pe_audit("check", "--select", RULE, "--format", "json")
        assert ran.code == 3
        assert "a rule crashed" in ran.err
        assert "secret@host" not in ran.out + ran.err
        assert [verdict["outcome"] for verdict in json.loads(ran.out)["verdicts"]] == ["open"]

    def test_a_file_that_breaks_the_pipeline_loses_no_other(
        self, pe_audit: Run, shop: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from pe_audit.evidence import text

        def strict(data: bytes) -> bytes:
            if b"breaks" in data:
                raise RuntimeError
            return data

        monkeypatch.setattr(text, "_as_utf8", strict)
        (shop / "a.py").write_text("breaks")
        (shop / "b.py").write_text(BAD)
        ran = pe_audit("check", "--select", RULE, "--format", "json")
        report = json.loads(ran.out)
        assert [finding["path"] for finding in report["findings"]] == ["b.py"]
        assert [lost["path"] for lost in report["unreached"]] == ["a.py"]
        assert ran.code == 3

    def test_an_interruption_ends_it(self, pe_audit: Run, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupt(_: object) -> object:
            raise KeyboardInterrupt

        monkeypatch.setattr("pe_audit.collect.files.generated_reason", interrupt)
        (shop / "a.py").write_text(BAD)
        assert pe_audit("check").code == 130


ERRORS = {
    "unknown command": ("chekc",),
    "unknown option": ("check", "--fali-on", "high"),
    "unknown severity": ("check", "--fail-on", "hgih"),
    "unknown rule": ("check", "--select", f"{RULE}s"),
    "unknown rule to ignore": ("check", "--ignore", "nonsense"),
    "unknown rule to explain": ("explain", f"{RULE}s"),
    "missing path": ("check", "nowhere/a.php"),
    "missing configuration": ("check", "--config", "nowhere.yaml"),
    "missing rules": ("check", "--rules", "nowhere"),
    "missing baseline": ("check", "--baseline", "nowhere.json"),
    "output without a format": ("check", "--output", "report.json"),
    "output of no format": ("check", "--output", "pdf=report.pdf"),
    "SARIF that uploads overlook": ("check", "--output", "sarif=report.json"),
    "output where nothing can be": ("check", "--output", "json=nowhere/report.json"),
    "no date": ("check", "--now", "tomorrow"),
    "no repository": ("check", "--staged"),
    "staged and since": ("check", "--staged", "--since", "HEAD"),
    "no name of a rule": ("rules", "new", "Not A Name"),
    "no rules in a folder": ("rules", "test", "."),
    "no folder": ("init", "nowhere"),
    "no export": ("keys", "import", "nowhere.json"),
    "an export that is none": ("keys", "import", "a.py"),
    "no server": ("probe", "clock", "--server", "a b"),
}


@pytest.mark.parametrize("error", ERRORS)
def test_wrong_usage_is_said_in_a_sentence_and_a_remedy(
    pe_audit: Run, shop: Path, snapshot: SnapshotAssertion, error: str
) -> None:
    (shop / "a.py").write_text(GOOD)
    ran = pe_audit(*ERRORS[error])
    assert (ran.code, ran.err) == (2, snapshot)
    assert "Traceback" not in ran.err


def test_a_wrong_configuration_is_said_the_same_way(pe_audit: Run, shop: Path) -> None:
    (shop / "pe-audit.yaml").write_text(f"rules:\n  {RULE}: {{serverity: high}}\n")
    ran = pe_audit("check")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "error: pe-audit.yaml:2: unknown key 'serverity'\nhelp: did you mean 'severity'?\n"


class TestOutputs:
    """The report alone on standard output; any number of files beside it."""

    def test_standard_output_is_the_report_alone(self, pe_audit: Run, shop: Path) -> None:
        (shop / "a.py").write_text(f"{BAD.rstrip()} # pe-audit: ignore[{RULE}]\n")
        ran = pe_audit("check", "--format", "json", "--select", RULE)
        assert len(json.loads(ran.out)["findings"]) == 1
        assert ran.err.startswith("note: a.py:1: this ignore does not hold")

    def test_several_files_are_written_in_one_run(self, pe_audit: Run, shop: Path, tmp_path: Path) -> None:
        (shop / "a.py").write_text(BAD)
        names = {"json": tmp_path / "a.json", "sarif": tmp_path / "a.sarif", "text": tmp_path / "a.txt"}
        pe_audit("check", *(word for format, path in names.items() for word in ("--output", f"{format}={path}")))
        assert json.loads(names["json"].read_text())["tool"]["name"] == "pe-audit"
        assert json.loads(names["sarif"].read_text())["version"] == "2.1.0"
        assert RULE in names["text"].read_text()

    def test_a_report_file_is_replaced_whole_and_leaves_nothing_beside_it(
        self, pe_audit: Run, shop: Path, tmp_path: Path
    ) -> None:
        (shop / "a.py").write_text(GOOD)
        reports = tmp_path / "reports"
        reports.mkdir()
        (reports / "a.json").write_text("old")
        (reports / "a.json").chmod(0o640)
        (reports / "link.json").symlink_to("a.json")
        pe_audit("check", "--output", f"json={reports / 'link.json'}")
        assert json.loads((reports / "a.json").read_text())["findings"] == []
        assert (reports / "a.json").stat().st_mode & 0o777 == 0o640
        assert (reports / "link.json").is_symlink()
        assert len(list(reports.iterdir())) == 2

    def test_a_device_is_written_to_and_not_replaced(self, pe_audit: Run, shop: Path) -> None:
        (shop / "a.py").write_text(GOOD)
        assert pe_audit("check", "--output", "sarif=/dev/null").code == 0
        assert Path("/dev/null").is_char_device()

    def test_names_that_are_no_utf8_are_printed_in_every_format(self, pe_audit: Run, shop: Path) -> None:
        with open(os.fsencode(shop) + b"/caf\xe9.py", "w") as file:  # noqa: PTH123
            file.write(BAD)
        for format in ("text", "json", "sarif"):
            ran = pe_audit("check", "--select", RULE, "--format", format, "--output", f"{format}=/dev/null")
            assert ran.code == 0
            assert "caf" in ran.out

    def test_two_runs_give_the_same_bytes_whatever_the_threads(self, pe_audit: Run, shop: Path) -> None:
        for number in range(100):
            (shop / f"{number}.py").write_text(BAD)
        reports = {pe_audit("check", "--format", "json", "--jobs", jobs).out for jobs in (1, 2, 7)}
        assert len(reports) == 1

    def test_every_format_of_the_command_line_can_be_drawn(self, pe_audit: Run, shop: Path) -> None:
        (shop / "a.py").write_text(GOOD)
        assert {pe_audit("check", "--format", format).code for format in FORMATS} == {0}


class TestChoices:
    """Which rules run, on what, as of when."""

    @pytest.mark.parametrize(
        ("words", "chosen"),
        [
            (("--select", "clock"), {"clock"}),
            (("--select", f"clock-*,{RULE}"), {"clock", RULE}),
            (("--select", "clock", "--select", RULE), {"clock", RULE}),
            (("--select", "clock,environment", "--ignore", "environment-*"), {"clock"}),
        ],
    )
    def test_select_and_ignore_take_rules_and_areas(
        self, pe_audit: Run, shop: Path, words: tuple[str, ...], chosen: set[str]
    ) -> None:
        (shop / "a.py").write_text(GOOD)
        verdicts = json.loads(pe_audit("check", "--format", "json", *words).out)["verdicts"]
        ids = {verdict["rule"] for verdict in verdicts}
        clock = {id for id in ids if id.startswith("clock-")}
        assert "clock-drift" in clock
        assert ids == chosen - {"clock"} | clock

    def test_the_configuration_switches_rules_off_and_sets_severities(self, pe_audit: Run, shop: Path) -> None:
        (shop / "a.py").write_text(BAD)
        (shop / "pe-audit.yaml").write_text(f"rules: {{{RULE}: critical, clock-drift: off}}\n")
        report = json.loads(pe_audit("check", "--format", "json").out)
        assert {finding["severity"] for finding in report["findings"] if finding["rule"] == RULE} == {"critical"}
        assert "clock-drift" not in {verdict["rule"] for verdict in report["verdicts"]}

    def test_now_moves_the_end_of_an_ignore(self, pe_audit: Run, shop: Path) -> None:
        (shop / "a.py").write_text(f"{BAD.rstrip()} # pe-audit: ignore[{RULE}] agreed until=2026-05-05\n")
        found = [
            len(json.loads(pe_audit("check", "--select", RULE, "--format", "json", "--now", day).out)["findings"])
            for day in ("2026-05-05", "2026-05-06")
        ]
        assert found == [0, 1]

    def test_rules_of_ones_own_run_beside_ours(self, pe_audit: Run, shop: Path, tmp_path: Path) -> None:
        (shop / "a.py").write_text("EXAMPLE_SETTING=unsafe\n")
        pe_audit("rules", "new", "shop/bad-setting", "--dir", tmp_path / "own")
        report = json.loads(pe_audit("check", "--rules", tmp_path / "own", "--format", "json").out)
        assert [finding["rule"] for finding in report["findings"]] == ["shop-bad-setting"]

    def test_a_rules_folder_in_the_audited_tree_is_no_rule_of_the_run(self, pe_audit: Run, shop: Path) -> None:
        (shop / "a.py").write_text("EXAMPLE_SETTING=unsafe\n")
        pe_audit("rules", "new", "shop/bad-setting")
        assert json.loads(pe_audit("check", "--format", "json").out)["findings"] == []

    @pytest.mark.skipif(shutil.which("git") is None, reason="git makes the repository")
    def test_staged_and_since_choose_files(self, pe_audit: Run, shop: Path) -> None:
        git("init", "-q")
        assert pe_audit("check", "--staged").code == 0
        (shop / "old.py").write_text(BAD)
        git("add", "-A")
        git("commit", "-qm", "x")
        assert pe_audit("check", "--since", "HEAD").code == 0
        (shop / "staged.py").write_text(BAD)
        git("add", "-A")
        (shop / "new.py").write_text(BAD)
        (shop / "sub").mkdir()

        def found(*words: str) -> list[str]:
            ran = pe_audit("check", "--select", RULE, "--format", "json", *words)
            return [finding["path"] for finding in json.loads(ran.out)["findings"]]

        assert found() == ["new.py", "old.py", "staged.py"]
        assert found("--staged") == ["staged.py"]
        assert found("--staged", "sub") == []
        assert found("--since", "HEAD") == ["new.py", "staged.py"]
        os.chdir("sub")
        assert found("--staged") == ["staged.py"]


class TestHook:
    """`pe-audit hook`: every argument is a path."""

    @pytest.mark.parametrize(
        "name", ["--exit-zero", "--help", "-h", "--", "-", "--version", "--config=x", "$HOME", "*"]
    )
    def test_a_file_called_like_an_option_is_a_path(self, pe_audit: Run, shop: Path, name: str) -> None:
        (shop / "pe-audit.yaml").write_text("fail_on: medium\n")
        (shop / name).write_text(BAD)
        ran = pe_audit("hook", name)
        assert ran.code == 1
        assert f"{name}:1:" in ran.out

    def test_no_files_are_clean(self, pe_audit: Run) -> None:
        ran = pe_audit("hook")
        assert ran == (0, "", "")

    def test_a_deleted_file_is_no_error(self, pe_audit: Run, shop: Path) -> None:
        (shop / "a.py").write_text(GOOD)
        assert pe_audit("hook", "deleted.py", "a.py").code == 0
        assert pe_audit("hook", "deleted.py").code == 0

    def test_options_given_to_it_by_mistake_are_noticed(self, pe_audit: Run, shop: Path) -> None:
        (shop / "a.py").write_text(GOOD)
        ran = pe_audit("hook", "--fail-on=low", "a.py")
        assert ran.err == "note: '--fail-on=low' was taken for a file that is gone: options belong in pe-audit.yaml\n"

    def test_vendored_and_configured_paths_are_left_out(self, pe_audit: Run, shop: Path) -> None:
        (shop / "pe-audit.yaml").write_text("fail_on: low\npaths: {skip: [legacy/]}\n")
        for name in ("vendor/a.py", "legacy/a.py"):
            (shop / name).parent.mkdir()
            (shop / name).write_text(BAD)
        assert pe_audit("hook", "vendor/a.py", "legacy/a.py") == (0, "", "")

    def test_the_baseline_of_the_configuration_counts(self, pe_audit: Run, shop: Path) -> None:
        (shop / "a.py").write_text(BAD)
        (shop / "pe-audit.yaml").write_text("fail_on: low\nbaseline: known.json\n")
        assert pe_audit("baseline", "create").err.startswith("known.json: known findings: ")
        assert pe_audit("hook", "a.py").code == 0

    def test_a_missing_baseline_of_the_configuration_is_an_error(self, pe_audit: Run, shop: Path) -> None:
        (shop / "a.py").write_text(BAD)
        (shop / "pe-audit.yaml").write_text("baseline: known.json\n")
        ran = pe_audit("hook", "a.py")
        assert (ran.code, ran.out) == (2, "")

    def test_it_reads_no_standard_input(self, shop: Path) -> None:
        (shop / "a.py").write_text(GOOD)
        ended = subprocess.run(
            [sys.executable, "-m", "pe_audit", "hook", "a.py"], stdin=subprocess.PIPE, timeout=60, check=False
        )
        assert ended.returncode == 0


class TestBaseline:
    """`pe-audit baseline`: put off, then forget what is gone."""

    def test_create_check_update(self, pe_audit: Run, shop: Path) -> None:
        (shop / "a.py").write_text(BAD)
        (shop / "b.py").write_text(BAD)
        assert pe_audit("baseline", "create").err.startswith(".pe-audit-baseline.json: known findings: ")
        check = ("check", "--select", RULE, "--fail-on", "low", "--baseline", ".pe-audit-baseline.json")
        assert pe_audit(*check).code == 0
        (shop / "a.py").write_text(GOOD)
        (shop / "c.py").write_text(BAD)
        assert not pe_audit("baseline", "update").err.endswith("gone: 0\n")
        assert pe_audit(*check).code == 1

    def test_it_can_lie_elsewhere(self, pe_audit: Run, shop: Path, tmp_path: Path) -> None:
        (shop / "a.py").write_text(BAD)
        assert pe_audit("baseline", "create", shop, "--output", tmp_path / "known.json").code == 0
        assert pe_audit("baseline", "update", shop, "--output", tmp_path / "known.json").code == 0
        assert not list(shop.glob(".pe-audit*"))


class TestRules:
    """`rules` and `explain`."""

    def test_a_new_rule_fails_until_it_says_something(self, pe_audit: Run, shop: Path) -> None:
        assert pe_audit("rules", "new", "shop/bad-setting").out.splitlines() == [
            "rules/shop/bad-setting/rule.yaml",
            "rules/shop/bad-setting/bad.env",
            "rules/shop/bad-setting/good.env",
        ]
        ran = pe_audit("rules", "test", "rules")
        assert ran.code == 1
        assert ran.out.splitlines() == [
            "shop-bad-setting: bad.env: nothing is reported",
            "shop-bad-setting: good.env: the rule sees no subject in it, so it proves nothing",
        ]
        for name in ("bad.env", "good.env"):
            example = shop / "rules/shop/bad-setting" / name
            example.write_text(example.read_text().replace("REPLACE_ME", "EXAMPLE_SETTING"))
        assert pe_audit("rules", "test", "rules") == (0, "", "rules: 1, failures: 0\n")

    def test_a_rule_is_not_overwritten(self, pe_audit: Run, shop: Path) -> None:
        pe_audit("rules", "new", "shop/bad-setting")
        assert pe_audit("rules", "new", "shop/bad-setting").code == 2

    def test_the_list_is_machine_readable(self, pe_audit: Run) -> None:
        rules = json.loads(pe_audit("rules", "list", "--format", "json").out)["rules"]
        assert RULE in {rule["id"] for rule in rules}

    def test_explain_tells_how_to_mute(self, pe_audit: Run) -> None:
        ran = pe_audit("explain", RULE)
        assert (ran.code, ran.err) == (0, "")
        assert f"pe-audit: ignore[{RULE}]" in ran.out


class TestProbeClock:
    """`pe-audit probe clock`, without a network."""

    @pytest.fixture
    def asked(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
        asked: list[str] = []

        def read(servers: tuple[str, ...], _: float, circumstances: Circumstances) -> ClockReading:
            asked.extend(servers)
            assert "asking " in capsys.readouterr().err  # before the first packet
            offset = 400.0 if "late.example.com" in servers else 0.01
            samples = tuple(ClockSample(server, offset, 0.02) for server in servers)
            return ClockReading("clock", samples if "silent.example.com" not in servers else (), circumstances)

        monkeypatch.setattr("pe_audit.collect.clock.read_clock", read)
        return asked

    def test_servers_come_from_the_command_line_the_configuration_or_the_gateway_profile(
        self, pe_audit: Run, shop: Path, asked: list[str]
    ) -> None:
        assert pe_audit("probe", "clock").code == 0
        assert len(asked) == 4
        (shop / "pe-audit.yaml").write_text("time_servers: [a.example.com, b.example.com, c.example.com]\n")
        pe_audit("probe", "clock")
        assert asked[4:] == ["a.example.com", "b.example.com", "c.example.com"]
        pe_audit("probe", "clock", "--server", "d.example.com")
        assert asked[7:] == ["d.example.com"]

    def test_a_clock_that_is_off_is_a_finding(self, pe_audit: Run, shop: Path, asked: list[str]) -> None:
        servers = ("late.example.com", "b.example.com", "c.example.com")
        assert pe_audit("probe", "clock", *(word for server in servers for word in ("--server", server))).code == 1

    def test_silence_is_not_clean(self, pe_audit: Run, shop: Path, asked: list[str]) -> None:
        assert pe_audit("probe", "clock", "--server", "silent.example.com").code == 3


class TestProcess:
    """What only a process of its own shows."""

    def start(self, *words: str, **how: object) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "pe_audit", *words], stderr=subprocess.PIPE, **how)  # type: ignore[call-overload, no-any-return]

    def test_version_imports_click_and_next_to_nothing_of_ours(self) -> None:
        program = "import sys; sys.argv = ['pe-audit', '--version']\nfrom pe_audit.cli import main\n"
        program += "try: main()\nfinally: print(*sorted(sys.modules))"
        ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
        modules = ended.stdout.splitlines()[1].split()
        assert [name for name in modules if name.startswith("pe_audit")] == [
            "pe_audit",
            "pe_audit.cli",
            "pe_audit.exits",
        ]
        heavy = {"yaml", "rich", "jsonschema", "hyperscan", "re2", "tree_sitter", "cryptography", "dulwich", "pathspec"}
        assert not heavy & set(modules)

    def test_a_hook_run_over_a_clean_file_imports_no_parser(self, shop: Path) -> None:
        (shop / "a.py").write_text(GOOD)
        (shop / "pe-audit.yaml").write_text("fail_on: low\nkeys: [{id: a, purpose: b, created: 2026-01-01}]\n")
        program = (
            "import sys; sys.argv = ['pe-audit', 'hook', 'b.txt', 'pe-audit.yaml']\nfrom pe_audit.cli import main\n"
        )
        program += "try: main()\nfinally: print(*sorted(sys.modules))"
        (shop / "b.txt").write_text("nothing of ours\n")
        for _ in range(2):  # the first run fills the cache
            ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        modules = set(ended.stdout.splitlines()[-1].split())
        heavy = {"yaml", "rich", "jsonschema", "tree_sitter", "cryptography", "dulwich", "pathspec", "crossplane"}
        assert not heavy & modules

    def test_a_reader_that_leaves_early_is_no_error(self, shop: Path) -> None:
        for number in range(3000):
            (shop / f"{number}.py").write_text(BAD)
        process = self.start("check", "--fail-on", "medium", "--select", RULE, stdout=subprocess.PIPE)
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.wait(60) == 1
        assert process.stderr.read() == b""

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="a Linux device")
    def test_a_full_disk_is_not_clean(self, shop: Path) -> None:
        (shop / "a.py").write_text(GOOD)
        with Path("/dev/full").open("wb") as full:
            process = self.start("check", stdout=full)
        assert process.wait(60) == 3
        assert process.stderr is not None
        assert process.stderr.read() == b"error: cannot write the report: No space left on device\n"

    def test_interrupted_it_stops_soon_in_every_thread(self, shop: Path) -> None:
        for number in range(2_000):
            (shop / f"{number}.py").write_text(GOOD)
        slow = """
import sys, time
from pe_audit.collect import files
read = files.read
def slow(listed, *limit):
    print("reading", flush=True)
    time.sleep(0.05)
    return read(listed, *limit)
files.read = slow
sys.argv = ["pe-audit", "check", "--jobs", "3"]
from pe_audit.cli import main
main()
"""
        process = subprocess.Popen(
            [sys.executable, "-c", slow], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        )
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr.read().strip() == b""


class TestPreCommitHooks:
    """.pre-commit-hooks.yaml; `.ci/pre-commit` runs it for real."""

    @pytest.fixture
    def hooks(self) -> dict[str, dict[str, object]]:
        return {hook["id"]: hook for hook in yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text())}

    def test_there_are_two(self, hooks: dict[str, dict[str, object]]) -> None:
        assert set(hooks) == {"pe-audit", "pe-audit-all"}

    def test_the_hook_of_a_commit_takes_paths_and_nothing_else(self, hooks: dict[str, dict[str, object]]) -> None:
        hook = hooks["pe-audit"]
        assert (hook["entry"], hook["require_serial"]) == ("pe-audit hook", True)
        assert "args" not in hook

    def test_the_hook_of_the_tree_takes_none(self, hooks: dict[str, dict[str, object]]) -> None:
        hook = hooks["pe-audit-all"]
        assert (hook["entry"], hook["always_run"], hook["pass_filenames"]) == ("pe-audit check", True, False)
        assert hook["stages"] == ["pre-push", "manual"]
