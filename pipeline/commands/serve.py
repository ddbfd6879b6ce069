"""`fondoskop serve`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import DB


@click.command("serve")
@DB
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Port on 127.0.0.1.")
def serve_command(db: Path, port: int) -> int:
    """Show the database as web pages, on this machine only and read-only, with Datasette.

    The pages show all that is stored, people's addresses and telephone numbers too, to whoever may use this
    machine; `export` and `projects` leave those out.

    Datasette is an optional part: pip install "fondoskop[serve]".

    \b
    Example:
      fondoskop serve --db fondoskop.db --port 8010
    """
    from pipeline.serve.run import serve

    return serve(db, port)
