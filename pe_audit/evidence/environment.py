"""Where a file takes effect: production, a sandbox, a developer's machine, a test, or nowhere (an example)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pe_audit.expression import expression
from pe_audit.languages import holds_settings
from pe_audit.model import Deployment, Environment
from pe_audit.patterns import path_test

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pe_audit.evidence.text import File


__all__ = ["BUILDS", "Deployment", "Environment", "deployment_of", "environment_of", "judge"]

_WORDS: dict[Environment, frozenset[str]] = {
    Environment.LIVE: frozenset({"production", "prod", "prd", "produccion", "producción", "productivo"}),
    Environment.SANDBOX: frozenset({
        "sandbox", "staging", "stage", "stg", "uat", "qa", "preprod", "preproduction", "preproduccion",
        "homologacion", "pruebas",
    }),
    Environment.DEVELOPMENT: frozenset({"development", "dev", "develop", "local", "localhost", "desarrollo"}),
    Environment.TEST: frozenset({"test", "tests", "testing", "spec", "specs", "unittest", "integrationtest"}),
}  # fmt: skip
_ENVIRONMENT_OF = {word: environment for environment, words in _WORDS.items() for word in words}
_EXAMPLE_ENDINGS = ("example", "sample", "template", "tmpl", "dist", "skel", "stub")
# Anywhere in a name; `template` or `dist` there mean other things.
_EXAMPLE_WORDS = frozenset({"example", "examples", "sample", "samples"})
_TEST_FOLDERS = frozenset({
    "test", "tests", "spec", "specs", "testing", "__tests__", "testdata", "test-data", "fixtures", "fixture",
    "mocks", "__mocks__", "androidtest", "e2e", "cypress", "testutils", "test_utils",
})  # fmt: skip
_TEST_FOLDER = expression(
    r"[a-z0-9]+[\-_]tests|(?:integration|unit|functional|acceptance|smoke|load|api|system)[\-_]test"
)
_EXAMPLE_FOLDERS = frozenset({"docs", "doc", "documentation", "example", "examples", "sample", "samples"})
_DOMAINS = frozenset({"com", "org", "net", "io", "pe"})
_PROSE = frozenset({"md", "markdown", "rst", "adoc"})
# What builds are called by .NET, Xcode and Android's source sets; elsewhere the words mean other things.
BUILDS = {"release": Environment.LIVE, "debug": Environment.DEVELOPMENT}
_SOURCE_SET = expression(
    r"src/(debug|release)/(?:androidmanifest\.xml$|google-services\.json$|(?:res|java|kotlin|assets)/)"
)
_LAST_WORD = expression(r"(?:^|[.\-_])live(?:\.[a-z]+)?$")  # not live-chat.js
_LIVE_FOLDER = expression(r"(?:^|/)(?:envs?|environments?)/live/")
# .NET's and Spring's base files: what production runs where no variant overrides.
_BASE = expression(r"(?:web|app)\.config|appsettings\.json|(?:application|bootstrap)\.(?:properties|ya?ml)")
_OVERRIDE = expression(r"(?:docker-)?compose\.override\.ya?ml")  # which Compose reads unless told otherwise
_CONFIGURATION = expression(
    r"(?:^|\.)env(?:\.|$)|\.(?:env|ya?ml|json|jsonc|ini|cfg|conf|toml|properties|config|xml|tf|tfvars|envrc)$|^dockerfile|^procfile$",
)
# Code that holds the settings of one environment: DevelopmentSettings.php, ProductionConfig.java.
_CAMEL = expression(r"(Production|Development|Staging)(?:Settings|Config)|(?:Settings|Config)(Production|Development)")
_TEST_NAME = expression(r"[a-z0-9](?:Tests?|Spec|IT)$|^Test[A-Z]")  # CipTest.java, WebhookSpec.kt, TestCip.cs
_WORD = expression(r"[a-z0-9]+")

# A line that says which environment the whole application runs in. Not the gateway's own switch: a file that runs
# production with a sandbox gateway is just what an auditor looks for.
_DECLARED = expression(
    rb"^[ \t]*(?:-[ \t]+|export[ \t]+|ENV[ \t]+)?[\"']?"
    rb"(?:APP_ENV|NODE_ENV|RAILS_ENV|RACK_ENV|FLASK_ENV|DJANGO_ENV|SYMFONY_ENV|CI_ENVIRONMENT|ENVIRONMENT|"
    rb"ASPNETCORE_ENVIRONMENT|DOTNET_ENVIRONMENT|SPRING_PROFILES_ACTIVE|spring\.profiles\.active)"
    rb"[\"']?[ \t]*(?:[=:]|[ \t])[ \t]*[\"']?([A-Za-z]+)\b",
    re.MULTILINE,
)
_WORKSPACE = expression(rb"workspaces\s*\{\s*name\s*=\s*\"([\w-]{1,80})\"")
_HINTS_WITHIN = 50_000  # bytes: a declaration further down is not the file's subject


def deployment_of(file: File) -> Deployment:
    """Where this file takes effect; judged once a file. What the merchant declares wins."""
    known: Deployment | None = file.__dict__.get("_deployment")
    if known is None:
        known = _declared(file.uri, file.circumstances.declared.environments) or judge(file.uri, file.data)
        file.__dict__["_deployment"] = known
    return known


def environment_of(word: str) -> Environment | None:
    """The environment that a single word in lower case names."""
    return _ENVIRONMENT_OF.get(word) or (Environment.LIVE if word == "live" else None)


def judge(uri: str, data: bytes = b"") -> Deployment:
    """Where a file takes effect, from its path, and from its content where the path says nothing."""
    *folders, name = uri.split("/")
    lower = name.lower()
    said = _unreal(folders, name) or _from_name(uri.lower(), lower, name)
    for folder in reversed(folders):
        said = said or _from_words([folder.lower()], f"it lies in {folder}/")
    if said is None and _CONFIGURATION.search(lower) is not None:
        said = _from_content(data)
    if said is None and _BASE.fullmatch(lower):
        said = Deployment(Environment.LIVE, f"{name} is deployed as it is unless a variant overrides it", may_vary=True)
    return said or Deployment(Environment.UNKNOWN, "neither its name nor its content says where it is used")


def _declared(uri: str, environments: Mapping[str, tuple[str, ...]]) -> Deployment | None:
    for word, patterns in environments.items():
        test = _test(patterns)
        if test is not None and test(uri):
            return Deployment(_ENVIRONMENT_OF[word], f"pe-audit.yaml declares it {word}")
    return None


@lru_cache(maxsize=16)
def _test(patterns: tuple[str, ...]) -> Callable[[str], bool] | None:
    return path_test(patterns)


def _from_name(path: str, lower: str, name: str) -> Deployment | None:
    """What the name itself says, and names of files and folders that only some tools know."""
    reason = f"its name is {name}"
    said = _from_words(_dotted_words(lower), reason, builds=lower.endswith((".config", ".xcconfig", ".pubxml")))
    if said is None and _OVERRIDE.fullmatch(lower):
        return Deployment(Environment.DEVELOPMENT, reason)
    if said is None and _LAST_WORD.search(lower) and (_CONFIGURATION.search(lower) or holds_settings(path)):
        return Deployment(Environment.LIVE, reason)
    if said is None and _LIVE_FOLDER.search(path):
        return Deployment(Environment.LIVE, "it lies in live/")
    camel = _CAMEL.match(name)
    if said is None and camel is not None:
        return Deployment(_ENVIRONMENT_OF[(camel[1] or camel[2]).lower()], reason)
    source_set = _SOURCE_SET.search(path)
    if said is None and source_set is not None:
        return Deployment(BUILDS[source_set[1]], f"it lies in src/{source_set[1]}/")
    return said


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
        is_of_tests = (len(parts) > 1 and parts[-1] in ("test", "tests")) or _TEST_FOLDER.fullmatch(folder.lower())
        if folder.lower() in _TEST_FOLDERS or is_of_tests:
            return Deployment(Environment.TEST, f"it lies in {folder}/")
    if _is_test(name):
        return Deployment(Environment.TEST, f"its name is {name}")
    for number, folder in enumerate(folders):
        is_package = number > 0 and folders[number - 1].lower() in _DOMAINS  # com/example/shop is a name of Java's
        if folder.lower() in _EXAMPLE_FOLDERS and not is_package:
            return Deployment(Environment.EXAMPLE, f"it lies in {folder}/")
    if words and words[-1] in _PROSE:
        return Deployment(Environment.EXAMPLE, "it is documentation")
    return None


def _is_test(name: str) -> bool:
    stem = name.split(".", maxsplit=1)[0]
    return (
        _TEST_NAME.search(stem) is not None
        or stem.lower() in ("conftest", "test", "tests", "phpunit", "jest", "vitest", "karma", "playwright")
        or stem.lower().startswith("test_")
        or stem.lower().endswith(("_test", "_tests", "_spec", "-test", "-spec"))
        or any(_ENVIRONMENT_OF.get(word) is Environment.TEST for word in _dotted_words(name.lower())[1:])
    )


def _dotted_words(lower: str) -> list[str]:
    """`.env.production` → env, production; `values-prod.yaml` → values, prod, yaml."""
    return [word for word in re.split(r"[.\-_]", lower) if word]


def _from_words(words: Iterable[str], reason: str, *, builds: bool = False) -> Deployment | None:
    for word in words:
        environment = _ENVIRONMENT_OF.get(word) or (BUILDS.get(word) if builds else None)
        if environment is not None:
            return Deployment(environment, reason)
    return None


def _from_content(data: bytes) -> Deployment | None:
    """What the file declares of the application's environment, if it does not contradict itself."""
    said = {match[1].decode().lower() for match in _DECLARED.finditer(data[:_HINTS_WITHIN])}
    said |= {word for match in _WORKSPACE.finditer(data[:_HINTS_WITHIN]) for word in _dotted_words(match[1].decode())}
    known = {environment for word in said if (environment := _ENVIRONMENT_OF.get(word)) is not None}
    if len(known) != 1:
        return None
    (word,) = sorted(word for word in said if word in _ENVIRONMENT_OF)[:1]
    return Deployment(known.pop(), f"it declares the environment {word}")
