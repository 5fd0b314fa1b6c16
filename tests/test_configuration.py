"""pe-audit.yaml: what it sets, and what each mistake in it says."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pe_audit import cache, configuration, validation
from pe_audit.document import parse
from pe_audit.evidence.circumstances import Entry
from pe_audit.model import PeAuditError, Severity
from pe_audit.options import Config

RULE = "environment-unknown-host"


def load(folder: Path, text: str | bytes) -> Config:
    (folder / "pe-audit.yaml").write_bytes(text.encode() if isinstance(text, str) else text)
    return configuration.load(folder)


def test_a_tree_without_the_file_has_the_defaults(tmp_path: Path) -> None:
    assert configuration.load(tmp_path) == Config()


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "paths:\nrules:\nignore:\nkeys:\n"], ids=repr)
def test_a_file_that_says_nothing_has_the_defaults(tmp_path: Path, text: str) -> None:
    config = load(tmp_path, text)
    assert (config.skip, config.severities, config.mutes, config.declared.keys) == ((), {}, (), ())


def test_off_is_a_word_and_no_boolean(tmp_path: Path) -> None:
    assert load(tmp_path, f"rules: {{{RULE}: off}}\n").off == {RULE}


def test_an_area_stands_for_its_rules(tmp_path: Path) -> None:
    config = load(tmp_path, "rules: {environment-*: {severity: low}}\n")
    assert config.severities[RULE] is Severity.LOW


def test_everything_arrives_with_its_place(tmp_path: Path) -> None:
    config = load(
        tmp_path,
        f"""\
paths: {{skip: [legacy/], scan: [vendor/ours/]}}
fail_on: never
baseline: known.json
ignore:
  - rule: {RULE}
    path: tests/
    reason: a closed account
    until: 2027-03-31
gateway: {{protocol: 2026, ranges: [200.48.0.0/16], source: their mail, retrieved: 2026-10-01}}
allowlist:
  updates: a nightly job
  entries:
    - "200.48.1.0/24"
keys:
  - {{id: live, purpose: api, created: 2026-09-01}}
  - id: old
    purpose: webhook
    environment: sandbox
    state: retired
time_servers: [time.example.com:1123]
""",
    )
    assert (config.skip, config.scan, config.fail_on) == (("legacy/",), ("vendor/ours/",), "never")
    assert (config.baseline, config.protocol, config.time_servers) == ("known.json", "2026", ("time.example.com:1123",))
    (mute,) = config.mutes
    assert (mute.rules, mute.path, mute.until, mute.line) == ({RULE}, "tests/", date(2027, 3, 31), 5)
    declared = config.declared
    assert declared.gateway_ranges == (Entry("200.48.0.0/16", 9, 36),)
    assert declared.allowlist == (Entry("200.48.1.0/24", 13, 8),)
    assert (declared.gateway_source, declared.gateway_retrieved) == ("their mail", date(2026, 10, 1))
    live, old = declared.keys
    assert (live.created, live.line, live.column, live.end_column) == (date(2026, 9, 1), 15, 39, 49)
    assert (old.created, old.line, old.column, old.end_column) == (None, 16, 9, 12)
    assert ((live.environment, live.state), (old.environment, old.state)) == (("", "active"), ("sandbox", "retired"))


def test_what_only_the_merchant_knows_arrives_with_its_place(tmp_path: Path) -> None:
    declared = load(
        tmp_path,
        """\
