"""The command line: each command parses, calls, prints, exits. Nothing but click is imported until one runs."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pe_audit import __version__
from pe_audit.exits import CLEAN, FINDINGS, INTERRUPTED, NOT_DONE, USAGE

if TYPE_CHECKING:
    from typing import Any

FORMATS = ("text", "json", "sarif")
LEVELS = ("critical", "high", "medium", "low", "never")
FILE = click.Path(path_type=Path)
_GARBAGE_AFTER = 50_000  # objects: looking every 700 for cycles that are hardly ever there takes a tenth of the time

_format = click.option("--format", "format", type=click.Choice(FORMATS), default="text", show_default=True)
_color = click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", show_default=True)
_config = click.option("--config", type=FILE, metavar="FILE", help="Use this file, not the pe-audit.yaml of the tree.")
_rules = click.option("--rules", type=FILE, multiple=True, metavar="DIR", help="Add the rules of a folder of yours.")
_fail_on = click.option("--fail-on", type=click.Choice(LEVELS), help="Least severity for exit code 1.  [default: high]")


class _Paths(click.Command):
    """A command whose every argument is a path, even one called `--help` or `--exit-zero`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.params = {"files": tuple(args)}
        return []


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="pe-audit", message="%(prog)s %(version)s")
def program() -> None:
    """Audit how your code and configuration are wired to the PagoEfectivo payment gateway.

    Exit codes: 0 clean, 1 findings at or above --fail-on, 2 wrong usage or configuration, 3 the audit could not be done
    as asked, 130 interrupted.
    """


@program.command()
@click.argument("paths", nargs=-1, type=FILE)
@_format
@click.option("--output", "outputs", multiple=True, metavar="FMT=PATH", help="Write a report to a file as well.")
@_fail_on
@click.option("--select", multiple=True, metavar="RULE,…", help="Only these rules or areas.")
@click.option("--ignore", multiple=True, metavar="RULE,…", help="Not these rules or areas.")
@click.option("--staged", is_flag=True, help="Only what git has staged, as it is staged.")
@click.option("--since", metavar="REF", help="Only files that differ from this commit.")
@click.option("--baseline", type=FILE, metavar="FILE", help="Leave out the findings that this file knows.")
@click.option("--no-inline-ignores", is_flag=True, help="Report what `pe-audit: ignore[…]` comments put aside, too.")
@_config
@_rules
@click.option("--now", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Judge as on this day (UTC).")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Threads.  [default: 1]")
@click.option("--quiet", "-q", is_flag=True, help="One line a finding, nothing else.")
@_color
def check(paths: tuple[Path, ...], **chosen: Any) -> None:
    """Audit files and folders (default: the current folder)."""
    from pe_audit.audit import audit
    from pe_audit.choices import options_of, output_of
    from pe_audit.console import exit_code, show, tell, write_outputs
    from pe_audit.report import render
    from pe_audit.report.look import look_for

    outputs = [output_of(text, FORMATS) for text in chosen["outputs"]]
    options = options_of(paths, **chosen)
    result = audit(options)
    tell(result)
    show(render(result, chosen["format"], look_for(sys.stdout, chosen["color"], quiet=chosen["quiet"])))
    write_outputs(result, outputs)
    some_may_be_none = options.staged or options.since is not None
    sys.exit(exit_code(result, chosen["fail_on"] or options.config.fail_on, may_be_empty=some_may_be_none))


@program.command(cls=_Paths)
def hook(files: tuple[str, ...]) -> None:
    """Audit the files of a commit, for pre-commit. Every argument is a path; options come from pe-audit.yaml."""
    from pe_audit.audit import audit
    from pe_audit.choices import options_of
    from pe_audit.collect.choose import repository_of
    from pe_audit.console import exit_code, say, show, tell
    from pe_audit.report import render
    from pe_audit.report.look import look_for

    if not files:
        sys.exit(CLEAN)
    root = repository_of(Path()) or Path()
    options = options_of(tuple(Path(file) for file in files), root=root, of_commit=True)
    result = audit(options)
    for file in files:
        if file.startswith("-") and not os.path.lexists(file):
            say(f"note: {file!r} was taken for a file that is gone: options belong in pe-audit.yaml")
    tell(result)
    if result.findings or result.unreached:
        show(render(result, "text", look_for(sys.stdout)))
    sys.exit(exit_code(result, options.config.fail_on, may_be_empty=True))


@program.command(short_help="Show why a rule matters and how to fix it.")
@click.argument("rule")
@_rules
@_color
def explain(rule: str, rules: tuple[Path, ...], color: str) -> None:
    """Show why a rule matters, bad and good code, how to fix and how to mute it."""
    from pe_audit import catalog
    from pe_audit.console import show
    from pe_audit.report.explain import render
    from pe_audit.report.look import look_for

    show(render(catalog.find(rule, rules), look_for(sys.stdout, color)))


