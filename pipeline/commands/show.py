"""`fondoskop show`: a page as it looks, with the values boxed."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pipeline.commands.options import DB
from pipeline.settings import Settings
from schemas.fields import FIELDS


@click.command("show")
@DB
@click.argument("document")
@click.option("--page", "number", type=click.IntRange(1), default=1, show_default=True, help="Number of the page.")
@click.option(
    "-o", "output", required=True, metavar="PNG", type=click.Path(dir_okay=False, path_type=Path), help="The picture."
)
def show_command(db: Path, document: str, number: int, output: Path) -> int:
    """Draw a page of a PDF with the values that were found on it, each boxed and named.

    DOCUMENT is a path, the name shown by `documents`, its last part, or the beginning of the hash. The file is
    read again and must be the one that was ingested. Values that lost are grey, with their name in brackets.

    \b
    Example:
      fondoskop show cs-slides --page 2 --db fondoskop.db -o page.png
    """
    from pipeline.discover import unshown
    from pipeline.show import Shown, content_of, drawn_page
    from pipeline.store import queries
    from pipeline.store.connect import reading
    from schemas.document import MediaType

    with reading(db) as connection:
        found = queries.find_documents(connection, document)
        if len(found) != 1:
            raise click.UsageError(_not_one(document, [str(row["source"]) for row in found], db))
        row = found[0]
        if row["media_type"] != MediaType.PDF.value:
            raise click.UsageError(f"{row['source']} is no PDF: its values have no boxes")
        rows = queries.page_values(connection, str(row["sha256"]), number)
    file = str(row["container"] or row["path"])
    label = str(row["path"])[len(file) + 1 :]
    content = content_of(Path(os.fsdecode(unshown(file))), label, str(row["sha256"]), Settings())
    boxed = [value for value in rows if value["x0"] is not None]
    sides = ("x0", "top", "x1", "bottom")
    values = [
        Shown(str(v["field"]), tuple(float(str(v[side])) for side in sides), bool(v["accepted"]))  # type: ignore[arg-type]
        for v in boxed
    ]
    output.write_bytes(drawn_page(content, number, values, [field.name for field in FIELDS]))
    click.echo(f"{len(values)} values on page {number} of {row['source']}", err=True)
    return 0


def _not_one(document: str, found: list[str], db: Path) -> str:
    if not found:
        return f"no document is called {document!r}; `fondoskop documents --db {db}` lists them"
    return f"{len(found)} documents are called {document!r}: {', '.join(found)}"
