"""PGP signatures of settlement files: where one is verified, and whether the outcome decides anything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pe_audit.evidence.handler.followed.calls import calls_of
from pe_audit.evidence.provenance import Provenance
from pe_audit.evidence.reconciliation.settling import callee
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Kind, Syntax

_SPOKEN = expression(r"(?i)pgp|gpg|gnupg|gpgme|sequoia|\.asc\b|\.sig\b|key_?ring|llavero|detached")
# A library for signatures, or a signature's file: whoever wrote this knows that the archives are signed.
SIGNED = expression(
    r"(?i)\b(?:gnupg|pgpy|pysequoia|openpgp|gopenpgp|crypt_gpg|gpgme|pgpcore|kbpgp|bcpg|bcpg-\w+|gpgv?)\b|openpgp|[\w}*]\.(?:asc|sig|pgp|gpg)\b"
)
_COMMAND = expression(
    r"\b(?:gpg2?(?:\.exe)?\b.*(?:--verify|--decrypt|\s-d\b)|gpgv2?\b|sq\s+verify|sqv\b|(?:sh|bash)\s.*verif\w*)"
)
_DECRYPTS = expression(r"(?i)decrypt|descifrar|desencriptar|--decrypt|\s-d\b")
_ASKS_SIGNATURE = expression(
    r"(?i)\.valid\b|signature_id|valid_?sig|fingerprint|verificationkeys|signatures|--verify|is_?valid|trust_level|verify|huella"
)
_IGNORED = expression(r"\|\|\s*(?:true|:|exit\s+0|echo)\b|;\s*(?:true|exit\s+0)\b|\|\|\s*:")
_JOINED = expression(r"(?:--verify|gpgv2?\b|sq\s+verify)[^|;]*&&")
_RAISES = expression(
    r"(?i)check\s*=\s*True|\bcheck_(?:call|output)\b|\bexec(?:File)?Sync\b|mustRun|\braise_?for|await\s+\w*exec\w*\(|await\s+promisify"
    r"|expectSigned:\s*true|\bpysequoia\b|\bset\s+-e|throwOnError|orThrow|verify!|exec!|system!|exception:\s*true"
)
_LEAVES = expression(
    r"(?i)(?:\w+\.)*(?:exit|die|abort|fail|halt|os\.exit|fatalf?|sys\.exit|reject|panic|redirect|wp_die|raise)"
)
_OR_LEAVES = expression(
    r"\s*(?:\|\||or|and|&&|\?\?)\s*(?:raise|die|throw|exit|abort|return|fail|panic)\b|[ \t]+(?:unless|if)\b"
)
_NAME = expression(r"[$@]*[A-Za-z_]\w*")
_NOT_NAMES = frozenset({"_", "const", "let", "var", "await", "new", "final", "self", "this", "err_"})
_DEPTH = 3
_NEAR = 400


@dataclass(frozen=True, slots=True)
class Seal:
    """One verification: its call, whether its outcome decides what happens, and how it is done wrong."""

    call: Syntax
    decides: bool
    ignored: str = ""


def seals_of(source: SourceFile) -> Seals:
    """The verifications of a file; made once."""
    known: Seals | None = source.__dict__.get("_seals")
    if known is None:
        known = source.__dict__["_seals"] = Seals(source)
    return known


class Seals:
    """The verifications in the functions of one file. Raises `Unreadable` as the source does."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.provenance = Provenance(source)
        self._known: dict[tuple[int, int], list[Seal]] = {}
        self.speaks = _SPOKEN.search(source.file.text) is not None

    def of(self, scope: Syntax, depth: int = 0) -> list[Seal]:
        """The verifications that a function makes itself or by calling a function that does, in document order."""
        known = self._known.get((scope.start, scope.end))
        if known is not None:
            return known
        found = self._known[scope.start, scope.end] = []  # until it is known: functions may call each other
        for call in self.source.inside(scope, "call"):
            sealed = self._through(call, scope, depth) if depth < _DEPTH and _may_verify(call) else None
            if sealed is None and self.speaks and self._verifies(call):
                sealed = self._judged(call, scope)
            if sealed is not None:
                found.append(sealed)
        return found

    def direct(self, scope: Syntax) -> list[Syntax]:
        """The calls of a function that verify by themselves."""
        return [one for one in self.source.inside(scope, "call") if self.speaks and self._verifies(one)]

    def _judged(self, call: Syntax, scope: Syntax) -> Seal:
        text = _words(self._begin(call))
        if _IGNORED.search(text):
            return Seal(call, False, "its exit status is thrown away in the command itself")
        if _JOINED.search(text) or self._decides(call, scope):
            return Seal(call, True)
        return Seal(call, False, "nothing asks for its outcome")

    def _through(self, call: Syntax, scope: Syntax, depth: int) -> Seal | None:
        """A call of a function that verifies: it stops by itself, or gives back whether the signature is right."""
        target = calls_of(self.source).target(call)
        if target is None or target.scope == scope or target.scope.part("body") is None:
            return None
        other = seals_of(target.source)
        seals = other.of(target.scope, depth + 1)
        if not seals:
            return None
        sound = next((one for one in seals if one.decides), None)
        if sound is None:
            return Seal(call, False, seals[0].ignored)
        if other.throws(target.scope) and not other.returns(target.scope, sound):
            return Seal(call, True)
        return Seal(call, True) if self._decides(call, scope) else Seal(call, False, "nothing asks for its outcome")

    def throws(self, scope: Syntax) -> bool:
        """Whether a function leaves by more than a return."""
        stops = any(_LEAVES.fullmatch(callee(one)) for one in self.source.inside(scope, "call"))
        return stops or bool(self.source.inside(scope, "throw")) or _RAISES.search(scope.text) is not None

    def returns(self, scope: Syntax, seal: Seal) -> bool:
        """Whether a function gives back what the verification said."""
        names = self._names(seal.call, scope)
        for one in self.source.inside(scope, "return"):
            value = one.part("value")
            if value is None or value.start < seal.call.start - _NEAR or self.source.inside(value, "throw"):
                continue
            if seal.call in value or _mentions(value.text, names):
                return True
        return False

    def _verifies(self, call: Syntax) -> bool:
        text = _words(self._begin(call))
        name = call.name.rpartition(".")[2]
        if _COMMAND.search(text) and not says(name, "checks"):
            inner = self.source.inside(call.part("arguments") or call, "string")
            is_own = bool(inner) and not any(one != call and one in call for one in self._calls_with(call, inner))
            return is_own and self._asks(call, text)
        if not (says(name, "checks") or _DECRYPTS.search(name)):
            return False
        said = f"{callee(call)} {call.text_of('arguments')[:_NEAR]}"
        receiver = call.part("receiver")
        if receiver is not None:
            said += " ".join(one.text[:_NEAR] for one in self.provenance.values(receiver))
        of_pgp = _SPOKEN.search(said) is not None or (SIGNED.search(self._head) is not None and says(said, "signature"))
        return of_pgp and self._asks(call, text)

    def _begin(self, call: Syntax) -> str:
        return self.source.span(call.start, min(call.end, call.start + _NEAR)).text

    def _calls_with(self, call: Syntax, strings: list[Syntax]) -> list[Syntax]:
        inner = [one for one in self.source.inside(call, "call") if one != call]
        return [one for one in inner if any(string in one for string in strings) and _COMMAND.search(_words(one.text))]

    def _asks(self, call: Syntax, text: str) -> bool:
        """Decrypting alone says nothing of who made the file."""
        if not _DECRYPTS.search(f"{call.name} {text}"):
            return True
        if re.search(r"(?i)verif", f"{call.name} {text}"):
            return True
        scope = self.source.scope(call)
        after = self.source.span(call.start, scope.end)
        return _ASKS_SIGNATURE.search(after.text[len(call.text) :]) is not None

    @property
    def _head(self) -> str:
        return self.source.file.text[:5000]

    def _decides(self, call: Syntax, scope: Syntax) -> bool:
        whole = self._whole(call)
        around = self.source.span(max(scope.start, whole.start - 60), min(scope.end, whole.end + 60)).text
        if (
            _RAISES.search(call.text)
            or _RAISES.search(whole.text)
            or re.search(r"\bawait\s+\w*exec\w*\($", around[:60])
        ):
            return not self._is_swallowed(whole)
        before = self.source.span(
            self.source.file.starts[self.source.file.line_number(whole.start) - 1], whole.start
        ).text
        after = self.source.span(whole.end, min(scope.end, whole.end + 60)).text
        if re.search(r"\bassert\s*\(?\s*$", before) or _OR_LEAVES.match(after):
            return True
        if self._leaves(call) and _ASKS_SIGNATURE.search(call.text_of("arguments") + call.text[-_NEAR:]):
            return True  # a block or callback that is given the outcome
        if self._is_tested(whole):
            return True
        names = self._names(call, scope)
        return bool(names) and self._names_decide(names, whole, scope)

    def _whole(self, call: Syntax) -> Syntax:
        """The chain a call begins: `exec.Command(…).Run()`."""
        whole = call
        for one in self.source.around(call, "call"):
            receiver = one.part("receiver")
            if receiver is None or call not in receiver:
                break
            whole = one
        return whole

    def _is_swallowed(self, span: Syntax) -> bool:
        """Whether an exception of it ends in a catch that goes on."""
        for block in self.source.around(span, "try"):
            body = block.part("body")
            if body is None or span not in body:
                continue
            rest = self.source.span(body.end, block.end)
            catches = self.source.inside(rest, "catch") or [
                one for one in self.source.all("catch") if block.end <= one.start < block.end + 40
            ]
            return any(not self._leaves(one) for one in catches)
        return False

    def _leaves(self, span: Syntax) -> bool:
        kinds: tuple[Kind, ...] = ("return", "throw", "jump")
        if any(self.source.inside(span, kind) for kind in kinds):
            return True
        return any(_LEAVES.fullmatch(callee(one)) for one in self.source.inside(span, "call"))

    def _is_tested(self, span: Syntax) -> bool:
        """Whether it stands in a test that leads somewhere, in what is given back or thrown."""
        for one in self.source.around(span, "condition"):
            test = one.part("condition")
            if test is not None and span in test:
                return self._matters(one)
        for kind, part in (("return", "value"), ("throw", "value"), ("switch", "subject")):
            for one in self.source.around(span, kind):  # type: ignore[arg-type]
                held = one.part(part)
                if held is not None and span in held and self.source.scope(one) == self.source.scope(span):
                    return True
        return False

    def _matters(self, condition: Syntax) -> bool:
        """Whether a branch leaves, or holds more than notes: `if ok: extract()`."""
        if self._leaves(condition):
            return True
        inner = [
            one for one in self.source.inside(condition, "call") if one not in (condition.part("condition") or one)
        ]
        return any(not says(callee(one), "journal", "mail") for one in inner)

    def _names(self, call: Syntax, scope: Syntax) -> set[str]:
        """What the outcome is called, and what is made of it."""
        whole = self._whole(call)
        names: set[str] = set()
        for one in self.source.around(whole, "assignment"):
            right = one.part("right")
            if right is not None and whole in right and right.end - right.start < whole.end - whole.start + 200:
                names.update(_NAME.findall(one.text_of("left")))
                break
        if not names:  # PHP's exec($command, $output, $status)
            given = [argument.text for argument in self.source.arguments(call)[1:]]
            names.update(text for text in given if re.fullmatch(r"&?\$\w+", text))
        names -= _NOT_NAMES
        for _ in range(3):
            for one in self.source.inside(scope, "assignment"):
                right = one.part("right")
                short = right is not None and one.start > whole.start and right.end - right.start < _NEAR
                if right is not None and short and _mentions(right.text, names):
                    names.update(set(_NAME.findall(one.text_of("left"))) - _NOT_NAMES)
        return names

    def _names_decide(self, names: set[str], whole: Syntax, scope: Syntax) -> bool:
        rest = self.source.span(whole.end, scope.end)
        for one in self.source.inside(rest, "condition"):
            if _mentions(one.text_of("condition"), names) and self._matters(one):
                return True
        for one in (
            *self.source.inside(rest, "return"),
            *self.source.inside(rest, "throw"),
            *self.source.inside(rest, "switch"),
        ):
            held = one.part("value") or one.part("subject")
            if held is not None and _mentions(held.text[:_NEAR], names):
                return True
        spoken = "|".join(sorted(map(re.escape, names)))
        leads = rf"(?:{spoken})\b[^\n;]{{0,80}}(?:\|\||\bor\b|\bunless\b)\s*(?:raise|die|throw|exit|abort|return|fail)"
        stops = (
            r"(?:\bassert\b|(?:raise|return|abort|fail|throw)\b[^\n;]{0,80}\b(?:unless|if)\b)[^\n;]{0,40}"
            rf"(?:{spoken})(?![\w])"
        )
        awaited = (
            rf"await\s+(?:{spoken})\b[^\n;]{{0,40}}\.verified|(?:{spoken})\.(?:mustRun|on\(\s*['\"](?:close|exit))"
        )
        return re.search(f"{leads}|{stops}|{awaited}", rest.text) is not None


def _may_verify(call: Syntax) -> bool:
    """Not every function of the file is opened: what may verify is named for it, or makes something of a file."""
    return not says(call.name, "journal", "converts")


def _mentions(text: str, names: set[str]) -> bool:
    return any(word in names for word in _NAME.findall(text))


def _words(text: str) -> str:
    """A command as it would be typed: `["gpg", "--verify"]` → gpg --verify."""
    return re.sub(r"[\"'`,\[\]()]+", " ", text)
