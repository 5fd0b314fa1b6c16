"""What can be looked at. Data and lazy parsing only: nothing here opens a file or a socket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:

    class Evidence(Protocol):
        """Anything a check can be asked about."""

        @property
        def uri(self) -> str: ...

        @property
        def looks_at(self) -> str: ...
