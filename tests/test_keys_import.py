"""`pe-audit keys import`: from the exports of secret stores to the register, and to the verdict on it."""

from __future__ import annotations

import base64
import io
import json
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pe_audit import inventory, key_import
from pe_audit.inventory import Exported

Run = Callable[..., "object"]
CANARY = "Zr8kQ2pW9xT4mB7nL3vC6hJ1dF5gS0aY"
GOOGLE = [
    {
        "name": "projects/1/secrets/pagoefectivo-prod-api-key/versions/1",
        "createTime": "2026-08-25T04:59:59Z",
        "state": "ENABLED",
    }
]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    folder = tmp_path / "shop"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def save(path: Path, data: object) -> Path:
    path.write_text(json.dumps(data))
    return path


class TestImport:
    def test_a_new_file_is_made_and_holds(self, pe_audit: Run, shop: Path, tmp_path: Path) -> None:
        ran = pe_audit("keys", "import", save(tmp_path / "google.json", GOOGLE))
        assert ran.code == 0
        assert ran.out == ("added pagoefectivo-prod-api-key: purpose api, environment production, created 2026-08-25\n")
        assert (shop / "pe-audit.yaml").read_text() == (
            "keys:\n"
            "  - id: pagoefectivo-prod-api-key\n"
            "    purpose: api\n"
            "    environment: production\n"
            "    created: 2026-08-25\n"
            '    store: "Google Secret Manager, 1"\n'
        )

    @pytest.mark.parametrize(("day", "code"), [("2026-11-23", 0), ("2026-11-24", 1)], ids=["day 90", "day 91"])
    def test_day_90_passes_and_day_91_fails(
        self, pe_audit: Run, shop: Path, tmp_path: Path, day: str, code: int
    ) -> None:
        pe_audit("keys", "import", save(tmp_path / "google.json", GOOGLE))
        (shop / "a.py").write_text("pass\n")
        assert pe_audit("check", "--select", "key-too-old", "--now", day).code == code

    def test_twice_changes_nothing(self, pe_audit: Run, shop: Path, tmp_path: Path) -> None:
        export = save(tmp_path / "google.json", GOOGLE)
        pe_audit("keys", "import", export)
        before = (shop / "pe-audit.yaml").read_bytes()
        ran = pe_audit("keys", "import", export)
        assert ran == (0, "unchanged pagoefectivo-prod-api-key\n", "pe-audit.yaml: added 0, updated 0, unchanged 1\n")
        assert (shop / "pe-audit.yaml").read_bytes() == before

    def test_a_rotation_changes_the_date_and_no_other_byte(self, pe_audit: Run, shop: Path, tmp_path: Path) -> None:
        mine = (
            "# ours\r\nkeys:   # the register\r\n- purpose: webhook # not api\r\n  store: Google Secret Manager, 1\r\n"
            "  id: 'pagoefectivo-prod-api-key'\r\n  environment: production\r\n  created: 2025-01-01  # by hand\r\n"
        )
        (shop / "pe-audit.yaml").write_bytes(mine.encode())
        ran = pe_audit("keys", "import", save(tmp_path / "google.json", GOOGLE))
        assert ran.out == "updated pagoefectivo-prod-api-key: created 2025-01-01 → 2026-08-25\n"
        assert (shop / "pe-audit.yaml").read_bytes() == mine.replace("2025-01-01", "2026-08-25").encode()

    def test_diff_shows_and_writes_nothing(self, pe_audit: Run, shop: Path, tmp_path: Path) -> None:
        mine = "keys:\n  - {id: pagoefectivo-prod-api-key, purpose: api, created: 2025-01-01}\n"
        (shop / "pe-audit.yaml").write_text(mine)
        ran = pe_audit("keys", "import", "--diff", save(tmp_path / "google.json", GOOGLE))
        assert ran.code == 0
        assert "-  - {id: pagoefectivo-prod-api-key, purpose: api, created: 2025-01-01}\n+  - {id" in ran.out
        assert (shop / "pe-audit.yaml").read_text() == mine

    def test_what_no_name_says_is_asked_in_the_file_and_on_the_screen(
        self, pe_audit: Run, shop: Path, tmp_path: Path
    ) -> None:
        secret = {"kind": "Secret", "metadata": {"name": "tienda"}}
        ran = pe_audit("keys", "import", save(tmp_path / "k.json", secret))
        made = (shop / "pe-audit.yaml").read_text()
        for word in ("What is it for?", "environment: sandbox", "created: YYYY-MM-DD"):
            assert word in ran.err
            assert word in made
        assert "purpose: unknown" in made

    def test_the_user_says_what_names_do_not(self, pe_audit: Run, shop: Path, tmp_path: Path) -> None:
        secrets = [{"Name": name, "CreatedDate": 1787616000} for name in ("tienda-a", "tienda-b", "otra")]
        export = save(tmp_path / "aws.json", {"SecretList": secrets})
        words = ("--purpose", "webhook", "--environment", "sandbox", "--only", "TIENDA-*")
        ran = pe_audit("keys", "import", export, *words)
        assert ran.out == (
            "added tienda-a: purpose webhook, environment sandbox, created 2026-08-25\n"
            "added tienda-b: purpose webhook, environment sandbox, created 2026-08-25\n"
        )

    def test_standard_input_and_another_configuration(
        self, pe_audit: Run, shop: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(GOOGLE).encode())))
        assert pe_audit("keys", "import", "-", "--config", "other.yaml").code == 0
        assert [path.name for path in shop.iterdir()] == ["other.yaml"]

    def test_the_file_above_is_filled_from_a_folder_below(
        self, pe_audit: Run, shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (shop / ".git").mkdir()
        (shop / "pe-audit.yaml").write_text("fail_on: low\n")
        (shop / "sub").mkdir()
        monkeypatch.chdir(shop / "sub")
        pe_audit("keys", "import", save(tmp_path / "google.json", GOOGLE))
        assert "pagoefectivo-prod-api-key" in (shop / "pe-audit.yaml").read_text()

    def test_nothing_but_the_configuration_is_written(self, pe_audit: Run, shop: Path, tmp_path: Path) -> None:
        (shop / "a.py").write_text("pass\n")
        export = save(shop / "google.json", GOOGLE)
        before = export.read_bytes()
        pe_audit("keys", "import", "google.json")
        assert sorted(path.name for path in shop.iterdir()) == ["a.py", "google.json", "pe-audit.yaml"]
        assert export.read_bytes() == before


class TestSecrets:
    def test_no_value_of_an_export_is_written_printed_or_quoted(
        self, pe_audit: Run, shop: Path, tmp_path: Path
    ) -> None:
        coded = base64.b64encode(CANARY.encode()).decode()
        applied = {"kubectl.kubernetes.io/last-applied-configuration": CANARY, "rotated-by": CANARY}
        metadata = {"name": "pe", "annotations": applied, "labels": {"a": CANARY}}
        exports = (
            {"kind": "Secret", "data": {"a": coded}, "stringData": {"b": CANARY}, "metadata": metadata},
            {"ARN": "arn:aws:x:y:1:z", "Name": "pe-aws", "SecretString": CANARY, "CreatedDate": 1787616000},
            {"data": {"data": {"a": CANARY}, "metadata": {"created_time": "2026-08-24T00:00:00Z"}}},
            {"id": "https://v.vault.azure.net/secrets/pe-az", "value": CANARY, "attributes": {"created": CANARY}},
            {"unknown": CANARY},
        )
        for number, data in enumerate(exports):
            ran = pe_audit("keys", "import", save(tmp_path / f"{number}.json", data))
            assert ran.code == (2 if "unknown" in data else 0)
            assert CANARY not in ran.out + ran.err and coded not in ran.out + ran.err
        made = (shop / "pe-audit.yaml").read_text()
        assert CANARY not in made and coded not in made
        assert made.count("- id:") == 4


class TestErrors:
    @pytest.mark.parametrize("content", [b"hello", b"{", b"\0\1\2"], ids=repr)
    def test_an_unknown_file_is_wrong_usage_and_nothing_is_written(
        self, pe_audit: Run, shop: Path, tmp_path: Path, content: bytes
    ) -> None:
        good = save(tmp_path / "google.json", GOOGLE)
        (tmp_path / "bad").write_bytes(content)
        ran = pe_audit("keys", "import", good, tmp_path / "bad")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("error: ") and "\nhelp: " in ran.err
        assert list(shop.iterdir()) == []

    def test_a_configuration_that_does_not_hold_is_left_alone(self, pe_audit: Run, shop: Path, tmp_path: Path) -> None:
        (shop / "pe-audit.yaml").write_text("kesy: []\n")
        ran = pe_audit("keys", "import", save(tmp_path / "google.json", GOOGLE))
        assert (ran.code, ran.err.splitlines()[0]) == (2, "error: pe-audit.yaml:1: unknown key 'kesy'")
        assert (shop / "pe-audit.yaml").read_text() == "kesy: []\n"

    def test_a_configuration_that_is_a_link_is_not_written_through(
        self, pe_audit: Run, shop: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "target").write_text("fail_on: low\n")
        (shop / "pe-audit.yaml").symlink_to(tmp_path / "target")
        assert pe_audit("keys", "import", save(tmp_path / "google.json", GOOGLE)).code == 2
        assert (tmp_path / "target").read_text() == "fail_on: low\n"

    def test_a_layout_that_cannot_be_edited_is_left_alone(self, pe_audit: Run, shop: Path, tmp_path: Path) -> None:
        (shop / "pe-audit.yaml").write_text("fail_on: low\n...\n")
        ran = pe_audit("keys", "import", save(tmp_path / "google.json", GOOGLE))
        assert ran.code == 2
        assert "cannot be edited" in ran.err
        assert (shop / "pe-audit.yaml").read_text() == "fail_on: low\n...\n"

    def test_the_secrets_of_everything_are_too_many(self, pe_audit: Run, shop: Path, tmp_path: Path) -> None:
        secrets = [{"Name": f"secret-{number}", "CreatedDate": 1787616000} for number in range(501)]
        export = save(tmp_path / "aws.json", {"SecretList": secrets})
        ran = pe_audit("keys", "import", export)
        assert (ran.code, ran.err.splitlines()[0]) == (2, "error: 501 keys are too many for a register")
        assert pe_audit("keys", "import", export, "--only", "secret-1*").code == 0

    def test_a_diff_steers_no_screen(self, pe_audit: Run, shop: Path, tmp_path: Path) -> None:
        (shop / "pe-audit.yaml").write_text('paths: {skip: ["a\u202eb"]}\n')
        ran = pe_audit("keys", "import", "--diff", save(tmp_path / "google.json", GOOGLE))
        assert (ran.code, "\u202e" in ran.out, "+keys:" in ran.out) == (0, False, True)

    def test_a_file_too_large_is_refused(self, pe_audit: Run, shop: Path, tmp_path: Path) -> None:
        with (tmp_path / "large").open("wb") as file:
            file.truncate(10_000_001)
        ran = pe_audit("keys", "import", tmp_path / "large")
        assert (ran.code, "larger than 10 MB" in ran.err) == (2, True)


def merged(text: str, *exported: Exported) -> str:
    return key_import.merge("pe-audit.yaml", text.encode(), exported).raw.decode()


class TestMerge:
    """Which entry a key belongs to, and whose word counts."""

    def test_keys_of_one_name_in_two_stores_are_two(self) -> None:
        there = Exported("pe", "Google Secret Manager, prod", date(2026, 1, 1))
        here = Exported("pe", "Google Secret Manager, sandbox", date(2026, 8, 24))
        made = merged("", there, here)
        assert made.count("id: pe") == 2
        assert merged(made, here, there) == made
        rotated = merged(made, here._replace(created=date(2026, 9, 1)))
        assert rotated == made.replace("2026-08-24", "2026-09-01")

    def test_an_environment_tells_entries_of_one_name_apart(self) -> None:
        text = (
            "keys:\n- {id: a, purpose: api, environment: production, created: 2026-01-01}\n"
            "- {id: a, purpose: api, environment: sandbox, created: 2026-02-02}\n"
        )
        key = Exported("a", "Kubernetes, sandbox", date(2026, 8, 24))
        made = merged(text, key)
        assert "environment: sandbox, created: 2026-08-24" in made
        assert "environment: production, created: 2026-01-01}" in made

    def test_entries_that_nothing_tells_apart_are_skipped(self) -> None:
        text = "keys:\n- {id: a, purpose: api}\n- {id: a, purpose: webhook}\n"
        result = key_import.merge("pe-audit.yaml", text.encode(), [Exported("a", "Kubernetes", date(2026, 8, 24))])
        assert ([line.what for line in result.lines], result.raw.decode()) == (["skipped"], text)

    def test_the_date_of_an_entry_alone_makes_no_key_older(self) -> None:
        text = 'keys:\n- {id: a, purpose: api, created: 2026-08-24, store: "Kubernetes", environment: production}\n'
        key = Exported("a", "Kubernetes", date(2025, 1, 1), is_exact=False)
        assert merged(text, key) == text
        assert "created: 2025-01-01" in merged(text, key._replace(is_exact=True))

    def test_of_two_exports_of_a_key_the_exact_one_counts(self) -> None:
        listed = Exported("a", "AWS Secrets Manager", date(2025, 1, 1), is_exact=False)
        dated = listed._replace(created=date(2026, 8, 24), is_exact=True)
        assert merged("", listed, dated) == merged("", dated, listed) == merged("", dated)

    def test_a_copy_in_another_kind_of_store_neither_dates_a_key_nor_doubles_it(self) -> None:
        there = Exported("pe", "AWS Secrets Manager, us-east-1", date(2026, 1, 1))
        copy = Exported("pe", "Kubernetes, shop", date(2026, 8, 24), is_exact=False)
        made = merged("", copy, there)
        assert made == merged("", there)
        assert merged(made, copy) == merged(made, there, copy) == made

    def test_a_store_named_without_its_place_is_the_same_store(self) -> None:
        text = "keys:\n- {id: pe, purpose: api, store: AWS Secrets Manager}\n"
        key = Exported("pe", "AWS Secrets Manager, us-east-1", date(2026, 8, 24))
        assert merged(text, key) == text.replace("Manager}", "Manager, created: 2026-08-24}")

    def test_the_date_of_an_entry_replaces_no_date_written_by_hand(self) -> None:
        text = "keys:\n- {id: pe, purpose: api, created: 2026-01-01, store: our safe}\n"
        assert merged(text, Exported("pe", "Kubernetes", date(2026, 8, 24), is_exact=False)) == text

    def test_an_entry_without_a_date_that_may_be_the_same_key_is_pointed_out(self) -> None:
        text = b"keys:\n- {id: PAGOEFECTIVO_SECRET_KEY, purpose: api}\n"
        key = Exported("prod/pagoefectivo/secret-key", "AWS IAM", date(2026, 8, 24))
        (line,) = key_import.merge("pe-audit.yaml", text, [key]).lines
        assert any("the same key as PAGOEFECTIVO_SECRET_KEY" in note for note in line.notes)
        (line,) = key_import.merge("pe-audit.yaml", text, [key._replace(id="pagoefectivo/access-key")]).lines
        assert not any("the same key" in note for note in line.notes)

    def test_a_key_switched_off_in_its_store_is_retired(self) -> None:
        text = "keys:\n- id: a\n  purpose: api\n  state: verify-only\n"
        key = Exported("a", "", is_retired=True, retired=date(2026, 8, 24))
        assert merged(text, key) == "keys:\n- id: a\n  purpose: api\n  state: retired\n  retired: 2026-08-24\n"

    def test_a_key_in_use_in_its_store_may_only_verify_by_its_owners_word(self) -> None:
        text = "keys:\n- {id: a, purpose: api, environment: sandbox, created: 2026-08-24, state: verify-only}\n"
        assert merged(text, Exported("a", "", date(2026, 8, 24))) == text


NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn")), min_size=1, max_size=12)
DAYS = st.dates(date(1971, 1, 1), date(2100, 1, 1))
KEYS = st.builds(
    Exported,
    NAMES.map(str.strip).filter(bool),
    st.sampled_from(["", "Kubernetes, a", "AWS IAM"]),
    st.none() | DAYS,
    is_exact=st.booleans(),
    is_retired=st.booleans(),
    fingerprint=st.sampled_from(["", "AB12"]),
    retired=st.none() | DAYS,
    purpose=st.sampled_from(["", "pgp"]),
    note=st.just(""),
)
START = st.sampled_from([
    "",
    "# only this\n",
    "fail_on: low",
    "keys: []\r\nfail_on: low\r\n",
    "keys:\n  - {id: a, purpose: api} # c\n\nfail_on: low\n",
    "keys: [{id: a, purpose: api}]\n",
    "\ufeffkeys:\n- id: a\n  purpose: api\n",
])  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(start=START, keys=st.lists(KEYS, max_size=5))
def test_whatever_is_merged_holds_keeps_what_was_there_and_is_merged_once(start: str, keys: list[Exported]) -> None:
    made = key_import.merge("pe-audit.yaml", start.encode(), keys)  # checks the file it makes
    again = key_import.merge("pe-audit.yaml", made.raw, keys)
    assert again.raw == made.raw
    comments = [part for part in ("# only this", "# c", "fail_on: low", "\ufeff") if part in start]
    assert all(part.encode() in made.raw for part in comments)


@given(day=DAYS, hours=st.integers(-14, 14))
def test_the_day_written_is_the_utc_day(day: date, hours: int) -> None:
    local = f"{day}T00:00:00{'-' if hours < 0 else '+'}{abs(hours):02d}:00"
    (key,) = inventory.read("a", json.dumps({"SecretList": [{"Name": "a", "CreatedDate": local}]}).encode())
    assert key.created == (day - timedelta(days=1) if hours > 0 else day)
