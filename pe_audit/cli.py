"""The command line: each command parses, calls, prints, exits."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pe_audit import __version__
from pe_audit.model import PeAuditError, Severity

if TYPE_CHECKING:
    from pe_audit.model import Audit

EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_NOT_DONE, EXIT_INTERRUPTED = 0, 1, 2, 3, 130
FORMATS = ("text", "json", "sarif")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pe-audit", message="%(prog)s %(version)s")
def program() -> None:
    """Audit how your code and configuration are wired to the PagoEfectivo payment gateway."""


@program.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "format", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--fail-on", type=click.Choice(["critical", "high", "medium", "low", "never"]), default=None)
def check(paths: tuple[Path, ...], format: str, fail_on: str | None) -> None:
    """Audit files and folders (default: the current folder)."""
    from pe_audit import configuration
    from pe_audit.audit import audit
    from pe_audit.collect.choose import root_of
    from pe_audit.options import Options
    from pe_audit.report import render

    paths = paths or (Path(),)
    root = root_of(paths)
    options = Options(paths=paths, root=root, config=configuration.load(root))
    result = audit(options)
    click.echo(render(result, format), nl=False)
    sys.exit(exit_code(result, fail_on))


def exit_code(audit: Audit, fail_on: str | None) -> int:
    """0 clean, 1 a finding at or above `fail_on`, 3 the audit could not be done as asked."""
    threshold = None if fail_on == "never" else Severity[(fail_on or "high").upper()]
    if threshold is not None and any(finding.severity >= threshold for finding in audit.findings):
        return EXIT_FINDINGS
    return EXIT_NOT_DONE if audit.crashed or not audit.files else EXIT_CLEAN


def main() -> None:
    """Entry point: our errors and interruptions become a sentence and an exit code."""
    try:
        program(standalone_mode=False)
    except PeAuditError as error:
        click.echo(f"error: {error.message}", err=True)
        if error.help:
            click.echo(f"help: {error.help}", err=True)
        sys.exit(EXIT_USAGE)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_USAGE)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(EXIT_INTERRUPTED)
