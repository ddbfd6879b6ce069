"""`fondoskop serve`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import DB, WITH_CONTACTS


@click.command("serve")
@DB
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Port on 127.0.0.1.")
@WITH_CONTACTS
def serve_command(db: Path, port: int, with_contacts: bool) -> int:
    """Show the database as web pages, on this machine only and read-only, with Datasette.

    Without --with-contacts a copy of the database is shown, in the folder for temporary files (TMPDIR), as it is
    now: contacts are taken out, and masked in the texts where they were found.

    Datasette is an optional part: pip install "fondoskop[serve]".

    \b
    Example:
      fondoskop serve --db fondoskop.db --port 8010
    """
    from pipeline.serve.run import serve

    return serve(db, port, with_contacts)
