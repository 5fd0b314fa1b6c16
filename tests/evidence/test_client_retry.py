"""What is tried again, how often, and whether it ends, in the words of many libraries and in loops."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit import gateways
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.client.calls import outgoing
from pe_audit.evidence.client.retry import retries
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of

CASES = Path(__file__).parent / "examples" / "client-retry"
TOLD = Circumstances(gateways.load())
# file → tries in all (None: not written down or none), the pause grows, without an end, repeats what was refused;
# None where nothing is tried again.
FOUND: dict[str, tuple[int | None, bool, bool, bool] | None] = {
    "tenacity.py": (4, True, False, False),
    "tenacity-without-a-stop.py": (None, False, True, False),
    "backoff.py": (3, True, False, False),
    "urllib3-that-repeats-what-was-refused.py": (4, True, False, True),
    "celery.py": (6, True, False, False),
    "a-counted-loop.py": (3, True, False, False),
    "an-endless-loop.py": (None, False, True, False),
    "a-loop-over-many-orders.py": None,
    "axios-retry.js": (4, True, False, False),
    "p-retry.js": (6, True, False, False),
    "a-helper-named-for-it.js": (None, False, False, False),
    "a-loop-that-counts-by-itself.js": (4, True, False, False),
    "laravels-http.php": (3, False, False, False),
    "laravels-retry.php": (2, False, False, False),
    "guzzles-middleware.php": (4, True, False, False),
    "a-counted-for.php": (3, False, False, False),
    "polly.cs": (4, True, False, False),
    "polly-for-ever.cs": (None, False, True, False),
    "spring-retry.java": (4, True, False, False),
    "a-while-that-counts.java": (3, True, False, False),
    "go-retryablehttp.go": (5, True, False, False),
    "a-counted-for-of-go.go": (3, True, False, False),
    "faraday.rb": (4, True, False, False),
    "a-rescue-that-counts.rb": (3, True, False, False),
    "kotlins-repeat.kt": (3, True, False, False),
    "a-loop-in-swift.swift": (3, True, False, False),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_is_tried_again(name: str) -> None:
    language = language_of(name)
    assert language is not None
    source = SourceFile(File(name, (CASES / name).read_bytes(), TOLD), language)
    found = retries(source, outgoing(source))
    read = [(one.tries, one.grows, one.endless, one.refused) for one in found]
    assert read == ([FOUND[name]] if FOUND[name] is not None else [])


def test_every_example_is_looked_at() -> None:
    assert {one.name for one in CASES.iterdir()} == set(FOUND)
