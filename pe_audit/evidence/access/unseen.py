"""What a server's configuration includes and nobody sees: which of it may hold rules about who is admitted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from pe_audit.evidence.settings import Setting

_LIST = expression(r"allow|white|deny|access(?!_?log)|acl|\bips?\b|ranges", re.IGNORECASE)
# Files that are called after something else, and folders of whole servers or modules.
_OTHER = expression(
    r"fastcgi|[us]w?cgi|proxy|php|mime|koi-|win-utf|[st]ls?\b|ssl|letsencrypt|certbot|acme|dhparam|cert|header|cors|csp"
    r"|gzip|brotli|compress|cache|expires|log|static|asset|error|robots|favicon|rewrite|redirect|upstream|resolver"
    r"|limit|map|modules|options|encod|(?:conf\.d|sites-[\w-]+|vhosts?(?:\.d)?|servers?|sites)/\*",
    re.IGNORECASE,
)
_LONGEST = 80  # characters of a name in a message


def doubt(includes: Iterable[Setting], absent: Container[Setting], *, any_name: bool) -> str:
    """Why the rules among these includes are not known, or empty.

    With `any_name`, each of them may hold some that is not called after something else; without, those called so.
    """
    for include in includes:
        if include in absent and (_LIST.search(include.value) or (any_name and not _OTHER.search(include.value))):
            name = include.value[:_LONGEST]
            return f"it includes {name}, which is not among the files that could be read: audit it too"
    return ""
