"""What a verdict says: fail > open > pass > notApplicable, and never a pass that nobody earned."""

from __future__ import annotations

import os
import sys
from datetime import datetime, timezone
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st

from pe_audit import catalog
from pe_audit.audit import audit
from pe_audit.cli import main
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.text import File
from pe_audit.judge import judge_file, verdicts
from pe_audit.model import Finding, Observed, Outcome, Precision, Related, Rule, Severity, Unreached
from pe_audit.options import Config, Options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cryptography import x509

    from pe_audit.evidence import Evidence
    from pe_audit.model import Audit

    Certify = Callable[..., x509.Certificate]

NOW = datetime(2026, 11, 22, tzinfo=timezone.utc)
PAST = datetime(2020, 1, 1, tzinfo=timezone.utc)


def rule(id: str = "made-up", *looks_at: str) -> Rule:
    return Rule(
        id=id,
        area="made",
        title="Made up",
        severity=Severity.HIGH,
        security_severity=7.0,
        precision=Precision.HIGH,
        looks_at=looks_at or ("text",),
        why="",
        fix="",
        files=("*",),
    )


def audited(root: Path, *rules: Rule) -> Audit:
    return audit(Options(paths=(root,), root=root, config=Config(), now=NOW, only=rules))


def outcomes(audit: Audit) -> dict[str, Outcome]:
    return {verdict.rule.id: verdict.outcome for verdict in audit.verdicts}


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Rule]:
    """Makes a rule out of a check, as if the check lay in checks/."""

    def make(check: Callable[[Evidence], Iterator[Observed]], id: str = "made-up", *looks_at: str) -> Rule:
        monkeypatch.setitem(sys.modules, f"pe_audit.checks.{id.replace('-', '_')}", SimpleNamespace(check=check))
        return rule(id, *looks_at)

    return make


def at(line: int = 1, **said: str) -> Observed:
    return Observed(line, 1, 2, **said)  # type: ignore[arg-type]


