"""pe-audit.yaml against its published schema: the first mistake as a sentence that names line, key and remedy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jsonschema.exceptions import ValidationError

    from pe_audit.document import Document

SCHEMA = Path(__file__).parent / "schema" / "pe-audit.schema.json"
_WORDS = {"object": "a mapping (`key: value`)", "array": "a list", "string": "text"}


def check(document: Document, name: str) -> None:
    """Raise PeAuditError for the first mistake in the document, a file called `name`."""
    from jsonschema import Draft202012Validator
    from referencing import Registry

    validator = Draft202012Validator(json.loads(SCHEMA.read_bytes()), registry=Registry())  # an empty one never fetches
    mistakes = [mistake for error in validator.iter_errors(document.data) for mistake in _mistakes(error)]
    if mistakes:
        path, message, help = min(mistakes, key=lambda mistake: _order(mistake, document))
        raise document.problem(path, name, message, help)


def _order(mistake: tuple[str, str, str], document: Document) -> tuple[bool, int, str]:
    """Top to bottom, but what is missing last: it may only be misspelt."""
    path, message, _ = mistake
    return " has no " in message, document.places[path].key_line, message


def nearest(word: str, words: Iterable[str], otherwise: str = "") -> str:
    """The help for a word that is none of `words`: the nearest one, or all of them."""
    from difflib import get_close_matches

    known = sorted(words)
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else otherwise or f"known: {', '.join(known)}"


def _mistakes(error: ValidationError) -> Iterator[tuple[str, str, str]]:
    """The path, the sentence and the help for each thing that one schema error means."""
    path = [str(word) for word in error.absolute_path]
    here, rule = "/".join(path), error.validator
    schema, value, wanted = cast(
        "tuple[dict[str, Any], Any, Any]", (error.schema, error.instance, error.validator_value)
    )
    if rule == "additionalProperties":
        for key in value:
            if key not in schema["properties"]:
                yield "/".join((*path, key)), f"unknown key {key!r}", nearest(key, schema["properties"])
    elif rule == "required":
        for key in wanted:
            if key not in value:
                yield here, f"{_name(path)} has no {key!r}", _description(schema["properties"][key])
    elif rule == "type" and not (value is None and wanted in ("object", "array")):
        words = " or ".join(_WORDS[word] for word in (wanted if isinstance(wanted, list) else [wanted]))
        yield here, f"{_name(path)} must be {words}", _description(schema) if path else ""
    elif rule == "enum":
        yield here, f"{_name(path)} cannot be {_shown(value)}", nearest(str(value), wanted)
    elif rule == "pattern":
        yield from _wrong_text(here, path, schema, value)


def _wrong_text(here: str, path: list[str], schema: dict[str, Any], value: str) -> Iterator[tuple[str, str, str]]:
    if not value.strip():
        yield here, f"{_name(path)} is empty", _description(schema)
    elif "https" in schema["pattern"]:
        yield here, f"{_name(path)} is not a URL of a web server", "write it whole: https://shop.example.com/notify"
    elif "64" in schema["pattern"]:
        yield (
            here,
            f"{_name(path)} is not a SHA-256",
            "64 hexadecimal digits in lower case, as sha256sum prints them",
        )
    else:
        yield here, f"{_name(path)} is not a date: {_shown(value)}", "write it as YYYY-MM-DD"


def _name(path: list[str]) -> str:
    """What a path leads to, in words: `an entry of 'ignore'` for ignore/0."""
    if not path:
        return "the file"
    return f"an entry of {path[-2]!r}" if path[-1].isdigit() else repr(path[-1])


def _description(schema: dict[str, Any]) -> str:
    return str(schema.get("description", ""))


def _shown(value: object) -> str:
    """A short value as it stands; a long one might be a secret that went astray."""
    if value is None:
        return "empty"
    return repr(value) if isinstance(value, str) and len(value) <= 20 else "this"
