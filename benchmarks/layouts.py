"""Other layouts of labels and values: as definitions, in cells, in columns, on one line; and a page as bare text.

They alter pages as those of `benchmarks/alterations.py` do. Labels are taken where a page has a run of lines
"Label: value", two at the least, so that a reader sees them as a form.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from markdown_it import MarkdownIt

from benchmarks.alterations import Alteration, as_web_page, label_runs
from benchmarks.altered_page import Altered
from pipeline.parse.markup import names_of

Pair = tuple[str, str]
Form = Callable[[Sequence[Pair]], str]
_INLINE = MarkdownIt("commonmark")
_CELL = r"<t[dh][^>]*>((?:(?!</t[dh]>).)*)</t[dh]>"
_ROW = re.compile(rf"<tr[^>]*>\s*{_CELL}\s*{_CELL}\s*</tr>", re.DOTALL | re.IGNORECASE)
_TABLE = re.compile(r"<table[^>]*>.*?</table>", re.DOTALL | re.IGNORECASE)
_ANY_ROW = re.compile(r"<tr\b", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]+>")
_LONGEST_LABEL = 50
_PARAGRAPH = re.compile(r"<p(?:\s[^>]*)?>(?:(?!</?(?:p|div|li|td)\b).)*</p>", re.DOTALL | re.IGNORECASE)
_LIST = re.compile(r"<(ul|ol)(?:\s[^>]*)?>((?:(?!<(?:ul|ol|p|div|dl|table)\b).)*?)</\1>", re.DOTALL | re.IGNORECASE)
LINE = "\n"
_WEB = re.compile(r"\s*(?:<!DOCTYPE html|<html|<head|<body)", re.IGNORECASE)
_BLANK = re.compile(r"\s+")
_LEFT_OUT = ["script", "style", "noscript", "template", "svg", "iframe", "form", "nav", "head"]
_OWN_LINES = names_of("p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre dl section article figure main hr")
_LINES = names_of("div li dt dd tr address figcaption caption")


def labels_in_columns(page: Altered) -> str:
    """Make runs of labels the heads of a table with one row, their values."""

    def table(pairs: Sequence[Pair]) -> str:
        names, values = zip(*pairs, strict=True)
        rows = (names, ["---"] * len(pairs), values)
        return "\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"

    return label_runs(page, table)


def labels_on_one_line(page: Altered) -> str:
    """Set runs of labels side by side: "Label: value | Label: value"."""
    return label_runs(page, lambda pairs: "\n" + " | ".join(f"{name}: {value}" for name, value in pairs) + "\n")


def labels_in_definitions(page: Altered) -> str:
    """Make runs of labels a list of definitions."""
    return _marked(page, "dl", "<dt>{}</dt><dd>{}</dd>")


def labels_in_cells(page: Altered) -> str:
    """Make runs of labels a table of cells that marks no heads."""
    return _marked(page, "table", "<tr><td>{}</td><td>{}</td></tr>")


def labels_in_boxes(page: Altered) -> str:
    """Make runs of labels boxes of two divisions each."""
    return _marked(page, "div", "<div><div>{}</div><div>{}</div></div>")


def labels_over_breaks(page: Altered) -> str:
    """Set runs of labels in bold type with a line break before their values, all in one paragraph."""
    return _marked(page, "p", "<b>{}</b><br>{}<br>")


def labels_in_one_cell(page: Altered) -> str:
    """Put runs of labels into one cell of a table for layout, parted by line breaks."""
    return label_runs(
        page,
        lambda pairs: (
            "\n<table><tr><td>" + "<br>".join(f"{a}: {_rendered(b)}" for a, b in pairs) + "</td></tr></table>\n"
        ),
    )


def tables_in_lines(page: Altered) -> str:
    """Write the rows of tables of two columns whose first holds short words as paragraphs "Label: value"."""
    if not page.markup:
        return page.text

    named = {name.casefold() for name in page.names("titles", "beneficiaries", "partners", "funders")}

    def lines(table: re.Match[str]) -> str:
        rows = _ROW.findall(table[0])
        names = [html.unescape(_TAGS.sub("", name)).strip() for name, _ in rows]
        if any(name.casefold() in named for name in names):
            return table[0]  # the rows of a list, and no labels
        fit = len(rows) == len(_ANY_ROW.findall(table[0])) > 1 and "<table" not in table[0][6:].lower()
        if not fit or not all(0 < len(name) <= _LONGEST_LABEL and not re.search(r"\d", name) for name in names):
            return table[0]
        return "".join(
            f"<p>{html.escape(name.rstrip(':'), quote=False)}: {value.strip()}</p>\n"
            for name, (_, value) in zip(names, rows, strict=True)
        )

    return _TABLE.sub(lines, page.text)


def paragraphs_over_breaks(page: Altered) -> str:
    """Part paragraphs that follow each other by two line breaks, within one."""
    return re.sub(r"</p>\s*<p(?:\s[^>]*)?>", "<br><br>", page.text) if page.markup else page.text


def breaks_in_paragraphs(page: Altered) -> str:
    """Make each line of a paragraph one of its own."""

    def parted(paragraph: re.Match[str]) -> str:
        return re.sub(r"<br\s*/?>", "</p>\n<p>", paragraph[0])

    return _PARAGRAPH.sub(parted, page.text) if page.markup else page.text


def paragraphs_in_divisions(page: Altered) -> str:
    """Make paragraphs divisions, as editors of pages do."""
    return re.sub(r"<(/?)p(?=[\s>])", r"<\1div", page.text) if page.markup else page.text


def items_in_lines(page: Altered) -> str:
    """Write lists as paragraphs whose lines begin with a dot."""

    def lines(found: re.Match[str]) -> str:
        items = re.split(r"</li>", found[2])
        bare = [re.sub(r"^\s*<li[^>]*>", "", item).strip() for item in items]
        return "<p>" + "<br>\n".join(f"• {item}" for item in bare if item) + "</p>"

    if page.markup:
        return _LIST.sub(lines, page.text)
    front, body = page.parts()
    return page.text if page.plain else front + re.sub(r"^[-*+] (?!\[.?\])(\S.*)$", r"• \1  ", body, flags=re.MULTILINE)


def items_in_paragraphs(page: Altered) -> str:
    """Write the items of Markdown's lists as paragraphs without a mark."""
    if page.markup or page.plain:
        return page.text
    front, body = page.parts()
    return front + re.sub(r"^[-*+] (?!\[.?\])(?=\S)", "\n", body, flags=re.MULTILINE)


