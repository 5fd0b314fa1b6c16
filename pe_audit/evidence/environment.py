"""Where a file takes effect: production, a sandbox, a developer's machine, a test, or nowhere (an example)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pe_audit.evidence.text import File


class Environment(Enum):
    """`SANDBOX` is any rehearsal (staging, UAT, the gateway's sandbox); `EXAMPLE` is never run."""

    LIVE = "live"
    SANDBOX = "sandbox"
    DEVELOPMENT = "development"
    TEST = "test"
    EXAMPLE = "example"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Deployment:
    """A file's environment and the reason for thinking so, as half a sentence: "its name says …"."""

    environment: Environment
    reason: str

    @property
    def may_be_live(self) -> bool:
        return self.environment in (Environment.LIVE, Environment.UNKNOWN)

    @property
    def matters(self) -> bool:
        """Whether others than its developer meet it: live, perhaps live, or a rehearsal with the gateway."""
        return self.may_be_live or self.environment is Environment.SANDBOX


_WORDS: dict[Environment, frozenset[str]] = {
    Environment.LIVE: frozenset({"production", "prod", "prd", "produccion"}),
    Environment.SANDBOX: frozenset({
        "sandbox", "staging", "stage", "stg", "uat", "qa", "preprod", "preproduction", "preproduccion",
        "homologacion", "pruebas",
    }),
    Environment.DEVELOPMENT: frozenset({"development", "dev", "develop", "local", "localhost", "desarrollo"}),
    Environment.TEST: frozenset({"test", "tests", "testing", "spec", "specs", "unittest", "integrationtest"}),
}  # fmt: skip
_ENVIRONMENT_OF = {word: environment for environment, words in _WORDS.items() for word in words}
_EXAMPLE_ENDINGS = ("example", "sample", "template", "tmpl", "dist", "skel", "stub")
_EXAMPLE_WORDS = frozenset({"example", "sample"})  # anywhere in a name; `template` or `dist` there mean other things
_TEST_FOLDERS = frozenset({
    "test", "tests", "spec", "specs", "testing", "__tests__", "testdata", "test-data", "fixtures", "fixture",
    "mocks", "__mocks__", "androidtest", "e2e", "cypress",
})  # fmt: skip
_EXAMPLE_FOLDERS = frozenset({"docs", "doc", "documentation", "example", "examples", "sample", "samples"})
_PROSE = frozenset({"md", "markdown", "rst", "adoc"})
# .NET's build configurations and its base files, Spring's base files: what production runs where no variant overrides.
_DOTNET = {"release": Environment.LIVE, "debug": Environment.DEVELOPMENT}
_BASE = re.compile(r"(?:web|app)\.config|appsettings\.json|application\.(?:properties|ya?ml)")
_CONFIGURATION = re.compile(
    r"(?:^|\.)env(?:\.|$)|\.(?:env|ya?ml|json|jsonc|ini|cfg|conf|toml|properties|config|xml|tfvars|envrc)$|^dockerfile|^procfile$",
)
_TEST_NAME = re.compile(r"[a-z0-9](?:Tests?|Spec|IT)$|^Test[A-Z]")  # CipTest.java, WebhookSpec.kt, TestCip.cs
_WORD = re.compile(r"[a-z0-9]+")

# A line that says which environment the whole application runs in. Not the gateway's own switch: a file that runs
# production with a sandbox gateway is just what an auditor looks for.
_DECLARED = re.compile(
    rb"^[ \t]*(?:-[ \t]+|export[ \t]+|ENV[ \t]+)?[\"']?"
    rb"(?:APP_ENV|NODE_ENV|RAILS_ENV|RACK_ENV|FLASK_ENV|DJANGO_ENV|SYMFONY_ENV|CI_ENVIRONMENT|ENVIRONMENT|"
    rb"ASPNETCORE_ENVIRONMENT|DOTNET_ENVIRONMENT|SPRING_PROFILES_ACTIVE|spring\.profiles\.active)"
    rb"[\"']?[ \t]*(?:[=:]|[ \t])[ \t]*[\"']?([A-Za-z]+)\b",
    re.MULTILINE,
)
_HINTS_WITHIN = 50_000  # bytes: a declaration further down is not the file's subject


def deployment_of(file: File) -> Deployment:
    """Where this file takes effect; judged once a file."""
    known: Deployment | None = file.__dict__.get("_deployment")
    if known is None:
        known = file.__dict__["_deployment"] = judge(file.uri, file.data)
    return known


def judge(uri: str, data: bytes = b"") -> Deployment:
    """Where a file takes effect, from its path, and from its content where the path says nothing."""
    *folders, name = uri.split("/")
    lower = name.lower()
    unreal = _unreal(folders, name)
    if unreal is not None:
        return unreal
    configuration = _CONFIGURATION.search(lower) is not None
    said = _from_words(_dotted_words(lower), f"its name is {name}", dotnet=lower.endswith(".config"))
    for folder in reversed(folders):
        said = said or _from_words([folder.lower()], f"it lies in {folder}/")
    if said is None and configuration:
        said = _from_content(data)
    if said is None and _BASE.fullmatch(lower):
        said = Deployment(Environment.LIVE, f"{name} is deployed as it is unless a variant overrides it")
    return said or Deployment(Environment.UNKNOWN, "neither its name nor its content says where it is used")


def _unreal(folders: list[str], name: str) -> Deployment | None:
    """Tests, examples and documentation: whatever else such a path says, nothing of it runs in production."""
    lower = name.lower()
    words = _dotted_words(lower)
    if words and (words[-1] in _EXAMPLE_ENDINGS or _EXAMPLE_WORDS & set(_WORD.findall(lower))):
        return Deployment(Environment.EXAMPLE, f"its name is {name}")
    if len(words) > 2 and words[-2] in _EXAMPLE_ENDINGS and _CONFIGURATION.search(lower):
        return Deployment(Environment.EXAMPLE, f"its name is {name}")
    for folder in folders:
        parts = folder.lower().split(".")  # Shop.Payments.Tests is how .NET names a test project
        if folder.lower() in _TEST_FOLDERS or (len(parts) > 1 and parts[-1] in ("test", "tests")):
            return Deployment(Environment.TEST, f"it lies in {folder}/")
    if _is_test(name):
        return Deployment(Environment.TEST, f"its name is {name}")
    for folder in folders:
        if folder.lower() in _EXAMPLE_FOLDERS:
            return Deployment(Environment.EXAMPLE, f"it lies in {folder}/")
    if words and words[-1] in _PROSE:
        return Deployment(Environment.EXAMPLE, "it is documentation")
    return None


def _is_test(name: str) -> bool:
    stem = name.split(".", maxsplit=1)[0]
    return (
        _TEST_NAME.search(stem) is not None
        or stem.lower() in ("conftest", "test", "tests")
        or stem.lower().startswith("test_")
        or stem.lower().endswith(("_test", "_tests", "_spec", "-test", "-spec"))
        or any(_ENVIRONMENT_OF.get(word) is Environment.TEST for word in _dotted_words(name.lower())[1:])
    )


def _dotted_words(lower: str) -> list[str]:
    """`.env.production` → env, production; `values-prod.yaml` → values, prod, yaml."""
    return [word for word in re.split(r"[.\-_]", lower) if word]


def _from_words(words: Iterable[str], reason: str, *, dotnet: bool = False) -> Deployment | None:
    for word in words:
        environment = _ENVIRONMENT_OF.get(word) or (_DOTNET.get(word) if dotnet else None)
        if environment is not None:
            return Deployment(environment, reason)
    return None


def _from_content(data: bytes) -> Deployment | None:
    """What the file declares of the application's environment, if it does not contradict itself."""
    said = {match[1].decode().lower() for match in _DECLARED.finditer(data[:_HINTS_WITHIN])}
    known = {environment for word in said if (environment := _ENVIRONMENT_OF.get(word)) is not None}
    if len(known) != 1:
        return None
    (word,) = sorted(word for word in said if word in _ENVIRONMENT_OF)[:1]
    return Deployment(known.pop(), f"it declares the environment {word}")
