"""Where settlement code reads the calendar or a timestamp, and whether it says in which zone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.moment import ZONED
from pe_audit.evidence.reconciliation.settling import settling_of
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Kind, Syntax

# The calendar of the machine, as each language reads it.
_NAIVE = expression(
    rb"\b(?:date|datetime(?:\.datetime|\.date)?)\.(?:today|now)\(\s*\)"
    rb"|\bLocalDate(?:Time)?\.now\(\s*\)|\bDateTime\.(?:Now|Today)\b"
    rb"|\b(?:moment|dayjs)\(\s*\)(?!\.(?:utc|tz)\b)|\bnew Date\(\s*\)"
    rb"|\bCarbon(?:Immutable)?::(?:now|today|yesterday)\(\s*\)"
    rb"|\bnew\s+\\?DateTime(?:Immutable)?\(\s*(?:\)|"
    rb"['\"](?:now|today|yesterday|midnight|[-+]\d+ days?)[^'\"\n]{0,20}['\"]\s*\))"
    rb"|\bdate\(\s*['\"][^'\"\n]{1,20}['\"]\s*(?:\)|,\s*strtotime\(\s*['\"])"
    rb"|\btime\.Now\(\)(?!\.(?:UTC|In|Unix|Sub)\b)"
    rb"|\b(?:Date\.today|Time\.now|DateTime\.now)\b(?!\.(?:utc|getutc|to_[if])\b)"
)
# A text made a time as if it were the machine's own.
_PARSED = expression(
    rb"\bdatetime(?:\.datetime)?\.strptime\((?![^\n]{0,200}%z)|\bLocalDateTime\.parse\(|\bDateTime\.(?:Parse|ParseExact)\("
    rb"|\bstrtotime\(\s*\$|\bDateTime(?:Immutable)?::createFromFormat\((?![^\n;]{0,200}(?:DateTimeZone|[eTPO]['\"]))"
    rb"|\bnew SimpleDateFormat\("
    rb"|\b(?:Time|DateTime)\.(?:parse|strptime)\(|\bmoment\(\s*\w+[.\[\w'\"\]]*\s*,"
)
_AWARE = expression(
    rb"\bdatetime(?:\.datetime)?\.now\(\s*[^)\s]|\bdatetime\.fromtimestamp\([^()\n]*,|\bZonedDateTime\.|\bInstant\.(?:now|parse)"
    rb"|\bOffsetDateTime\.|\bLocalDate(?:Time)?\.now\(\s*[^)\s]|\bDateTime\.UtcNow\b|\bDateTimeOffset\.|\bmoment\.(?:utc|tz)\("
    rb"|\bdayjs\.(?:utc|tz)\(|\b(?:moment|dayjs)\(\s*\)\.(?:utc|tz)\("
    rb"|\bCarbon(?:Immutable)?::(?:now|today|yesterday|parse)\(\s*['\"$]"
    rb"|\bnew\s+\\?DateTime(?:Immutable)?\([^()\n]*,\s*new|\bgmdate\(|\btime\.Now\(\)\.(?:UTC|In)\b|\bTime\.zone\b|\bDate\.current\b"
    rb"|\bTime\.now\.utc\b|\btimezone\.(?:now|localdate|localtime)\(|\.toISOString\(\)|\bstrptime\([^\n]{0,200}%z"
)
# What makes it the edge of a period, or the name of a day's file: a moment in a journal is neither.
_EDGE = expression(
    r"(?i)days?\s*[=(]|(?:sub|minus|add)_?days?\b|\b1\.day\b|86400|[-+]\s?1 days?|\bdays_ago\b|yesterday|\bayer\b|"
    r"strftime|"
    r"setHours|setUTCHours|getDate\(|startOf|endOf|midnight|%Y-?%m-?%d|Y-?m-?d\b|yyyy-?MM-?dd|2006-?01-?02|tolocaledate|"
    r"beginning_of_day|end_of_day|\.prev_day|between"
)
_NAMES_DAY = expression(
    r"(?i)(?:^|_|\b)(?:fecha|dia|day|date|desde|hasta|from|start|end|inicio|fin|hoy|today|period\w*|corte|since|until|cutoff)"
    r"(?:_|\b|[A-Z])"
)
_JOURNAL = expression(
    r"(?i)_?at\b|processed|procesad|created|cread|updated|generated|generad|log|timestamp|elapsed|duration"
)
_SETS_ZONE = expression(
    r"date_default_timezone_set|timezone\.activate|setDefault\(\s*(?:TimeZone|ZoneId)|moment\.tz\.setDefault"
)
_UTC_ONLY = expression(
    r"\.toISOString\(\)|getUTC|setUTC|AssumeUniversal|AdjustToUniversal|\.replace\(tzinfo|localize\(|astimezone"
)
_MOST = 400


class Reading(NamedTuple):
    """A day or a time that settlement code takes from the machine or from a text; `zoned` if it says of which zone."""

    span: Syntax
    scope: Syntax
    zoned: bool
    parsed: bool = False


def readings(source: SourceFile) -> Iterator[Reading]:
    """Those that begin or end periods, name files or parse records. Raises `Unreadable` as the source does."""
    settling = settling_of(source)
    if not settling.is_payment:
        return
    for pattern, parsed in ((_NAIVE, False), (_PARSED, True)):
        for match in list(pattern.finditer(source.file.data))[:_MOST]:
            span = source.span(*match.span())
            if _is_quoted(source, span) or not settling.holds(span):
                continue
            scope = settling.around(span)
            text = f"{settling.text(scope)}\n{settling.constants}"
            if parsed or _is_edge(source, span):
                zoned = bool(ZONED.search(text) or _SETS_ZONE.search(text) or _UTC_ONLY.search(text))
                yield Reading(span, scope, zoned, parsed)
    for match in list(_AWARE.finditer(source.file.data))[:_MOST]:
        span = source.span(*match.span())
        if settling.holds(span) and not _is_quoted(source, span):
            yield Reading(span, settling.around(span), True)


def _is_quoted(source: SourceFile, span: Syntax) -> bool:
    kinds: tuple[Kind, ...] = ("string", "comment")
    return any(True for kind in kinds for _ in source.around(span, kind))


def _is_edge(source: SourceFile, span: Syntax) -> bool:
    """Whether the day matters: what it is called, what is made of it in its line or under its name."""
    line = source.file.line(source.file.line_number(span.start))
    holder = next((one for one in source.around(span, "assignment") if one.end - one.start < _MOST), None)
    pair = next((one for one in source.around(span, "pair") if one.end - one.start < _MOST // 2), None)
    named = pair.text_of("key") if pair is not None else holder.text_of("left") if holder is not None else ""
    if _JOURNAL.search(named):
        return False
    if _EDGE.search(line):
        return True
    if _NAMES_DAY.search(named):
        return holder is None or not re.search(r"(?i)start|inicio", named) or _is_used_as_day(source, span, named)
    return bool(named) and _is_used_as_day(source, span, named)


def _is_used_as_day(source: SourceFile, span: Syntax, named: str) -> bool:
    rest = source.span(span.end, min(source.scope(span).end, span.end + 2000)).text
    lines = [line for line in rest.splitlines() if re.search(rf"(?<![\w$]){re.escape(named)}\b", line)]
    return any(_EDGE.search(line) for line in lines)
