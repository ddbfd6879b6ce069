"""The XML of office files as HTML. Deleted text, comments and codes are left out; boxes follow their paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from pipeline.parse.office_parts import local, value

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

# deleted text, field codes, comments, properties, the second form of a drawing for old programs
_SKIPPED = frozenset(
    (
        *("del", "moveFrom", "instrText", "delText", "Fallback", "annotation", "tracked-changes", "rPr", "pPr", "tcPr"),
        *("tblPr", "trPr", "sectPr", "annotation-end", "sequence-decls", "forms", "desc", "title", "notes"),
        "note-citation",
    )
)
_BREAKS = {"br": "<br>", "cr": "<br>", "line-break": "<br>", "tab": " ", "noBreakHyphen": "-", "s": " "}
_ROWS, _CELLS = {"tr": "tr", "table-row": "tr"}, {"tc": "td", "table-cell": "td"}
_TABLES, _PARAGRAPHS = frozenset(("tbl", "table")), frozenset(("p", "h"))
# Elements within each other: honest files have some dozen, and this code recurses.
_DEEPEST = 120
_MOST_REPEATED = 100


class Markup:
    """Writes the body of one page. `levels` gives the heading level of a style, 0 for a list item."""

    def __init__(self, levels: Mapping[str, int] | None = None) -> None:
        self._levels = levels or {}
        self._out: list[str] = []
        self._boxes: list[_Element] = []
        self._in_paragraph = False
        self.cut = False
        """Whether text was left out, since it stands too deep."""

    def text(self) -> str:
        """Return what has been written."""
        return "".join(self._out)

    def write(self, element: _Element, depth: int = 0, heading: int = 0) -> None:
        """Write an element and what is in it. `heading` makes its paragraphs headings, as in the title of a slide."""
        name = local(element)
        if not name or name in _SKIPPED:
            return
        if depth > _DEEPEST:
            self.cut = self.cut or any(map(str.strip, element.itertext()))
            return
        if name in _BREAKS:
            self._out.append(_BREAKS[name])
        elif self._in_paragraph and name in ("txbxContent", "text-box", "note-body"):
            self._boxes.append(element)
        elif name in _PARAGRAPHS and not self._in_paragraph:
            self._paragraph(element, depth, heading)
        elif name in _TABLES and not self._in_paragraph:
            self._wrapped("table", element, depth)
        elif name in _ROWS:
            self._wrapped("tr", element, depth)
        elif name in _CELLS:
            self._cell(element, depth)
        else:
            self._inside(element, depth, heading)

    def _inside(self, element: _Element, depth: int, heading: int = 0) -> None:
        # of WordprocessingML and DrawingML, text is in `t` alone; blanks between other elements are layout of the XML
        if local(element) in ("t", "span", "a", "p", "h") and element.text and self._in_paragraph:
            self._out.append(escape(element.text, quote=False))
        for child in element:
            self.write(child, depth + 1, heading)
            if child.tail and self._in_paragraph and child.tail.strip("\n\t\r"):
                self._out.append(escape(child.tail, quote=False))

    def _wrapped(self, tag: str, element: _Element, depth: int, attributes: str = "") -> None:
        self._out.append(f"<{tag}{attributes}>")
        self._inside(element, depth)
        self._out.append(f"</{tag}>\n")

    def _paragraph(self, element: _Element, depth: int, heading: int) -> None:
        tag = self._tag(element, heading)
        self._in_paragraph = True
        self._wrapped(tag, element, depth)
        self._in_paragraph = False
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._out.append("<div>")
            self._inside(box, depth + 1)
            self._out.append("</div>\n")

    def _tag(self, element: _Element, heading: int) -> str:
        """Return what a paragraph is: h1 to h6, li, or p."""
        if local(element) == "h":
            level = value(element, "outline-level")
            heading = int(level) if level.isdigit() and len(level) < 3 else 1
        style, numbered = "", False
        for part in element.iterdescendants("{*}pStyle", "{*}numPr"):
            style, numbered = (value(part, "val"), numbered) if local(part) == "pStyle" else (style, True)
        heading = heading or self._levels.get(style, 0)
        if heading:
            return f"h{min(heading, 6)}"
        parent = element.getparent()
        return "li" if numbered or (parent is not None and local(parent) == "list-item") else "p"

    def _cell(self, element: _Element, depth: int) -> None:
        """Write a cell; one that goes on from above is an empty one, so that columns keep their numbers."""
        span = value(element, "gridSpan") or value(element, "number-columns-spanned")
        grid = element.find("{*}tcPr/{*}gridSpan")
        span = span if grid is None else value(grid, "val")
        wide = f' colspan="{span}"' if span.isdigit() and len(span) < 4 else ""
        head = any(True for _ in element.itersiblings("{*}trPr", preceding=True) if _has_head(_))
        was, self._in_paragraph = self._in_paragraph, False
        self._wrapped("th" if head else "td", element, depth, wide)
        self._in_paragraph = was
        repeated = value(element, "number-columns-repeated")
        again = int(repeated) - 1 if repeated.isdigit() and len(repeated) < 5 else 0
        self._out.append("<td></td>" * (again if again < _MOST_REPEATED else 0))


def _has_head(properties: _Element) -> bool:
    return properties.find("{*}tblHeader") is not None


def style_levels(styles: _Element | None) -> dict[str, int]:
    """Return the heading levels of the paragraph styles of a .docx; the names are the same in all languages."""
    levels: dict[str, int] = {}
    for style in styles.iterfind("{*}style") if styles is not None else ():
        names = [value(part, "val").lower() for part in style.iterfind("{*}name")]
        outline = [value(part, "val") for part in style.iterdescendants("{*}outlineLvl")]
        name = names[0] if names else ""
        if name == "title":
            levels[value(style, "styleId")] = 1
        elif name.startswith("heading ") and name[8:].isdigit():
            levels[value(style, "styleId")] = int(name[8:])
        elif outline and outline[0].isdigit() and int(outline[0]) < 6:
            levels[value(style, "styleId")] = int(outline[0]) + 1
    return levels
