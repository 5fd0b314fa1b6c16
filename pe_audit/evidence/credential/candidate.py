"""A value that may be a credential, and what the text around it says of it."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Syntax(Enum):
    """How a value came to its name."""

    ASSIGNED = "assigned"
    ENTRY = "entry"
    ARGUMENT = "argument"
    LABELLED = "labelled argument"
    DIRECTIVE = "directive"
    ATTRIBUTE = "attribute"
    SETTING = "setting"
    ELEMENT = "element"
    PARAMETER = "parameter"
    FLAG = "flag"
    URL = "url"
    HEADER = "header"
    FALLBACK = "fallback"
    HASHED = "hashed"
    SIGNING = "signing"
    COMPARED = "compared"
    LOOKUP = "lookup"
    SHAPE = "shape"


class Candidate(NamedTuple):
    """`start`/`end` delimit the value in the text it was found in; `context` is what else speaks of it.

    `context`: the called function, the host of a URL, the provider's name, or what a fallback stands behind.
    `joined`: the string is glued to others, so it is not the whole value.
    """

    name: str
    value: str
    start: int
    end: int
    syntax: Syntax
    context: str = ""
    joined: bool = False
