"""SNTP against scripted responders on this machine."""

from __future__ import annotations

import json
import socket
import struct
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, closing
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_audit import catalog
from pe_audit.audit import audit_evidence, circumstances_of
from pe_audit.collect.clock import Answer, address_of, read_clock, sample_of
from pe_audit.model import Outcome, PeAuditError
from pe_audit.options import Config, Options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pe_audit.evidence.clock import ClockReading, ClockSample
    from pe_audit.model import Audit

    Script = Callable[[bytes], Sequence[bytes]]
    Serve = Callable[..., str]

NTP_FROM_UNIX = 2_208_988_800
OPTIONS = Options(paths=(), root=Path(), config=Config())
CIRCUMSTANCES = circumstances_of(OPTIONS)


def stamp(moment: float) -> bytes:
    """A UNIX time as an NTP timestamp: seconds modulo the era, and a fraction."""
    return struct.pack("!Q", round((moment + NTP_FROM_UNIX) * (1 << 32)) % (1 << 64))


def answer(
    request: bytes,
    offset: float = 0.0,
    *,
    leap: int = 0,
    mode: int = 4,
    stratum: int = 2,
    delay: float = 0.002,
    dispersion: float = 0.004,
    reference: bytes = b"GPS\0",
    origin: bytes | None = None,
    received: bytes | None = None,
    sent: bytes | None = None,
) -> bytes:
    """What an honest server whose clock is `offset` seconds ahead of ours would say, with whatever lies are given."""
    head = struct.pack("!BBBb", leap << 6 | 4 << 3 | mode, stratum, 6, -20)
    root = struct.pack("!II", round(delay * 65536), round(dispersion * 65536))
    now = stamp(time.time() + offset)
    times = [now, request[40:48] if origin is None else origin, received or now, sent or now]
    return head + root + reference + b"".join(times)


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a responder on loopback that answers each request with the packets of a script; gives its host:port."""
    stop = threading.Event()
    threads = []
    with ExitStack() as sockets:

        def start(script: Script, host: str = "127.0.0.1", via: socket.socket | None = None) -> str:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            udp = sockets.enter_context(closing(socket.socket(family, socket.SOCK_DGRAM)))
            udp.bind((host, 0))
            udp.settimeout(0.02)

            def run() -> None:
                while not stop.is_set():
                    try:
                        request, sender = udp.recvfrom(1024)
                    except TimeoutError:
                        continue
                    for packet in script(request):
                        (via or udp).sendto(packet, sender)

            threads.append(threading.Thread(target=run))
            threads[-1].start()
            return f"[{host}]:{udp.getsockname()[1]}" if ":" in host else f"{host}:{udp.getsockname()[1]}"

        yield start
        stop.set()
        for thread in threads:
            thread.join()


def read(*servers: str, timeout: float = 5.0) -> ClockReading:
    return read_clock(servers, timeout, CIRCUMSTANCES)


def judged(reading: ClockReading) -> Audit:
    return audit_evidence(OPTIONS._replace(only=(catalog.find("clock-drift"),)), reading)


def only(reading: ClockReading) -> ClockSample:
    (sample,) = reading.samples
    return sample


@pytest.mark.parametrize("offset", [0.0, 0.25, -0.25, 299.0, -299.0, 301.0, -301.0, 3600.0, -3600.0])
def test_offset_is_measured_within_its_error_bound(serve: Serve, offset: float) -> None:
    sample = only(read(serve(lambda request: [answer(request, offset)])))
    assert sample.rejected == ""
    assert abs(sample.offset - offset) <= sample.error < 0.5


@pytest.mark.parametrize(
    ("offset", "outcome"),
    [
        (299.0, Outcome.PASS),
        (-299.0, Outcome.PASS),
        (300.0, Outcome.PASS),
        (-300.0, Outcome.PASS),
        (301.0, Outcome.FAIL),
        (-301.0, Outcome.FAIL),
        (3600.0, Outcome.FAIL),
    ],
)
def test_drift_fails_over_five_minutes(serve: Serve, offset: float, outcome: Outcome) -> None:
    servers = [serve(lambda request: [answer(request, offset)]) for _ in range(3)]
    audit = judged(read(*servers))
    (verdict,) = audit.verdicts
    assert verdict.outcome is outcome
    for finding in audit.findings:
        assert "by 3 time servers" in finding.message
        assert f"{abs(offset):.1f} s {'slow' if offset > 0 else 'fast'}" in finding.message


def test_drift_within_the_error_bound_of_the_limit_passes(serve: Serve) -> None:
    servers = [serve(lambda request: [answer(request, 300.5, dispersion=0.9)]) for _ in range(2)]
    (verdict,) = judged(read(*servers)).verdicts
    assert verdict.outcome is Outcome.PASS


def test_a_server_past_the_end_of_the_first_era_is_understood(serve: Serve) -> None:
    ahead = datetime(2036, 3, 1, tzinfo=timezone.utc).timestamp() - time.time()
    sample = only(read(serve(lambda request: [answer(request, ahead)])))
    assert sample.rejected == ""
    assert abs(sample.offset - ahead) <= sample.error < 0.5


LIFETIME = 60 * 365 * 86400.0


@given(
    sent=st.floats(0, 2 * LIFETIME),
    offset=st.floats(-LIFETIME, LIFETIME),
    out=st.floats(0, 1),
    held=st.floats(0, 1),
    back=st.floats(0, 1),
)
def test_every_offset_of_sixty_years_is_recovered_in_every_era(
    sent: float, offset: float, out: float, held: float, back: float
) -> None:
    received = stamp(sent + offset + out)
    data = answer(bytes(48), received=received, sent=stamp(sent + offset + out + held), delay=0, dispersion=0)
    if bytes(8) in (received, data[40:48]):
        return
    sample = sample_of("a", Answer(data, sent, out + held + back))
    assert abs(sample.offset - offset) <= sample.error + 1e-4


@pytest.mark.parametrize(
    ("lie", "reason"),
    [
        ({"mode": 3}, "mode 3"),
        ({"mode": 5}, "mode 5"),
        ({"stratum": 0, "reference": b"RATE"}, "kiss-o'-death RATE"),
        ({"stratum": 0, "leap": 3, "reference": b"\x1b[2J"}, "kiss-o'-death without a code"),
        ({"stratum": 16}, "stratum 16"),
        ({"stratum": 255}, "stratum 255"),
        ({"leap": 3}, "leap indicator 3"),
        ({"dispersion": 1.5}, "itself up to 1.5 s"),
        ({"delay": 2.5}, "itself up to 1.3 s"),
        ({"received": bytes(8)}, "holds no time"),
        ({"sent": bytes(8)}, "holds no time"),
        ({"received": stamp(1_790_000_000), "sent": stamp(1_790_000_100)}, "contradict the round trip"),
        ({"received": stamp(1_790_000_100), "sent": stamp(1_790_000_000)}, "contradict the round trip"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_answer_that_proves_nothing_is_rejected_with_its_reason(
    serve: Serve, lie: dict[str, int | float | bytes], reason: str
) -> None:
    sample = only(read(serve(lambda request: [answer(request, **lie)])))  # type: ignore[arg-type]
    assert reason in sample.rejected


@pytest.mark.parametrize(
    ("forge", "reason"),
    [
        (lambda request: answer(request, 3600, origin=bytes(8)), "wrong origin timestamp"),
        (lambda request: answer(request, 3600, origin=stamp(time.time())), "wrong origin timestamp"),
        (lambda request: answer(request, 3600)[:20], "cut short (20 of 48 bytes)"),
        (lambda request: b"", "cut short (0 of 48 bytes)"),
    ],
    ids=["zero origin", "guessed origin", "20 bytes", "empty packet"],
)
def test_a_packet_that_does_not_answer_is_passed_over(
    serve: Serve, forge: Callable[[bytes], bytes], reason: str
) -> None:
    assert reason in only(read(serve(lambda request: [forge(request)]), timeout=0.3)).rejected
    honest = only(read(serve(lambda request: [forge(request), answer(request, 7)])))
    assert honest.rejected == ""
    assert honest.offset == pytest.approx(7, abs=0.5)


def test_packets_of_a_foreign_sender_are_not_heard(serve: Serve) -> None:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as stranger:
        stranger.bind(("127.0.0.1", 0))
        sample = only(read(serve(lambda request: [answer(request, 3600)], via=stranger), timeout=0.3))
    assert sample.rejected == "no answer in time"


def test_two_requests_never_carry_the_same_timestamp_nor_our_time(serve: Serve) -> None:
    seen: list[bytes] = []
    server = serve(lambda request: [seen.append(request) or answer(request)])  # type: ignore[func-returns-value]
    for _ in range(2):
        read(server)
    first, second = (request[40:48] for request in seen)
    assert first != second
    assert abs(struct.unpack("!I", first[:4])[0] - (int(time.time()) + NTP_FROM_UNIX) % (1 << 32)) > 60
    assert seen[0][0] == 4 << 3 | 3  # version 4, client
    assert len(seen[0]) == 48


def test_servers_are_asked_at_the_same_time_and_the_deadline_is_kept(serve: Serve) -> None:
    silent = [serve(lambda request: []) for _ in range(4)]
    good = serve(lambda request: [answer(request)])
    started = time.monotonic()
    reading = read(*silent, good, timeout=0.6)
    assert time.monotonic() - started < 1.2
    assert [sample.rejected for sample in reading.samples] == ["no answer in time"] * 4 + [""]


def test_a_server_that_keeps_chattering_does_not_move_the_deadline(serve: Serve) -> None:
    def chatter(request: bytes) -> Iterator[bytes]:
        until = time.monotonic() + 0.9
        while time.monotonic() < until:
            time.sleep(0.05)
            yield b"not yet"

    started = time.monotonic()
    sample = only(read(serve(chatter), timeout=0.4))
    assert time.monotonic() - started < 1.0
    assert "cut short" in sample.rejected


def test_a_name_server_that_hangs_does_not_move_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()

    def hang(*_: object, **__: object) -> list[object]:
        released.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    started = time.monotonic()
    sample = only(read("ntp.tienda.example", timeout=0.2))
    assert time.monotonic() - started < 1.0
    released.set()
    assert sample.rejected == "no answer in time"


def test_a_name_that_nobody_knows_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert only(read("ntp.tienda.example")).rejected == "its name is not known"
    assert only(read("a" * 70 + ".example")).rejected == "its name is not known"


def test_a_closed_port_is_a_reason_at_once() -> None:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as udp:
        udp.bind(("127.0.0.1", 0))
        port = udp.getsockname()[1]
    started = time.monotonic()
    assert "not reachable" in only(read(f"127.0.0.1:{port}")).rejected
    assert time.monotonic() - started < 2


def test_the_next_address_of_a_name_is_asked_when_one_is_silent(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    ports = [int(serve(script).split(":")[1]) for script in (lambda _: [], lambda request: [answer(request, 5)])]
    kind = (socket.AF_INET, socket.SOCK_DGRAM, 17, "")
    found = [(*kind, ("127.0.0.1", port)) for port in ports]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    sample = only(read("pool.tienda.example", timeout=1.0))
    assert sample.offset == pytest.approx(5, abs=0.5)


def test_ipv6_servers_are_asked(serve: Serve) -> None:
    try:
        server = serve(lambda request: [answer(request, 11)], host="::1")
    except OSError:
        pytest.skip("this machine has no IPv6")
    assert only(read(server)).offset == pytest.approx(11, abs=0.5)


def test_a_server_named_twice_counts_once(serve: Serve) -> None:
    server = serve(lambda request: [answer(request)])
    assert len(read(server, server).samples) == 1


def test_one_valid_answer_leaves_the_clock_undecided_and_says_why(serve: Serve) -> None:
    good = serve(lambda request: [answer(request)])
    bad = serve(lambda request: [answer(request, stratum=16)])
    (verdict,) = judged(read(good, bad)).verdicts
    assert verdict.outcome is Outcome.OPEN
    assert "1 of 2 time servers" in verdict.reasons[0]
    assert f"{bad}: stratum 16" in verdict.reasons[0]


def test_no_server_at_all_leaves_the_clock_undecided() -> None:
    (verdict,) = judged(read()).verdicts
    assert verdict.outcome is Outcome.OPEN


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ntp.tienda.example", ("ntp.tienda.example", 123)),
        ("ntp.tienda.example:1123", ("ntp.tienda.example", 1123)),
        ("192.0.2.7", ("192.0.2.7", 123)),
        ("192.0.2.7:123", ("192.0.2.7", 123)),
        ("2001:db8::7", ("2001:db8::7", 123)),
        ("[2001:db8::7]", ("2001:db8::7", 123)),
        ("[2001:db8::7]:1123", ("2001:db8::7", 1123)),
    ],
)
def test_a_server_is_written_as_people_write_it(text: str, address: tuple[str, int]) -> None:
    assert address_of(text) == address


@pytest.mark.parametrize(
    "text",
    ["", ":123", "ntp:", "ntp:0", "ntp:65536", "ntp:ntp", "ntp:-1", "[::1]:", "[::1", "[]:123", "[::1]x", "a:١٢٣"],
)
def test_a_server_that_is_none_is_an_error_before_anything_is_sent(text: str) -> None:
    with pytest.raises(PeAuditError, match="no time server"):
        read("127.0.0.1", text)


def command(tmp_path: Path, *servers: str, options: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    asked = [word for server in servers for word in ("--server", server)]
    call = [sys.executable, "-m", "pe_audit", "probe", "clock", *asked, *options]
    return subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize(
    ("offset", "code", "outcome"), [(0.0, 0, "pass"), (301.0, 1, "fail"), (-3600.0, 1, "fail")], ids=str
)
def test_the_command_names_whom_it_asks_and_its_exit_code_says_how_it_went(
    serve: Serve, tmp_path: Path, offset: float, code: int, outcome: str
) -> None:
    servers = [serve(lambda request: [answer(request, offset)]) for _ in range(3)]
    done = command(tmp_path, *servers, options=["--format", "json"])
    assert done.returncode == code, done.stderr
    assert all(server in done.stderr for server in servers)
    report = json.loads(done.stdout)
    verdicts = {verdict["rule"]: verdict["outcome"] for verdict in report["verdicts"]}
    assert verdicts["clock-drift"] == outcome
    found = [finding["message"] for finding in report["findings"] if finding["rule"] == "clock-drift"]
    assert [f"{abs(offset):.1f} s" in message for message in found] == [True] * (outcome == "fail")


def test_the_command_says_why_it_could_not_tell_and_does_not_call_that_clean(serve: Serve, tmp_path: Path) -> None:
    good, bad = serve(lambda request: [answer(request)]), serve(lambda request: [answer(request, stratum=16)])
    done = command(tmp_path, good, bad, options=["--timeout", "2"])
    assert done.returncode == 3, done.stdout + done.stderr
    assert "stratum 16" in " ".join((done.stdout + done.stderr).split())


def test_the_command_refuses_what_is_no_server(tmp_path: Path) -> None:
    done = command(tmp_path, "127.0.0.1:ntp")
    assert done.returncode == 2
    assert "is no time server" in done.stderr
