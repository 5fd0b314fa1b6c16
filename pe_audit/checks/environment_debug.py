"""Debug mode where customers are: in live settings, as the default, in code, and dumps where payments are made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.branch import branch_of
from pe_audit.evidence.coded import settings_in
from pe_audit.evidence.debugging import is_on, switch_of
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.overrides import UNSEEN, override_of
from pe_audit.evidence.project import Project, placed
from pe_audit.evidence.sections import deployment_at
from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression
from pe_audit.lexicon import says
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.circumstances import Gateway
    from pe_audit.evidence.debugging import Switch
    from pe_audit.evidence.settings import Setting, SettingsFile
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed

_UNDECIDED = (
    "debugging is on, and nothing says whether this file is used live: name it in `environments` of pe-audit.yaml"
)
_MODES = frozenset({"yii_debug", "wp_debug", "wp_debug_display", "_ps_mode_dev_", "display_errors"})
_LOOPBACK = expression(r"\bhost\s*=\s*[\"'](?:127\.|localhost)")
# Folders beside a base file: settings.py, settings/production.py.
_VARIANTS = frozenset({"settings", "config", "environments", "env"})
_TRUE = frozenset({"true", "1", "on", "yes"})
_DUMPS = frozenset({"dd", "ddd", "dump", "var_dump", "print_r", "debug_zval_refcount"})
_INTO_A_STRING = frozenset({"print_r"})  # with true as second argument
_PAGES = expression(r"(?:^|/)views/web\.config$", re.IGNORECASE)  # of templates: it rules over its folder's pages only
# What in a file's bytes makes it worth parsing, by its language: parsing costs a thousand times more.
_HINTS = {
    "python": expression(rb"(?i)\b(?:run|flask|fastapi|starlette|sanic|quart)\s*\([\x00-\xff]{0,600}?\bdebug\s*="),
    "php": expression(
        rb"(?i)YII_DEBUG|WP_DEBUG|_PS_MODE_DEV_|display_errors|\b(?:dd|ddd|dump|var_dump|print_r|debug_zval_refcount)\s*\("
    ),
}
_ERROR_PAGES = expression(rb"(?i)errorhandler")


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Project)
    coded = [settings for source in evidence.sources if (settings := settings_in(source)) is not None]
    files = (*evidence.settings, *coded)
    live = _off_in_production(files)
    for settings in files:
        if _PAGES.search(settings.uri) is None:
            for seen in placed(settings, _in_settings(settings, files, live)):
                certain = evidence.whole or _stands_alone(settings)
                yield seen if certain or seen.problem is None else seen._replace(problem=None, undecided=UNSEEN)
    for source in evidence.sources:
        if settings_in(source) is None and deployment_of(source.file).may_be_live and _may_speak(source):
            yield from placed(source, _in_source(source))


def _may_speak(source: SourceFile) -> bool:
    return _HINTS.get(source.language, _ERROR_PAGES).search(source.file.data) is not None


def _stands_alone(settings: SettingsFile) -> bool:
    """Whether no other file has the last word: it is production's own, and no base file."""
    deployment = deployment_of(settings.file)
    return deployment.environment is Environment.LIVE and not deployment.may_vary


def _off_in_production(files: tuple[SettingsFile, ...]) -> set[tuple[str, str]]:
    """Names that settings for production switch off, each with the folder that holds them."""
    found = set()
    for settings in files:
        try:
            for setting in settings.settings:
                known = switch_of(settings, setting)
                if known is None or known[1]:
                    continue
                if deployment_at(settings, setting).environment is Environment.LIVE:
                    folder = _folder(settings.uri)
                    found.add((folder, setting.name.lower()))
                    if folder.rpartition("/")[2].lower() in _VARIANTS:
                        found.add((_folder(folder), setting.name.lower()))
        except Unreadable:
            continue
    return found


def _folder(uri: str) -> str:
    return uri.rpartition("/")[0]


def _in_settings(
    settings: SettingsFile, files: tuple[SettingsFile, ...], live: set[tuple[str, str]]
) -> Iterator[Observed]:
    for setting in settings.settings:
        known = switch_of(settings, setting)
        if known is None:
            continue
        switch, on = known
        deployment = deployment_at(settings, setting)
        problem = undecided = None
        if not on or not deployment.may_be_live or _is_overridden(settings, setting, switch, files):
            pass
        elif deployment.environment is Environment.LIVE:
            problem = f"{switch.problem} in live configuration. `{setting.key}`: {deployment.reason}."
        elif (_folder(settings.uri), setting.name.lower()) in live:
            pass
        elif switch.default:
            problem = f"{switch.problem} by default. `{setting.key}` is on where nothing else is set."
        elif switch.known:
            undecided = _UNDECIDED
        else:
            continue
        yield settings.observe(setting, problem, undecided=undecided)


