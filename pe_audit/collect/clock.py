"""What time servers say of this machine's clock: SNTP (RFC 5905 §14), with every answer checked before it counts."""

from __future__ import annotations

import secrets
import socket
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pe_audit.evidence.clock import ClockReading, ClockSample
from pe_audit.expression import expression
from pe_audit.model import PeAuditError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pe_audit.evidence.circumstances import Circumstances

PORT = 123
_SERVER = expression(
    r"(?:(?P<name>[^\[\]:\s]+)|\[(?P<bracketed>[^\[\]\s]+)\])(?::(?P<port>[0-9]{1,5}))?"
    r"|(?P<bare>[^\[\]\s]*:[^\[\]\s]*:[^\[\]\s]*)"  # two colons or more: an IPv6 address
)
_PACKET = 48  # bytes; extensions and a MAC may follow
_ORIGIN, _TRANSMIT = slice(24, 32), slice(40, 48)
_ERA = 1 << 32  # seconds; the first era ends on 2036-02-07
_MAX_DISTANCE = 1.0  # seconds, RFC 5905's MAXDIST: a server further from true time proves nothing
_ROUNDING = 0.001  # seconds by which a server on the same machine may seem to answer too early
_GRACE = 0.2  # seconds over the deadline for threads to hand in their reason
_SILENT = "no answer in time"


class _Rejected(Exception):
    """Why an answer, or the want of one, does not count."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One packet that answers our request: `sent` is our wall clock then, `elapsed` the round trip, in seconds."""

    data: bytes
    sent: float
    elapsed: float


def read_clock(servers: Sequence[str], timeout: float, circumstances: Circumstances) -> ClockReading:
    """Ask every server (host, host:port, [IPv6]:port; each once) at the same time; done after `timeout` seconds.

    Raises PeAuditError for a server that is none of these. A server that fails is a rejected sample with its reason.
    """
    targets = {server: address_of(server) for server in servers}
    deadline = time.monotonic() + timeout
    samples: dict[str, ClockSample] = {}

    def ask(server: str) -> None:
        try:
            samples[server] = sample_of(server, _answer_of(*targets[server], deadline))
        except _Rejected as rejected:
            samples[server] = ClockSample(server, rejected=str(rejected))

    # Daemons, because a name server can keep getaddrinfo waiting long after our deadline.
    threads = [threading.Thread(target=ask, args=(server,), daemon=True) for server in targets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, deadline + _GRACE - time.monotonic()))
    silent = {server: ClockSample(server, rejected=_SILENT) for server in targets}
    return ClockReading("clock", tuple({**silent, **samples}.values()), circumstances)


def address_of(server: str) -> tuple[str, int]:
    """Host and port of a time server as people write it. Raises PeAuditError."""
    match = _SERVER.fullmatch(server)
    if match is None or not 0 < int(match["port"] or PORT) < 65536:
        raise PeAuditError(f"{server!r} is no time server", "write a host, host:port or [IPv6]:port")
    return match["name"] or match["bracketed"] or match["bare"], int(match["port"] or PORT)


def _answer_of(host: str, port: int, deadline: float) -> Answer:
    """The first answer of any of the host's addresses; each gets its share of the time left."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError):
        raise _Rejected("its name is not known") from None
    reason = _SILENT
    for number, (family, kind, protocol, _, address) in enumerate(found):
        now = time.monotonic()
        until = now + (deadline - now) / (len(found) - number)
        try:
            with socket.socket(family, kind, protocol) as udp:
                udp.connect(address)  # from here on the system drops what others send
                return _converse(udp, until)
        except OSError as error:
            reason = f"not reachable: {error.strerror or type(error).__name__}"
        except _Rejected as rejected:
            reason = str(rejected)
    raise _Rejected(reason)


def _converse(udp: socket.socket, until: float) -> Answer:
    """Send one request and wait for its answer. What is not its answer may be forged: it is passed over."""
    from ntplib import NTPPacket

    # The transmit timestamp is a nonce: the server only echoes it, and who cannot read it cannot answer in its place.
    request = NTPPacket(version=4, mode=3, tx_timestamp=secrets.randbits(52) / (1 << 20)).to_data()
    sent, started = time.time(), time.monotonic()
    udp.send(request)
    reason = _SILENT
    while (left := until - time.monotonic()) > 0:
        udp.settimeout(left)
        try:
            data = udp.recv(1024)
        except TimeoutError:
            break
        elapsed = time.monotonic() - started
        if len(data) < _PACKET:
            reason = f"its answer is cut short ({len(data)} of {_PACKET} bytes)"
        elif data[_ORIGIN] != request[_TRANSMIT]:
            reason = "its answer is to another request (wrong origin timestamp)"
        else:
            return Answer(data, sent, elapsed)
    raise _Rejected(reason)


def sample_of(server: str, answer: Answer) -> ClockSample:
    """Offset and error bound by an answer. Raises _Rejected where the server says, or shows, that it is no guide."""
    from ntplib import NTP, NTPStats

    packet = NTPStats()
    packet.from_data(answer.data)
    distance = packet.root_delay / 2 + packet.root_dispersion
    if packet.mode != 4:
        raise _Rejected(f"mode {packet.mode}: not a server's answer")
    if packet.stratum == 0:
        raise _Rejected(f"it refuses service (kiss-o'-death {_kiss(packet.ref_id)})")
    if packet.stratum > 15:
        raise _Rejected(f"stratum {packet.stratum}: its own clock is not synchronised")
    if packet.leap == 3:
        raise _Rejected("leap indicator 3: its own clock is not synchronised")
    if not packet.recv_timestamp or not packet.tx_timestamp:
        raise _Rejected("its answer holds no time")
    if distance > _MAX_DISTANCE:
        raise _Rejected(f"it is itself up to {distance:.1f} s from true time")
    held = _signed(packet.tx_timestamp - packet.recv_timestamp)
    if not -_ROUNDING <= held <= answer.elapsed + _ROUNDING:
        raise _Rejected("its timestamps contradict the round trip")
    ahead = _signed(packet.recv_timestamp - (answer.sent + NTP.NTP_DELTA))
    travel = max(0.0, answer.elapsed - held)
    return ClockSample(server, offset=ahead - travel / 2, error=travel / 2 + distance)


def _signed(difference: float) -> float:
    """A difference of two NTP times, whose era is not transmitted: the one less than 68 years either way."""
    return (difference + _ERA / 2) % _ERA - _ERA / 2


def _kiss(reference: int) -> str:
    """The code in a kiss-o'-death packet: four letters such as RATE, or nothing readable."""
    code = reference.to_bytes(4, "big").rstrip(b"\0")
    return code.decode() if code.isalnum() else "without a code"
