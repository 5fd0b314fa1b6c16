"""What keeps an effect from happening twice: the conditions, exits and claims that stand before it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from pe_audit.evidence.handler.done.condition import Says, only_looks, read, read_case
from pe_audit.evidence.handler.done.flow import branches, exit_of, reaches
from pe_audit.evidence.handler.done.gate import Gates
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pe_audit.evidence.handler.done.effect import Effect
    from pe_audit.evidence.handler.done.origin import Origins
    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.syntax import Syntax

_KEEPS_NOW = expression(r"(?i)commit|flush|save|insert|create|execute|update|query|add|store")


class Guards(Gates):
    """What is asked of the past, in the functions of one slice, each on its way."""

    def __init__(self, origins: Mapping[Frame, Origins], effects: Iterable[Effect]) -> None:
        super().__init__(origins.keys(), [(effect.frame, effect.span) for effect in effects])
        self._origins = origins
        self._effects = tuple(effects)
        self._said: dict[tuple[Frame, int, int], Says] = {}

    def guards(self, effect: Effect) -> bool:
        """Whether an effect is kept from happening a second time."""
        return self.hold(effect.frame, effect.span) or any(
            self._in_case(frame, span)
            or self._after_refusal(frame, span, effect.staged and frame is effect.frame)
            or self._refusal_is_asked(frame, span)
            for frame, span in effect.frame.way(effect.span)
        )

    def stops(self, frame: Frame, test: Syntax, truth: bool) -> bool:
        """Whether a test says that this was done before."""
        key = (frame, test.start, test.end)
        if key not in self._said:
            self._said[key] = read(self._origins[frame], test)
        return (Says.SEEN if truth else Says.NEW) in self._said[key]

    def guards_at_once(self, effect: Effect) -> bool:
        """Whether it is kept from happening twice also when two notifications come at the same time."""
        return _is_locked(effect) or self._claims.guards(effect)

    @cached_property
    def _claims(self) -> _Claims:
        return _Claims(self._origins, self._effects)

    def _in_case(self, frame: Frame, span: Syntax) -> bool:
        """In a case that is only taken the first time."""
        for case in frame.source.around(span, "case"):
            switch = next(frame.source.around(case, "switch"), None)
            subject = switch.part("subject") if switch is not None and switch in frame.body else None
            if subject is not None and Says.NEW in read_case(self._origins[frame], subject, case.part("value")):
                return True
        return False

    def _refusal_is_asked(self, frame: Frame, span: Syntax) -> bool:
        """A write whose error is asked whether it is the database's refusal of a second one: Go's `err`."""
        source = frame.source
        given = next((one for one in source.around(span, "assignment") if one in frame.body), None)
        if given is None or not re.search(r"(?i)\berr\w*|\w*err\b", given.text_of("left")):
            return False
        asked = [one for one in frame.own("condition") if (test := one.part("condition")) and test.start >= given.end]
        return any(
            _says_unique(one.text_of("condition").encode()) and exit_of(frame, branch) is not None
            for one in asked
            for _, branch in branches(one)
        )

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
                if not _says_unique(source.file.data[catch.start : catch.end]):
                    continue
                if staged and span.end <= one.start:
                    return True  # it is kept with all else that waits, or not at all
                leaves = source.inside(handled, "return") or source.inside(handled, "throw") or exit_of(frame, handled)
                if leaves and (span in body or reaches(frame, one, span, "return")):
                    return True
        return False


class _Claims(Guards):
    """Only the tests that one of several can pass: the outcome of a claim, not a look at what is there."""

    def stops(self, frame: Frame, test: Syntax, truth: bool) -> bool:
        return super().stops(frame, test, truth) and not only_looks(self._origins[frame], test)

    def _in_case(self, frame: Frame, span: Syntax) -> bool:
        return False


def _is_locked(effect: Effect) -> bool:
    """Whether a lock, or a strict transaction, is taken on the way to an effect."""
    for frame, _ in effect.frame.way(effect.span):
        body = frame.body
        texts = frame.source.file.data[body.start : body.end].decode("latin-1")
        if any(says(name, "locks") for name in set(re.findall(r"[A-Za-z_]\w*(?: [Uu][Pp][Dd][Aa][Tt][Ee])?", texts))):
            return True
    return False


def _says_unique(text: bytes) -> bool:
    return any(says(name, "unique") for name in re.findall(r"\w+", text.decode("latin-1")))
