"""Where code reads the clock for a request to the gateway, and what it says of the zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression
from pe_audit.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pe_audit.evidence.circumstances import Circumstances
    from pe_audit.evidence.provenance import Provenance
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

# The clock as each language reads it. Not what formats a time that it is given: `date("c", $order->created)`.
_READING = expression(
    rb"\bDateTime(?:Offset)?\.(?:Utc)?Now\b"
    rb"|\b(?:(?:Local|Zoned|Offset)?DateTime(?:::|\.)(?:now|local|utc)|Instant\.now|datetime\.(?:utcnow|now|today)"
    rb"|(?:time|timezone)\.(?:now|localtime|gmtime|time)|Carbon(?:Immutable)?::now|Date\.now|Calendar\.getInstance)\("
    rb"|\b(?:moment|dayjs)(?:\.utc)?\(\s*\)|\b(?:gm)?date\((?=[^,()]*\))|\bstrftime\((?=[^,()]*\))"
    rb"|\btime\.Now\(\)|\b(?:Date)?Time\.(?:zone\.now|now|current)\b(?!\()"
    rb"|(?<![\w.])Date\(\s*\)|\bDate\.now\b|\bClock\.System\.now\("
    rb"|\bnew\s+\\?(?:Date|DateTime|DateTimeImmutable)\(\s*(?=\)|['\"]now)"
)
# A zone that is said beside the reading, so that the server's own does not matter.
ZONED = expression(
    r"(?i)time_?zone|zone_?info|zone_?id|zone_?offset|\btz\b|\btz_|utc_?offset|pytz|\b(?:gmt|utc)[+-]\d|hours\s*=\s*-?5\b"
    r"|\bfixed_?zone\b|\bTime\.(?:zone|current)\b"
    r"|\b(?:add|sub|plus|minus)_?hours\(\s*-?5\b|\blima\b|\bbogota\b"
)
# Formats that carry the offset, and calls that always do.
OFFSET = expression(
    r"(?i:\bformat\(\s*\)|tojson|atom|rfc_?3339|iso_?8601|toiso|offsetdatetime|zoneddatetime|datetimeoffset|instant\.now|iso_offset)"
    r"|zzz|%:?z|XXX|xxx|\[?Z{1,2}\]?['\"`]|(?<=[\"'])[cP](?=[\"'])|[si]P\b|sP['\"]|ToString\(\s*\"[oO]\"|K['\"]|-07:?00"
)
# Formats, and calls that write a time without saying more of it than its digits.
FORMAT = expression(
    r"(?i)y+[^a-z\n]{1,3}m+[^a-z\n]{1,3}d|%Y.%m.%d|%F|2006-01-02|h+\W{1,2}(?:mm|i)\b|%H\W%M"
    r"|isoformat\(\)|tolocale\w*string|tostring\(\)|\bstr\("
)
_LONGEST = 600  # characters of one expression


def readings(values: Iterable[Syntax]) -> set[int]:
    """The bytes of the file at which any of the values reads the clock."""
    return {found.start() for value in values for found in _READING.finditer(value.data, value.start, value.end)}


def request_dates(source: SourceFile) -> Iterator[tuple[Syntax, Syntax]]:
    """Each place that gives the time of a request to the gateway its name, and the value: `dateRequest: …`."""
    wanted = names(source.file.circumstances)
    assigned = set()
    for element in (*source.all("assignment"), *source.all("pair")):
        named = element.part("left") or element.part("key")
        if named is not None and named.end - named.start < 100 and words(named.last_name) in wanted:
            value = value_of(element)
            if element.kind == "assignment":
                assigned.add(named.text)
            if value.text not in assigned:  # `dateRequest: dateRequest` is told where the variable is given its value
                yield element, value


def names(circumstances: Circumstances) -> frozenset[tuple[str, ...]]:
    """What the time of a request is called by the gateways: field and header, as words."""
    gateways = circumstances.gateways
    said = [gateway.request.get("date") for gateway in gateways]
    said += [gateway.version["timestamp_header"] for gateway in gateways]
    return frozenset(words(name) for name in said if name)


def written(provenance: Provenance, value: Syntax) -> str:
    """A time and all it was made of, as one text, and how the formatter was set up that wrote it."""
    texts = [one.text[:_LONGEST] for one in provenance.values(value)]
    formatters = {text for text in texts if text.isidentifier()}
    if formatters:
        source, scope = provenance.source, provenance.source.scope(value)
        for one in source.inside(scope, "assignment"):
            owner, _, member = one.text_of("left")[:_LONGEST].rpartition(".")
            if member and owner in formatters:
                texts.append(one.text[:_LONGEST])
        for call in source.inside(scope, "call"):
            if call.text_of("receiver")[:_LONGEST] in formatters and "zone" in call.words:
                texts.append(call.text[:_LONGEST])
    return "\n".join(texts)
