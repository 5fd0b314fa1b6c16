"""`pe-audit init`: a first pe-audit.yaml that says what the files show and asks for the rest."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from syrupy.assertion import SnapshotAssertion

from pe_audit.validation import SCHEMA

Run = Callable[..., Any]
Certify = Callable[..., x509.Certificate]
CANARY = "Zr8kQ2pW9xT4mB7nL3vC6hJ1dF5gS0aY"
FILES = {
    ".env.production": f"PAGOEFECTIVO_ACCESS_KEY={CANARY}\nPAGOEFECTIVO_SECRET_KEY={CANARY}\n"
    "PAGOEFECTIVO_WEBHOOK_URL=https://tienda-andina.pe/api/pagos/notificacion?token=abc\n"
    "PAGOEFECTIVO_URL=https://services.pagoefectivo.pe/v1\n",
    ".env.staging": "PAGOEFECTIVO_SECRET_KEY=\nPAGOEFECTIVO_WEBHOOK_URL=https://staging.tienda-andina.pe/api/pagos/notificacion\n",
    ".env.example": "PAGOEFECTIVO_WEBHOOK_URL=https://otra.pe/webhook\nPAGOEFECTIVO_SIGNING_KEY=\n",
    "config/pagos.yaml": "pagoefectivo:\n  secret_key: ${PAGOEFECTIVO_SECRET_KEY}\n"
    "  webhook_url: https://tienda-andina.com.pe/webhooks/pagoefectivo\n"
    f"  callback_url: https://tienda-andina.pe/webhooks/{CANARY}\n",
    "deploy/chrony.conf": "pool pe.pool.ntp.org iburst\nserver ntp.tienda-andina.pe\n",
    "tests/pagos.yaml": "webhook_url: https://prueba.tienda-andina.pe/webhook\n",
}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, certify: Certify) -> Path:
    """A made-up shop to stand in."""
    folder = tmp_path / "shop"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / "certs").mkdir()
    certificate = certify(datetime(2026, 8, 1, tzinfo=timezone.utc), name="tienda-andina.pe")
    (folder / "certs" / "shop.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    monkeypatch.chdir(folder)
    return folder


def made(shop: Path) -> Any:
    return yaml.safe_load((shop / "pe-audit.yaml").read_text())


def test_the_whole_file(pe_audit: Run, shop: Path, snapshot: SnapshotAssertion) -> None:
    assert pe_audit("init").code == 0
    assert (shop / "pe-audit.yaml").read_text() == snapshot


class TestFound:
    def test_callbacks_of_files_whose_environment_is_known(self, pe_audit: Run, shop: Path) -> None:
        pe_audit("init")
        assert made(shop)["callbacks"] == [
            {"url": "https://tienda-andina.pe/api/pagos/notificacion", "environment": "production"},
            {"url": "https://staging.tienda-andina.pe/api/pagos/notificacion", "environment": "sandbox"},
        ]
        text = (shop / "pe-audit.yaml").read_text()
        assert "# - {url: https://tienda-andina.com.pe/webhooks/pagoefectivo" in text.replace('"', "")
        assert "otra.pe" not in text and "prueba.tienda" not in text

    def test_each_key_once_by_its_best_name_and_without_a_date(self, pe_audit: Run, shop: Path) -> None:
        pe_audit("init")
        assert made(shop)["keys"] == [
            {"id": "PAGOEFECTIVO_ACCESS_KEY", "purpose": "api", "environment": "production"},
            {"id": "PAGOEFECTIVO_SECRET_KEY", "purpose": "api"},
        ]

    def test_files_whose_names_say_where_they_belong(self, pe_audit: Run, shop: Path) -> None:
        pe_audit("init")
        assert made(shop)["environments"] == {"production": ["/.env.production"], "sandbox": ["/.env.staging"]}

    def test_time_servers_and_the_version_in_use(self, pe_audit: Run, shop: Path) -> None:
        pe_audit("init")
        assert made(shop)["gateway"] == {"api_version": "v1"}

    def test_a_certificate_whose_use_it_does_not_say_is_a_question(self, pe_audit: Run, shop: Path) -> None:
        pe_audit("init")
        assert "certificates" not in made(shop)
        assert "# - {file: certs/shop.pem, purpose: server}" in (shop / "pe-audit.yaml").read_text()


class TestPromises:
    def test_nothing_secret_is_written_or_printed(self, pe_audit: Run, shop: Path) -> None:
        ran = pe_audit("init")
        text = (shop / "pe-audit.yaml").read_text()
        assert CANARY not in ran.out + ran.err + text
        assert "token=abc" not in text

    def test_only_that_file_is_written(self, pe_audit: Run, shop: Path) -> None:
        before = {path: path.read_bytes() for path in shop.rglob("*") if path.is_file()}
        pe_audit("init")
        after = {path: path.read_bytes() for path in shop.rglob("*") if path.is_file()}
        assert after.keys() - before.keys() == {shop / "pe-audit.yaml"}
        assert {path: after[path] for path in before} == before

    def test_an_audit_with_it_finds_what_one_without_it_found_and_keys_without_a_date(
        self, pe_audit: Run, shop: Path
    ) -> None:
        def found() -> set[tuple[str, str]]:
            report = json.loads(pe_audit("check", "--format", "json", "--now", "2026-11-22").out)
            return {(finding["rule"], finding["path"]) for finding in report["findings"]}

        before = found()
        pe_audit("init")
        assert found() - before <= {("key-undeclared", "pe-audit.yaml")}

    def test_an_empty_tree_gets_questions_alone(self, pe_audit: Run, tmp_path: Path) -> None:
        folder = tmp_path / "empty"
        folder.mkdir()
        ran = pe_audit("init", folder)
        assert ran.code == 0
        assert made(folder) is None
        (folder / "a.py").write_text("pass\n")
        assert pe_audit("check", folder).code == 0

    @pytest.mark.parametrize("name", ["a [x]*? #b!.env.production", " .env.production", "é\u202e\n.env.production"])
    def test_names_of_any_kind_make_patterns_of_just_those_files(
        self, pe_audit: Run, tmp_path: Path, name: str
    ) -> None:
        folder = tmp_path / "odd"
        folder.mkdir()
        (folder / name).write_text("PAGOEFECTIVO_SECRET_KEY=\n")
        assert pe_audit("init", folder).code == 0
        (folder / "a.py").write_text("pass\n")
        assert pe_audit("check", folder, "--fail-on", "never").code == 0

    def test_a_file_is_never_written_over(self, pe_audit: Run, shop: Path) -> None:
        for make in ("file", "link"):
            (shop / "pe-audit.yaml").unlink(missing_ok=True)
            if make == "file":
                (shop / "pe-audit.yaml").write_text("fail_on: low\n")
            else:
                (shop / "pe-audit.yaml").symlink_to(shop / "nowhere")
            ran = pe_audit("init")
            assert (ran.code, ran.err) == (
                2,
                "error: there is a pe-audit.yaml already\nhelp: add to that one, or move it away and start anew\n",
            )
        assert not (shop / "nowhere").exists()

    def test_a_folder_that_is_not_there_is_wrong_usage(self, pe_audit: Run, shop: Path) -> None:
        assert pe_audit("init", "nowhere").code == 2
        assert pe_audit("init", ".env.staging").code == 2


def test_answers_need_only_the_comment_sign_taken_away(pe_audit: Run, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    pe_audit("init", folder)
    lines = (folder / "pe-audit.yaml").read_text().splitlines()[4:]
    answers = [line.replace("# ", "", 1) for line in lines if "# ? " not in line[:6] and not line.startswith("  #   ")]
    (folder / "pe-audit.yaml").write_text("\n".join(answers).replace("YYYY-MM-DD", "2026-10-01") + "\n")
    (folder / "a.py").write_text("pass\n")
    ran = pe_audit("check", folder, "--fail-on", "never")
    assert (ran.code, ran.err) == (0, "")


def test_keys_are_imported_into_the_file_that_init_made(pe_audit: Run, shop: Path, tmp_path: Path) -> None:
    pe_audit("init")
    secret = {
        "kind": "Secret",
        "metadata": {"name": "PAGOEFECTIVO_SECRET_KEY", "creationTimestamp": "2026-08-24T00:00:00Z"},
    }
    (tmp_path / "k.json").write_text(json.dumps(secret))
    assert pe_audit("keys", "import", tmp_path / "k.json").code == 0
    assert str(made(shop)["keys"][1]["created"]) == "2026-08-24"


def test_schema_prints_the_schema(pe_audit: Run) -> None:
    assert pe_audit("schema").out == SCHEMA.read_text()
