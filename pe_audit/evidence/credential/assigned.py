"""Strings in code or data, each with the name it is given to: by assignment, entry, argument, fallback, attribute."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pe_audit.evidence.credential.brackets import call_of, callee_of, inner_string_of, opener_of
from pe_audit.evidence.credential.candidate import Candidate, Syntax
from pe_audit.evidence.credential.tokens import Kind, Token, tokens_of
from pe_audit.evidence.credential.vocabulary import (
    ALTERNATIVES,
    CONFIGURATION_WORDS,
    GENERIC_NAMES,
    HASHERS,
    LOGINS,
    LOOKUP_VERBS,
    NAMING_ATTRIBUTES,
    NOT_DIRECTIVES,
    SETTERS,
    SIGNERS,
    TYPE_NAMES,
    WRAPPERS,
    words_of,
)
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_QUOTE = expression("[\"'`“”„«‘’]")
_INNER = expression(r"\\(?=[\"'])")


def assigned(text: str) -> Iterator[Candidate]:
    """Every string that stands where a value stands, with its name; strings inside strings one level down."""
    tokens = tokens_of(text) if _QUOTE.search(text) is not None else []
    for index, token in enumerate(tokens):
        if token.kind is not Kind.STRING:
            continue
        if not _is_key(tokens, index) and (candidate := _candidate(tokens, index)) is not None:
            yield candidate
        if len(token.text) > 8 and ('"' in token.text or "'" in token.text):
            yield from _inside(token)


def _is_key(tokens: Sequence[Token], index: int) -> bool:
    """Whether a string is an entry's name: a colon or arrow follows, and it is not a choice's first literal."""
    if index + 1 >= len(tokens) or not tokens[index + 1].is_mark(":", "=>"):
        return False
    return index == 0 or not tokens[index - 1].is_mark("?")


def _inside(outer: Token) -> Iterator[Candidate]:
    """JSON or shell quoted within a string: `-d '{"password": "…"}'`."""
    tokens = tokens_of(_INNER.sub(" ", outer.text))
    for index, token in enumerate(tokens):
        if token.kind is Kind.STRING and (found := _candidate(tokens, index)) is not None:
            yield Candidate(
                found.name.strip(),
                found.value.rstrip("\\ "),
                outer.start + found.start,
                outer.start + found.start + len(found.value.rstrip("\\ ")),
                found.syntax,
                found.context,
                found.joined,
            )


def _candidate(tokens: Sequence[Token], index: int) -> Candidate | None:
    role = _role(tokens, index)
    if role is None:
        return None
    name, syntax, context = role
    token = tokens[index]
    value, start = token.text, token.start
    lead = len(value) - len(value.lstrip(" \\\"'"))  # Gradle's "\"value\"", prose's ” value”
    value = value[lead:].rstrip(" \\\"'")
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    joined = after is not None and (after.is_mark("+", "%", "|") or (after.is_mark(".") and _php_dot(tokens, index)))
    return Candidate(name, value, start + lead, start + lead + len(value), syntax, context, joined)


def _php_dot(tokens: Sequence[Token], index: int) -> bool:
    """PHP glues strings with a dot; `"…".getBytes()` has a method after it."""
    return index + 2 < len(tokens) and (tokens[index + 2].kind is Kind.STRING or tokens[index + 2].text.startswith("$"))


Role = tuple[str, Syntax, str]


def _role(tokens: Sequence[Token], index: int) -> Role | None:
    """What the token before a string makes of it; one before that where brackets come between."""
    if index == 0:
        return None
    before = tokens[index - 1]
    if before.kind is Kind.WORD:
        return _after_word(tokens, index)
    if before.is_mark("=", ":=", "=>", ":"):
        return _given(tokens, index - 1)
    if before.is_mark("(", ","):
        return _argument(tokens, index)
    if before.is_mark("||", "??", "?:", "||=", "??="):
        return _fallback(tokens, index - 1)
    if index > 2 and before.is_mark("?", "{", "["):
        return _after_bracket(tokens, index)
    if before.is_mark("==", "===", "!=", "!=="):
        named = _name_left_of(tokens, index - 1)
        return (named, Syntax.COMPARED, "") if named else None
    return None


def _after_word(tokens: Sequence[Token], index: int) -> Role | None:
    word = tokens[index - 1].text
    lower = word.lower()
    if lower == "or":
        return _fallback(tokens, index - 1)
    if lower == "by" and index > 1 and tokens[index - 2].text.lower() == "identified":
        return ("password", Syntax.PARAMETER, "")  # SQL: IDENTIFIED BY '…'
    return None if lower in NOT_DIRECTIVES else (word, Syntax.DIRECTIVE, "")


def _after_bracket(tokens: Sequence[Token], index: int) -> Role | None:
    before, earlier = tokens[index - 1], tokens[index - 2]
    if before.is_mark("?"):
        return _chosen(tokens, index - 1)
    if before.is_mark("{") and earlier.is_mark(")"):
        return _fallback(tokens, index - 1)  # Ruby: ENV.fetch("KEY") { "literal" }
    if before.is_mark("[") and earlier.is_mark("=", ":", "=>"):
        return _given(tokens, index - 2)
    return None


def _given(tokens: Sequence[Token], operator: int) -> Role | None:
    mark = tokens[operator].text
    if mark == ":" and (asked := _ternary(tokens, operator)) is not None:
        return asked
    name = _name_left_of(tokens, operator)
    if not name:
        return None
    if name.lower() == "default" and (asked := _defaulted(tokens, operator)) is not None:
        return asked
    if name.lower().rpartition(":")[2] in GENERIC_NAMES and (sibling := _sibling(tokens, operator)):
        return (sibling, Syntax.ATTRIBUTE, "")
    return (name, Syntax.ASSIGNED if mark in ("=", ":=") else Syntax.ENTRY, _receiver(tokens, operator))


def _defaulted(tokens: Sequence[Token], operator: int) -> Role | None:
    """Python: `config("SECRET_KEY", default="literal")`."""
    opener, _ = call_of(tokens, operator)
    if opener < 1 or opener + 1 >= len(tokens) or tokens[opener + 1].kind is not Kind.STRING:
        return None
    callee = callee_of(tokens, opener)
    return (tokens[opener + 1].text, Syntax.FALLBACK, callee) if _looks_up(callee) else None


def _receiver(tokens: Sequence[Token], operator: int) -> str:
    """Objective-C: in `[SDK config:@"…"` the message's receiver tells what the first argument is."""
    if operator >= 2 and tokens[operator - 2].kind is Kind.WORD and tokens[operator].text == ":":
        return tokens[operator - 2].text
    return ""


