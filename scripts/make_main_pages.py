"""Make the pages on which the main text is measured: every site's template with three of our texts, the same each time.

    python scripts/make_main_pages.py [FOLDER]

FOLDER defaults to tests/main_pages.  What belongs to the main text carries the attribute `data-main`.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "tests" / "main_pages"
MARK = " data-main"
TEXTS_A_SITE = 3

Row = Sequence[str]
Part = dict[str, object]


def plain(kind: str, rows: Sequence[Row]) -> str:
    """Return a part as clean HTML of today."""
    texts = [[escape(cell, quote=False) for cell in row] for row in rows]
    match kind:
        case "h":
            return f"<h2{MARK}>{texts[0][0]}</h2>"
        case "p":
            return f"<p{MARK}>{texts[0][0]}</p>"
        case "list":
            return f"<ul{MARK}>" + "".join(f"<li>{row[0]}</li>" for row in texts) + "</ul>"
        case "labels":
            return f"<dl{MARK}>" + "".join(f"<dt>{row[0]}</dt><dd>{row[1]}</dd>" for row in texts) + "</dl>"
    head = "".join(f"<th>{cell}</th>" for cell in texts[0])
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in texts[1:])
    return f"<table{MARK}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def font(kind: str, rows: Sequence[Row]) -> str:
    """Return a part as an editor of 1999 wrote it: fonts, bold paragraphs for headings, tables with borders."""
    texts = [[escape(cell, quote=False) for cell in row] for row in rows]
    face = '<font face="Arial" size="2">'
    match kind:
        case "h":
            return f'<p{MARK}><b><font face="Arial" size="4" color="#003366">{texts[0][0]}</font></b></p>'
        case "p":
            return f'<p align="justify"{MARK}>{face}{texts[0][0]}</font></p>'
        case "list":
            return f"<blockquote{MARK}>" + "".join(f"<p>{face}- {row[0]}</font></p>" for row in texts) + "</blockquote>"
    cells = ["".join(f"<td>{face}{cell}</font></td>" for cell in row) for row in texts]
    return f'<table border="1" cellpadding="2"{MARK}>' + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def word(kind: str, rows: Sequence[Row]) -> str:
    """Return a part as a word processor saves it."""
    texts = [[escape(cell, quote=False) for cell in row] for row in rows]

    def paragraph(text: str, style: str = "") -> str:
        return f"<p class=MsoNormal style='text-align:justify{style}'><span lang=CS>{text}<o:p></o:p></span></p>"

    match kind:
        case "h":
            return f"<div{MARK}>{paragraph(f'<b style=mso-bidi-font-weight:normal>{texts[0][0]}</b>')}</div>"
        case "p":
            return f"<div{MARK}>{paragraph(texts[0][0])}</div>"
        case "list":
            bullet = "<![if !supportLists]>·&nbsp;&nbsp;<![endif]>"
            return f"<div{MARK}>{''.join(paragraph(bullet + row[0], ';margin-left:36pt') for row in texts)}</div>"
    cells = ["".join(f"<td width=200 valign=top>{paragraph(cell)}</td>" for cell in row) for row in texts]
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<table class=MsoTableGrid border=1 cellspacing=0{MARK}>{table}</table>"


def boxes(kind: str, rows: Sequence[Row]) -> str:
    """Return a part as boxes, lines parted by breaks."""
    texts = [[escape(cell, quote=False) for cell in row] for row in rows]
    match kind:
        case "h":
            return f'<div class="title2"{MARK}>{texts[0][0]}</div>'
        case "p":
            return f'<div class="text"{MARK}>{texts[0][0]}</div>'
        case "list":
            return f'<div class="text"{MARK}>' + "<br>".join(f"• {row[0]}" for row in texts) + "</div>"
        case "labels":
            lines = "<br />".join(f"<strong>{row[0]}:</strong> {row[1]}" for row in texts)
            return f'<div class="text"{MARK}>{lines}</div>'
    return plain(kind, rows)


FORMS: dict[str, Callable[[str, Sequence[Row]], str]] = {"plain": plain, "font": font, "word": word, "div": boxes}


def part_rows(part: Part) -> tuple[str, list[Row]]:
    """Return the kind of a part and its rows of cells."""
    ((kind, value),) = part.items()
    if isinstance(value, str):
        return kind, [[value]]
    assert isinstance(value, list)
    return kind, [[item] if isinstance(item, str) else item for item in value]


def page(template: str, text: dict[str, object]) -> str:
    """Return the page that `template` makes of `text`."""
    first, _, rest = template.partition("\n")
    form = first.split()[2]
    shape = FORMS["plain" if form == "open" else form]
    parts = text["parts"]
    assert isinstance(parts, list)
    main = "\n".join(shape(*part_rows(part)) for part in parts)
    title = escape(str(text["title"]))
    heading = f"<h1{MARK}>{title}</h1>" if form in ("plain", "div", "open") else shape("h", [[str(text["title"])]])
    if form == "open":
        main = re.sub(r"</(?:p|li|td|tr|th|thead|tbody|dt|dd)>", "", main)
    values = {"title": title, "language": str(text["language"]), "heading": heading, "main": main}
    return re.sub(r"\{\{(\w+)\}\}", lambda found: values[found[1]], rest)


def main() -> None:
    """Write the pages."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    texts = tomllib.loads((HERE / "main_page_texts.toml").read_text(encoding="utf-8"))["text"]
    for number, site in enumerate(sorted((HERE / "main_page_sites").glob("*.html"))):
        template = site.read_text(encoding="utf-8")
        for turn in range(TEXTS_A_SITE):
            text = texts[(number * 5 + turn * 4) % len(texts)]
            name = f"{site.stem}-{text['name']}.html"
            (folder / name).write_text(page(template, text), encoding="utf-8")


if __name__ == "__main__":
    main()
