"""A secret of the audited tree is in no report, whatever its shape, its file and its neighbours."""

from __future__ import annotations

import json
import random
import string
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from pe_audit.cli import program
from pe_audit.report import render
from pe_audit.report.look import Look

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pe_audit.model import Audit

    Run = Callable[[dict[str, bytes]], Audit]

_random = random.Random(20261122)
_ALPHABETS = (string.ascii_uppercase, string.digits, string.ascii_letters + string.digits)


def _made_up(length: int) -> str:
    """A value whose every four characters hold a capital and a digit, as no word of a report does by chance."""
    return "".join(_random.choice(_ALPHABETS[at % 3]) for at in range(length))


_SHOWN = 3  # characters of a secret in a row: that many may be there by chance or to tell keys apart


def _leaks(output: str, secret: str) -> set[str]:
    parts = {secret[at : at + _SHOWN + 1] for at in range(len(secret) - _SHOWN)}
    return {part for part in parts if part in output}


_RENDERINGS = {
    "text": lambda audit: render(audit, "text"),
    "text in colour": lambda audit: render(audit, "text", Look(color=True)),
    "wide text": lambda audit: render(audit, "text", Look(width=400)),
    "quiet text": lambda audit: render(audit, "text", Look(quiet=True)),
    "json": lambda audit: render(audit, "json"),
    "sarif": lambda audit: render(audit, "sarif"),
}


@pytest.mark.parametrize("format", _RENDERINGS)
def test_what_a_rule_calls_secret_is_in_no_report(run: Run, format: str) -> None:
    secrets = [_made_up(length) for length in (8, 16, 24, 40, 64, 200)]
    lines = [
        f"A_KEY={first} B_KEY='{second}' http://viejo.example"
        for first, second in zip(secrets, secrets[::-1], strict=True)
    ]
    audit = run(
        {
            "uno.env": "\n".join(lines).encode(),
            "largo.js": b"\n" + b"x();" * 20_000 + " ".join(lines).encode(),
            "cr.txt": "\r".join(lines).encode("utf-16"),
        }
    )
    assert len(audit.findings) >= 3 * len(lines)
    output = _RENDERINGS[format](audit)
    assert [_leaks(output, secret) for secret in secrets] == [set()] * len(secrets)


_KEY, _OTHER, _PASSWORD, _NEIGHBOUR = _made_up(40), _made_up(32), _made_up(20), _made_up(48)
_JWT = "eyJhbGciOiJIUzI1NiJ9." + _made_up(60) + "." + _made_up(43)
_PEM = (
    ec.derive_private_key(_random.getrandbits(250), ec.SECP256R1())
    .private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    .decode()
)
_TREE = {
    ".env": f"PAGOEFECTIVO_SECRET_KEY={_KEY}\nDB_URL=mysql://root:{_PASSWORD}@db.example/shop\n",
    "config/services.php": f"<?php return ['pagoefectivo' => ['secret_key' => '{_KEY}', 'access_key' => '{_OTHER}',"
    f" 'token' => '{_NEIGHBOUR}']];\n",
    "src/pago.js": f"const pagoEfectivo = {{ secretKey: '{_KEY}',"
    f" callback: 'http://tienda.example/pago?token={_NEIGHBOUR}' }};\n",
    "app.properties": f"pagoefectivo.secretKey={_KEY}\npagoefectivo.password={_PASSWORD}\n",
    "k8s.yaml": f"data:\n  PAGOEFECTIVO_SECRET_KEY: {_KEY}  # was {_OTHER}\n  API_TOKEN: {_JWT}\n",
    "web.config": f'<add key="PagoEfectivo.SecretKey" value="{_KEY}" other="{_NEIGHBOUR}" />\n',
    "settings.py": f"PAGOEFECTIVO = dict(secret_key='{_KEY}', access='{_OTHER}')  # {_PASSWORD}\n",
    "llave.pem": _PEM,
    "Pago.java": f'String secretKey = "{_KEY}"; String host = "https://pre-api.pagoefectivo.pe/?key={_OTHER}";\n',
}
_SECRETS = {
    "a gateway key": _KEY,
    "an access key": _OTHER,
    "a password": _PASSWORD,
    "a neighbour on the line": _NEIGHBOUR,
    "a token": _JWT.rpartition(".")[2],
    # Its secret number alone: what stands before and after it in base64 is the same in every such key.
    "a private key": "".join(_PEM.splitlines()[1:-1])[48:90],
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the command line prints of the tree, by format, with all rules, and the baseline it writes."""
    tree: Path = tmp_path_factory.mktemp("tienda")
    for name, text in _TREE.items():
        (tree / name).parent.mkdir(exist_ok=True)
        (tree / name).write_text(text, encoding="utf-8")
    runner = CliRunner()
    made = {
        format: runner.invoke(program, ["check", "--format", format, str(tree)]) for format in ("text", "json", "sarif")
    }
    made["quiet"] = runner.invoke(program, ["check", "--quiet", str(tree)])
    baseline = tree / "baseline.json"
    made["baseline"] = runner.invoke(program, ["baseline", "create", "--output", str(baseline), str(tree)])
    printed = {name: result.output for name, result in made.items()}
    found = {finding["path"] for finding in json.loads(made["json"].stdout)["findings"]}
    assert found == set(_TREE), "every file has a secret to find"
    return {**printed, "baseline": printed["baseline"] + baseline.read_text(encoding="utf-8")}


@pytest.mark.parametrize("format", ["text", "quiet", "json", "sarif", "baseline"])
@pytest.mark.parametrize("secret", _SECRETS)
def test_planted_secret_is_in_no_output_of_the_command_line(outputs: dict[str, str], format: str, secret: str) -> None:
    assert _leaks(outputs[format], _SECRETS[secret]) == set()