def test_a_rule_that_saw_no_subject_does_not_pass(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text("print('hello')\n")
    assert set(outcomes(audited(tmp_path, *catalog.load())).values()) == {Outcome.NOT_APPLICABLE}


def test_sound_certificates_pass_and_one_expired_fails(tmp_path: Path, certify: Certify) -> None:
    rule = catalog.find("certificate-expired")
    (tmp_path / "a.pem").write_bytes(certify().public_bytes(Encoding.PEM))
    assert outcomes(audited(tmp_path, rule)) == {rule.id: Outcome.PASS}
    (tmp_path / "b.pem").write_bytes(certify(not_after=PAST).public_bytes(Encoding.PEM))
    assert outcomes(audited(tmp_path, rule)) == {rule.id: Outcome.FAIL}


def test_what_could_not_be_read_keeps_a_verdict_open_but_not_that_of_rules_with_other_eyes(
    tmp_path: Path, certify: Certify, checked: Callable[..., Rule]
) -> None:
    certificates = catalog.find("certificate-expired")
    text = checked(lambda _: iter([at()]), "made-text")
    (tmp_path / "a.pem").write_bytes(certify().public_bytes(Encoding.PEM))
    (tmp_path / "b.pem").write_bytes(certify().public_bytes(Encoding.PEM)[:300])
    result = audited(tmp_path, certificates, text)
    assert outcomes(result) == {certificates.id: Outcome.OPEN, text.id: Outcome.PASS}
    assert result.verdicts[0].reasons == ("b.pem: the certificate on line 1 is broken",)
    assert [(lost.looks_at, lost.uri) for lost in result.unreached] == [("certificate", "b.pem")]


def test_a_file_that_could_not_be_opened_keeps_every_rule_about_files_open(
    tmp_path: Path, checked: Callable[..., Rule]
) -> None:
    text = checked(lambda _: iter([at()]), "made-text")
    declared = checked(lambda _: iter([at()]), "made-declared", "declared")
    (tmp_path / "a.txt").write_text("a\n")
    os.mkfifo(tmp_path / "pipe")
    assert outcomes(audited(tmp_path, text, declared)) == {
        text.id: Outcome.OPEN,
        declared.id: Outcome.NOT_APPLICABLE,
    }


def test_an_undecided_subject_keeps_the_verdict_open_and_a_finding_outweighs_it(
    tmp_path: Path, checked: Callable[..., Rule]
) -> None:
    seen = [at(1), at(2, undecided="nobody knows")]
    rule = checked(lambda _: iter(seen))
    (tmp_path / "a.txt").write_text("1\n2\n3\n")
    (verdict,) = audited(tmp_path, rule).verdicts
    assert (verdict.outcome, verdict.subjects) == (Outcome.OPEN, 2)
    assert verdict.reasons == ("a.txt:2: nobody knows",)
    seen.append(at(3, problem="It is wrong."))
    (verdict,) = audited(tmp_path, rule).verdicts
    assert (verdict.outcome, verdict.subjects, verdict.findings) == (Outcome.FAIL, 3, 1)
    assert verdict.reasons == ("a.txt:2: nobody knows",)


def crashing(evidence: Evidence) -> Iterator[Observed]:
    yield at()
    raise RuntimeError("the secret was hunter2")


def test_a_crash_leaves_the_verdict_open_and_hides_no_other_rule(tmp_path: Path, checked: Callable[..., Rule]) -> None:
    broken = checked(crashing, "made-broken")
    sound = checked(lambda _: iter([at(problem="It is wrong.")]), "made-sound")
    (tmp_path / "a.txt").write_text("a\n")
    result = audited(tmp_path, broken, sound)
    assert result.crashed
    assert outcomes(result) == {broken.id: Outcome.OPEN, sound.id: Outcome.FAIL}
    place = f"test_judge.py:{crashing.__code__.co_firstlineno + 2}"
    assert result.verdicts[0].reasons == (f"a.txt: the check crashed (RuntimeError in {place})",)
    assert "hunter2" not in repr(result)


def test_a_crash_ends_the_command_with_exit_code_3(
    tmp_path: Path, certify: Certify, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.pem").write_bytes(certify().public_bytes(Encoding.PEM))
    monkeypatch.setattr(sys, "argv", ["pe-audit", "check", str(tmp_path), "--format", "json"])
    assert exit_code() == 0
    monkeypatch.setitem(sys.modules, "pe_audit.checks.certificate_expired", SimpleNamespace(check=crashing))
    catalog.check_of.cache_clear()
    capsys.readouterr()
    assert exit_code() == 3
    output = "".join(capsys.readouterr())
    assert "the check crashed" in output
    assert "hunter2" not in output
    catalog.check_of.cache_clear()


def exit_code() -> int:
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


reasons = st.lists(st.sampled_from(["a", "b"]), max_size=2)
losses = st.lists(
    st.builds(
        Unreached, st.sampled_from(["file", "text", "settings", "certificate", "clock"]), st.just("u"), st.just("r")
    ),
    max_size=2,
)
kinds = st.lists(st.sampled_from(["text", "settings", "clock", "declared"]), min_size=1, max_size=2, unique=True)


@given(kinds, st.integers(0, 3), st.integers(0, 3), reasons, losses, reasons)
def test_every_verdict_follows_from_what_was_seen_and_what_was_not(
    looks_at: list[str], sound: int, findings: int, undecided: list[str], lost: list[Unreached], crashes: list[str]
) -> None:
    one = rule("made-up", *looks_at)
    subjects = sound + findings + len(undecided)
    (verdict,) = verdicts([one], {one.id: (subjects, findings, undecided)}, lost, {one.id: crashes})
    from_files = {"text", "settings"} & set(looks_at)
    blind = [loss for loss in lost if loss.looks_at in looks_at or (loss.looks_at == "file" and from_files)]
    if findings:
        assert verdict.outcome is Outcome.FAIL
    elif undecided or crashes or blind:
        assert verdict.outcome is Outcome.OPEN
    else:
        assert verdict.outcome is (Outcome.PASS if sound else Outcome.NOT_APPLICABLE)
    assert len(verdict.reasons) == len(undecided) + len(crashes) + len(blind)


def test_a_rule_that_never_ran_is_not_applicable() -> None:
    (verdict,) = verdicts([rule()], {}, [], {})
    assert (verdict.outcome, verdict.subjects, verdict.findings) == (Outcome.NOT_APPLICABLE, 0, 0)


def judged(data: bytes, *seen: tuple[Rule, Observed], prefix: str = "") -> list[Finding]:
    return judge_file(seen, {"a.env": File("a.env", data, Circumstances())}, prefix, {"made-muted": Severity.LOW})


def test_a_secret_that_any_rule_saw_is_masked_in_every_finding() -> None:
    data = b"A=hunter2 B=http://shop.pe C=swordfish\n"
    found = judged(
        data,
        (rule("made-a"), Observed(1, 3, 10, "hunter2 is a secret.", secrets=("hunter2",), uri="a.env")),
        (
            rule("made-b"),
            Observed(1, 13, 27, "Not HTTPS.", uri="a.env", related=(Related(1, 1, 2, "beside hunter2"),)),
        ),
        (rule("made-c"), Observed(1, 30, 39, undecided="odd", secrets=("swordfish",), uri="a.env")),
    )
    assert len(found) == 2
    assert "hunter2" not in repr(found)
    assert "swordfish" not in repr(found)
    assert found[0].excerpt is not None
    assert found[0].excerpt.lines == ("A=******* B=http://shop.pe C=*********",)


def test_columns_count_utf16_units() -> None:
    (found,) = judged("€=\U0001f600 x\n".encode(), (rule(), Observed(1, 5, 6, "Wrong.", uri="a.env")))
    assert (found.location.column, found.location.end_column) == (6, 7)


def test_the_lower_precision_and_the_users_severity_hold() -> None:
    seen = Observed(1, 1, 2, "Wrong.", uri="a.env")
    low = Observed(1, 1, 2, "Wrong.", uri="a.env", precision=Precision.LOW)
    high = Observed(1, 1, 2, "Wrong.", uri="a.env", precision=Precision.VERY_HIGH)
    found = judged(b"a\n", (rule("made-a"), low), (rule("made-b"), high), (rule("made-muted"), seen))
    assert [one.precision for one in found] == [Precision.LOW, Precision.HIGH, Precision.HIGH]
    assert [one.severity for one in found] == [Severity.HIGH, Severity.HIGH, Severity.LOW]


def test_one_place_is_reported_once_a_rule() -> None:
    seen = Observed(1, 1, 2, "Wrong.", uri="a.env")
    assert [one.rule.id for one in judged(b"a\n", (rule("made-a"), seen), (rule("made-a"), seen))] == ["made-a"]
    assert len(judged(b"a\n", (rule("made-a"), seen), (rule("made-b"), seen))) == 2


def test_a_fingerprint_knows_rule_path_identity_and_order_but_no_line() -> None:
    def prints(data: bytes, *lines: int, identity: str = "KEY", id: str = "made-up", prefix: str = "") -> list[str]:
        one = rule(id)
        seen = [(one, Observed(line, 1, 2, "Wrong.", identity=identity, uri="a.env")) for line in lines]
        return [found.fingerprint for found in judged(data, *seen, prefix=prefix)]

    first, second = prints(b"a\nb\n", 1, 2)
    assert first != second
    assert prints(b"\n\na\n\nb\n", 3, 5) == [first, second]
    others = [prints(b"a\n", 1, identity="OTHER"), prints(b"a\n", 1, id="made-b"), prints(b"a\n", 1, prefix="shop/")]
    assert len({first, *(print for (print,) in others)}) == 4


def test_a_binary_file_is_reported_on_its_first_line_without_its_bytes(tmp_path: Path, certify: Certify) -> None:
    (tmp_path / "server.der").write_bytes(certify(not_after=PAST).public_bytes(Encoding.DER))
    (found,) = audited(tmp_path, catalog.find("certificate-expired")).findings
    assert (found.location.uri, found.location.line, found.location.column) == ("server.der", 1, 1)
    assert found.location.end_column == 1
    assert found.excerpt is None