def _ternary(tokens: Sequence[Token], operator: int) -> Role | None:
    """`X ? X : "literal"` falls back; in `secret = live ? "one" : "other"` both literals are the secret."""
    for back in range(operator - 1, max(0, operator - 12), -1):
        if tokens[back].is_mark("{", "(", "[", ";", ","):
            return None
        if tokens[back].is_mark("?") and back > 0:
            left = tokens[back - 1]
            name = left.text if left.kind is Kind.WORD else inner_string_of(tokens, back - 1)
            if name and tokens[back + 1].kind is Kind.WORD and any(t.text == name for t in tokens[back + 1 : operator]):
                return (_last_word(name), Syntax.FALLBACK, name)
            return _chosen(tokens, back)
    return None


def _chosen(tokens: Sequence[Token], question: int) -> Role | None:
    """A literal that a condition chooses: its name is that of the whole choice."""
    for back in range(question - 1, max(0, question - 12), -1):
        if tokens[back].is_mark("=", ":=", "=>", ":"):
            name = _name_left_of(tokens, back)
            return (name, Syntax.ASSIGNED, "") if name else None
    return None


def _name_left_of(tokens: Sequence[Token], operator: int) -> str:
    at: int = operator - 1
    while at > 0 and tokens[at].is_mark("?", "!"):
        at -= 1
    if at < 0:
        return ""
    token = tokens[at]
    if token.kind is Kind.MARK:
        return inner_string_of(tokens, at) if token.text in ")]" else ""
    if token.kind is Kind.WORD and at >= 2 and token.text.lower().rpartition(".")[2] in TYPE_NAMES:
        if tokens[at - 1].is_mark(":") or tokens[at - 1].text.lower() == "as":
            return tokens[at - 2].text
        if tokens[at - 1].kind is Kind.WORD:
            return tokens[at - 1].text
    return token.text


