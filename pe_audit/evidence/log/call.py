"""Calls that write into a log: loggers by whatever name, prints to the console, dumps, and files called a log."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pe_audit.expression import expression
from pe_audit.lexicon import says, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.provenance import Provenance
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax


@dataclass(frozen=True, slots=True)
class LogCall:
    """One call, and `written`: its arguments, a block behind them included.

    `own`: a function of the project's own with a name like `logEvent`, which may keep a journal in a database.
    """

    span: Syntax
    written: Syntax
    own: bool = False

    @property
    def is_for_debugging(self) -> bool:
        """Whether its level says that production does not keep it."""
        return _DEBUG_LEVEL.fullmatch(_last(self.span.name)) is not None


# What a logger is asked: a level, `log`, `addInfo`, `LogWarning`, `infof`, `warnw`, `writeLine`.
_LEVEL = expression(
    r"(?:add_?|log_?|write_?|put_?)?(?:log|debug|info(?:rmation)?|warn(?:ing)?|err(?:or)?|notice|critical|crit|fatal|panic|trace"
    r"|alert|emerg(?:ency)?|exception|verbose|record|line|print|dir|table|msg|message|write)?(?:ln|f|w|ctx|context|async|_?log)?"
    r"|[dviwe]|wtf",
    re.IGNORECASE,
)
_DEBUG_LEVEL = expression(r"(?:log_?)?(?:debug|trace|verbose)(?:f|w|ctx|context)?|[dv]", re.IGNORECASE)
# Functions that write to the console, the error log or the page without any logger.
_ALONE = frozenset({
    "print", "println", "printf", "puts", "p", "pp", "pprint", "var_dump", "dump", "dd", "error_log", "syslog", "nslog",
    "os_log", "debugprint", "trigger_error", "console_log", "write_log", "wp_debug_log",
})  # fmt: skip
_PRINTS = frozenset({"print", "println", "printf", "write", "writeline", "puts", "pprint"})
_CONSOLES = expression(
    r"(?i)(?:^|\W)(?:system\.(?:out|err)|fmt|console|\$?std(?:out|err)|debug|trace|kernel|pprint|pp)$"
)
_RETURNS = frozenset({"print_r", "var_export"})  # where the second argument says so
# Functions of one's own: `writeLog`, `log_request`, `registrarBitacora`; not what makes, finds or tidies logs.
_NOT_WRITING = frozenset({
    "get", "set", "create", "make", "new", "with", "init", "in", "out", "on", "off", "rotate", "clear", "delete",
    "read", "open", "is", "has", "list", "find", "level", "path", "file", "dir", "handler", "format", "channel",
    "enable", "disable", "should", "config", "configure", "use", "fetch", "load", "show", "view", "back", "name",
})  # fmt: skip
_MATHS = expression(r"(?i)\b(?:math|np|numpy|cmath|torch|tf|bcmath|maths)$")
_FILE_WRITES = expression(
    r"(?i)file_put_contents|fwrite|fputs|f?printf?(?:ln)?|append(?:_?file(?:_?sync)?|_?all_?(?:text|lines))?"
    r"|write(?:_?file(?:_?sync)?|_?all_?(?:text|lines)|_?string|_?text|_?line)?"
)
_LOG_FILE = expression(r"(?i)[\w/{}$.-]*(?:\blogs?\b|_logs?\b|\blogs?_|bitacora)[\w/{}$.-]*|[\w/{}$. -]*\.log\b")
_TAIL = 60  # characters of a receiver that name it
_LONGEST = 4_000  # bytes of arguments
_MOST_CALLS = 20_000


def log_calls(source: SourceFile, provenance: Provenance) -> Iterator[LogCall]:
    """Every call of a file that writes a log, one within the arguments of another left out."""
    end = -1
    for call in islice(source.all("call"), _MOST_CALLS):
        if call.start < end:
            continue
        own = False
        if not (_logs(source, call) or _writes_log_file(source, provenance, call)):
            own = _is_called_log(call)
            if not own:
                continue
        name = call.part("name")
        start = name.end if name is not None else call.start
        if call.end - start <= _LONGEST:
            yield LogCall(call, source.span(start, call.end), own)
            end = call.end


def _logs(source: SourceFile, call: Syntax) -> bool:
    name, receiver = _last(call.name), call.text_of("receiver")
    if call.text.startswith("new "):
        return False
    lower = name.lower()
    if lower in _ALONE and not receiver:
        return True
    if lower in _RETURNS:
        return len(source.arguments(call)) < 2 and not receiver
    if lower in _PRINTS and _CONSOLES.search(receiver):
        return True
    return bool(receiver and name) and says(receiver[-_TAIL:], "log") and _LEVEL.fullmatch(name) is not None


def _is_called_log(call: Syntax) -> bool:
    name, receiver = _last(call.name), call.text_of("receiver")
    spoken = words(name)
    if call.text.startswith("new ") or _MATHS.search(receiver) or not says(name, "log"):
        return False
    return _NOT_WRITING.isdisjoint(spoken) and not (receiver and spoken[-1:] == ("logger",))


def _writes_log_file(source: SourceFile, provenance: Provenance, call: Syntax) -> bool:
    """Whether a call writes to a file that is called a log: `fwrite($log, …)`, `f.write(…)` of an opened `ipn.log`."""
    if not _FILE_WRITES.fullmatch(_last(call.name)):
        return False
    receiver, first = call.part("receiver"), source.argument(call, 0)
    asked = [receiver] if receiver is not None else []
    if first is not None and (receiver is None or says(receiver.text[-_TAIL:], "file api")):
        asked.append(first)
    return any(_names_log(source, span) for destination in asked for span in provenance.values(destination))


def _names_log(source: SourceFile, span: Syntax) -> bool:
    if span.end - span.start > _LONGEST:
        return False
    return any(_LOG_FILE.fullmatch(one.text.strip("fFrRbB@$\"'`")) for one in source.inside(span, "string"))


def _last(name: str) -> str:
    return re.split(r"\.|->|::|\\", name)[-1].lstrip("$").rstrip("!?")
