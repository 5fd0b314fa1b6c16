"""No secret leaves through an excerpt or a message."""

from __future__ import annotations

import random
import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pe_audit.evidence.credential import mask, masked

_ALPHABET = string.ascii_letters + string.digits
_SECRETS = st.integers(0, 1 << 60).map(lambda seed: "".join(random.Random(seed).choices(_ALPHABET, k=20 + seed % 40)))
_WAYS = (
    'secret_key = "{}"',
    "DB_PASSWORD={}",
    "'secret' => '{}',",
    '<add key="SecretKey" value="{}"/>',
    "process.env.JWT_SECRET || '{}'",
    "jwt.sign(payload, '{}')",
    "Server=db;User ID=sa;Password={};",
    "api_token: {} # of the shop",
)


def remains(shown: str, secret: str) -> bool:
    """Whether four characters in a row of a secret can still be read."""
    return any(secret[at : at + 4] in shown for at in range(len(secret) - 3) if set(secret[at : at + 4]) != {"*"})


@given(_SECRETS, st.text(max_size=40), st.text(max_size=40))
def test_given_secret_never_remains_whatever_stands_around_it(secret: str, before: str, after: str) -> None:
    shown = mask(f"{before}{secret}{after}{secret[3:]}", (secret,))
    assert not remains(shown, secret)
    assert len(shown) == len(f"{before}{secret}{after}{secret[3:]}")


@settings(max_examples=300)
@given(st.sampled_from(_WAYS), _SECRETS)
def test_neighbour_that_no_rule_named_is_masked_too(way: str, secret: str) -> None:
    assert secret not in mask(way.format(secret))


def test_long_secret_keeps_two_characters_and_a_short_one_none() -> None:
    assert masked("k3Jd92kslQ8vk3Jd92ks") == "k3" + "*" * 18
    assert masked("k3Jd92") == "******"


def test_a_common_word_is_masked_as_a_value_and_read_as_a_word() -> None:
    assert mask("password: password", ("password",)).endswith(": ********")
    assert mask("DB_PASSWORD holds a literal password.", ("password",)) == "DB_PASSWORD holds a literal password."


@pytest.mark.parametrize("text", ["", "plain text", "x = 1", "ñandú " * 10])
def test_text_without_secrets_stays_as_it_is(text: str) -> None:
    assert mask(text) == text


def test_a_line_of_a_megabyte_takes_no_longer_than_its_length_asks() -> None:
    started = time.perf_counter()
    mask('"token": "k3Jd92kslQ8vk3Jd92ks", ' * 6_000, ("k3Jd92kslQ8vk3Jd92ks",))
    assert time.perf_counter() - started < 30


def test_the_name_that_a_placeholder_repeats_is_shown() -> None:
    shown = mask("SHOP_API_SECRET=!!!SET SHOP_API_SECRET!!!", ("!!!SET SHOP_API_SECRET!!!",))
    assert shown == "SHOP_API_SECRET=!!" + "*" * 23
