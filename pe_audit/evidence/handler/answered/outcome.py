"""How a handler answers in one case, and with what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.syntax import Syntax


class How(Enum):
    """SAID: with a status; SILENT: by ending; THROWN: by an exception; NEVER: not at all; OPEN: not told."""

    SAID = "said"
    SILENT = "silent"
    THROWN = "thrown"
    NEVER = "never"
    OPEN = "open"


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What is answered, and where that is written."""

    how: How
    status: int | None
    frame: Frame
    span: Syntax

    @property
    def succeeds(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def fails(self) -> bool:
        return self.status is not None and self.status >= 400
