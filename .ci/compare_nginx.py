"""Ask a real nginx what our reading of its configuration says: files, refusals, locations, allow and deny, TLS.

Usage: compare_nginx.py NGINX CASES WORK. Each case is a folder with nginx.conf and `asked` (port and path a line);
`refused/` holds files that nginx must not take. Exit code 1 if anything differs, or if nothing was compared.
"""
# ruff: noqa: S323, S603, S607, T201  (it starts nginx and openssl, and asks a server with a certificate of its own)

from __future__ import annotations

import http.client
import ipaddress
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
import warnings
from pathlib import Path
from urllib.parse import unquote

from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.site import tls
from pe_audit.evidence.site.blocks import Block
from pe_audit.evidence.site.including import Configuration, configurations
from pe_audit.evidence.site.locations import serving
from pe_audit.evidence.site.nginx import services
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file
from pe_audit.formats.nginx import read

SOURCES = [f"127.0.0.{number}" for number in range(1, 5)]
VERSIONS = {
    "TLS 1.0": ssl.TLSVersion.TLSv1, "TLS 1.1": ssl.TLSVersion.TLSv1_1,
    "TLS 1.2": ssl.TLSVersion.TLSv1_2, "TLS 1.3": ssl.TLSVersion.TLSv1_3,
}  # fmt: skip
compared: list[str] = []  # what differs, or nothing, of each comparison


def same(what: str, theirs: object, ours: object) -> None:
    compared.append("" if theirs == ours else f"{what}: nginx says {theirs!r}, we say {ours!r}")


def prepared(case: Path, cases: Path, work: Path) -> Path:
    """A copy of the case with free ports, a certificate and what all cases include."""
    folder = work / case.name
    shutil.copytree(case, folder)
    shutil.copy(cases / "temporary.conf", folder)
    (folder / "tmp").mkdir()
    (folder / "logs").mkdir()
    ports = {}
    for number in range(18080, 18090):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            ports[str(number)] = str(free.getsockname()[1])
    for file in (one for one in folder.rglob("*") if one.is_file()):
        text = re.sub(r"1808\d", lambda match: ports[match[0]], file.read_bytes().decode())
        file.write_bytes(text.encode())
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-keyout", folder / "server.key", "-out", folder / "server.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


def configuration_of(folder: Path) -> Configuration:
    names = [one for one in folder.rglob("*") if one.is_file() and one.suffix not in (".pem", ".key", "")]
    names += [one for one in folder.glob("conf.d/*") if not one.suffix]
    files = [File(one.relative_to(folder).as_posix(), one.read_bytes(), Circumstances()) for one in names]
    made = [settings for file in files if (settings := settings_file(file)) is not None]
    project = Project(
        uri=".",
        uris=frozenset(file.uri for file in files),
        sources=(),
        settings=tuple(one for one in made if one.format == "nginx"),
        circumstances=Circumstances(),
    )
    (found,) = [one for one in configurations(project) if one.uri == "nginx.conf"]
    return found


def started(nginx: str, folder: Path) -> subprocess.Popen[bytes]:
    command = [nginx, "-p", f"{folder}/", "-e", "stderr", "-c", "nginx.conf"]
    return subprocess.Popen(
        [*command, "-g", "daemon off; master_process off;"],
        stdout=subprocess.DEVNULL, stderr=(folder / "stderr").open("wb"),
    )  # fmt: skip


def wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"nginx does not listen on {port}")


def files_read(nginx: str, folder: Path) -> list[str]:
    """The configuration files in the order in which nginx reads them, those of settings only."""
    command = [nginx, "-p", f"{folder}/", "-e", "stderr", "-c", "nginx.conf", "-T"]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    if said.returncode:
        raise SystemExit(f"{folder.name}: nginx refuses it: {said.stderr}")
    names = re.findall(r"^# configuration file (.*):$", said.stdout, re.MULTILINE)
    return [Path(name).resolve().relative_to(folder.resolve()).as_posix() for name in names]


def answer(port: int, path: str, source: str, method: str, secure: bool) -> tuple[int, str]:
    """The status, and the location that says it answered."""
    if secure:
        context = ssl._create_unverified_context()
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            "127.0.0.1", port, timeout=5, source_address=(source, 0), context=context
        )
    else:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5, source_address=(source, 0))
    connection.request(method, path, body=b"x=1" if method == "POST" else None)
    response = connection.getresponse()
    response.read()
    return response.status, response.headers.get("X-Location", "")


