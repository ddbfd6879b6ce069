"""`fondoskop explain`."""

from __future__ import annotations

import click

from pipeline.outgoing import json_text


@click.command("explain")
@click.argument("number", metavar="NUMBER")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object per reading.")
def explain_command(number: str, as_json: bool) -> int:
    """Say what a registration number means, part by part, and which typing errors it has.

    All readings are shown if several schemes can read it. Exit status: 0, or 2 if none can.

    \b
    Examples:
      fondoskop explain CZ.1.04/5.1.00/81.00007
      fondoskop explain "CZ1.07./1.2.00/47.0009" --json
    """
    from pipeline.explain import explanation_lines, explanations
    from schemas.vocabulary import load_vocabulary

    found = explanations(number, load_vocabulary())
    if not found:
        raise click.BadParameter(f"no scheme reads {number!r}; docs/numbers.md lists them", param_hint="NUMBER")
    click.echo(json_text(found, indent=1) if as_json else explanation_lines(found))
    return 0
