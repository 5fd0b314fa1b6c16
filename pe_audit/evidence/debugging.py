"""The settings of frameworks that show errors, traces and contents of requests to whoever asks, or write them down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.expression import expression

if TYPE_CHECKING:
    from pe_audit.evidence.settings import Setting, SettingsFile

_YES = r"true|1|on|yes|enabled?|stdout"
_CODE = ("php", "python", "javascript", "typescript", "tsx", "ruby", "go")
_DATA = ("dotenv", "properties", "ini", "dockerfile", "apache", "nginx", "conf")


class Switch(NamedTuple):
    """One setting: searched in its path in lower case (`key`), on where `on` matches its value whole.

    `formats`: where the name means this; empty: anywhere. `default`: counts where nothing says that the file is live,
    for there it is what every build and every server gets; others are then only asked about.
    `known` is False for names that mean it in live files only.
    """

    key: str
    on: str
    problem: str
    formats: tuple[str, ...] = ()
    default: bool = False
    known: bool = True


_DEBUG = "Debug mode is on"
_SHOWN = "Errors are shown to visitors"
_LOGGED = "Requests are logged in every detail"
_COMPILED_SO = "ASP.NET is compiled for debugging"
_DEVELOPER = "The application runs in its development mode"

SWITCHES = (
    Switch(r"^(?:\w+\.){0,2}debug$", "true|on", _DEBUG, ("php", "python"), default=True),
    Switch(
        r"(?:^|\.)(?:(?:app|flask|django|wp|yii|symfony|laravel|server)_debug|_ps_mode_dev_|wp_debug_display|debug_?mode"
        r"|yii_debug|template_debug|debugbar_enabled|options\.debug)$",
        _YES,
        _DEBUG,
        _CODE,
        default=True,
    ),
    Switch(r"(?:^|\.)consider_all_requests_local$", "true", _SHOWN, ("ruby",)),
    Switch(r"(?:^|\.)displayerrordetails$", _YES, _SHOWN, ("php",), default=True),
    Switch(
        r"(?:^|\.)(?:(?:app|flask|django|wp|yii|symfony|laravel|server)_debug|debugbar_enabled)$",
        _YES,
        _DEBUG,
    ),
    Switch(r"^(?:env\.)?debug$", _YES, _DEBUG, (*_DATA, "yaml", "json"), known=False),
    Switch(r"(?:^|\.)debug(?:_?mode)?$", _YES, _DEBUG, ("yaml", "json", "toml", *_CODE), known=False),
    Switch(r"(?:^|\.)display_(?:startup_)?errors$", _YES, _SHOWN),
    Switch(r"(?:^|\.)php_(?:admin_)?(?:flag|value)(?:\[\w+\])?$", r"display_errors\s+(?:on|1|true|yes)", _SHOWN),
    Switch(r"(?:^|\.)system\.web\.compilation\.debug$", "true", _COMPILED_SO, ("xml",), default=True),
    Switch(r"(?:^|\.)system\.web\.customerrors\.mode$", "off", _SHOWN, ("xml",), default=True),
    Switch(r"(?:^|\.)system\.web\.trace\.enabled$", "true", "Traces of requests can be read", ("xml",), default=True),
    Switch(r"(?:^|\.)application\.debuggable$", "true", "The app can be debugged by anybody", ("xml",), default=True),
    Switch(r"release\.(?:is)?debuggable$", "true", "The app can be debugged by anybody", ("gradle",), default=True),
    Switch(
        r"(?:^|\.)logging\.level\.(?:root|web|(?:org\.springframework\.(?:web|http)|org\.apache\.http|feign)[\w.-]*)$",
        "debug|trace|all",
        _LOGGED,
    ),
    Switch(r"(?:^|\.)server\.error\.include-?stacktrace$", "always", _SHOWN),
    Switch(
        r"(?:^|\.)(?:app_env|node_env|flask_env|symfony_env|aspnetcore_environment|dotnet_environment|ci_environment"
        r"|yii_env|wp_environment_type)$",
        "dev|develop|development|local",
        _DEVELOPER,
    ),
    Switch(r"(?:^|\.)mage_mode$", "developer", _DEVELOPER),
    Switch(r"(?:^|\.)(?:setenv|set)(?:\.\d+)?$", r"\$?mage_mode\s+['\"]?developer['\"]?;?", _DEVELOPER),
)
_COMPILED = tuple((expression(switch.key), expression(switch.on), switch) for switch in SWITCHES)
_NAMED = expression(r"debug|error|requests_local|trace|level|mode|_env|environment|setenv|set$|^set\.|php_")
_LONGEST_KEY = 300


def switch_of(settings: SettingsFile, setting: Setting) -> tuple[Switch, bool] | None:
    """The switch that a setting is, and whether it is on; None if it is none."""
    key = setting.key.lower()
    if len(key) > _LONGEST_KEY or _NAMED.search(key) is None:
        return None
    for named, on, switch in _COMPILED:
        if switch.formats and settings.format not in switch.formats:
            continue
        if named.search(key) is not None and (settings.format != "python" or setting.name.isupper() or "." in key):
            return switch, on.fullmatch(setting.value.strip().lower()) is not None
    return None


def is_on(switch: Switch, value: str) -> bool:
    return re.fullmatch(switch.on, value.strip().lower()) is not None