def mark(block: Block | None) -> str:
    """What a location's own header says."""
    settings = block.named("add_header") if block is not None else []
    headers = [one.value for one in settings if one.value.startswith("X-Location ")]
    return headers[0].removeprefix("X-Location ").removesuffix(" always") if headers else ""


def admitted(block: Block | None, source: str) -> bool:
    """By the innermost block that has rules: the first that holds the address."""
    for scope in block.outwards() if block is not None else ():
        rules = [(name, one.value) for name, one in scope.directives if name in ("allow", "deny")]
        for name, value in rules:
            if value == "all" or ipaddress.ip_address(source) in ipaddress.ip_network(value):
                return bool(name == "allow")
        if rules:
            return True
    return True


def compare_answers(case: str, folder: Path, configuration: Configuration) -> None:
    servers = {}
    for block in configuration.root.within():
        if block.name == "server":
            (listen,) = block.named("listen")
            servers[int(listen.value.split()[0].rpartition(":")[2])] = (block, "ssl" in listen.value)
    for line in (folder / "asked").read_text().splitlines():
        written, path = line.split()
        server, secure = servers[int(written)]
        wait_for(int(written))
        found = serving(server, unquote(path))
        for source in SOURCES:
            status, name = answer(int(written), path, source, "GET", secure)
            if name:
                same(f"{case}: location of {path}", name, mark(found))
            same(f"{case}: {path} from {source}", status != 403, admitted(found, source))
    for port, (block, secure) in servers.items():
        if secure:
            wait_for(port)
            setting = block.nearest("ssl_protocols")
            same(f"{case}: TLS on {port}", offered(port), tls.named(setting.value if setting is not None else ""))


def offered(port: int) -> list[str]:
    """The TLS versions with which a server shakes hands."""
    taken = []
    warnings.simplefilter("ignore", DeprecationWarning)  # the old versions are just what is asked for
    for name, version in VERSIONS.items():
        context = ssl._create_unverified_context()
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = version
        try:
            with socket.create_connection(("127.0.0.1", port), 5) as plain, context.wrap_socket(plain):
                taken.append(name)
        except (ssl.SSLError, ConnectionError):
            continue
    return taken


def compare_barriers(folder: Path) -> None:
    """Where our model says that a POST is stopped, nginx stops it, and nowhere else."""
    for line in (folder / "asked").read_text().splitlines():
        port, path = line.split()
        text = (folder / "nginx.conf").read_text()
        callback = path.rpartition("/")[2]
        renamed = File("nginx.conf", text.replace(f"/{callback} ", "/webhook ").encode(), Circumstances())
        settings = settings_file(renamed)
        assert settings is not None
        project = Project(
            uri=".", uris=frozenset({"nginx.conf"}), sources=(), settings=(settings,), circumstances=Circumstances()
        )
        (found,) = [service for one in configurations(project) for service in services(one, Circumstances())]
        status, _ = answer(int(port), path, "127.0.0.1", "POST", False)
        same(f"conditions: POST {path} is stopped", status != 200, bool(found.barriers))


def compare_refusals(nginx: str, cases: Path, work: Path) -> None:
    for file in sorted((cases / "refused").glob("*.conf")):
        command = [nginx, "-p", f"{work}/", "-e", "stderr", "-c", str(file.resolve()), "-t"]
        said = subprocess.run(command, capture_output=True, check=False)
        try:
            ours = "taken" if list(read(file.read_text())) else "empty"
        except Unreadable:
            ours = "refused"
        same(f"refused/{file.name}", "refused" if said.returncode else "taken", ours)


def main() -> None:
    nginx, cases, work = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    for case in sorted(one for one in cases.iterdir() if (one / "nginx.conf").is_file()):
        folder = prepared(case, cases, work)
        configuration = configuration_of(folder)
        blocks = (configuration.root, *configuration.root.within())
        in_tree = {setting.uri for block in blocks for _, setting in block.directives}
        theirs = files_read(nginx, folder)
        same(f"{case.name}: files", sorted(set(theirs)), sorted(in_tree))
        process = started(nginx, folder)
        try:
            compare_answers(case.name, folder, configuration)
            if case.name == "conditions":
                compare_barriers(folder)
        finally:
            process.terminate()
            process.wait()
    compare_refusals(nginx, cases, work)
    differences = [one for one in compared if one]
    print(f"{len(compared)} comparisons with nginx, {len(differences)} differences", *differences, sep="\n")
    sys.exit(1 if differences or len(compared) < 100 else 0)


if __name__ == "__main__":
    main()
