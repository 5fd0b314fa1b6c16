"""How old a notification may be: every spelling of the comparison with the clock, and what is none."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.webhook_window_too_wide import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of
from pe_audit.model import Observed

TOLD = Circumstances(gateways.load())
PHP = '<?php function verifySignature($request) {{ $ts = $request->header("X-Date"); {} }}'
JS = 'function verifySignature(req) {{ const timestamp = Number(req.get("x-timestamp")); {} }}'
PYTHON = 'def verify_signature(request):\n    sent = parse(request.headers["X-Date"])\n    {}\n'
JAVA = "class Verifier {{ boolean verifySignature(Instant sent) {{ {} }} }}"
CSHARP = "class Verifier {{ bool VerifySignature(DateTimeOffset sent) {{ {} }} }}"
GO = "package p\nfunc verifySignature(sent time.Time, ts int64) bool {{ {} }}\n"
RUBY = 'def verify_signature\n  sent = Time.iso8601(request.headers["X-Date"])\n  {}\nend\n'

SOUND = [
    ("php", PHP, "if (abs(time() - strtotime($ts)) > 300) { throw new Stale(); }"),
    ("php", PHP, "if ($ts < time() - 300 || $ts > time() + 60) { throw new Stale(); }"),
    ("php", PHP, "if (now()->diffInMinutes($ts) > 5) { throw new Stale(); }"),
    ("js", JS, "const age = Math.abs(Date.now() - timestamp); if (age > 5 * 60 * 1000) throw new Stale();"),
    ("js", JS, "const age = Date.now() / 1000 - timestamp; if (age < 0 || age > 300) throw new Stale();"),
    ("js", JS, 'if (Math.abs(dayjs().diff(timestamp, "minute")) > 5) throw new Stale();'),
    ("py", PYTHON, "return -300 <= time.time() - sent <= 300"),
    ("py", PYTHON, "return abs(datetime.now(timezone.utc) - sent) <= timedelta(minutes=5)"),
    ("java", JAVA, "return Duration.between(sent, Instant.now()).abs().compareTo(Duration.ofMinutes(5)) <= 0;"),
    ("cs", CSHARP, "return Math.Abs((DateTimeOffset.UtcNow - sent).TotalSeconds) < 300;"),
    ("go", GO, "now := time.Now().Unix()\n if now-ts > 300 || ts-now > 300 { return false }\n return true"),
    ("rb", RUBY, "(Time.current - sent).between?(-300, 300)"),
]
WIDE = [
    ("php", PHP, "if (abs(time() - strtotime($ts)) > 3600) { throw new Stale(); }", "60 minutes"),
    ("php", PHP, "if (now()->diffInMinutes($ts) > 30) { throw new Stale(); }", "30 minutes"),
    ("js", JS, "if (Math.abs(Date.now() - timestamp) > 15 * 60 * 1000) throw new Stale();", "15 minutes"),
    (
        "js",
        "const MS = 600000;\n" + JS,
        "if (Math.abs(Date.now() / 1000 - timestamp) > MS / 1000) throw 1;",
        "10 minutes",
    ),
    ("js", JS, "stripe.webhooks.constructEvent(body, signature, secret, 900);", "15 minutes"),
    ("py", PYTHON, "return abs(time.time() - sent) < 86400", "24 hours"),
    (
        "java",
        JAVA,
        "Instant now = Instant.now(); return sent.isAfter(now.minusSeconds(900)) && sent.isBefore(now);",
        "15 minutes",
    ),
    ("cs", CSHARP, "return (DateTimeOffset.UtcNow - sent).Duration() < TimeSpan.FromHours(2);", "2 hours"),
    ("go", GO, "return sent.After(time.Now().Add(-10 * time.Minute)) && sent.Before(time.Now())", "10 minutes"),
    ("rb", RUBY, "(Time.now - sent).abs <= 1.hour", "60 minutes"),
]
ONE_SIDED = [
    ("php", PHP, "if (time() - strtotime($ts) > 300) { throw new Stale(); }"),
    ("js", JS, "if (Date.now() - timestamp > 300000) throw new Stale();"),
    ("py", PYTHON, "return sent >= datetime.now(timezone.utc) - timedelta(minutes=5)"),
    ("java", JAVA, "return Duration.between(sent, Instant.now()).getSeconds() < 300;"),
    ("cs", CSHARP, "return sent > DateTimeOffset.UtcNow.AddMinutes(-5);"),
    ("go", GO, "return time.Since(sent) < 5*time.Minute"),
    ("rb", RUBY, "sent > 5.minutes.ago"),
]
NO_SUBJECT = [
    ("js", "function token() { if (Date.now() - cached.timestamp < 3600 * 1000) return cached.value; }"),
    ("js", "function verifySignature(req) { if (Date.now() - started > 3600) warn(); }"),
    ("js", "function verifySignature(req) { if (order.createdAt < Date.now() - 86400000) expire(order); }"),
    ("py", "def verify_signature(token):\n    return token.exp > time.time()\n"),
    ("php", "<?php function verifySignature($r) { if ($attempt > 300) { sleep(1); } }"),
    ("java", "class A { boolean verifySignature(String ts) { return ts.length() > 10; } }"),
]


def observed(suffix: str, code: str) -> list[Observed]:
    uri = f"app/webhook.{suffix}"
    language = language_of(uri)
    assert language is not None
    return list(check(SourceFile(File(uri, code.encode(), TOLD), language)))


@pytest.mark.parametrize(("suffix", "frame", "code"), SOUND)
def test_five_minutes_before_and_after_are_sound(suffix: str, frame: str, code: str) -> None:
    (one,) = observed(suffix, frame.format(code))
    assert one.problem is None
    assert one.undecided is None


@pytest.mark.parametrize(("suffix", "frame", "code", "said"), WIDE)
def test_a_wide_window_is_told_with_its_length(suffix: str, frame: str, code: str, said: str) -> None:
    (one,) = observed(suffix, frame.format(code))
    assert one.problem is not None
    assert one.problem.startswith("A captured notification can be sent again for too long. ")
    assert f"by {said}," in one.problem


@pytest.mark.parametrize(("suffix", "frame", "code"), ONE_SIDED)
def test_a_time_in_the_future_must_not_pass(suffix: str, frame: str, code: str) -> None:
    (one,) = observed(suffix, frame.format(code))
    assert one.problem is not None
    assert one.problem.startswith("A notification dated in the future is taken for new. ")


@pytest.mark.parametrize(("suffix", "code"), NO_SUBJECT)
def test_other_comparisons_with_the_clock_are_no_subject(suffix: str, code: str) -> None:
    assert observed(suffix, code) == []


def test_a_window_that_is_set_elsewhere_is_left_open() -> None:
    (one,) = observed("js", JS.format("if (Math.abs(Date.now() - timestamp) > config.tolerance) throw new Stale();"))
    assert one.problem is None
    assert "`config.tolerance` must be at most 5 minutes" in (one.undecided or "")


def test_a_time_that_may_only_not_lie_ahead_bounds_no_replay() -> None:
    (one,) = observed("php", PHP.format("if ($ts > time() + 300) { throw new Stale(); }"))
    assert (one.problem or "").startswith("An old notification is taken for new. ")
