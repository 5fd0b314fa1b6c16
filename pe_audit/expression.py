"""Regular expressions that are compiled when first used: a run over one file needs one in five of some thousand."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


def expression(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, compiled as late as can be; a mistake in it shows when it is used."""
    return cast("re.Pattern[AnyStr]", _Expression(source, flags))


class _Expression:
    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Asked only for what is not there yet: from then on the methods are the compiled expression's own."""
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
