"""Lengths of time as settings and code write them: `2h`, `PT2H`, `60 * 60`, `TimeSpan.FromHours(2)`, `addDays(1)`."""

from __future__ import annotations

from math import prod

from pe_audit.expression import expression
from pe_audit.lexicon import words

_UNITS = {
    **dict.fromkeys(("ms", "milli", "millis", "millisecond", "milliseconds", "px", "milisegundos"), 0.001),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", "segundo", "segundos", "ex"), 1.0),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "minuto", "minutos"), 60.0),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "hora", "horas"), 3600.0),
    **dict.fromkeys(("d", "day", "days", "dia", "dias"), 86400.0),
    **dict.fromkeys(("w", "week", "weeks", "semana", "semanas"), 604800.0),
    **dict.fromkeys(("month", "months"), 2592000.0),
    **dict.fromkeys(("year", "years"), 31536000.0),
}
_NUMBER = r"[0-9][0-9_]{0,14}(?:\.[0-9]{1,6})?"
_PRODUCT = expression(rf"\(?\s*({_NUMBER}(?:\s*\*\s*{_NUMBER}){{0,4}})\s*\)?[lLfFdD]?")
_SUFFIXED = expression(rf"({_NUMBER})\s*([A-Za-z]+)")
_ISO = expression(r"P(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9})S)?)?")
_CLOCK = expression(r"(?:(\d{1,5})\.)?(\d{1,4}):(\d\d):(\d\d)(?:\.\d+)?")
# Duration.ofHours(2), TimeSpan.FromHours(2), addHours(2), timedelta(hours=2), HOUR_IN_SECONDS * 2, 2.hours
_CALLED = expression(
    rf"(?i)\b(?:of|from|add|plus|in|sub|minus)_?(milli(?:second)?s?|seconds?|minutes?|hours?|days?|weeks?|months?|years?)\(\s*-?({_NUMBER}|)\s*\)"
)
# 12 * time.Hour, time.Hour * 12; 12.hours
_UNIT = r"(milli(?:second)?s?|seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b"
_TIMES = expression(rf"(?i)({_NUMBER})\)?\s*(?:\*\s*time)?\.{_UNIT}|\btime\.{_UNIT}(?:\s*\*\s*({_NUMBER}))?")
_KEYWORD = expression(rf"(?i)\b(milliseconds|seconds|minutes|hours|days|weeks)\s*[=:]\s*({_NUMBER})")
_CONSTANT = expression(
    rf"(?:({_NUMBER})\s*\*\s*)?\b(MINUTE|HOUR|DAY|WEEK|MONTH|YEAR)_IN_SECONDS\b(?:\s*\*\s*({_NUMBER}))?"
)
_LONGEST = 120  # characters
_SURELY_MILLISECONDS = 1_000_000  # eleven days, were it seconds; nobody means that by a round number of thousands


def seconds_of(text: str, name: str = "") -> float | None:
    """How many seconds a text says; `name` (of its setting or option) may say the unit. None if it is no length."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    product = _PRODUCT.fullmatch(text)
    if product is not None:
        return _in_unit(prod(map(_number, product[1].split("*"))), name)
    return _written(text) if text[0] in "Pp0123456789" and "(" not in text else _expressed(text)


def _number(text: str) -> float:
    return float(text.replace("_", "") or 1)


def _in_unit(number: float, name: str) -> float:
    unit = next((_UNITS[word] for word in reversed(words(name)) if word in _UNITS and len(word) > 1), None)
    if unit is not None:
        return number * unit
    return number / 1000 if number >= _SURELY_MILLISECONDS and number % 1000 == 0 else number


def _written(text: str) -> float | None:
    suffixed, iso, clock = _SUFFIXED.fullmatch(text), _ISO.fullmatch(text.upper()), _CLOCK.fullmatch(text)
    if suffixed is not None:
        unit = _UNITS.get(suffixed[2].lower())
        return None if unit is None else _number(suffixed[1]) * unit
    if iso is not None and any(iso.groups()):
        return sum(float(part or 0) * unit for part, unit in zip(iso.groups(), (86400, 3600, 60, 1), strict=True))
    if clock is not None:
        return sum(float(part or 0) * unit for part, unit in zip(clock.groups(), (86400, 3600, 60, 1), strict=True))
    return _expressed(text)


def _expressed(text: str) -> float | None:
    """The length in an expression of code: what its calls, options and constants add up to."""
    found = [_number(one[2]) * _UNITS[one[1].lower()] for one in _CALLED.finditer(text)]
    found += [_number(one[2]) * _UNITS[one[1].lower()] for one in _KEYWORD.finditer(text)]
    found += [_number(one[1] or one[4] or "1") * _UNITS[(one[2] or one[3]).lower()] for one in _TIMES.finditer(text)]
    constants = (one for one in _CONSTANT.finditer(text))
    found += [_number(one[1] or one[3] or "1") * _UNITS[one[2].lower()] for one in constants]
    return sum(found) if found else None
