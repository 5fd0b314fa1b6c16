"""Which reader understands a file. One small module per format: `read(text) -> Iterator[Setting]`."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pe_audit.evidence.settings import Setting, SettingsFile
    from pe_audit.evidence.text import File

_ENDING = (
    r"\.(dist|example|sample|template|tpl|default|local|bak|old|orig|prod|production|staging|dev|development|test)"
)
_VARIANT = f"({_ENDING})?$"

# First match wins; searched in the file's path in lower case, with its folder where the name alone says little. Before
# each pattern: letters some of which stand in every such path, so that most paths compile and try no pattern at all.
_BY_NAME: tuple[tuple[str, str, str], ...] = (
    (".yml .yaml", r"\.ya?ml" + _VARIANT, "yaml"),
    (
        "-data cloud.cfg _vars/",
        r"(^|/)(user-data|vendor-data|cloud\.cfg|cloud\.cfg\.d/[^/]+\.cfg|(group|host)_vars/([^/]+/)*[^/.]+)$",
        "yaml",
    ),
    (".template", r"(^|/)[^/]*(stack|cloudformation|cfn)[^/]*\.template$", "yaml"),
    (".json .tfstate", r"\.(json5?|jsonc|tfstate)(\.backup)?" + _VARIANT, "json"),
    (
        "env",
        r"(^|/)\.(env|envrc|flaskenv)$|(^|/)\.env(?![^/]*\.(php|js|ts|py|rb|cs|java|sh|md)$)[.\-_][^/]*$",
        "dotenv",
    ),
    ("env", r"\.env" + _VARIANT + rf"|(^|/)env({_ENDING}|\.(live|qa|uat|sandbox|docker))$", "dotenv"),
    (".dev.vars .envs/", r"(^|/)\.dev\.vars(\.\w+)?$|(^|/)\.envs/([^/]+/)*\.?[\w\-]+$", "dotenv"),
    ("haproxy", r"(^|/)haproxy([^/]*|/.*)\.(cfg|conf)" + _VARIANT, "haproxy"),
    (
        ".ini .cfg .cnf .npmrc .pypirc .gitconfig .s3cfg .boto",
        r"\.(ini|cfg|cnf)" + _VARIANT + r"|\.ini-\w+$|(^|/)\.(npmrc|pypirc|gitconfig|s3cfg|boto)$",
        "ini",
    ),
    (".properties", r"\.properties" + _VARIANT, "properties"),
    (
        ".xml .plist .entitlements .resx .xaml .settings .pubxml .nuspec .props .targets proj",
        r"\.(xml|plist|entitlements|resx|xaml|settings|pubxml|nuspec|props|targets|(cs|vb|fs|sql)proj)" + _VARIANT,
        "xml",
    ),
    (".config", r"[^/]\.config" + _VARIANT, "xml"),
    (".tf .tofu .hcl .nomad", r"\.(tf|tofu|tfvars|hcl|nomad)" + _VARIANT, "hcl"),
    (
        "file",
        r"(^|/)(docker|container)file([.\-_](?!(dockerignore|md|txt|j2|erb|hbs|go|[jt]s|py|sh|rb|php|rs)$)[^/]*)?$",
        "dockerfile",
    ),
    (".dockerfile .containerfile", r"[^/]\.(docker|container)file$", "dockerfile"),
    (
        "rules iptables ip6tables",
        r"(^|/)(rules\.v[46]|ip6?tables([.\-_](save|rules|v[46]|conf))*|(user|before|after)6?\.rules)"
        + _VARIANT
        + r"|\.ip6?tables"
        + _VARIANT,
        "iptables",
    ),
    ("nft", r"\.(nft|nftables)" + _VARIANT + r"|(^|/)nftables\.(conf|rules)" + _VARIANT, "nftables"),
    (".gradle", r"\.gradle(\.kts)?" + _VARIANT, "gradle"),
    (".xcconfig", r"\.xcconfig" + _VARIANT, "xcconfig"),
    (".toml pipfile", r"\.toml" + _VARIANT + r"|(^|/)pipfile$", "toml"),
    ("nginx", r"(^|/)nginx[^/]*\.conf" + _VARIANT + r"|\.nginx" + _VARIANT, "nginx"),
    ("httpd apache htaccess", r"(^|/)(httpd|apache2?)\.conf" + _VARIANT + r"|(^|/)[._]?htaccess(\.\w+)?$", "apache"),
    ("caddy", r"(^|/)caddyfile([.\-_](?!md$|go$)[^/.]+)?$|\.caddy(file)?$", "caddy"),
    ("chron ntp", r"(^|/)(chronyd?|ntpd?)([.\-_][^/.]+)?\.conf" + _VARIANT, "chrony"),
    (
        "chrony sources.d",
        r"(^|/)chrony(\.d)?/([^/]+/)*[^/]+\.(conf|sources)$|(^|/)sources\.d/[^/]+\.sources$",
        "chrony",
    ),
    (
        ".conf .vhost sites-",
        r"\.(conf|vhost)" + _VARIANT + r"|(^|/)sites-(available|enabled)/(?![^/]*\.(md|txt|sh)$)[^/]+$",
        "conf",
    ),
    ("nginx apache2 httpd", r"(^|/)(nginx|apache2|httpd)/([^/]+/)*(default|[^/]+\.inc)$", "conf"),
    ("conf.d snippets .aws", r"(^|/)(conf\.d|snippets)/[^/.]+$|(^|/)\.aws/(config|credentials)$", "conf"),
)
_ALSO_OTHERS = expression(r"\.(config|settings)(\.\w+)?$", re.IGNORECASE)  # names that not only .NET uses
_HINTED = tuple((tuple(letters.split()), pattern, name) for letters, pattern, name in _BY_NAME)


@lru_cache(maxsize=4096)
def format_of(uri: str) -> str | None:
    """Name of the configuration format that a file's name tells, or None."""
    lower = uri.lower()
    for letters, pattern, name in _HINTED:
        if any(some in lower for some in letters) and re.search(pattern, lower):
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

    if format == "xml" and _ALSO_OTHERS.search(file.uri) and not file.text.lstrip("\ufeff \t\r\n").startswith("<"):
        format = "conf"
    if format == "conf":
        from pe_audit.formats.conf import look

        format = look(file.text)
    return SettingsFile(file, format, reader(format))
