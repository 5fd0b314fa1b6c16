"""Changes to a small YAML document that leave every other byte of it as it was: comments, order, quotes, line ends.

Made for pe-audit.yaml after `document.parse` took it, so without anchors, tags, a second document or great depth.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Where: TypeAlias = "tuple[str | int, ...]"
Entry: TypeAlias = "tuple[Mapping[str, str], Sequence[str]]"  # the fields of a mapping, and comments to stand above it

_PLAIN = expression(r"[A-Za-z0-9_./](?:[A-Za-z0-9_./+@() -]|:(?=[A-Za-z0-9/]))*[A-Za-z0-9_./+@()-]|[A-Za-z0-9_]")
_OTHER_TYPES = expression(  # what YAML 1.1 or 1.2 takes for something else than text
    r"[-+.\d_][\d_.eExXoO+:-]*|\d{4}-\d.*|0[xXoO][\dA-Fa-f_]+|~|null|true|false|yes|no|on|off|y|n|\.?(?:inf|nan)",
    re.IGNORECASE,
)
_DATE = expression(r"\d{4}-\d\d-\d\d")
_LINE = expression(r"[^\r\n]*(\r\n|\n|\r)?")


def scalar(text: str) -> str:
    """The text as a YAML scalar for any context: plain where no reader could take it for anything else."""
    if _DATE.fullmatch(text):
        return text
    if _PLAIN.fullmatch(text) and not _OTHER_TYPES.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Edit:
    """One document being changed. Positions are those of the original text until `text` is asked for."""

    def __init__(self, text: str) -> None:
        import yaml

        self._original = text
        root: Any = yaml.compose(text, Loader=yaml.CSafeLoader)
        self._root = root if root is not None and _kind(root) == "mapping" else None
        self._changes: list[tuple[int, int, str]] = []
        found = _LINE.match(text)
        self._newline = (found[1] if found is not None else None) or "\n"

    @property
    def text(self) -> str:
        """The document with all changes."""
        made, end = [], 0
        for start, stop, new in sorted(self._changes, key=lambda change: change[:2]):
            made += [self._original[end:start], new]
            end = stop
        return "".join((*made, self._original[end:]))

    def replace(self, path: Where, value: str) -> None:
        """Another value for the scalar at a path; its quotes, if any, go with the old one."""
        node = self._node(path)
        self._changes.append((node.start_mark.index, node.end_mark.index, scalar(value)))

    def add_fields(self, path: Where, fields: Mapping[str, str]) -> None:
        """New keys at the end of the mapping at a path, which is not empty, in its own style."""
        node = self._node(path)
        end = _end(node.value[-1][1])
        if node.flow_style:
            self._insert(end, "".join(f", {key}: {scalar(value)}" for key, value in fields.items()))
        else:
            indent = " " * self._column(node.start_mark.index)
            self._answer(end, fields)
            self._insert_lines(end, [f"{indent}{key}: {scalar(value)}" for key, value in fields.items()])

    def _answer(self, at: int, fields: Iterable[str]) -> None:
        """Take out the comment lines below a position that ask for one of the fields: `# created: YYYY-MM-DD`."""
        asks = re.compile(rf"[ ]*# (?:{'|'.join(map(re.escape, fields))}):[^\r\n]*(?:\r\n|\n|\r)?")
        found = _LINE.match(self._original, at)
        while found is not None and (line := asks.match(self._original, found.end())) is not None:
            self._changes.append((*line.span(), ""))
            found = line

    def append(self, key: str, entries: Sequence[Entry]) -> None:
        """Mappings at the end of the list under a top-level key, made if it is missing; each with its comment lines.

        In a list written in brackets there is no room for comments: they are left out.
        """
        node = self._find(key)
        if node is None:
            self._append_section(key, entries)
        elif _kind(node) == "scalar" or not node.value:
            self._changes.append((node.start_mark.index, node.end_mark.index, ""))
            self._insert_lines(node.end_mark.index, _block(entries, "  "))
        elif node.flow_style:
            self._append_to_brackets(node, [_flow(fields) for fields, _ in entries])
        else:
            last = node.value[-1]
            dash = " " * self._column(node.start_mark.index)
            lines = _block(entries, dash) if not last.flow_style else _one_line(entries, dash)
            self._insert_lines(self._past_comments(_end(last), len(dash)), lines)

    def _past_comments(self, at: int, column: int) -> int:
        """The end of the lines below a position that only comment on what stands there: further in than a column."""
        comment = re.compile(rf"[ ]{{{column + 1},}}#[^\r\n]*")
        found = _LINE.match(self._original, at)
        while found is not None and (line := comment.match(self._original, found.end())) is not None:
            at = line.end()
            found = _LINE.match(self._original, at)
        return at

    def _append_section(self, key: str, entries: Sequence[Entry]) -> None:
        lines = [f"{key}:", *_block(entries, "  ")]
        if self._root is not None and self._root.flow_style:
            whole = f"{key}: [{', '.join(_flow(fields) for fields, _ in entries)}]"
            at = _end(self._root.value[-1][1]) if self._root.value else self._root.start_mark.index + 1
            self._insert(at, f", {whole}" if self._root.value else whole)
            return
        end = len(self._original)
        start = "" if not self._original or self._original[-1] in "\r\n" else self._newline
        self._insert(end, start + "".join(f"{line}{self._newline}" for line in lines))

    def _append_to_brackets(self, node: Any, items: Iterable[str]) -> None:
        last = node.value[-1]
        first_of_line = self._original[: last.start_mark.index].rpartition("\n")[2]
        end = _end(last)
        if first_of_line.strip():
            self._insert(end, "".join(f", {item}" for item in items))
        else:
            self._insert(end, "".join(f",{self._newline}{first_of_line}{item}" for item in items))

    def _insert_lines(self, after: int, lines: Sequence[str]) -> None:
        """Whole lines below the one in which a position is."""
        found = _LINE.match(self._original, after)
        assert found is not None
        text = "".join(f"{line}{self._newline}" for line in lines)
        self._insert(found.end(), text if found[1] else self._newline + text.removesuffix(self._newline))

    def _insert(self, at: int, text: str) -> None:
        self._changes.append((at, at, text))

    def _find(self, key: str) -> Any:
        pairs = self._root.value if self._root is not None else ()
        return next((value for name, value in pairs if name.value == key), None)

    def _node(self, path: Where) -> Any:
        node: Any = self._root
        for word in path:
            node = node.value[word] if isinstance(word, int) else next(v for k, v in node.value if k.value == word)
        return node

    def _column(self, index: int) -> int:
        before = self._original[:index]
        return index - 1 - max(before.rfind("\n"), before.rfind("\r"))


def _kind(node: Any) -> str:
    return str(node.id)


def _end(node: Any) -> int:
    """Where a node's own text ends; libyaml lets block collections end where the next thing begins."""
    while _kind(node) != "scalar" and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end: int = node.end_mark.index
    return end


def _flow(fields: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {scalar(value)}" for key, value in fields.items()) + "}"


def _one_line(entries: Iterable[Entry], dash: str) -> list[str]:
    lines = []
    for fields, comments in entries:
        lines += [f"{dash}# {comment}" for comment in comments]
        lines.append(f"{dash}- {_flow(fields)}")
    return lines


def _block(entries: Iterable[Entry], dash: str) -> list[str]:
    lines = []
    for fields, comments in entries:
        lines += [f"{dash}# {comment}" for comment in comments]
        marker = "- "
        for key, value in fields.items():
            lines.append(f"{dash}{marker}{key}: {scalar(value)}")
            marker = "  "
    return lines
