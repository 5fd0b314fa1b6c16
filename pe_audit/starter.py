"""A first pe-audit.yaml: what a survey of the tree found, and in plain words what only people can answer."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from pe_audit import document, validation
from pe_audit.declarations import declarations
from pe_audit.edit import scalar
from pe_audit.evidence.circumstances import Key
from pe_audit.evidence.register import line_of
from pe_audit.expression import expression
from pe_audit.inventory.exported import name_of
from pe_audit.inventory.guess import environment_of, purpose_of
from pe_audit.model import PeAuditError
from pe_audit.options import CONFIG_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pe_audit.survey import Shown, Survey

SCHEMA_NAME = "pe-audit.schema.json"
_HEAD = f"""\
# yaml-language-server: $schema={SCHEMA_NAME}
# Written by `pe-audit init`: what the files here show, and questions (?) that only people can answer. Everything is
# optional: what is not said stays open in the report. Take the # away to answer, delete what does not apply. No secret
# belongs in this file. Editors check and complete it after: pe-audit schema > {SCHEMA_NAME}
"""
_GATEWAY = """\
  # ? When did somebody last compare the code with PagoEfectivo's documentation?
  # documentation_reviewed: YYYY-MM-DD
  # ? From which addresses do notifications come? They are not published: ask your contact at PagoEfectivo, and write
  #   down who named them and when.
  # ranges: [192.0.2.0/28]
  # source: e-mail of PagoEfectivo's support
  # retrieved: YYYY-MM-DD
"""
_CALLBACKS = """\
  # ? At which addresses do you receive notifications, as registered at PagoEfectivo? Which environment uses each?
  # - {url: https://shop.example.com/webhooks/pagoefectivo, environment: production}
"""
_ENVIRONMENTS = """\
  # ? Do other files belong to one of them? Patterns as in .gitignore; they win over what names suggest.
  # production: [/config/live/]
  # sandbox: [/config/staging/]
  # development: [/docker-compose.yml]
"""
_ALLOWLIST = """\
# allowlist:
  # ? Where the callback is protected outside these files (cloud firewall, CDN): who may reach it there?
  # entries: [192.0.2.0/28]
  # ? From which public addresses does this shop call PagoEfectivo? And which of them are registered there?
  # egress: [198.51.100.7]
  # registered: [198.51.100.7]
  # ? How do these lists stay current when addresses change: a job, an interface, a person?
  # updates: the payments team compares them on the first Monday of the month
"""
_KEYS = """\
  # ? Which keys are there, and when was each made? Names and dates only, never a value. What a secret store exports can
  #   be taken over: pe-audit keys import --help
  # - {id: PAGOEFECTIVO_SECRET_KEY, purpose: api, environment: production, created: YYYY-MM-DD}
"""
_CERTIFICATES = """\
  # ? Which certificate does the callback present (server), and which one does this shop show to PagoEfectivo (client)?
  # - {file: deploy/certs/shop.pem, key: deploy/certs/shop.key, purpose: server}
"""
_STATEMENTS = """\
# statements:
  # ? What holds though no file shows it? Who says so, since when, and what shows it?
  # - {about: test orders were reconciled before the launch, who: the head of payments, when: YYYY-MM-DD}
