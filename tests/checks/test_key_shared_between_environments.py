"""key-shared-between-environments: equal values in files and sections, equal fingerprints in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pe_audit import catalog, configuration
from pe_audit.audit import audit
from pe_audit.options import Options

if TYPE_CHECKING:
    from pathlib import Path

    from pe_audit.model import Audit

ONE, OTHER = "mB7xQw2Lz9Rk4Tn8Vc1Hd6Jp3Gs5Fy0KeUaWiXo4", "pV3cNs8Yd1Zq6Wt0Ub5Ik9Lm2Oh7Jx4RgEaFzCv8"


def audited(root: Path, tree: dict[str, str]) -> Audit:
    for uri, text in tree.items():
        (root / uri).parent.mkdir(parents=True, exist_ok=True)
        (root / uri).write_text(text, encoding="utf-8")
    rules = tuple(rule for rule in catalog.load() if rule.id == "key-shared-between-environments")
    return audit(Options(paths=(root,), root=root, config=configuration.load(root), only=rules))


def places(root: Path, tree: dict[str, str]) -> list[tuple[str, int]]:
    return [(found.location.uri, found.location.line) for found in audited(root, tree).findings]


@pytest.mark.parametrize("rehearsal", [".env.staging", ".env.development", ".env.test", "sandbox/app.env"])
def test_the_live_setting_is_reported_and_the_other_is_shown(tmp_path: Path, rehearsal: str) -> None:
    line = f"PAGOEFECTIVO_SECRET_KEY={ONE}\n"
    done = audited(tmp_path, {".env.production": "A=1\n" + line, rehearsal: line})
    (found,) = done.findings
    assert (found.location.uri, found.location.line) == (".env.production", 2)
    assert [related.location.uri for related in found.related] == [rehearsal]
    assert ONE[2:] not in repr(done)


def test_formats_may_differ(tmp_path: Path) -> None:
    tree = {
        "values-prod.yaml": f"jwt:\n  secret: {ONE}\n",
        "appsettings.Staging.json": f'{{"Jwt": {{"Key": "{ONE}"}}}}',
    }
    assert places(tmp_path, tree) == [("values-prod.yaml", 2)]


def test_a_name_says_more_than_its_file(tmp_path: Path) -> None:
    text = f"PAGOEFECTIVO_SECRET_KEY={ONE}\nPAGOEFECTIVO_SANDBOX_SECRET_KEY={ONE}\n"
    assert places(tmp_path, {".env.production": text}) == [(".env.production", 1)]


@pytest.mark.parametrize(
    ("live", "rehearsal"),
    [
        (f"JWT_SECRET={ONE}", f"JWT_SECRET={OTHER}"),
        (f"JWT_SECRET={ONE}", f"SESSION_SECRET={ONE}"),  # another purpose: secret-weak speaks of that
        ("JWT_SECRET=your-secret-key-here", "JWT_SECRET=your-secret-key-here"),
        ("JWT_SECRET=${JWT_SECRET_OF_SHOP}", "JWT_SECRET=${JWT_SECRET_OF_SHOP}"),
        ("JWT_ISSUER=https://tienda.example", "JWT_ISSUER=https://tienda.example"),
    ],
)
def test_other_values_and_purposes_are_sound(tmp_path: Path, live: str, rehearsal: str) -> None:
    assert places(tmp_path, {".env.production": live + "\n", ".env.staging": rehearsal + "\n"}) == []


def test_an_unreadable_file_leaves_the_rule_open_and_the_rest_judged(tmp_path: Path) -> None:
    line = f"PAGOEFECTIVO_SECRET_KEY={ONE}\n"
    tree = {".env.production": line, ".env.staging": line, "dev.yaml": f"jwt_secret: {ONE}\n{{{{ a }}}}\n"}
    done = audited(tmp_path, tree)
    assert len(done.findings) == 1
    assert any("dev.yaml" in reason for reason in done.verdicts[0].reasons)


def test_keys_of_the_register_are_compared_by_fingerprint(tmp_path: Path) -> None:
    entry = "  - {{id: {}, purpose: api, environment: {}, created: 2026-10-01, fingerprint: {}}}\n"
    register = "keys:\n" + entry.format("a", "production", "sha256:5f1c7d0a9be24836")
    shared = register + entry.format("b", "sandbox", "sha256:5f1c7d0a9be24836")
    (found,) = audited(tmp_path, {"pe-audit.yaml": shared}).findings
    assert (found.location.line, found.related[0].location.line) == (2, 3)
    assert places(tmp_path, {"pe-audit.yaml": register + entry.format("b", "sandbox", "sha256:0f1c7d0a9be24836")}) == []