def _is_overridden(settings: SettingsFile, setting: Setting, switch: Switch, files: tuple[SettingsFile, ...]) -> bool:
    override = override_of(settings, setting, files)
    return override is not None and (override.value is None or not is_on(switch, override.value))


def _in_source(source: SourceFile) -> Iterator[Observed]:
    """Debug mode fixed in code, and dumps in a file that is about payments through the gateway."""
    pays = source.language == "php" and _is_payment_path(source)
    for call in source.all("call"):
        found = _switched_on(source, call, pays) or _shows_errors(source, call)
        if found is None and pays and call.name in _DUMPS and not _is_quiet(source, call):
            found = call, f"Data of a payment is dumped. `{call.name}` prints it to whoever made the request."
        if found is not None:
            place, problem = found
            rehearsed = branch_of(source, place) == "rehearsal"
            identity = f"{getattr(source.function(place), 'name', '')}>{call.name}"
            yield source.observe(place, None if rehearsed else problem, identity=identity, precision=Precision.MEDIUM)


def _switched_on(source: SourceFile, call: Syntax, pays: bool) -> tuple[Syntax, str | None] | None:
    """`app.run(debug=True)`, `define('YII_DEBUG', true)`, `ini_set('display_errors', 1)`."""
    name = call.name.lower()
    if source.language == "python" and name in ("run", "flask", "fastapi", "starlette", "sanic", "quart"):
        for argument in source.arguments(call):
            pair = source.exactly(argument, "pair")
            if pair is not None and pair.text_of("key") == "debug":
                problem = f"Debug mode is on in the code. `{call.name}(debug=True)` serves a console to visitors."
                is_on = pair.text_of("value") == "True" and _LOOPBACK.search(call.text_of("arguments")) is None
                return pair, problem if is_on else None
    if source.language == "php" and name in ("define", "ini_set"):
        first, second = source.argument(call, 0), source.argument(call, 1)
        key = source.string(first) if first is not None else None
        if key is not None and second is not None and key.lower() in _MODES and (pays or _is_everywhere(source, call)):
            on = (source.string(second) or second.text).strip().lower() in _TRUE
            return call, f"Errors are shown to visitors. `{key}` is switched on in the code." if on else None
    return None


def _is_everywhere(source: SourceFile, call: Syntax) -> bool:
    """Whether a line runs whenever its file does, or in a function for payments."""
    function = source.function(call)
    if function is not None:
        return says(function.name, "payment")
    return next(source.around(call, "condition"), None) is None and next(source.around(call, "case"), None) is None


def _shows_errors(source: SourceFile, call: Syntax) -> tuple[Syntax, str] | None:
    """Express with the package `errorhandler`, which answers with the stack."""
    if call.name.lower() != "errorhandler" or b"require('errorhandler')" not in source.file.data.replace(b'"', b"'"):
        return None
    return call, "Errors are shown to visitors. `errorhandler` answers with the whole stack."


def _is_quiet(source: SourceFile, call: Syntax) -> bool:
    """`print_r($x, true)` gives a string."""
    second = source.argument(call, 1)
    return call.name in _INTO_A_STRING and second is not None and second.text.strip().lower() in ("true", "1")


def _is_payment_path(source: SourceFile) -> bool:
    """Whether two things say that a file pays or is paid through the gateway."""
    data = source.file.data.lower()
    name = source.uri.rpartition("/")[2].rpartition(".")[0]
    signals = int(says(name, "payment", "gateway")) + _speaks_of(data, source.file.circumstances.gateways)
    return signals > 1


def _speaks_of(data: bytes, gateways: tuple[Gateway, ...]) -> int:
    """How many things of the gateways a file names: their address, their settings, fields of their messages."""
    best = 0
    for gateway in gateways:
        fields = [rf"\b{re.escape(field.lower())}\b" for field in gateway.notification["fields"]]
        names = "|".join(re.escape(name.lower()) for name in gateway.credentials["names"])
        signals = (re.escape(gateway.domain), rf"\b(?:{names})", *fields)
        best = max(best, sum(re.search(signal.encode(), data) is not None for signal in signals))
    return best
