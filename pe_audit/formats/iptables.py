"""iptables-save and ip6tables-save, ufw's rule files too: `filter.INPUT.0`, value the rule as written.

The value is what stands behind the chain's name; a chain's policy is `filter.INPUT.policy`, for a chain of one's own
`-`. A rule that is inserted rather than appended (`-I`) has the key `filter.INPUT.insert`, for its place is not the
file's. ufw's rules are those of its chain `ufw-user-input`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression
from pe_audit.formats.place import Places, dotted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting

_LINE = expression(r"[^\r\n]+")
_TABLE = expression(r"\*([a-z]{1,20})\s*$")
_CHAIN = expression(r":([^\s:]{1,64})[ \t]+(\S{1,20})")
_RULE = expression(r"(?:\[\d+:\d+\][ \t]+)?(-A|-I|--append|--insert)[ \t]+([^\s]{1,64})(?:[ \t]+|$)")
_OTHER = expression(r"COMMIT|-[NPFXDZ]\b|--(?:new-chain|policy|flush|delete\S*|zero)\b")
_TEMPLATE = expression(r"\{\{|\{%|<%")


def read(text: str) -> Iterator[Setting]:
    """Every policy and every rule of every table, in order. Raises Unreadable for templates and for what is neither."""
    places = Places(text)
    table = ""
    counts: dict[str, int] = {}
    for line in _LINE.finditer(text):
        words = line[0].strip()
        if not words or words[0] == "#":
            continue
        start = line.start() + line[0].index(words[0])
        end = line.start() + len(line[0].rstrip())
        opened, chain, rule = _TABLE.match(words), _CHAIN.match(words), _RULE.match(words)
        if opened is not None:
            table = opened[1]
        elif table and chain is not None:
            yield places.setting(dotted(dotted(table, chain[1]), "policy"), chain[2], start + chain.start(2), end)
        elif table and rule is not None:
            path = dotted(table, rule[2])
            appended = rule[1] in ("-A", "--append")
            number = str(counts.get(path, 0)) if appended else "insert"
            counts[path] = counts.get(path, 0) + appended
            begin = start + rule.end()
            yield places.setting(dotted(path, number), text[begin:end], begin, end)
        elif not table or _OTHER.match(words) is None:
            template = _TEMPLATE.search(text) is not None
            raise Unreadable("a template, not iptables" if template else "not what iptables-save writes")
