"""Exports that are none, or mean harm: an error in a sentence, and nothing of them in it."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pe_audit.inventory import KNOWN, read
from pe_audit.model import PeAuditError

CANARY = "canaryZr8kQ2pW9xT4mB7nL3vC"
WORDS = st.sampled_from([
    "SecretList", "Versions", "ARN", "Name", "VersionStages", "CreatedDate", "AccessKeyMetadata", "UserName",
    "AccessKeyId", "Content", "ReportFormat", "text/csv", "name", "createTime", "state", "attributes", "created", "id",
    "projects/1/secrets/a/versions/1", "https://a.vault.azure.net/secrets/a", "kid", "key", "value", "data", "versions",
    "metadata", "created_time", "deletion_time", "items", "kind", "Secret", "type", "annotations", "rotated", "enabled",
])  # fmt: skip
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=5)
TREES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=6))


@settings(max_examples=300)
@given(TREES)
def test_any_json_gives_keys_or_an_error_of_ours(data: Any) -> None:
    try:
        for key in read("a.json", json.dumps([data]).encode()) + read("a.json", json.dumps(data).encode()):
            assert key.id
    except PeAuditError:
        pass


@given(st.binary(max_size=300))
def test_any_bytes_give_keys_or_an_error_of_ours(data: bytes) -> None:
    for start in (b"", b"{", b"user,arn,", b"kind: ", b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n"):
        with contextlib.suppress(PeAuditError):
            read("a", start + data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"{",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"password": "' + CANARY.encode(),
        b"\xff\xfe{" + CANARY.encode(),
        b"kind: Secret\nmetadata: {name: [" + CANARY.encode(),
        b"kind: Secret\nmetadata: " + b"[" * 50_000,
        b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n" + CANARY.encode() + b"\n-----END PGP PUBLIC KEY BLOCK-----\n",
        b'{"SecretList": [{"Name": 5, "SecretString": "' + CANARY.encode() + b'"}]}',
        b'{"created": ' + b"9" * 5_000 + b"}",
        b"PAGOEFECTIVO_SECRET_KEY=" + CANARY.encode(),
    ],
    ids=lambda data: repr(data[:30]),
)
def test_what_is_no_export_is_said_in_a_sentence_that_quotes_nothing(data: bytes) -> None:
    with pytest.raises(PeAuditError) as caught:
        read("export.json", data)
    assert "export.json" in caught.value.message
    assert CANARY not in caught.value.message + caught.value.help


def test_the_help_names_what_is_known() -> None:
    with pytest.raises(PeAuditError) as caught:
        read("a.txt", b"hello")
    assert caught.value.help == KNOWN


def test_an_empty_list_is_an_export_without_keys() -> None:
    assert read("a.json", b"[]\n") == []
