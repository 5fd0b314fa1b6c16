"""Words of identifiers, and what they mean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pe_audit import lexicon
from pe_audit.lexicon import phrases, says, words

WORDS = {
    "firstOrCreate": "first or create",
    "PE_SIGNATURE": "pe signature",
    "hash_hmac": "hash hmac",
    "HMACSHA256": "hmacsha256",
    "sha256Hex": "sha256 hex",
    "APIKey": "api key",
    "allowedIPs": "allowed ips",
    "HTTPServer": "http server",
    "X-Hub-Signature-256": "x hub signature 256",
    "$this->claveSecreta": "this clave secreta",
    "contraseña": "contrasena",
    "": "",
}


@pytest.mark.parametrize(("identifier", "split"), WORDS.items())
def test_identifiers_are_split_into_words(identifier: str, split: str) -> None:
    assert " ".join(words(identifier)) == split


def test_a_meaning_is_found_by_word_and_by_run_of_words() -> None:
    assert says("verifySignature", "signature")
    assert says("WEBHOOK_API_KEY", "credential") and not says("api.monkey", "credential")


def test_digits_at_the_end_of_a_word_do_not_hide_it() -> None:
    assert says("signature2", "signature")


def test_any_of_several_meanings_will_do() -> None:
    assert says("firma", "webhook", "signature")


def test_a_meaning_that_nobody_wrote_down_is_an_error() -> None:
    with pytest.raises(KeyError):
        phrases("no such meaning")


def test_every_meaning_is_written_down_once() -> None:
    source = (Path(lexicon.__file__).parent / "lexicon.yaml").read_text(encoding="utf-8")
    keys = re.findall(r"^([a-z][a-z ]*):", source, re.MULTILINE)
    assert sorted(set(keys)) == sorted(keys)  # YAML keeps the last of two, silently
