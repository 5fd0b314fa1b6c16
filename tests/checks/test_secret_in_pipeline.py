"""secret-in-pipeline: what each kind of file hides, and that no secret is reported twice."""

from __future__ import annotations

import base64
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pe_audit import catalog, gateways
from pe_audit.audit import audit
from pe_audit.checks.secret_in_pipeline import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file
from pe_audit.options import Config, Options
from pe_audit.report import render

if TYPE_CHECKING:
    from pathlib import Path

    from pe_audit.model import Observed

KEY = "Xr5Jq8TvN1mKz3LdC7wPb0HsY6gFa2RuE9oVtI4k"  # in no example: SARIF has those
SECRET = "apiVersion: v1\nkind: Secret\nmetadata: {{name: pagos}}\ndata:\n  DB_PASSWORD: {}\n"


def observed(uri: str, text: str) -> list[Observed]:
    evidence = settings_file(File(uri, text.encode(), Circumstances(gateways.load())))
    assert evidence is not None
    return list(check(evidence))


def problems(uri: str, text: str) -> list[Observed]:
    return [seen for seen in observed(uri, text) if seen.problem is not None]


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def test_base64_in_a_secret_is_judged_decoded_and_both_texts_are_masked() -> None:
    (seen,) = problems("deploy/secret.yaml", SECRET.format(encoded("Huascaran6768")))
    assert seen.line == 5
    assert set(seen.secrets) == {"Huascaran6768", encoded("Huascaran6768")}


@pytest.mark.parametrize("value", ["changeme", "your-password", "${DB_PASSWORD}", ""])
def test_placeholder_in_base64_is_sound(value: str) -> None:
    assert problems("deploy/secret.yaml", SECRET.format(encoded(value) or '""')) == []


def test_data_of_other_objects_is_no_base64() -> None:
    text = SECRET.replace("Secret", "ConfigMap").format(encoded("Huascaran6768")) + "---\n" + SECRET.format('""')
    (seen,) = problems("deploy/all.yaml", text)  # as it stands it is a strange value, but one all the same
    assert seen.secrets == (encoded("Huascaran6768"),)


def test_secrets_in_a_list_of_objects() -> None:
    text = '{"apiVersion":"v1","kind":"List","items":[{"kind":"Secret","data":{"DB_PASSWORD":"%s"}}]}'
    (seen,) = problems("deploy/all.json", text % encoded("Huascaran6768"))
    assert "Huascaran6768" in seen.secrets


def test_a_template_is_read_by_its_lines_and_said_to_be_unreadable() -> None:
    text = f"apiVersion: v1\nkind: Secret\n{{{{- if .Values.on }}}}\nstringData:\n  SECRET_KEY: {KEY}\n{{{{- end }}}}\n"
    evidence = settings_file(File("templates/secret.yaml", text.encode(), Circumstances(gateways.load())))
    assert evidence is not None
    found = check(evidence)
    assert next(found).line == 5
    with pytest.raises(Unreadable, match="template"):
        next(found)