@program.command()
@click.argument("path", type=FILE, default=Path())
def init(path: Path) -> None:
    """Write a first pe-audit.yaml for PATH (default: the current folder), and never over one that is there.

    It takes over what the files show: callbacks, keys by name, certificates, which files belong to which environment.
    What only people know stands in it as questions; what stays unanswered stays open in the report.

    \b
      pe-audit init
      pe-audit schema > pe-audit.schema.json      for editors, as the file's first line says
      pe-audit check
    """
    from pe_audit import starter
    from pe_audit.choices import options_of
    from pe_audit.console import say, shown
    from pe_audit.output import write
    from pe_audit.survey import survey

    place = starter.place_of(path)
    text = starter.text_of(survey(options_of((path,), root=path)))
    write(place, text.encode())
    say(f"{shown(place)}: written, questions: {text.count('# ? ')}; answer what you know, then: pe-audit check")


@program.command()
def schema() -> None:
    """Print the JSON Schema of pe-audit.yaml, for editors and other tools."""
    from pe_audit.console import show
    from pe_audit.validation import SCHEMA

    show(SCHEMA.read_text(encoding="utf-8"))


@program.group()
def rules() -> None:
    """List, start and test rules."""


@rules.command("list")
@click.option("--format", "format", type=click.Choice(("text", "json")), default="text", show_default=True)
@_rules
@_color
def list_rules(format: str, rules: tuple[Path, ...], color: str) -> None:
    """Show every rule."""
    from pe_audit import catalog
    from pe_audit.console import show
    from pe_audit.report.look import look_for
    from pe_audit.report.rule_list import render

    show(render(catalog.load(rules), format, look_for(sys.stdout, color)))


@rules.command("new")
@click.argument("name", metavar="AREA/PROBLEM")
@click.option("--dir", "folder", type=FILE, default=Path("rules"), show_default=True, metavar="DIR")
def new_rule(name: str, folder: Path) -> None:
    """Start a rule: a card and two examples to fill in. AREA-PROBLEM is its id and reads well after "allow"."""
    from pe_audit.console import say, show
    from pe_audit.scaffold import scaffold

    show("".join(f"{path}\n" for path in scaffold(name, folder)))
    say(f"fill them in, then: pe-audit rules test {folder}")


@rules.command("test")
@click.argument("folder", metavar="[DIR]", type=FILE, required=False)
def test_rules(folder: Path | None) -> None:
    """Prove rules by their examples: pe-audit's own, or those of a folder of yours."""
    from pe_audit import examples
    from pe_audit.console import say, show
    from pe_audit.report.printable import printable

    count, failures = 0, 0
    for problems in examples.proofs(folder):
        count += 1
        failures += len(problems)
        for problem in problems:
            show(f"{printable(problem)}\n")
    say(f"rules: {count}, failures: {failures}")
    sys.exit(FINDINGS if failures else CLEAN)


@program.group("baseline")
def baseline_commands() -> None:
    """Put today's findings off."""


@baseline_commands.command("create")
@click.argument("path", type=FILE, default=Path())
@click.option("--output", type=FILE, metavar="FILE", help="Where to write.  [default: PATH/.pe-audit-baseline.json]")
@_config
@_rules
def create_baseline(path: Path, output: Path | None, **chosen: Any) -> None:
    """Write down every finding below PATH (default: the current folder)."""

    from pe_audit import baseline
    from pe_audit.audit import audit
    from pe_audit.choices import options_of
    from pe_audit.console import exit_code, say, shown, tell

    options = options_of((path,), **chosen)
    output = output or options.baseline or options.root / baseline.NAME
    result = audit(options._replace(baseline=None))
    say(f"{shown(output)}: known findings: {baseline.create(output, result)}")
    tell(result)
    sys.exit(exit_code(result, "never"))


@baseline_commands.command("update")
@click.argument("path", type=FILE, default=Path())
@click.option("--output", type=FILE, metavar="FILE", help="What to update.  [default: PATH/.pe-audit-baseline.json]")
@_config
@_rules
def update_baseline(path: Path, output: Path | None, **chosen: Any) -> None:
    """Take out of the baseline what is gone. New findings are not taken in: `create` does that."""

    from pe_audit import baseline
    from pe_audit.audit import audit
    from pe_audit.choices import options_of
    from pe_audit.console import exit_code, say, shown, tell

    options = options_of((path,), **chosen)
    output = output or options.baseline or options.root / baseline.NAME
    result = audit(options._replace(baseline=None))
    count, gone = baseline.update(output, result)
    say(f"{shown(output)}: known findings: {count}, gone: {gone}")
    tell(result)
    sys.exit(exit_code(result, "never"))