"""
_TIME_SERVERS = "# time_servers: [ntp.example.com]   # ? Which servers should `pe-audit probe clock` ask?\n"
_MOST = 20  # of a kind: more would be a list that nobody reads
_GLUED = expression(r"(access|secret|api)key", re.IGNORECASE)
_SPECIAL = expression(r"([\\*?\[\]!# ])")


def place_of(folder: Path) -> Path:
    """Where the file of a folder goes. Raises PeAuditError where there is one: it is never written over."""
    place = folder / CONFIG_NAME
    if not folder.is_dir():
        raise PeAuditError(f"there is no folder {str(folder)!r}", "give the folder of a project")
    if os.path.lexists(place):
        raise PeAuditError(f"there is a {place} already", "add to that one, or move it away and start anew")
    return place


def text_of(found: Survey) -> str:
    """The file for what was found. Raises PeAuditError if it would not hold, which is a defect of ours."""
    versions = sorted(found.versions)
    seen = f"# seen in {_said(found.versions[versions[0]])}" if len(versions) == 1 else ""
    gateway = [f"  api_version: {versions[0]}   {seen}"] if seen else []
    servers = [f"  - {scalar(server)}" for server in found.time_servers[:_MOST]]
    text = "\n".join((
        _HEAD,
        _section("gateway", gateway, _GATEWAY),
        _section("callbacks", *_callbacks(found)),
        _section("environments", *_environments(found)),
        _ALLOWLIST,
        _section("keys", *_keys(found)),
        _section("certificates", *_certificates(found.certificates)),
        _STATEMENTS,
        _section("time_servers", servers, "") if servers else _TIME_SERVERS,
    ))  # fmt: skip
    _prove(text)
    return text


def _section(name: str, lines: Sequence[str], questions: str) -> str:
    """A section with what was found; where that is nothing, its name is a comment too."""
    head = f"{name}:" if any(not line.lstrip().startswith("#") for line in lines) else f"# {name}:"
    return "\n".join((head, *lines)) + f"\n{questions}"


def _callbacks(found: Survey) -> tuple[list[str], str]:
    lines, urls = [], set()
    for callback in found.callbacks[:_MOST]:
        place = _said(callback.place)
        if not callback.url:
            lines.append(f"  # ? {place}: a callback; its address may hold a secret, so it is not copied here")
        elif callback.environment and callback.url not in urls:
            urls.add(callback.url)
            lines.append(f"  - {{url: {scalar(callback.url)}, environment: {callback.environment}}}   # {place}")
        elif callback.url not in urls:
            lines.append(f"  # ? {place}: production or sandbox?")
            lines.append(f"  # - {{url: {scalar(callback.url)}, environment: production}}")
    return lines, _CALLBACKS if not urls else ""


def _environments(found: Survey) -> tuple[list[str], str]:
    lines = []
    for word in ("production", "sandbox", "development"):
        files = _patterns(found.environments.get(word, ()))
        if files:
            lines += [f"  {word}:", *(f"    - {scalar(file)}" for file in files)]
    unknown = _patterns(found.environments.get("unknown", ()))
    if unknown:
        lines.append("  # ? In which environment do these take effect? Move each to its list.")
        lines += [f"  # - {scalar(file)}" for file in unknown]
    return lines, _ENVIRONMENTS if not found.environments else ""


def _patterns(files: Iterable[str]) -> list[str]:
    """Patterns of .gitignore for exactly these files; names that no pattern line can hold are left out."""
    return ["/" + _SPECIAL.sub(r"\\\1", file) for file in files if name_of(file) == file][:_MOST]


def _keys(found: Survey) -> tuple[list[str], str]:
    """One entry for each key, however many names it goes by; the name of a variable is the best of them."""
    groups: dict[object, list[str]] = {}
    for name in sorted(found.keys, key=lambda name: (not name.isupper(), len(name), name)):
        if name_of(name) == name:
            key = Key(_GLUED.sub(r"\1 key", name), purpose_of(name) or "api", None, 1, environment=environment_of(name))
            groups.setdefault(line_of(key), []).append(name)
    lines = []
    for names in list(groups.values())[:_MOST]:
        places = [place for name in names for place in found.keys[name]]
        said = {environment for environment, _ in places} - {""}
        environment = environment_of(names[0]) or (said.pop() if len(said) == 1 else "")
        lines.append(f"  - id: {scalar(names[0])}   # {_said(places[0][1])}")
        lines.append(f"    purpose: {purpose_of(names[0]) or 'api'}")
        if environment:
            lines.append(f"    environment: {environment}")
        lines.append("    # created: YYYY-MM-DD   # ? When was it made?")
    return (
        lines,
        _KEYS if not lines else "  # ? Others? Take over what a secret store exports: pe-audit keys import --help\n",
    )


def _certificates(shown: Sequence[Shown]) -> tuple[list[str], str]:
    lines = []
    for one in shown[:_MOST]:
        if name_of(one.file) != one.file:
            continue
        fields = {"file": one.file, "key": one.key, "purpose": one.purpose or "server", "environment": one.environment}
        flow = ", ".join(f"{field}: {scalar(value)}" for field, value in fields.items() if value)
        if one.purpose:
            lines.append(f"  - {{{flow}}}")
        else:
            lines += [
                "  # ? Does the callback present it (server), or is it shown to PagoEfectivo (client)?",
                f"  # - {{{flow}}}",
            ]
    return lines, _CERTIFICATES if not lines else ""


def _said(place: str) -> str:
    return name_of(place)


def _prove(text: str) -> None:
    """Nothing is written that an audit would refuse."""
    try:
        read = document.parse("pe-audit.yaml", text.encode())
        validation.check(read, "pe-audit.yaml")
        declarations(read, "pe-audit.yaml")
    except PeAuditError as error:
        raise PeAuditError(f"the file that init made does not hold: {error.message}", "please tell us") from error
