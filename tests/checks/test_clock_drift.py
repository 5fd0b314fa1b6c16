"""clock-drift on readings of several servers."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit.audit import circumstances_of
from pe_audit.checks.clock_drift import check
from pe_audit.evidence.clock import ClockReading, ClockSample
from pe_audit.options import Config, Options

CIRCUMSTANCES = circumstances_of(Options(paths=(), root=Path(), config=Config()))


def judged(*samples: tuple[float, float]) -> str:
    heard = tuple(ClockSample(f"ntp{n}", offset, error) for n, (offset, error) in enumerate(samples, 1))
    (seen,) = check(ClockReading("clock", heard, CIRCUMSTANCES))
    return seen.problem or seen.undecided or "sound"


@pytest.mark.parametrize(
    "samples",
    [
        [(0, 0.01), (0.2, 0.01)],
        [(299, 0.01), (299.5, 0.01), (300, 0.01)],
        [(300.5, 0.6), (300.4, 0.5)],
        [(-300.5, 0.6), (-300.4, 0.5)],
        [(0, 0.01), (0.1, 0.01), (7200, 0.01)],
    ],
    ids=["right", "at the limit", "not surely slow", "not surely fast", "one liar"],
)
def test_a_clock_that_is_not_surely_off_is_sound(samples: list[tuple[float, float]]) -> None:
    assert judged(*samples) == "sound"


@pytest.mark.parametrize(
    ("samples", "message"),
    [
        ([(301, 0.5), (301, 0.1)], "It is 301.0 s slow (± 0.300 s) by 2 time servers."),
        ([(-3600, 0.01), (-3599, 0.01), (-3601, 0.01)], "It is 3600.0 s fast (± 0.010 s) by 3 time servers."),
        ([(299, 0.01), (301, 0.01), (303, 0.01)], "It is 301.0 s slow (± 0.010 s) by 3 time servers."),
        ([(400, 0.01), (400, 0.01), (0, 0.01)], "It is 400.0 s slow (± 0.010 s) by 3 time servers."),
    ],
    ids=["slow", "fast", "straddling", "one liar"],
)
def test_a_clock_that_is_surely_off_is_a_problem(samples: list[tuple[float, float]], message: str) -> None:
    assert judged(*samples) == f"The clock is more than 300 seconds off. {message}"


@pytest.mark.parametrize(
    "samples",
    [[(0, 0.01), (700, 0.01)], [(-3600, 0.01), (3600, 0.01)], [(0, 0.01), (0, 0.01), (900, 0.01), (900, 0.01)]],
    ids=["one against one", "both ways", "two against two"],
)
def test_servers_without_a_majority_decide_nothing(samples: list[tuple[float, float]]) -> None:
    assert judged(*samples).startswith("the time servers contradict each other: ntp1 ")


def test_a_single_server_decides_nothing() -> None:
    assert judged((3600, 0.01)) == "1 of 1 time servers gave a valid answer"
