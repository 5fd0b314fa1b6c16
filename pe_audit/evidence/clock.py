"""What time servers said of this machine's clock."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pe_audit.evidence.circumstances import Circumstances


@dataclass(frozen=True, slots=True)
class ClockSample:
    """One SNTP answer. `offset`: seconds to add to the local clock; `error`: its bound, half the round trip plus
    the server's root distance, in seconds. `rejected` says why the sample does not count. RFC 5905 §10."""

    server: str
    offset: float = 0.0
    error: float = 0.0
    rejected: str = ""


@dataclass(frozen=True, slots=True)
class ClockReading:
    """Evidence for clock rules: all samples of one probe."""

    uri: str
    samples: tuple[ClockSample, ...]
    circumstances: Circumstances
    looks_at = "clock"

    @property
    def valid(self) -> tuple[ClockSample, ...]:
        return tuple(sample for sample in self.samples if not sample.rejected)

    @property
    def offset(self) -> float:
        """Median offset of the valid samples, in seconds."""
        return median(sample.offset for sample in self.valid)

    @property
    def error(self) -> float:
        """Median error bound of the valid samples, in seconds. It bounds `offset`: a median keeps the order."""
        return median(sample.error for sample in self.valid)


def from_record(uri: str, record: dict[str, Any], circumstances: Circumstances) -> ClockReading:
    """A reading recorded as JSON: {"samples": [{"server", "offset", "error", "rejected"?}, …]}."""
    return ClockReading(uri, tuple(ClockSample(**sample) for sample in record["samples"]), circumstances)
