"""The command `fondoskop`: one group, plain verbs. A command parses options and calls one function."""

from __future__ import annotations

import io
import os
import sys

import click

from pipeline.commands.audit import digest_command, verify_command, why_command
from pipeline.commands.calibrate import calibrate_command
from pipeline.commands.diff import diff_command
from pipeline.commands.evaluate import evaluate_command
from pipeline.commands.explain import explain_command
from pipeline.commands.export import export_command
from pipeline.commands.extract import extract_command
from pipeline.commands.forget import forget_command
from pipeline.commands.ingest import ingest_command
from pipeline.commands.listing import documents_command, issues_command, projects_command, runs_command
from pipeline.commands.retry import retry_command
from pipeline.commands.serve import serve_command
from pipeline.commands.show import show_command
from pipeline.commands.status import status_command
from pipeline.outgoing import plain_lines
from pipeline.report import EXIT_FAILED, error_status
from schemas.errors import PipelineError

COMMANDS = (
    *(ingest_command, retry_command, extract_command, verify_command, digest_command, diff_command),
    *(status_command, runs_command, documents_command, issues_command),
    *(projects_command, why_command, show_command, explain_command),
    *(export_command, evaluate_command, calibrate_command, serve_command, forget_command),
)


class InOrder(click.Group):
    """Commands are listed in the order in which a newcomer needs them, not by the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands as they were added."""
        return list(self.commands)


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="fondoskop", prog_name="fondoskop")
def cli() -> None:
    """Read archives of web pages, press releases and slides; find the projects; prove every value.

    \b
    First steps:
      fondoskop ingest samples --db fondoskop.db
      fondoskop projects --db fondoskop.db
      fondoskop why --db fondoskop.db CZ.1.04/3.1.03/C2.00017 funding
    """


for command in COMMANDS:
    cli.add_command(command)


def main() -> int:
    """Run the command line and return the exit status. No traceback reaches the user."""
    try:
        status = cli.main(prog_name="fondoskop", standalone_mode=False)
    except click.exceptions.Abort:
        return 130
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)
        click.echo(plain_lines(said.getvalue()), nl=False, err=True)
        return error.exit_code
    except PipelineError as error:
        return _say(error.detail, error_status(error))
    except BrokenPipeError:
        # whoever read our output has seen enough; Python must not complain at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _say(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "), EXIT_FAILED)
    except Exception as error:
        return _unexpected(error)
    return status if isinstance(status, int) else 0


def _unexpected(error: Exception) -> int:
    """Report a defect of ours in one line; where asked for, with the traceback."""
    from pipeline.discover import MissingSource

    if isinstance(error, MissingSource):
        return _say(str(error), error_status(error))
    if os.environ.get("FONDOSKOP_DEBUG"):
        raise error
    return _say(f"{type(error).__name__}: {error} (a defect; FONDOSKOP_DEBUG=1 shows where)", EXIT_FAILED)


def _say(words: str, status: int) -> int:
    print(f"fondoskop: {plain_lines(words)}", file=sys.stderr)
    return status
