"""Which rules a file is given to by its name."""

from __future__ import annotations

import pytest

from pe_audit.model import Precision, Rule, Severity
from pe_audit.route import Router


def rule(*files: str) -> Rule:
    return Rule("a-b", "a", "A", Severity.LOW, 1.0, Precision.HIGH, ("text",), "why", "fix", files=files)


@pytest.mark.parametrize(
    ("glob", "uri", "wanted"),
    [
        ("*.pem", "certs/shop.pem", True),
        ("*.pem", "certs/SHOP.PEM", True),
        ("*.pem", "certs/pem", False),
        ("*.pem", "certs/shop.pem.md", False),
        ("*compose*.y*ml", "deploy/docker-compose.prod.yaml", True),
        ("*compose*.y*ml", "deploy/composer.json", False),
        (".github/*.y*ml", "shop/.github/workflows/ci.yml", True),
        (".github/*.y*ml", "shop/github/ci.yml", False),
        ("Dockerfile", "api/Dockerfile", True),
        ("Dockerfile", "api/myDockerfile", False),
        ("[Dd]ockerfile", "dockerfile", True),
    ],
)
def test_a_glob_describes_the_path_or_its_last_parts_whatever_the_case(glob: str, uri: str, wanted: bool) -> None:
    chosen = Router([rule(glob), rule("*.nobody")], ()).scanner().route(uri, b"")
    assert [one.files for one, _ in chosen] == ([(glob,)] if wanted else [])
