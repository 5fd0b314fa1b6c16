#!/usr/bin/env python3
"""What pe-audit and its peers report of hand-labelled flaws in payment code: recall by kind, findings, time, memory.

    python benchmarks/handlers.py CHECKOUTS --labels labels.yaml --semgrep-rules ../semgrep-rules

CHECKOUTS holds one folder a repository, named as in the labels. Labels: a list of {name, findings: [{rule, id, file,
line, duplicate_of}]}; `rule: other` is told apart by its `id`. Programs that are not on the PATH are left out.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from speed import Run, run

TOPICS = Path(__file__).with_suffix(".yaml")
SEMGREP_FOLDERS = {  # the registry's rules for a file's language
    ".php": "php",
    ".js": "javascript",
    ".jsx": "javascript",
    ".ts": "typescript",
    ".tsx": "typescript",
    ".py": "python",
    ".java": "java",
    ".cs": "csharp",
    ".go": "go",
    ".rb": "ruby",
    ".kt": "kotlin",
    ".swift": "swift",
}
SEMGREP_ALWAYS = ("generic", "problem-based-packs")


class Found(NamedTuple):
    """One finding of a tool: its rule, all that it says it is about, and the lines it covers."""

    rule: str
    about: str
    path: Path
    first: int
    last: int


@dataclass
class Tool:
    """What one tool found in all checkouts, and what that took: seconds added up, the highest peak."""

    name: str
    found: list[Found]
    took: Run


def main() -> None:
    """Run the tools that are there, compare with the labels, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkouts", type=Path)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--semgrep-rules", type=Path, help="checkout of semgrep's public rules; without: no semgrep")
    args = parser.parse_args()
    checkouts = args.checkouts.resolve()
    labelled = [one for one in yaml.safe_load(args.labels.read_text()) if (checkouts / one["name"]).is_dir()]
    roots = [checkouts / one["name"] for one in labelled]
    tools = [pe_audit(roots)]
    if args.semgrep_rules and shutil.which("semgrep"):
        tools.append(semgrep(roots, args.semgrep_rules.resolve()))
    if shutil.which("bandit"):
        tools.append(bandit(roots))
    show(tools, checkouts, labelled)


def pe_audit(roots: list[Path]) -> Tool:
    """All rules, once a repository, as its owner would run it."""
    found, runs = [], []
    for root in roots:
        report, took = output([program("pe-audit"), "check", "--format", "json", "--fail-on", "never", str(root)])
        runs.append(took)
        for one in report["findings"]:
            line = one.get("line") or 1
            found.append(Found(one["rule"], "", root / one["path"], line, line))
    took = Run(sum(one.wall for one in runs), sum(one.cpu for one in runs), max(one.peak for one in runs))
    return Tool("pe-audit", found, took)


def semgrep(roots: list[Path], rules: Path) -> Tool:
    """The registry's rules for the languages that are there, once for all: loading the rules takes longest."""
    suffixes = {path.suffix.lower() for root in roots for path in root.rglob("*")}
    folders = sorted({SEMGREP_FOLDERS[one] for one in suffixes if one in SEMGREP_FOLDERS})
    chosen = [word for one in (*folders, *SEMGREP_ALWAYS) for word in ("--config", str(rules / one))]
    quiet = ["--metrics", "off", "--disable-version-check", "--no-git-ignore", "--quiet", "--json"]
    report, took = output([program("semgrep"), "scan", *quiet, *chosen, *map(str, roots)])
    found = [
        Found(one["check_id"], about(one), Path(one["path"]).resolve(), one["start"]["line"], one["end"]["line"])
        for one in report["results"]
    ]
    return Tool("semgrep", found, took)


def about(result: dict[str, Any]) -> str:
    """A finding of semgrep in words: its message and its weaknesses."""
    cwe = result["extra"].get("metadata", {}).get("cwe", [])
    return f"{result['extra']['message']} {cwe if isinstance(cwe, str) else ' '.join(cwe)}"


def bandit(roots: list[Path]) -> Tool:
    """All tests, all repositories in one run; it reads Python only."""
    report, took = output([program("bandit"), "--quiet", "--recursive", "--format", "json", *map(str, roots)])
    found = [
        Found(
            f"{one['test_id']} {one['test_name']}",
            f"{one['issue_text']} CWE-{one.get('issue_cwe', {}).get('id', '')}",
            Path(one["filename"]).resolve(),
            one["line_number"],
            one["line_range"][-1],
        )
        for one in report["results"]
    ]
    return Tool("bandit", found, took)


def output(command: list[str]) -> tuple[Any, Run]:
    """A program's JSON, and what it took."""
    with tempfile.TemporaryFile() as written:
        took = run(command, written)
        written.seek(0)
        return json.load(written), took


def program(name: str) -> str:
    """A program of this Python's environment, or on the PATH."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.is_file() else shutil.which(name) or name


def show(tools: list[Tool], checkouts: Path, labelled: list[dict[str, Any]]) -> None:
    """Two Markdown tables: what was found of each kind of label, and what it took."""
    topics = yaml.safe_load(TOPICS.read_text())
    total: Counter[str] = Counter()
    told: Counter[tuple[str, str]] = Counter()
    near: Counter[tuple[str, str]] = Counter()
    for repository in labelled:
        for label in repository.get("findings") or []:
            kind = label["rule"] if label["rule"] != "other" else f"other:{label.get('id')}"
            if kind not in topics or label.get("duplicate_of"):
                continue
            total[kind] += 1
            place = (checkouts / repository["name"] / label["file"]).resolve()
            for tool in tools:
                there = [one for one in tool.found if one.path == place and is_near(one, label, topics[kind])]
                near[kind, tool.name] += bool(there)
                told[kind, tool.name] += any(speaks_of(one, topics[kind]) for one in there)
    names = [tool.name for tool in tools]
    print(f"{len(labelled)} repositories; the number in brackets counts any finding at all near the label\n")
    print(f"| label | labels | {' | '.join(names)} |")
    print(f"|---|---:|{'---:|' * len(names)}")
    for kind in topics:
        cells = (f"{told[kind, name]} ({near[kind, name]})" for name in names)
        print(f"| {kind} | {total[kind]} | {' | '.join(cells)} |")
    sums = (f"{sum(told[k, name] for k in topics)} ({sum(near[k, name] for k in topics)})" for name in names)
    print(f"| all | {sum(total.values())} | {' | '.join(sums)} |\n")
    print("| tool | findings | wall s | CPU s | peak MiB |")
    print("|---|---:|---:|---:|---:|")
    for tool in tools:
        took = tool.took
        print(f"| {tool.name} | {len(tool.found)} | {took.wall:.1f} | {took.cpu:.1f} | {took.peak:.0f} |")


def is_near(found: Found, label: dict[str, Any], topic: dict[str, Any]) -> bool:
    """Whether a finding's lines come within the label's distance."""
    return found.first - topic["near"] <= label["line"] <= found.last + topic["near"]


def speaks_of(found: Found, topic: dict[str, Any]) -> bool:
    """Whether a finding is about what the label is about: by its id for pe-audit, by words for its peers."""
    if not found.about:
        return found.rule in topic["ids"]
    return re.search(f"(?i){topic['words']}", f"{found.rule} {found.about}") is not None


if __name__ == "__main__":
    main()
