"""What keeps an effect from happening twice: the conditions, exits and claims that stand before it."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from pe_audit.evidence.handler.condition import Says, read, read_case
from pe_audit.evidence.handler.flow import branches, exit_of, reaches, truth_at
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pe_audit.evidence.handler.effect import Effect
    from pe_audit.evidence.handler.flow import Exit
    from pe_audit.evidence.handler.origin import Origins
    from pe_audit.evidence.handler.slice import Frame
    from pe_audit.evidence.syntax import Syntax

_STOPS_IF = re.compile(r"(?i)^(?:abort|throw|report|bail)_?if$")
_STOPS_UNLESS = re.compile(r"(?i)^(?:abort|throw|report|bail)_?unless$|^(?:assert|require|ensure)(?:That|True)?$")
_KEEPS_NOW = re.compile(r"(?i)commit|flush|save|insert|create|execute|update|query|add|store")


class Guards:
    """Answers for the functions of one slice, each on its way."""

    def __init__(self, origins: Mapping[Frame, Origins], effects: Iterable[Effect]) -> None:
        self._origins = origins
        self._busy: dict[Frame, list[Syntax]] = {}
        for effect in effects:
            for frame, span in effect.frame.way(effect.span):
                self._busy.setdefault(frame, []).append(span)
        self._gates: dict[Frame, list[tuple[Syntax, Exit]]] = {}
        self._said: dict[tuple[Frame, int, int], Says] = {}

    def guards(self, effect: Effect) -> bool:
        """Whether an effect is kept from happening a second time."""
        return any(
            self._within(frame, span)
            or self._after_exit(frame, span)
            or self._after_helper(frame, span)
            or self._after_refusal(frame, span, effect.staged and frame is effect.frame)
            for frame, span in effect.frame.way(effect.span)
        )

    def _read(self, frame: Frame, span: Syntax | None) -> Says:
        if span is None:
            return Says.NOTHING
        key = (frame, span.start, span.end)
        if key not in self._said:
            self._said[key] = read(self._origins[frame], span)
        return self._said[key]

    def _within(self, frame: Frame, span: Syntax) -> bool:
        """In a branch that is only taken the first time."""
        for condition in frame.source.around(span, "condition"):
            if condition not in frame.body:
                break
            truth = truth_at(condition, span)
            wanted = Says.NEW if truth else Says.SEEN
            if truth is not None and wanted in self._read(frame, condition.part("condition")):
                return True
        for case in frame.source.around(span, "case"):
            switch = next(frame.source.around(case, "switch"), None)
            subject = switch.part("subject") if switch is not None and switch in frame.body else None
            if subject is not None and Says.NEW in read_case(self._origins[frame], subject, case.part("value")):
                return True
        return False

    def _is_idle(self, frame: Frame, region: Syntax) -> bool:
        return not any(span in region for span in self._busy.get(frame, ()))

    def _after_exit(self, frame: Frame, span: Syntax) -> bool:
        """After a condition that leaves when the notification was seen before."""
        idle = partial(self._is_idle, frame)
        return any(reaches(frame, gate, span, leaves, idle) for gate, leaves in self._gates_of(frame))

    def _gates_of(self, frame: Frame) -> list[tuple[Syntax, Exit]]:
        """The conditions of a function that leave it, and how; and calls that do: Laravel's `abort_if($paid, 200)`."""
        known = self._gates.get(frame)
        if known is None:
            known = self._gates[frame] = []
            for condition in frame.own("condition"):
                said = self._read(frame, condition.part("condition"))
                for truth, branch in branches(condition) if said else ():
                    leaves = exit_of(frame, branch) if (Says.SEEN if truth else Says.NEW) in said else None
                    if leaves is not None:
                        known.append((condition, leaves))
            for call in frame.own("call"):
                wanted = (
                    Says.SEEN if _STOPS_IF.match(call.name) else Says.NEW if _STOPS_UNLESS.match(call.name) else None
                )
                if wanted is not None and wanted in self._read(frame, frame.source.argument(call, 0)):
                    known.append((call, "throw"))
        return known

    def _after_helper(self, frame: Frame, span: Syntax) -> bool:
        """After a function of the file that throws when the notification was seen before."""
        for other in self._origins:
            if other.caller is not frame or other.call is None or not reaches(frame, other.call, span, "throw"):
                continue
            for condition in other.own("condition"):
                for truth, branch in branches(condition):
                    wanted = Says.SEEN if truth else Says.NEW
                    thrown = exit_of(other, branch) == "throw" or other.source.inside(branch, "throw")
                    if thrown and wanted in self._read(other, condition.part("condition")):
                        return True
        return False

    def _after_refusal(self, frame: Frame, span: Syntax, staged: bool) -> bool:
        """With a write that the database refuses the second time, the refusal being caught as what it is."""
        source = frame.source
        for one in frame.own("try"):
            body = one.part("body")
            if body is None or not any(_KEEPS_NOW.search(call.name) for call in source.inside(body, "call")):
                continue
            caught = [catch for catch in source.inside(one, "catch") if catch.start >= body.end]
            for catch in caught:
                handled = catch.part("body") or catch
                if not _says_unique(source.file.data[catch.start : catch.end]) or not (
                    source.inside(handled, "return") or source.inside(handled, "throw")
                ):
                    continue
                if span in body or (staged and span.end <= one.start) or reaches(frame, one, span, "return"):
                    return True
        return False


def _says_unique(text: bytes) -> bool:
    return any(says(name, "unique") for name in re.findall(r"\w+", text.decode("latin-1")))