def without_classes(page: Altered) -> str:
    """Leave out the classes and names of elements, which no reader sees."""
    return re.sub(r"""\s(?:class|id)=(?:"[^"]*"|'[^']*'|[^\s>"']+)""", "", page.text) if page.markup else page.text


def definitions_in_cells(page: Altered) -> str:
    """Make lists of definitions tables."""
    if not page.markup:
        return page.text
    pair = re.compile(r"<dt[^>]*>((?:(?!</?d[td]).)*)</dt>\s*<dd[^>]*>((?:(?!</?d[td]).)*)</dd>", re.DOTALL)
    cells = pair.sub(r"<tr><td>\1</td><td>\2</td></tr>", page.text)
    whole = re.compile(r"<dl[^>]*>((?:(?!</?d[ltd][\s>]).)*)</dl>", re.DOTALL)
    return whole.sub(r"<table>\1</table>", cells)


def as_plain_text(page: Altered) -> str:
    """Write a page as bare text, as a browser copies it: Markdown that `as_web_page` renders, and pages in HTML."""
    text = page.text if page.markup else as_web_page(page)
    if not _WEB.match(text):
        return page.text
    soup = BeautifulSoup(text, "lxml")
    for tag in soup.find_all(_LEFT_OUT):
        tag.decompose()
    written = ""
    gap = 0
    for piece in _shown(soup.body or soup):
        if isinstance(piece, int):
            gap = max(gap, piece)
        elif piece.strip(" ") or not gap:
            written = f"{written.rstrip(' ')}{gap * LINE}{piece.lstrip(' ')}" if gap else written + piece
            gap = 0
    bare = re.sub(r" *([\n\t]) *", r"\1", re.sub(" {2,}", " ", written)).strip() + "\n"
    return bare if _holds_names(page, _folded(bare)) else page.text


def _holds_names(page: Altered, bare: str) -> bool:
    """Say whether a text has each name of the label, if the page has it: what stands in its head is not shown."""
    whole = _folded(html.unescape(page.text))
    for project in page.label.get("projects", []):
        for field in ("titles", "beneficiaries", "partners"):
            for name in project.get(field) or []:
                forms = [_folded(form) for form in name.split(" | ")]
                if any(form in whole for form in forms) and not any(form in bare for form in forms):
                    return False
        number = _letters(project.get("registration_number") or "")
        if number in _letters(whole) and number not in _letters(bare):
            return False
    return True


def _folded(text: str) -> str:
    return _BLANK.sub(" ", text).casefold()


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _shown(tag: Tag) -> Iterator[str | int]:
    """Yield the texts of an element as they look on the screen, and how many line breaks must part them."""
    for child in tag.children:
        if isinstance(child, NavigableString):
            if type(child) is NavigableString:
                yield str(child) if tag.name == "pre" else _BLANK.sub(" ", child)
        elif isinstance(child, Tag):
            gap = 2 if child.name in _OWN_LINES else int(child.name in _LINES)
            yield from [gap] if gap else []
            yield from ["• "] if child.name == "li" else []
            yield from ["\n"] if child.name == "br" else _shown(child)
            yield from ["\t"] if child.name in ("td", "th") and child.find_next_sibling(["td", "th"]) else []
            yield from [gap] if gap else []


def _marked(page: Altered, outer: str, inner: str) -> str:
    """Write runs of labels as an element of HTML, each pair by a pattern for name and value."""

    def element(pairs: Sequence[Pair]) -> str:
        content = "".join(inner.format(name, _rendered(value)) for name, value in pairs)
        return f"\n<{outer}>{content}</{outer}>\n"

    return label_runs(page, element)


def _rendered(value: str) -> str:
    return str(_INLINE.renderInline(value))


LAYOUTS: dict[str, Alteration] = {
    alteration.__name__: alteration
    for alteration in (
        as_plain_text, breaks_in_paragraphs, definitions_in_cells, items_in_lines, items_in_paragraphs,
        labels_in_boxes, labels_in_cells, labels_in_columns, labels_in_definitions, labels_in_one_cell,
        labels_on_one_line, labels_over_breaks, paragraphs_in_divisions, paragraphs_over_breaks, tables_in_lines,
        without_classes,
    )
}  # fmt: skip
"""All of them, by name."""
BARE = frozenset(("as_plain_text",))
"""Those that leave no marks: their pages are text."""
