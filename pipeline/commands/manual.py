"""docs/cli.md, made from the commands' own help: `python -m pipeline.commands.manual > docs/cli.md`."""

from __future__ import annotations

import click

HEAD = """\
# Commands

Made by `python -m pipeline.commands.manual > docs/cli.md`; a test keeps it equal to
`--help`. Results go to stdout, all else to stderr.

| exit status | means |
| --- | --- |
| 0 | all well |
| 1 | the run failed, or `verify` found something; nothing is half-written |
| 2 | wrong usage |
| 3 | finished, but some documents failed or are partial (`ingest`: newly, in this run) |
| 4 | another run holds the database |
| 130, 143 | interrupted by SIGINT or SIGTERM; run the same command to go on |
"""


def manual(group: click.Group) -> str:
    """Return the page: the help of the group and of each command, 100 columns wide."""
    # click keeps the help option that it makes first, so the names of it must be those of a real run
    names = group.context_settings.get("help_option_names")
    parent = click.Context(
        group, info_name="fondoskop", max_content_width=100, terminal_width=100, help_option_names=names
    )
    parts = [HEAD, "## fondoskop\n", _block(group.get_help(parent))]
    for name in group.list_commands(parent):
        command = group.commands[name]
        context = click.Context(command, info_name=name, parent=parent, max_content_width=100, terminal_width=100)
        parts += [f"## fondoskop {name}\n", _block(command.get_help(context))]
    return "\n".join(parts)


def _block(text: str) -> str:
    return f"```text\n{text}\n```\n"


if __name__ == "__main__":
    from pipeline.cli import cli

    print(manual(cli), end="")
