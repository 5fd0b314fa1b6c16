"""Whose key a verification accepts, in code and in settings."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.reconciliation_key_unpinned import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file
from pe_audit.model import Observed, Precision

TOLD = Circumstances(gateways.load())
FULL = "7B3C1F0A9D5E4C6288A1B2C3D4E5F60718293A4B"
VERIFIED = "v = gpg.verify_file(firma, archivo)\n    if not v.valid{}:\n        raise ValueError"


def in_code(body: str) -> list[Observed]:
    code = f"import gnupg\n\ndef conciliar_pagos(archivo, firma):\n    {body}\n"
    return list(check(SourceFile(File("a.py", code.encode(), TOLD), "python")))


CODE = {
    "nobody asks who signed": (VERIFIED.format(""), "keyring"),
    "the fingerprint is compared": (VERIFIED.format(f" or v.fingerprint != '{FULL}'"), ""),
    "a short id is compared": (VERIFIED.format(" or v.key_id != 'A1B2C3D4E5F60718'"), "short"),
    "a key ring of its own": ("subprocess.check_call(['gpgv', '--keyring', ring, firma, archivo])", ""),
    "keys are fetched": ("gpg.recv_keys('keys.openpgp.org', 'A1B2C3D4')", "fetched"),
    "one key is fetched by its fingerprint": (f"gpg.recv_keys('keys.openpgp.org', '{FULL}')", ""),
    "fetching is switched on": ("os.system(f'gpg --auto-key-retrieve --verify {firma}')", "fetched"),
    "fetching is switched off": ("os.system(f'gpg --no-auto-key-retrieve --keyring x --verify {firma}')", ""),
    "only local keys": ("os.system(f'gpg --auto-key-locate local --keyring x --verify {firma}')", ""),
}


@pytest.mark.parametrize(("body", "wanted"), CODE.values(), ids=CODE)
def test_code(body: str, wanted: str) -> None:
    problems = [one.problem for one in in_code(body) if one.problem]
    assert all(wanted and any(wanted in problem for problem in problems) for _ in problems)
    assert bool(problems) == bool(wanted)


def test_a_keyring_that_may_be_a_good_one_is_reported_with_low_precision() -> None:
    (one,) = in_code(VERIFIED.format(""))
    assert one.precision is Precision.LOW


SETTINGS = {
    "a short id": ("PAGOEFECTIVO_PGP_KEY_ID=A1B2C3D4", True),
    "a long id": ("PAGOEFECTIVO_PGP_KEY_ID=0xA1B2C3D4E5F60718", True),
    "a fingerprint": (f"PAGOEFECTIVO_PGP_KEY_ID={FULL}", False),
    "a release's own key": ("GPG_KEY_ID=A1B2C3D4", None),
    "keys for a build": ("NODE_SETUP=gpg --keyserver hkps://keys.openpgp.org --recv-keys A1B2C3D4", None),
    "keys for settlements": ("CONCILIACION_PAGOS=gpg --recv-keys A1B2C3D4", True),
}


@pytest.mark.parametrize(("line", "wanted"), SETTINGS.values(), ids=SETTINGS)
def test_settings(line: str, wanted: bool | None) -> None:
    settings = settings_file(File(".env", line.encode(), TOLD))
    assert settings is not None
    subjects = list(check(settings))
    assert [one.problem is not None for one in subjects] == ([] if wanted is None else [wanted])
