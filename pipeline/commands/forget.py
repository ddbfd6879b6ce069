"""`fondoskop forget`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import DB
from pipeline.outgoing import plain


@click.command("forget")
@DB
@click.option("--person", required=True, metavar="WHO", help="Full name, or e-mail address.")
def forget_command(db: Path, person: str) -> int:
    """Remove a person from the database for good: contacts, quotations, the texts of pages, the search.

    Names are found in any case and order, and with them the e-mail addresses and telephone numbers that the
    contacts give for that name, unless others have them as well. In texts a mask of the same length stands in
    their place. Keyed hashes keep the person out of later runs; the key is the file DB.key, which belongs to the
    database and is not to be given away with it. The sources are not touched. Run ingest afterwards: the documents
    concerned are read anew.

    \b
    Examples:
      fondoskop forget --person "Jana Nováková" --db fondoskop.db
      fondoskop forget --person jana.novakova@example.org --db fondoskop.db
    """
    from pipeline.privacy.forget import forget

    try:
        removed = forget(db, person)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--person") from error
    click.echo(f"masked on {removed.pages} pages of {removed.documents} documents, {removed.contacts} contacts removed")
    if removed.shared:
        click.echo(f"{removed.shared} addresses or telephone numbers are other people's too and were left", err=True)
    for name in removed.names:
        click.echo(f"the input's own name names the person; rename it and run ingest: {plain(name)}", err=True)
    return 0