def _sibling(tokens: Sequence[Token], operator: int) -> str:
    """`<add key="SecretKey" value="…">`, `{"name": "SECRET", "value": "…"}`: the nearest naming attribute's string."""
    before, after = range(operator - 2, max(1, operator - 24), -1), range(operator + 2, min(len(tokens), operator + 12))
    for at in chain(before, after):
        token = tokens[at]
        if token.is_mark("<", "{", "}") or (at < operator and token.is_mark(">")):
            if at < operator:
                continue
            break
        if token.kind is Kind.STRING and at >= 2 and tokens[at - 1].is_mark("=", ":"):
            attribute = tokens[at - 2].text.lower().rpartition(":")[2]
            if attribute in NAMING_ATTRIBUTES:
                return token.text
    return ""


def _known_call(callee: str, position: int) -> Role | None:
    """Calls that take a key or a password without naming it."""
    lower = callee.lower()
    for pattern, places in SIGNERS:
        if position in places and pattern.search(lower):
            return ("signing key", Syntax.SIGNING, callee)
    if any(position == place and pattern.search(lower) for pattern, place in LOGINS):
        return ("password", Syntax.PARAMETER, callee)
    if position == 0 and HASHERS.search(lower):
        return ("password", Syntax.HASHED, callee)
    return None


def _argument(tokens: Sequence[Token], index: int) -> Role | None:
    opener, position = call_of(tokens, index)
    callee = callee_of(tokens, opener) if opener > 0 else ""
    if opener >= 0 and not tokens[opener].is_mark("("):
        return None
    if opener < 0:
        callee = tokens[0].text if tokens[0].kind is Kind.WORD else ""
    while callee.lower().rpartition(".")[2] in WRAPPERS and opener > 1:
        opener, position = call_of(tokens, opener - 1)
        callee = callee_of(tokens, opener) if opener > 0 else ""
        if opener < 0:
            return None
    if callee.lower() in ALTERNATIVES and opener > 2 and tokens[opener - 2].is_mark("."):
        return _fallback(tokens, opener - 2)
    known = _known_call(callee, position)
    if known is not None:
        return known
    label = tokens[index - 2] if index > 2 and tokens[index - 1].is_mark(",") else None
    if label is not None and label.kind is Kind.STRING:
        if _looks_up(callee):
            return (label.text, Syntax.FALLBACK, callee)
        if not callee:
            return None  # a list of names
        return (label.text, Syntax.LABELLED, callee)
    if position == 0 and callee:
        return (callee, Syntax.LOOKUP if _looks_up(callee) else Syntax.ARGUMENT, callee)
    return None


def _looks_up(callee: str) -> bool:
    """Whether a call reads a value by name: getenv, config, os.environ.get, System.getProperty."""
    words = words_of(callee)
    if not words or words[-1] in SETTERS or words[0] in SETTERS:
        return False
    return bool(CONFIGURATION_WORDS & set(words)) or words[-1] in LOOKUP_VERBS or words[0] in LOOKUP_VERBS


def _fallback(tokens: Sequence[Token], operator: int) -> Role | None:
    if operator < 1:
        return None
    mark, left = tokens[operator], tokens[operator - 1]
    if mark.is_mark("?:") and left.end == mark.start:
        return None  # TypeScript's optional property
    if left.kind is Kind.MARK:
        if left.text not in ")]":
            return None
        name = inner_string_of(tokens, operator - 1)
        opener = opener_of(tokens, operator - 1)
        context = tokens[opener - 1].text if opener else ""
        if not name:
            name = context
        return (name, Syntax.FALLBACK, context) if name else None
    return (_last_word(left.text), Syntax.FALLBACK, left.text)


def _last_word(path: str) -> str:
    return path.replace("->", ".").replace("::", ".").rpartition(".")[2]
