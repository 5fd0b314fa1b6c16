"""Access lists in files that servers include: judged where they hold, told once, open where not seen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.checks.test_transport_callback_served_over_http import run, told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

_RANGES = "gateway:\n  ranges: [198.51.100.0/24]\n"
_OURS = "location /pagoefectivo/webhook {\n include snippets/gw.conf;\n}\n"
_HALF = "allow 198.51.100.0/25;\ndeny all;\n"
_APACHE = "<Location /pagoefectivo>\nInclude gw.conf\n</Location>\n"
_CADDY = "@out not remote_ip 198.51.100.0/25\nabort @out\n"
_AROUND = f"http {{\n{_HALF}include sites/*;\n}}\n"
_LIST = "allow 198.51.100.0/24;\ndeny all;\n"


def server(inside: str = _OURS) -> str:
    return "server {\n" + inside + "}\n"


def hook(inside: str) -> str:
    return server(f"location /pagoefectivo {{\n {inside}\n}}\n")


def gap(folder: Path, files: dict[str, str]) -> str:
    return told(run(folder, "allowlist-gap", files, _RANGES))


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"nginx.conf": server(), "snippets/gw.conf": _LIST}, "pass"),
        ({"nginx.conf": server(), "snippets/gw.conf": _HALF}, "nginx.conf:2"),
        ({"snippets/gw.conf": _HALF}, "notApplicable"),
        (
            {"nginx.conf": server("location /admin { include snippets/gw.conf; }"), "snippets/gw.conf": _HALF},
            "notApplicable",
        ),
        ({"nginx.conf": _AROUND, "sites/a.conf": hook("")}, "sites/a.conf:2"),
        ({"nginx.conf": _AROUND, "sites/a.conf": server("allow all; location /pagoefectivo { }")}, "pass"),
        (
            {
                "nginx.conf": server(),
                "snippets/gw.conf": "include part.conf;\ndeny all;\n",
                "snippets/part.conf": "allow 198.51.100.0/24;\n",
            },
            "pass",
        ),
        ({"nginx.conf": server(), "snippets/gw.conf": "include gw.conf;\n" + _HALF}, "nginx.conf:2"),
        (
            {
                "nginx.conf": server(),
                "snippets/gw.conf": "include b.conf;\n",
                "snippets/b.conf": "include gw.conf;\n" + _HALF,
            },
            "nginx.conf:2",
        ),
        (
            {
                "nginx.conf": hook("include d/*.conf;"),
                "d/1.conf": "allow 198.51.100.0/24;\n",
                "d/2.conf": "deny all;\n",
            },
            "pass",
        ),
        (
            {
                "nginx.conf": hook("include d/*.conf;"),
                "d/2.conf": "allow 198.51.100.0/24;\n",
                "d/1.conf": "deny all;\n",
            },
            "nginx.conf:2",
        ),
        (
            {
                "nginx.conf": "geo $gw_denied {\n default 1;\n 198.51.100.0/25 0;\n}\ninclude sites/*;\n",
                "sites/a.conf": hook("if ($gw_denied) { return 403; }"),
            },
            "sites/a.conf:2",
        ),
    ],
    ids=[
        "all admitted",
        "half of them",
        "the list alone",
        "a list of another place",
        "the list around the site",
        "the site's own list",
        "two deep",
        "a file that includes itself",
        "files that include each other",
        "in the order of names",
        "in the order of names, the other way",
        "a geo block in another file",
    ],
)
def test_a_list_holds_where_nginx_includes_it(tmp_path: Path, files: dict[str, str], said: str) -> None:
    assert gap(tmp_path, files) == said


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"nginx.conf": server()}, "snippets/gw.conf"),
        ({"nginx.conf": server(), "snippets/gw.conf": "allow {{ range }};\ndeny all;\n"}, "snippets/gw.conf"),
        ({"nginx.conf": server(_OURS.replace(".conf", ".list")), "snippets/gw.list": _LIST}, "snippets/gw.list"),
        ({"nginx.conf": hook("if ($gateway_denied) { return 403; }")}, "a variable"),
        ({"httpd.conf": _APACHE}, "gw.conf"),
        ({"Caddyfile": "a.pe {\nhandle /pagoefectivo {\nimport gw.caddy\n}\n}\n"}, "gw.caddy"),
    ],
    ids=["absent", "a template", "under another name", "an absent variable", "Apache", "Caddy"],
)
@pytest.mark.parametrize("rule", ["allowlist-gap", "allowlist-missing"])
def test_what_is_not_seen_leaves_the_list_open_and_is_named(
    tmp_path: Path, rule: str, files: dict[str, str], said: str
) -> None:
    audit = run(tmp_path, rule, files, _RANGES)
    assert told(audit) == "open"
    assert any(said in reason for reason in audit.verdicts[0].reasons)


def test_one_broken_file_of_several_leaves_the_list_open(tmp_path: Path) -> None:
    text = hook("include d/*.conf;\n deny all;")
    files = {"nginx.conf": text, "d/1.conf": "allow {{ range }};\nallow 10.0.0.1;\n", "d/2.conf": "allow 10.0.0.1;\n"}
    assert gap(tmp_path, files) == "open"


@pytest.mark.parametrize(
    "included",
    ["fastcgi_params", "snippets/fastcgi-php.conf", "/etc/letsencrypt/options-ssl-nginx.conf", "proxy_params"],
)
def test_files_that_are_called_after_something_else_hold_no_list(tmp_path: Path, included: str) -> None:
    text = hook(f"include {included};\n {_LIST}")
    assert gap(tmp_path, {"nginx.conf": text}) == "pass"


def test_plain_http_that_is_shut_is_no_list_of_callers(tmp_path: Path) -> None:
    plain = "server { listen 80; location /pagoefectivo { deny all; } }\n"
    tls = f"server {{ listen 443 ssl; location /pagoefectivo {{ {_LIST} }} }}\n"
    assert gap(tmp_path, {"nginx.conf": plain + tls}) == "pass"
    assert gap(tmp_path, {"nginx.conf": plain}) == "nginx.conf:1"


def test_what_stands_behind_deny_all_is_not_asked_for(tmp_path: Path) -> None:
    text = hook(f"{_LIST} include more.conf;")
    assert gap(tmp_path, {"nginx.conf": text}) == "pass"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {
                "apache2/apache2.conf": "IncludeOptional sites/*.conf\n",
                "apache2/sites/a.conf": _APACHE,
                "apache2/gw.conf": "Require ip 198.51.100.0/25\n",
            },
            "apache2/sites/a.conf:1",
        ),
        (
            {
                "Caddyfile": "import sites/*.caddy\n",
                "sites/a.caddy": "a.pe {\nhandle /pagoefectivo {\nimport ../gw.caddy\n}\n}\n",
                "sites/b.caddy": "b.pe {\n@out not remote_ip 10.0.0.0/8\nabort @out\n}\n",
                "gw.caddy": _CADDY,
            },
            "sites/a.caddy:2",
        ),
        (
            {"Caddyfile": f"(gw) {{\n{_CADDY}}}\na.pe {{\nhandle /pagoefectivo {{\nimport gw\n}}\n}}\n"},
            "Caddyfile:6",
        ),
    ],
    ids=["Apache", "Caddy", "a snippet of Caddy"],
)
def test_apache_and_caddy_include_lists(tmp_path: Path, files: dict[str, str], said: str) -> None:
    audit = run(tmp_path, "allowlist-gap", files, _RANGES)
    assert told(audit) == said
    assert audit.findings[0].message.endswith("Not admitted: 198.51.100.128/25.")


def test_an_entry_is_reported_once_in_its_own_file_with_the_directive_that_brings_it_in(tmp_path: Path) -> None:
    files = {
        "nginx/nginx.conf": "http {\ninclude sites-enabled/*;\n}\n",
        "nginx/sites-enabled/a": server() * 2 + server(_OURS.replace("pagoefectivo", "shop")),
        "nginx/snippets/gw.conf": "allow 198.51.100.9/25;\ndeny all;\n",
    }
    audit = run(tmp_path, "allowlist-invalid-entry", files)
    (finding,) = audit.findings
    assert (finding.location.uri, finding.location.line) == ("nginx/snippets/gw.conf", 1)
    assert [(one.location.uri, one.location.line, one.message) for one in finding.related] == [
        ("nginx/sites-enabled/a", 3, "the list is included here")
    ]


def test_an_entry_that_another_file_decides_names_that_file(tmp_path: Path) -> None:
    text = hook("include snippets/gw.conf;\n allow 203.0.113.0/28;")
    (finding,) = run(tmp_path, "allowlist-invalid-entry", {"nginx.conf": text, "snippets/gw.conf": _LIST}).findings
    assert (finding.location.uri, finding.location.line) == ("nginx.conf", 4)
    assert "already shut out by line 2 of snippets/gw.conf" in finding.message


def test_a_broken_file_that_speaks_of_the_callback_leaves_its_list_open(tmp_path: Path) -> None:
    assert gap(tmp_path, {"nginx.conf": "server { location /pagoefectivo { allow 10.0.0.1;"}) == "open"


@pytest.mark.parametrize("rule", ["allowlist-gap", "allowlist-missing"])
def test_a_commit_without_the_included_file_leaves_its_list_open(tmp_path: Path, rule: str, pe_audit: Run) -> None:
    run(tmp_path, rule, {"nginx.conf": server(), "snippets/gw.conf": _HALF}, _RANGES)
    ran = pe_audit("check", tmp_path / "nginx.conf", "--select", rule, "--format", "json")
    (verdict,) = json.loads(ran.out)["verdicts"]
    assert verdict["outcome"] == "open"
    assert "snippets/gw.conf" in verdict["reasons"][0]


def test_a_broken_file_of_an_example_is_nothing(tmp_path: Path) -> None:
    assert gap(tmp_path, {"docs/nginx.conf": "server { location /pagoefectivo { allow 10.0.0.1;"}) == "notApplicable"


def test_a_broken_file_that_speaks_of_something_else_is_nothing(tmp_path: Path) -> None:
    audit = run(tmp_path, "allowlist-gap", {"nginx.conf": "server { location /admin { allow 10.0.0.1;"}, _RANGES)
    assert audit.verdicts[0].reasons == ()