@pytest.mark.parametrize(
    ("uri", "text"),
    [
        ("Dockerfile", f"FROM a\nENV SECRET_KEY {KEY}\n"),
        ("docker/web.Dockerfile", f"FROM a\nENV A=1 \\\n    SECRET_KEY={KEY}\n"),
        ("compose.prod.yaml", f"services:\n  a:\n    environment: [SECRET_KEY={KEY}]\n"),
        ("stack.yml", f"services:\n  a:\n    command: run --secret-key={KEY}\n"),
        (".github/workflows/a.yml", f"jobs:\n  a:\n    steps:\n      - with: {{secret-key: {KEY}}}\n"),
        (".gitlab-ci.yml", f"variables:\n  SECRET_KEY:\n    value: {KEY}\n    description: a\n"),
        (".circleci/config.yml", f"jobs:\n  a:\n    environment:\n      SECRET_KEY: {KEY}\n"),
        ("azure-pipelines.yml", f"variables:\n  - value: {KEY}\n    name: SECRET_KEY\n"),
        (
            "bitbucket-pipelines.yml",
            f"pipelines:\n  default:\n    - step:\n        script: [export SECRET_KEY={KEY}]\n",
        ),
        ("main.tf", f'variable "secret_key" {{\n  default = "{KEY}"\n}}\n'),
        ("prod.tfvars", f'secret_key = "{KEY}"\n'),
        ("prod.tfvars.json", f'{{"secret_key": "{KEY}"}}'),
        ("chart/values-prod.yaml", f"pagos:\n  secretKey: {KEY}\n"),
        ("group_vars/all/main.yml", f"secret_key: {KEY}\n"),
        ("site.yml", f"- hosts: web\n  vars:\n    secret_key: {KEY}\n"),
        ("init.yaml", f"#cloud-config\nruncmd:\n  - export SECRET_KEY={KEY}\n"),
        ("stack.json", f'{{"AWSTemplateFormatVersion": "a", "Parameters": {{"SecretKey": {{"Default": "{KEY}"}}}}}}'),
        ("pod.yaml", f"apiVersion: v1\nkind: Pod\nspec:\n  a:\n    - value: {KEY}\n      name: SECRET_KEY\n"),
    ],
)
def test_a_literal_is_one_finding_of_one_rule(tmp_path: Path, uri: str, text: str) -> None:
    file = tmp_path / uri
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    rules = tuple(rule for rule in catalog.load() if rule.id in ("secret-hardcoded", "secret-in-pipeline"))
    done = audit(Options(paths=(tmp_path,), root=tmp_path, config=Config(), only=rules))
    assert [(found.rule.id, found.location.uri) for found in done.findings] == [("secret-in-pipeline", uri)]
    assert not any(KEY[2:8] in line for found in done.findings for line in (found.excerpt or ("", ()))[1])


def test_two_secrets_of_one_line_are_two_findings() -> None:
    assert len(problems("Dockerfile", f"FROM a\nENV A_SECRET={KEY} B_PASSWORD=Huascaran6768\n")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "FROM a\nARG SECRET_KEY\n",
        "FROM a\nENV SECRET_KEY=${SECRET_KEY}\n",
        "FROM a\nENV SECRET_KEY_FILE=/run/secrets/key\n",
    ],
)
def test_names_without_a_value_are_sound(text: str) -> None:
    assert problems("Dockerfile", text) == []


@pytest.mark.parametrize(
    ("line", "found"), [("COPY .env .env", 1), ("ADD --chown=a .env.prod /a/", 1), ("COPY . .", 0)]
)
def test_a_file_of_settings_copied_into_the_image(line: str, found: int) -> None:
    assert len(problems("Dockerfile", f"FROM a\n{line}\nCOPY .env.example .env\n")) == found


def test_a_file_that_delivers_nothing_is_no_subject() -> None:
    assert observed("config/app.yaml", f"secret_key: {KEY}\n") == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    for uri in ("Dockerfile", "compose.yaml", "main.tf"):
        with suppress(Unreadable):
            observed(uri, "apiVersion: v1\nkind: Secret\ndata:\n  token: " + text)


@pytest.mark.parametrize("format", ["text", "json", "sarif"])
def test_neither_a_secret_nor_its_base64_is_in_a_report(tmp_path: Path, format: str) -> None:
    (tmp_path / "secret.yaml").write_text(SECRET.format(encoded(KEY)), encoding="utf-8")
    (tmp_path / "main.tf").write_text(f'variable "secret_key" {{\n  default = "{KEY}"\n}}\n', encoding="utf-8")
    rules = tuple(rule for rule in catalog.load() if rule.area == "secret")
    output = render(audit(Options(paths=(tmp_path,), root=tmp_path, config=Config(), only=rules)), format)
    assert "secret.yaml" in output
    assert "main.tf" in output
    assert [
        text[at : at + 5] for text in (KEY, encoded(KEY)) for at in range(3, 30) if text[at : at + 5] in output
    ] == []
