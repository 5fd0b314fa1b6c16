"""Which reader understands a file. One small module per format: `read(text) -> Iterator[Setting]`."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pe_audit.evidence.settings import Setting, SettingsFile
    from pe_audit.evidence.text import File

_ENDING = (
    r"\.(dist|example|sample|template|tpl|default|local|bak|old|orig|prod|production|staging|dev|development|test)"
)
_VARIANT = f"({_ENDING})?$"

# First match wins; searched in the file's path in lower case, with its folder where the name alone says little.
_BY_NAME: tuple[tuple[str, str], ...] = (
    (r"\.ya?ml" + _VARIANT, "yaml"),
    (r"(^|/)(user-data|vendor-data|cloud\.cfg|cloud\.cfg\.d/[^/]+\.cfg|(group|host)_vars/([^/]+/)*[^/.]+)$", "yaml"),
    (r"(^|/)[^/]*(stack|cloudformation|cfn)[^/]*\.template$", "yaml"),
    (r"\.(json5?|jsonc|tfstate)(\.backup)?" + _VARIANT, "json"),
    (r"(^|/)\.(env|envrc|flaskenv)$|(^|/)\.env(?![^/]*\.(php|js|ts|py|rb|cs|java|sh|md)$)[.\-_][^/]*$", "dotenv"),
    (r"\.env" + _VARIANT + rf"|(^|/)env({_ENDING}|\.(live|qa|uat|sandbox|docker))$", "dotenv"),
    (r"(^|/)\.dev\.vars(\.\w+)?$|(^|/)\.envs/([^/]+/)*\.?[\w\-]+$", "dotenv"),
    (r"(^|/)haproxy([^/]*|/.*)\.(cfg|conf)" + _VARIANT, "haproxy"),
    (r"\.(ini|cfg|cnf)" + _VARIANT + r"|\.ini-\w+$|(^|/)\.(npmrc|pypirc|gitconfig|s3cfg|boto)$", "ini"),
    (r"\.properties" + _VARIANT, "properties"),
    (r"\.(xml|plist|entitlements|resx|xaml|settings|pubxml|nuspec|props|targets|(cs|vb|fs|sql)proj)" + _VARIANT, "xml"),
    (r"[^/]\.config" + _VARIANT, "xml"),
    (r"\.(tf|tofu|tfvars|hcl|nomad)" + _VARIANT, "hcl"),
    (
        r"(^|/)(docker|container)file([.\-_](?!(dockerignore|md|txt|j2|erb|hbs|go|[jt]s|py|sh|rb|php|rs)$)[^/]*)?$",
        "dockerfile",
    ),
    (r"[^/]\.(docker|container)file$", "dockerfile"),
    (
        r"(^|/)(rules\.v[46]|ip6?tables([.\-_](save|rules|v[46]|conf))*|(user|before|after)6?\.rules)"
        + _VARIANT
        + r"|\.ip6?tables"
        + _VARIANT,
        "iptables",
    ),
    (r"\.(nft|nftables)" + _VARIANT + r"|(^|/)nftables\.(conf|rules)" + _VARIANT, "nftables"),
    (r"\.gradle(\.kts)?" + _VARIANT, "gradle"),
    (r"\.xcconfig" + _VARIANT, "xcconfig"),
    (r"\.toml" + _VARIANT + r"|(^|/)pipfile$", "toml"),
    (r"(^|/)nginx[^/]*\.conf" + _VARIANT + r"|\.nginx" + _VARIANT, "nginx"),
    (r"(^|/)(httpd|apache2?)\.conf" + _VARIANT + r"|(^|/)[._]?htaccess(\.\w+)?$", "apache"),
    (r"(^|/)caddyfile([.\-_](?!md$|go$)[^/.]+)?$|\.caddy(file)?$", "caddy"),
    (r"(^|/)(chronyd?|ntpd?)([.\-_][^/.]+)?\.conf" + _VARIANT, "chrony"),
    (r"(^|/)chrony(\.d)?/([^/]+/)*[^/]+\.(conf|sources)$|(^|/)sources\.d/[^/]+\.sources$", "chrony"),
    (r"\.(conf|vhost)" + _VARIANT + r"|(^|/)sites-(available|enabled)/(?![^/]*\.(md|txt|sh)$)[^/]+$", "conf"),
    (r"(^|/)(nginx|apache2|httpd)/([^/]+/)*(default|[^/]+\.inc)$", "conf"),
    (r"(^|/)(conf\.d|snippets)/[^/.]+$|(^|/)\.aws/(config|credentials)$", "conf"),
)
_COMPILED = tuple((re.compile(pattern), name) for pattern, name in _BY_NAME)


@lru_cache(maxsize=4096)
def format_of(uri: str) -> str | None:
    """Name of the configuration format that a file's name tells, or None."""
    lower = uri.lower()
    for pattern, name in _COMPILED:
        if pattern.search(lower):
            return name
    return None


def reader(format: str) -> Callable[[str], Iterator[Setting]]:
    """The reader of a format; imported when first asked for."""
    module = import_module(f"pe_audit.formats.{format}")
    return cast("Callable[[str], Iterator[Setting]]", module.read)


def settings_file(file: File) -> SettingsFile | None:
    """The file as settings, in the format that its name tells or, for `.conf`, its look; None if it is neither."""
    format = format_of(file.uri)
    if format is None:
        return None
    from pe_audit.evidence.settings import SettingsFile

    if format == "conf":
        from pe_audit.formats.conf import look

        format = look(file.text)
    return SettingsFile(file, format, reader(format))
