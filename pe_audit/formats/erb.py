"""ERB tags in a file of another format (Rails' database.yml): hidden from its reader, and shown in its values again."""

from __future__ import annotations

from pe_audit.expression import expression

_HIDDEN = "\ue000"  # for each character of a tag: every place stays what it was
_RUN = expression(f"{_HIDDEN}+")
_INK = expression(r"\S")
_IN_LINE = expression(r"[^\r\n]")
_NEWLINE = expression(r"[\r\n]")
_LINE_ENDS = expression(r"[ \t]*(?=[\r\n]|\Z)")


def hidden(text: str) -> str:
    """The text without its tags: those that write nothing and have lines of their own are blank, others a word."""
    parts, at = list[str](), 0
    while (start := text.find("<%", at)) >= 0 and (end := text.find("%>", start + 2) + 2) >= 2:
        tag, before = text[start:end], text[at:start]
        newline = max(before.rfind("\n"), before.rfind("\r"))
        begins = (at == 0 or newline >= 0) and not before[newline + 1 :].strip(" \t")
        alone = (begins and _LINE_ENDS.match(text, end) is not None) or _NEWLINE.search(tag) is not None
        blank = alone and not tag.startswith("<%=")
        parts += (before, _INK.sub(" ", tag) if blank else _IN_LINE.sub(_HIDDEN, tag))
        at = end
    return "".join((*parts, text[at:])) if parts else text


def shown(value: str, hidden: str, text: str) -> str:
    """A value read from `hidden`, with the tags that stand in the same place of the text."""
    if _HIDDEN not in value:
        return value
    tags = [text[run.start() : run.end()] for run in _RUN.finditer(hidden)]
    if len(tags) != len(_RUN.findall(value)):
        return value
    return _RUN.sub(lambda _run: tags.pop(0), value)
