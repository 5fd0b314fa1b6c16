"""Archives that code about settlements opens, and what their entries' names and sizes can do there."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.provenance import Provenance
from pe_audit.evidence.reconciliation.settling import callee, given, settling_of
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_READER = (
    r"(?:ZipFile|PyZipFile|SevenZipFile|TarFile|AdmZip|StreamZip(?:\.async)?|PharData|ZipArchive|ZipInputStream"
    r"|ZipArchiveInputStream|TarArchiveInputStream|SevenZFile|FastZip|TarReader)"
)
_OPENS = expression(
    rf"(?:\w+\.)*{_READER}(?:\.new)?|(?:\w+\.)*ZipFile\.(?:open|OpenRead|Open|ExtractToDirectory(?:Async)?)"
    r"|(?:tarfile|TarFile|(?:\w+\.)*TarFile)\.(?:open|ExtractToDirectory(?:Async)?)|(?:shutil\.)?unpack_archive"
    r"|unzipper\.(?:Extract|Parse|ParseOne|Open\.\w+)|JSZip\.loadAsync|yauzl\.(?:open|from)\w*|tar\.(?:x|extract)"
    r"|(?:extractZip|decompress)|(?:zip|tar)\.(?:OpenReader|NewReader)|(?:Zip\.)(?:File|InputStream)\.(?:open\w*|new)"
    r"|(?:ArchiveFactory|ReaderFactory|ZipArchive|TarArchive)\.Open\w*"
)
_LATER = expression(r"(?i)(?:open|loadAsync|extractTo|extractAllTo)")  # on a reader that was made without a file
_MADE = expression(rf"\b(?:{_READER}|JSZip)\b")
_COMMAND = expression(r"(?:^|[\s;&|/`\"'])(?:unzip|bsdtar|7za?\s+x|tar\s+(?:-\w*x|x\w*f|--extract))(?=\s|[\"']|$)")
_RUNS = expression(
    r"(?i)(?:\w+\.)*(?:system|exec|execsync|execfile|execfilesync|spawn|spawnsync|shell_exec|passthru|proc_open|popen|run"
    r"|call|check_call|check_output|start|command|commandcontext|processbuilder|processstartinfo|process|fromshellcommandline"
    r"|capture\d?\w*|sh|`)"
)
_WRITES = expression(
    r"[\"'][wxa]b?[\"']|\bCREATE\b|\bOVERWRITE\b|Mode\.(?:Create|Update)|create:\s*true", re.IGNORECASE
)

# The variable that holds an entry, or its name.
_ENTRIES = (
    expression(
        r"\b(?:for|foreach)\s*\(?\s*(?:(?:const|let|var|final|[A-Z][\w<>?.]*)\s+)?(?:\w+\s*,\s*)?\$?(\w+)\s*"
        r"(?:in|of|:=\s*range|:)\s+([^\n{]{0,120}?(?:namelist|infolist|getnames|getmembers|[eE]ntries|\.File\b|\.files\b|\btar\b)[^\n{]{0,60})"
    ),
    expression(
        r"\$?(\w+)(?:\s*,\s*\w+)?\s*:?=\s*(?:await\s+)?([^\n;=]{0,80}"
        r"(?:[nN]ext_?\w*[eE]ntry|nextElement\(|getNameIndex|statIndex|\b(?:tr|tarReader|reader)\.Next\())"
    ),
    expression(
        r"(?:\.forEach|\.each(?:_entry)?|\.on\(\s*['\"]entry['\"]\s*,|\.filter|\.map)\s*\(?\s*(?:do|\{)?\s*"
        r"(?:async\s*)?(?:function\s*\w*)?\s*[(|]?\s*\$?(\w+)()"
    ),
    expression(r"\b(?:ZipEntry|Zip(?:Archive)?Entry|TarArchiveEntry|ArchiveEntry|IArchiveEntry)\??\s+\$?(\w+)()"),
    expression(r"\b(\w+)\s+\*(?:zip\.File|tar\.Header)()"),
    expression(r"\b(\w+)\s*:\s*(?:zipfile\.|tarfile\.)?(?:ZipInfo|TarInfo)()"),
)
_NAMED = (
    r"(?<![\w.>$])\$?{entry}(?:(?:\.|->)(?:getName\(\)|(?:entryName|FullName|filename|fileName|name|Name|path|pathname|Key)\b)"
    r"|\[['\"]name['\"]\])?(?!\s*(?:\(|\[|\.\w|->\w|\w))"
)
_PATHS = expression(
    r"(?i)join|resolve|combine|file|get|of|path|f?open|file_put_contents|createwritestream|writefile(?:sync)?|create"
    r"|openfile|copy|newoutputstream|fileoutputstream|extract|extracttofile(?:async)?|filewriter|outputfile(?:sync)?"
    r"|filestream|rename|move"
)
_BARE = expression(
    r"(?i)basename|getfilename|filepath\.base|secure_filename|path\.base\(|filenameutils|\bPath\([^()]*\)\.name\b|saniti[sz]e|"
    r"safe_?(?:path|join|name)|securejoin|uuid|randombytes"
)
_CHECKED = expression(
    r"(?i)starts_?with|hasprefix|islocal|is_relative_to|relative_path_from|commonpath|commonprefix|name_safe|"
    r"[\"'/(]\.\.(?:[\"'/)\\]|%)|openroot|os\.root\b|validatefilename|issubpath|path\.relative"
)
# Readers that refuse or rewrite names that lead out of the folder.
_CAREFUL = expression(r"\b(?:jszip|yauzl|node-stream-zip)\b")
_CAP = expression(
    r"(?i)max|limit|tope\b|copyn\(|1024\s*\*\s*1024|<<\s*[12]0|_000_000|(?:file_?size|getsize\(\)|\blength|uncompressed\w*|\bsize\b|"
    r"sizeof|['\"]size['\"]\])[^;\n]{0,40}[<>]|[<>]=?\s*\d{5,}"
)


class Opening(NamedTuple):
    """One archive that is opened: the call, and the named function (or file) it stands in."""

    call: Syntax
    scope: Syntax


class Archives:
    """The archives that the settlement code of one file opens. Raises `Unreadable` as the source does."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.settling = settling_of(source)
        self.provenance = Provenance(source)

    def openings(self) -> Iterator[Opening]:
        """Each, once a function."""
        seen: set[Syntax] = set()
        for call in self.source.all("call"):
            if self._opens(call) and self.settling.holds(call):
                scope = self.settling.around(call)
                if scope not in seen:
                    seen.add(scope)
                    yield Opening(call, scope)

    def _opens(self, call: Syntax) -> bool:
        name = callee(call)
        if _OPENS.fullmatch(name):
            empty = not self.source.arguments(call) and re.search(r"ZipArchive|JSZip|AdmZip|FastZip", name)
            return not empty and _WRITES.search(call.text[:300]) is None
        if _LATER.fullmatch(call.name):
            receiver = call.part("receiver")
            made = receiver is not None and any(
                _MADE.search(one.text[:200]) for one in self.provenance.values(receiver)
            )
            return made and _WRITES.search(call.text[:300]) is None
        return is_command(self.source, call, _COMMAND)

    def escapes(self, opening: Opening) -> Syntax | None:
        """Where an entry's own name decides which file is written, and nothing keeps it inside the folder."""
        scopes = [one for one in self.settling.reached([opening.scope]) if one.kind == "function"] or [opening.scope]
        text = self.settling.text(opening.scope)
        if _CHECKED.search(text):
            return None
        for scope in scopes:
            found = self._unfiltered(scope) or self._joined(scope)
            if found is not None:
                return found
        return None

    def _unfiltered(self, scope: Syntax) -> Syntax | None:
        """tarfile writes wherever the names say, unless a filter or the members are given."""
        for call in self.source.inside(scope, "call"):
            receiver = call.part("receiver")
            if call.name not in ("extractall", "extract") or receiver is None:
                continue
            of_tar = any(re.search(r"\btarfile\b|\bTarFile\b", one.text[:200]) for one in self._made(receiver, scope))
            if of_tar and not re.search(r"\b(?:filter|members)\s*=", call.text_of("arguments")):
                return call
        return None

    def _made(self, receiver: Syntax, scope: Syntax) -> list[Syntax]:
        """What a receiver is; `with … as` may stand in a function around, or give the name by itself."""
        return [*self.provenance.values(receiver), *self._with(receiver, scope)]

    def _with(self, receiver: Syntax, scope: Syntax) -> Iterator[Syntax]:
        for one in self.source.inside(scope, "assignment"):
            if one.text_of("left") == receiver.text and one.start < receiver.start:
                yield one

    def _joined(self, scope: Syntax) -> Syntax | None:
        """A path made of an entry's name."""
        entries = list(_entries(scope.text))
        if not entries or self._is_careful:
            return None
        for call in self.source.inside(scope, "call"):
            if _PATHS.fullmatch(call.name.rpartition(".")[2]) and not self._asks_archive(call, scope):
                for value in given(self.source, call):
                    if self._is_name(value, entries):
                        return call
        return None

    @cached_property
    def _is_careful(self) -> bool:
        return _CAREFUL.search(self.source.file.text) is not None

    def _asks_archive(self, call: Syntax, scope: Syntax) -> bool:
        """`zip.open(name)`, `zip.extract(name, folder)`: the archive is asked for the entry."""
        receiver = call.part("receiver")
        if receiver is None:
            return False
        if re.fullmatch(r"(?i)\$?(?:\w*(?:zip|tar|archiv)\w*|z|zf|tf|t)(?:\.file)?", receiver.text) is not None:
            return not re.fullmatch(r"(?i)zipfile|\w*entry\w*", receiver.text)
        return any(_MADE.search(one.text[:200]) for one in self._made(receiver, scope))

    def _is_name(self, value: Syntax, entries: list[tuple[re.Pattern[str], bool]]) -> bool:
        texts = [one.text[:400] for one in self.provenance.values(value)]
        if any(_BARE.search(text) for text in texts):
            return False
        for pattern, bare_name in entries:
            for text in texts:
                found = pattern.search(text)
                if found is not None and not (bare_name and found[0].endswith(".Name")):
                    return True
        return False

    def is_capped(self, opening: Opening) -> bool:
        """Whether the code that opens it speaks of a size or of a count."""
        return _CAP.search(self.settling.text(opening.scope)) is not None


def _entries(text: str) -> Iterator[tuple[re.Pattern[str], bool]]:
    """A pattern for the names of the entries each variable stands for; whether `Name` is the last part only (.NET)."""
    seen: set[str] = set()
    for pattern in _ENTRIES:
        for found in pattern.finditer(text):
            if found[1] not in seen and len(seen) < 20:
                seen.add(found[1])
                yield re.compile(_NAMED.replace("{entry}", re.escape(found[1]))), ".Entries" in found[2]


def is_command(source: SourceFile, call: Syntax, command: re.Pattern[str]) -> bool:
    """Whether a call runs a program that a pattern finds in its strings."""
    if not _RUNS.fullmatch(callee(call)):
        return False
    holder = call.part("arguments")
    return holder is not None and any(command.search(one.text.strip("\"'`")) for one in source.inside(holder, "string"))