gateway: {api_version: v1, documentation_reviewed: 2026-10-02}
callbacks:
  - url: https://Tienda.example.com:8443/notify?x=1
  - {url: http://staging.example.com, environment: sandbox}
environments: {production: [deploy/live/], test: }
allowlist: {egress: [190.12.1.7], registered: [190.12.1.8], updates: a nightly job}
keys:
  - {id: old, purpose: api, state: retired, retired: 2026-09-30, fingerprint: a1b2, store: a vault}
certificates: [{file: client.pem, key: client.key, purpose: client}]
statements:
  - {about: rehearsal, who: Ana, when: 2026-11-01, evidence: report.pdf, until: 2027-01-31}
""",
    ).declared
    assert (declared.api_version, declared.documentation_reviewed) == (Entry("v1", 1, 24), Entry("2026-10-02", 1, 52))
    live, rehearsal = declared.callbacks
    assert (live.host, live.path, live.environment, live.url.line) == ("tienda.example.com", "/notify", "production", 3)
    assert (rehearsal.path, rehearsal.environment, declared.callback_path) == ("/", "sandbox", "/notify")
    assert declared.environments == {"production": ("deploy/live/",), "test": ()}
    assert (declared.egress[0].text, declared.registered[0].text) == ("190.12.1.7", "190.12.1.8")
    assert declared.updates == Entry("a nightly job", 6, 70)
    (key,) = declared.keys
    assert (key.retired, key.fingerprint, key.store) == (date(2026, 9, 30), "a1b2", "a vault")
    (pair,) = declared.certificates
    assert (pair.file.text, pair.key and pair.key.text, pair.purpose) == ("client.pem", "client.key", "client")
    (statement,) = declared.statements
    assert (statement.about.text, statement.when, statement.until) == (
        "rehearsal",
        date(2026, 11, 1),
        date(2027, 1, 31),
    )


MISTAKES = {
    "unknown key": (
        "rules:\n  RULE:\n    serverity: high\n",
        "pe-audit.yaml:3: unknown key 'serverity'",
        "did you mean 'severity'?",
    ),
    "key that nothing is like": (
        "plugins: [evil]\n",
        "pe-audit.yaml:1: unknown key 'plugins'",
        (
            "known: allowlist, baseline, callbacks, certificates, environments, fail_on, gateway, ignore, keys, paths, "
            "rules, statements, time_servers"
        ),
    ),
    "unknown rule": ("rules:\n  RULEs: off\n", "pe-audit.yaml:2: there is no rule 'RULEs'", "did you mean RULE?"),
    "unknown rule in a mute": (
        "ignore:\n  - path: a\n    reason: b\n    rule: RULEs\n",
        "pe-audit.yaml:4: there is no rule 'RULEs'",
        "did you mean RULE?",
    ),
    "wrong severity": ("rules: {RULE: hihg}\n", "pe-audit.yaml:1: 'RULE' cannot be 'hihg'", "did you mean 'high'?"),
    "no severity": ("\nrules:\n  RULE: {}\n", "pe-audit.yaml:3: 'RULE' has no 'severity'", ""),
    "list for a mapping": (
        "paths: [legacy/]\n",
        "pe-audit.yaml:1: 'paths' must be a mapping (`key: value`)",
        "Which files to read. Patterns are those of .gitignore.",
    ),
    "text for a list": ("paths:\n  skip: legacy/\n", "pe-audit.yaml:2: 'skip' must be a list", ""),
    "text for everything": ("nonsense", "pe-audit.yaml:1: the file must be a mapping (`key: value`)", ""),
    "mute without a reason": (
        "ignore:\n\n  - {rule: RULE, path: a}\n",
        "pe-audit.yaml:3: an entry of 'ignore' has no 'reason'",
        "Why this is no problem here.",
    ),
    "mute with an empty reason": (
        "ignore: [{rule: RULE, path: a, reason: ' '}]\n",
        "pe-audit.yaml:1: 'reason' is empty",
        "",
    ),
    "no date": (
        "keys: [{id: a, purpose: b, created: soon}]\n",
        "pe-audit.yaml:1: 'created' is not a date: 'soon'",
        "write it as YYYY-MM-DD",
    ),
    "no day of the calendar": (
        "keys: [{id: a, purpose: b, created: 2026-02-30}]\n",
        "pe-audit.yaml:1: 'created' is not a day of the calendar: '2026-02-30'",
        "write it as YYYY-MM-DD",
    ),
    "callback that is only a path": (
        "callbacks: [{url: /notify}]\n",
        "pe-audit.yaml:1: 'url' is not a URL of a web server",
        "write it whole: https://shop.example.com/notify",
    ),
    "callback whose host is broken": (
        "callbacks:\n  - url: 'https://[::1/notify'\n",
        "pe-audit.yaml:2: 'url' has no host",
        "write it as it is registered",
    ),
    "digest that is too short": (
        "statements: [{about: a, who: b, when: 2026-11-01, sha256: abc}]\n",
        "pe-audit.yaml:1: 'sha256' is not a SHA-256",
        "64 hexadecimal digits in lower case, as sha256sum prints them",
    ),
    "review on a day that no calendar has": (
        "gateway: {documentation_reviewed: 2026-02-30}\n",
        "pe-audit.yaml:1: 'documentation_reviewed' is not a day of the calendar: '2026-02-30'",
        "write it as YYYY-MM-DD",
    ),
    "pattern git does not have": (
        "paths: {skip: ['[z-a]']}\n",
        "pe-audit.yaml:1: '[z-a]' is not a pattern as .gitignore has them",
        "for example: tests/ or *.sql",
    ),
    "key twice": (
        "fail_on: low\nfail_on: high\n",
        "pe-audit.yaml:2: key 'fail_on' stands here a second time",
        "first in line 1",
    ),
    "broken YAML": (
        "paths:\n  skip: [a\nrules: {}\n",
        "pe-audit.yaml:3: not valid YAML: did not find expected ',' or ']'",
        "check the indentation, the quotes and the brackets there",
    ),
    "alias": ("a: &x b\n", "pe-audit.yaml:1: YAML anchors and aliases are not read", "write the value out"),
    "tag": ("a: !!python/name:os.system b\n", "pe-audit.yaml:1: YAML tags are not read", "leave out the word with `!`"),
    "two documents": ("--- {}\n--- {}\n", "pe-audit.yaml:2: a second YAML document begins", "keep one, without `---`"),
    "list as a key": (
        "? [a]\n: b\n",
        "pe-audit.yaml:1: a key must be text",
        "check the indentation, the quotes and the brackets there",
    ),
    "30,000 brackets": (
        "[" * 30_000,
        "pe-audit.yaml:1: nested more than 10 levels deep",
        "no setting needs that",
    ),
    "30,000 dashes": ("- " * 30_000, "pe-audit.yaml:1: nested more than 10 levels deep", "no setting needs that"),
    "control character": (
        "a: \x01\n",
        "pe-audit.yaml: not valid YAML: it holds a character that YAML forbids",
        "check the indentation, the quotes and the brackets there",
    ),
    "other encoding": (b"a: b\nc: \xf1\n", "pe-audit.yaml:2: not UTF-8 text", "save the file as UTF-8"),
    "huge": (b"#" * 200_001, "pe-audit.yaml is larger than 200 kB", "it holds a few settings, not data"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_line_and_remedy(tmp_path: Path, mistake: str) -> None:
    text, message, help = MISTAKES[mistake]
    if isinstance(text, str):
        text = text.replace("RULE", RULE)
    with pytest.raises(PeAuditError) as caught:
        load(tmp_path, text)
    assert (caught.value.message, caught.value.help) == (message.replace("RULE", RULE), help.replace("RULE", RULE))


def test_a_long_value_is_not_repeated_for_it_may_be_a_secret(tmp_path: Path) -> None:
    with pytest.raises(PeAuditError) as caught:
        load(tmp_path, "fail_on: sk_live_aVerySecretValueIndeed\n")
    assert "sk_live" not in caught.value.message + caught.value.help


def test_a_line_separator_that_no_editor_counts_moves_no_line(tmp_path: Path) -> None:
    with pytest.raises(PeAuditError, match=r"^pe-audit.yaml:2: unknown key 'x'$"):
        load(tmp_path, "# \u2028\u2028\x85\nx: 1\n")


@given(raw=st.binary(max_size=300) | st.text("ab:-[]{}'\"#&*!|>%@\n \t,?", max_size=60).map(str.encode))
def test_arbitrary_bytes_are_a_document_or_an_error(raw: bytes) -> None:
    try:
        document = parse("pe-audit.yaml", raw)
        validation.check(document, "pe-audit.yaml")
    except PeAuditError as error:
        assert error.message.startswith("pe-audit.yaml")


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_is_no_regular_file_is_not_opened(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "pe-audit.yaml"
    if kind == "link":
        path.symlink_to("/dev/zero")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    with pytest.raises(PeAuditError, match=r"^pe-audit\.yaml: (not a regular file|a symbolic link)"):
        configuration.load(tmp_path)


def test_an_unchanged_file_is_neither_parsed_nor_validated_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    first = load(tmp_path, "fail_on: low\nkeys: [{id: a, purpose: b, created: 2026-01-01}]\n")
    monkeypatch.setattr("pe_audit.document.parse", lambda *_: pytest.fail("parsed again"))
    assert configuration.load(tmp_path) == first


def test_a_wrong_file_is_not_remembered_as_a_right_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    stored: list[str] = []
    monkeypatch.setattr(cache, "store", lambda name, _: stored.append(name))
    with pytest.raises(PeAuditError):
        load(tmp_path, "fail_on: sometimes\n")
    assert not [name for name in stored if name.startswith("config-")]


def test_the_operators_own_file_may_lie_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "strict.yaml").write_text("fail_on: low\n")
    (tmp_path / "link.yaml").symlink_to("strict.yaml")
    config = configuration.load(tmp_path / "tree", tmp_path / "link.yaml")
    assert (config.fail_on, config.uri) == ("low", "strict.yaml")


def test_the_published_schema_is_one() -> None:
    schema = json.loads(validation.SCHEMA.read_bytes())
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_configuration_that_the_readme_shows_is_valid() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    blocks = [block.split("```")[0] for block in readme.split("```yaml\n")[1:]]
    shown = [block for block in blocks if "fail_on:" in block]
    assert shown
    for block in shown:
        validation.check(parse("README.md", block.encode()), "README.md")
