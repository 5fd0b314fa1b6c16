"""A small tree with planted problems, and two rules of its own, so that reports can be compared byte by byte."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pe_audit import catalog
from pe_audit.audit import audit
from pe_audit.model import Precision, Rule, Severity
from pe_audit.options import Config, Options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pe_audit.evidence.text import Text
    from pe_audit.model import Audit, Observed

SECRET = "zQ7mK2vX9pL4wR8tB3nJ6hYd"  # made up
_KEY = re.compile(rb"(\w*KEY) ?= ?'?([\w]+)'?")
_HOST = re.compile(rb"https?://([\w.-]+)")
_FILES = {
    "config/.env": f"# tienda\nSHOP_URL=https://tienda.example\nPAY_KEY={SECRET}\n",
    "src/pagar.php": "<?php\n$señal = '😀'; $url = 'http://viejo.example/pagos'; $PAY_KEY = 'corta';\n"
    "$client->get('http://viejo.example', 'http://otro.example');\n",
    "src/largo.js": "var a = 1;\n" + "x = 'relleno'; " * 3000 + "y = 'http://viejo.example'; " + "z();" * 5000 + "\n",
    "src/raro\n\x1b[31m.env": "URL=http://viejo.example\n",
    "src/indeciso.env": "HOST_KEY = secreto\n",
    "node_modules/a/b.js": "fetch('http://viejo.example')\n",
}


def _rule(id: str, severity: Severity, security_severity: float, **fields: object) -> Rule:
    return Rule(
        id=id,
        area=id.partition("-")[0],
        severity=severity,
        security_severity=security_severity,
        looks_at=("text",),
        version="0123456789ab",
        **fields,  # type: ignore[arg-type]
    )


def _check_key(evidence: Text) -> Iterator[Observed]:
    file = evidence.file
    for match in _KEY.finditer(file.data):
        value = match[2].decode()
        sound = len(value) < 6
        yield file.observe(
            *match.span(2),
            None if sound or value == "secreto" else f"{match[1].decode()} holds a key. It starts with {value[:12]}.",
            undecided="the value may be a sample" if value == "secreto" else None,
            identity=match[1].decode(),
            secrets=(value, value[:12]),
            related=(file.relate(0, 1, "the file is tracked by git"), file.relate(*match.span(1), "its name")),
        )


def _check_host(evidence: Text) -> Iterator[Observed]:
    file = evidence.file
    for match in _HOST.finditer(file.data):
        host = match[1].decode()
        old = match[0].startswith(b"http:")
        problem = f"{host} is reached without encryption." if old else None
        yield file.observe(*match.span(1), problem, identity=host, precision=Precision.MEDIUM)


@pytest.fixture
def rules(tmp_path: Path) -> tuple[Rule, Rule]:
    """Two rules: one with everything a card can say and examples, one with the least."""
    folder = tmp_path / "cards" / "secret" / "planted"
    folder.mkdir(parents=True)
    (folder / "bad.php").write_text(
        "<?php\n// The key in the code\n$key = 'inventada-1234'; // pe-audit: expect\n", encoding="utf-8"
    )
    (folder / "good.php").write_text("<?php\n$key = getenv('PAY_KEY');\n", encoding="utf-8")
    empty = tmp_path / "cards" / "transport" / "plain"
    empty.mkdir(parents=True)
    planted = _rule(
        "secret-planted",
        Severity.CRITICAL,
        9.5,
        title="A key written in the code",
        precision=Precision.VERY_HIGH,
        why="Whoever reads the repository can act in your name. The history keeps the key, too.",
        fix="Replace the key today, and read the new one from the environment. Then look at the logs.",
        triggers=(("KEY",),),
        references=("https://owasp.org/Top10/", "https://cwe.mitre.org/data/definitions/798.html"),
        cwe=("CWE-798", "CWE-79"),
        owasp=("API2:2023",),
        asvs=("V13.3.1",),
        pci=("8.6.2",),
        seed=("S0",),
        folder=str(folder),
    )
    plain = _rule(
        "transport-plain",
        Severity.MEDIUM,
        5.0,
        title="An address that is reached without encryption, whatever passes over it",
        precision=Precision.HIGH,
        why="Anyone on the way can read and change what passes.",
        fix="Use https.",
        triggers=(("http",),),
        folder=str(empty),
    )
    return planted, plain


@pytest.fixture
def run(
    rules: tuple[Rule, Rule], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[dict[str, bytes]], Audit]:
    """Audits a tree given as {path: bytes} with the two rules; the tree is the folder `shop` of the current folder."""
    checks = {"secret-planted": _check_key, "transport-plain": _check_host}
    monkeypatch.setattr(catalog, "check_of", lambda rule: checks[rule.id])
    monkeypatch.chdir(tmp_path)

    def audited(files: dict[str, bytes]) -> Audit:
        from pathlib import Path

        for name, data in files.items():
            path = Path("shop", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return audit(Options(paths=(Path("shop"),), root=Path("shop"), config=Config(), only=rules, jobs=1))

    return audited


@pytest.fixture
def audited(run: Callable[[dict[str, bytes]], Audit], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Audit:
    """The audit of the small tree."""
    for module in ("json_report", "sarif", "rule_list"):
        monkeypatch.setattr(f"pe_audit.report.{module}.__version__", "1.2.3")
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "afuera").symlink_to("/")
    return run({name: text.encode() for name, text in _FILES.items()})
