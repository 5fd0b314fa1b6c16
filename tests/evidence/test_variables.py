"""Variables in lists: one name, however the format writes it."""

from __future__ import annotations

import pytest

from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file

_COMPOSE = """\
services:
  web:
    environment:
      - APP_ENV=production
      - 'URL=https://shop.example/?a=b' # why
      - EMPTY=
      - PASSED_ON
    command: [a=b]
"""
_KUBERNETES = """\
containers:
  - name: web
    env:
      - name: APP_ENV
        value: production
      - value: "https://shop.example/?a=b"
        name: URL
      - {name: EMPTY, value: }
      - name: KEY
        valueFrom: {secretKeyRef: {name: shop, key: k}}
"""
_TASK = """\
{"containerDefinitions": [{"name": "web", "environment": [
  {"name": "APP_ENV", "value": "production"},
  {"name": "URL", "value": "https://shop.example/?a=b"},
  {"name": "EMPTY", "value": ""}
]}]}
"""
_TERRAFORM = """\
resource "google_cloud_run_v2_service" "web" {
  env {
    name  = "APP_ENV"
    value = "production"
  }
  env {
    name  = "URL"
    value = "https://shop.example/?a=b"
  }
  env {
    name  = "EMPTY"
    value = ""
  }
}
"""


@pytest.mark.parametrize(
    ("uri", "text", "path"),
    [
        ("docker-compose.yml", _COMPOSE, "services.web.environment"),
        ("deployment.yaml", _KUBERNETES, "containers.0.env"),
        ("task.json", _TASK, "containerDefinitions.0.environment"),
        ("run.tf", _TERRAFORM, "resource.google_cloud_run_v2_service.web.env"),
    ],
)
def test_an_entry_of_a_list_of_variables_bears_its_name(uri: str, text: str, path: str) -> None:
    evidence = settings_file(File(uri, text.encode(), Circumstances(())))
    assert evidence is not None
    lines = text.splitlines()
    seen = {}
    for setting in evidence.settings:
        subject = evidence.observe(setting)
        seen[setting.key] = (setting.value, lines[subject.line - 1][subject.column - 1 : subject.end_column - 1])
    url = "https://shop.example/?a=b"
    assert seen[f"{path}.APP_ENV"] == ("production", "production")
    assert seen[f"{path}.URL"] == (url, url)
    assert seen[f"{path}.EMPTY"] == ("", "")


def test_what_only_looks_like_an_entry_keeps_its_key() -> None:
    evidence = settings_file(File("docker-compose.yml", _COMPOSE.encode(), Circumstances(())))
    assert evidence is not None
    keys = {setting.key: setting.value for setting in evidence.settings}
    assert keys["services.web.environment.3"] == "PASSED_ON"
    assert keys["services.web.command.0"] == "a=b"