@program.group()
def keys() -> None:
    """Keep the key register of pe-audit.yaml."""


@keys.command("import", short_help="Fill the key register from what secret stores export.")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=FILE)
@click.option("--only", multiple=True, metavar="PATTERN", help="Only keys of such a name, as '*pagoefectivo*'.")
@click.option("--purpose", metavar="WORD", help="What keys are for whose entry does not say: api, webhook, mtls …")
@click.option("--environment", type=click.Choice(("production", "sandbox")), help="Where they are used, likewise.")
@click.option("--diff", is_flag=True, help="Show what would change and write nothing.")
@click.option("--config", type=FILE, metavar="FILE", help="Fill this file, not the pe-audit.yaml of the tree.")
def import_keys(files: tuple[Path, ...], config: Path | None, *, diff: bool, **wishes: Any) -> None:
    """Fill the key register of pe-audit.yaml from what your secret stores export: names and dates, never values.

    \b
      kubectl get secret -o json | pe-audit keys import -
      aws secretsmanager list-secrets > aws.json
      gcloud secrets versions list NAME --format=json > google.json
      az keyvault secret list --vault-name NAME > azure.json
      vault kv metadata get -format=json secret/NAME > NAME.json
      pe-audit keys import *.json merchant-cert.pem reconciliation.asc

    Known keys are brought up to date in their place, new ones added; all else in the file stays as it is.
    """
    from pe_audit import inventory, key_import
    from pe_audit.choices import config_place
    from pe_audit.collect import exports
    from pe_audit.console import show_difference, shown, tell_keys
    from pe_audit.output import write

    exported = [key for file in files for key in inventory.read(str(file), exports.read(file))]
    path = config or config_place()
    before = key_import.text_of(path)
    merged = key_import.merge(path.name, before, exported, key_import.Wishes(**wishes))
    if diff:
        show_difference(shown(path), before, merged.raw)
    elif merged.raw != before:
        write(path, merged.raw)
    tell_keys(merged.lines, shown(path), is_written=not diff)


@program.group()
def probe() -> None:
    """Look at the live world. The only commands that use the network; they print whom they ask first."""


@probe.command()
@click.option("--server", "servers", multiple=True, metavar="HOST[:PORT]", help="Ask this time server; repeatable.")
@click.option("--timeout", type=click.FloatRange(0.1, 60), default=5.0, show_default=True, help="Seconds.")
@_format
@_fail_on
@_config
@_color
def clock(servers: tuple[str, ...], timeout: float, format: str, color: str, **chosen: Any) -> None:
    """Compare this machine's clock with time servers: signed requests fail when it is wrong."""
    from pe_audit.audit import audit_evidence, circumstances_of
    from pe_audit.choices import options_of
    from pe_audit.collect.clock import read_clock
    from pe_audit.console import exit_code, say, show
    from pe_audit.report import render
    from pe_audit.report.look import look_for

    options = options_of((), **chosen)
    circumstances = circumstances_of(options)
    servers = servers or options.config.time_servers or tuple(circumstances.gateway.time_servers)
    say(f"asking {', '.join(servers)}")
    result = audit_evidence(options, read_clock(servers, timeout, circumstances))
    show(render(result, format, look_for(sys.stdout, color)))
    sys.exit(exit_code(result, chosen["fail_on"] or options.config.fail_on, may_be_empty=True, must_decide=True))


def main() -> None:
    """Entry point: our errors and interruptions become a sentence and an exit code."""
    gc.set_threshold(_GARBAGE_AFTER)
    try:
        sys.exit(program(prog_name="pe-audit", standalone_mode=False, windows_expand_args=False))
    except click.UsageError as error:
        _show_usage_error(error)
        sys.exit(USAGE)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    except Exception as error:
        from pe_audit.console import complain
        from pe_audit.model import NotAuditable, PeAuditError

        if not isinstance(error, PeAuditError):
            raise
        complain(error.message, error.help)
        sys.exit(NOT_DONE if isinstance(error, NotAuditable) else USAGE)


def _show_usage_error(error: click.UsageError) -> None:
    from pe_audit.console import complain

    if type(error).__name__ == "NoArgsIsHelpError":  # a group without a command; click has it since 8.2
        click.echo(error.format_message(), err=True)
        return
    command = error.ctx.command_path if error.ctx is not None else "pe-audit"
    complain(error.format_message(), f"`{command} --help` shows what there is")
