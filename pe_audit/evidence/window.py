"""What expressions, written out, say of a time that was sent: how long ago it is, and how many seconds that may be."""

from __future__ import annotations

import re
from math import prod

from pe_audit.evidence import duration
from pe_audit.expression import expression
from pe_audit.lexicon import says

OLD, AHEAD, BOTH = "old", "ahead", "both"  # which side of the present a difference counts
_CLOCK = expression(
    r"(?i)\b(?:micro)?time\(\s*(?:true)?\s*\)|\bDate\.now\b|currentTimeMillis\(|\bnew\s+Date\(\s*\)"
    r"|\btime\.(?:time|Now|Since|Until)\b|(?:Date)?Time(?:Offset)?(?:::|\.)(?:utc_?)?now\b|\bInstant\.now|timezone\.now"
    r"|\bCarbon(?:Immutable)?::now|\bTime\.(?:zone\.)?(?:now|current)\b|\bnew\s+\\?DateTime(?:Immutable)?\(\s*(?:\)|['\"]now)"
    r"|\b(?:moment|dayjs)(?:\.utc)?\(\s*\)|\bclock\.\w+\(|GetUtcNow\(|strtotime\(\s*['\"]-|\.ago\b|(?<![\w>.])\$?(?:now|ahora)\b"
)
_DIFFERENCE = expression(
    r"(?i)\s-\s|(?<=[\w)\]])-(?=[\w($])|\bSince\(|\bUntil\(|(?:->|\.)(?:diffIn\w*|diff|floatDiffIn\w*|sub|subtract|minus|since|between)\("
    r"|\bdifferenceIn\w+\("
)
_OF_TWO = expression(r"(?i)\b(between|since|until|differenceIn\w+)\(")
_NO_SIGN = expression(r"(?i)\babs\b|\.abs\b|\bfabs\(|Math\.abs|\.Duration\(\)|\.absolute|diffIn\w*\(")
_STRING = expression(r"\"[^\"\n]*\"|'[^'\n]*'")
_BACK = expression(r"(?i)\s-\s|-\s*(?=\d)|\b(?:minus|sub)\w*\(|\.ago\b|(?<=[\w)])-(?=[\w(])")
_ON = expression(r"(?i)\s\+\s|\b(?:plus|add)\w*\(")
_WRITTEN_OUT = expression(r"[\w$@>.:-]*?([\w$]+):=")
_THOUSANDTHS = expression(
    r"(?i)\bDate\.now|getTime\(|currentTimeMillis|toMillis|TotalMilliseconds|UnixMilli|UnixTimeMilliseconds|toEpochMilli"
    r"|new\s+Date\(|diffInMilliseconds|\bMILLIS\.|\.millis\(|valueOf\(|\b(?:moment|dayjs)\("
)
_DIVIDED = expression(r"/\s*(?:time\.)?([\d._]+(?:e\d)?)", re.IGNORECASE)
_UNITS = tuple(
    (
        expression(rf"(?i){pattern}|(?:(?:diff(?:erence)?)?In|to_?|Total|get){name}s\b|\b{name}s\.|['\"]{name}s?['\"]"),
        unit,
    )
    for name, pattern, unit in (
        ("second", r"\bunix\(", 1.0),
        ("minute", r"\.Minutes\(\)", 60.0),
        ("hour", r"\.Hours\(\)", 3600.0),
        ("day", r"\.days\b", 86400.0),
    )
)
_PRODUCT = expression(r"(?<![\w.])([\d._]+)\s*([*/])\s*([\d._]+)(?![\w.])")
_WRAPPED = expression(r"(?<![\w>])\(\s*([\d._]+)\s*\)")
_NUMBER = expression(r"-?([\d_]+(?:\.\d+)?)[lLfFdDmM]?")
_MOST_PRODUCTS = 8


def aged(text: str) -> str | None:
    """Whether an expression says how long ago something was sent, and which way it counts: OLD, AHEAD or BOTH."""
    bare = _STRING.sub(lambda found: "'" + "x" * (len(found[0]) - 2) + "'", text)
    clocks, differs = [one.start() for one in _CLOCK.finditer(bare)], list(_DIFFERENCE.finditer(bare))
    if not clocks or not differs or not says_moment(text):
        return None
    if _NO_SIGN.search(bare):
        return BOTH
    called = _OF_TWO.search(bare)
    if called is None:
        return OLD if any(one.start() >= clocks[0] for one in differs) else AHEAD
    name = called[1].lower()
    if name in ("since", "until"):
        return OLD if name == "since" else AHEAD
    clock_first = clocks[0] < bare.find(",", called.end())
    return OLD if clock_first is (name != "between") else AHEAD


def limited(moment: str, clock: str) -> str | None:
    """Whether a time that was sent is compared with the present and something: on which side that bounds it."""
    if not _CLOCK.search(clock) or _CLOCK.search(moment) or not says_moment(moment) or says_moment(clock):
        return None
    bare = _STRING.sub("''", clock) if "strtotime" not in clock else clock
    return OLD if _BACK.search(bare) else AHEAD


def seconds_in(clock: str) -> float | None:
    """How far from the present a moment is: 300 of `time() - 300`; 0 for the present itself."""
    text = _worked_out(clock)
    written = duration.seconds_of(text)
    if written is not None:
        return written
    rest = re.search(r"[-+]\s*\(?([\d._]+)\)?[\s)]*$", text)
    if rest is not None:
        return float(rest[1].replace("_", "")) * unit_of(clock)
    return None if _BACK.search(_STRING.sub("''", text)) or _ON.search(text) else 0.0


def seconds_of(limit: str, age: str) -> float | None:
    """How many seconds a length is that an age is compared with; a bare number is in the unit of the age."""
    text = _worked_out(limit)
    number = _NUMBER.fullmatch(text)
    if number is not None:
        return float(number[1].replace("_", "")) * unit_of(age)
    return duration.seconds_of(text)


def unit_of(age: str) -> float:
    """The seconds that one of an expression's numbers stands for."""
    named = next((unit for pattern, unit in _UNITS if pattern.search(age)), None)
    divided = prod(_divisor(found[1]) for found in _DIVIDED.finditer(_STRING.sub("''", age)))
    if named is not None:
        return named * (divided if named == 1.0 or divided != 1000 else 1)
    return (0.001 if _THOUSANDTHS.search(age) else 1.0) * divided


def _divisor(text: str) -> float:
    try:
        return float(text.replace("_", "")) or 1.0
    except ValueError:
        return 1.0


def _worked_out(text: str) -> str:
    """A length without the names of its constants, its products computed."""
    text = _WRITTEN_OUT.sub("", text).strip()
    for _ in range(_MOST_PRODUCTS):
        shorter = _WRAPPED.sub(r"\1", text)
        shorter = _PRODUCT.sub(_computed, shorter)
        if shorter == text:
            break
        text = shorter
    while text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip()
    return text


def _computed(found: re.Match[str]) -> str:
    left, right = _divisor(found[1]), _divisor(found[3])
    product = left * right if found[2] == "*" else left / right
    return str(int(product)) if product == int(product) else str(product)


def says_moment(text: str) -> bool:
    """Whether it names the time at which something was sent, the clock and its types left out."""
    names = re.findall(r"(?<![\w])\$?[a-z_]\w*|[\"'][\w-]+[\"']|\b[A-Z_]{2,}\b", _CLOCK.sub(" ", text))
    return any(says(name, "sent time") for name in names)
