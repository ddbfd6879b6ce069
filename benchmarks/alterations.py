"""Other forms of a labelled page in which a careful reader would note the same: layout, marks, forms of figures.

An alteration takes the text of a page, the names in its label and the ending of its file, and returns the text in the
other form, or the same one where it finds nothing to change. No value that a label holds is changed by any of them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt

from benchmarks.altered_page import Altered, within, worded
from benchmarks.aside_alterations import ASIDE_ALTERATIONS
from benchmarks.body_alterations import BODY_ALTERATIONS
from benchmarks.fact_wording import WORD_ALTERATIONS
from benchmarks.title_alterations import TITLE_ALTERATIONS

_NAMED = ("titles", "beneficiaries", "partners", "funders")
_SHORTEST = 5
"""Of a name that is marked, in code points: a shorter one may stand in any word."""
_QUOTED = r"(?<![=\w])(?:„|“|\"|‚|'|»|&quot;|&bdquo;|&ldquo;)({words})(?:“|”|\"|‘|'|«|&quot;|&ldquo;|&rdquo;)(?!\w)"
_BARE = r"(?<![\w*>\[/\"=.\-])({words})(?![\w*<\]/\"\-])"
_CZECH = (
    *("ledna", "února", "března", "dubna", "května", "června", "července"),
    *("srpna", "září", "října", "listopadu", "prosince"),
)
_ENGLISH = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DATE = re.compile(r"(?<![\d.,/])([0-3]?\d)\.[ \u00a0]?([01]?\d)\.[ \u00a0]?((?:19|20)\d\d)(?!\d)")
_WORDED = re.compile(
    rf"(?<![\d.,])([0-3]?\d)\.?(?:st|nd|rd|th)?[ \u00a0]({'|'.join([*_CZECH, *_ENGLISH])}) ((?:19|20)\d\d)"
)
_SUM = re.compile(
    r"(?<![\d.,/])(\d{1,3}(?:(?:[ \u00a0.]|&nbsp;)\d{3})+)(?:,(?:-|–|—|00))?(?:[ \u00a0]|&nbsp;)?(Kč|CZK|EUR|€)(?!\w)"
)
_LABEL = re.compile(
    r"^(\s*(?:[-*]\s+)?)(?:\*\*|__)?([A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ][^:\n*_|<>{}\[\]]{2,40}?)"
    r"(?::(?:\*\*|__)|(?:\*\*|__)\s*:|:)[ \t]+(\S.*(?<![\\-]))$",
    re.MULTILINE,
)
_HEAD = re.compile(r"^#{1,6}[ \t]+(\S.*?)[ \t]*#*$", re.MULTILINE)
_HEAD_OF_PAGE = re.compile(r"<h([2-6])[^>]*>(.*?)</h\1>", re.DOTALL | re.IGNORECASE)
_WORDS = {
    "cs": ("Úvod", "O nás", "Aktuality", "Kontakty", "Fotogalerie", "Ke stažení", "© 2021 Všechna práva vyhrazena"),
    "en": ("Home", "About", "News", "Contact", "Gallery", "Downloads", "© 2021 All rights reserved"),
}
_NEUTRAL = {"cs": "Sdílet na sociálních sítích", "en": "Share this page"}
_KEY = re.compile(r"^(\w[\w-]*):", re.MULTILINE)
_SAID = frozenset(("title", "layout", "lang", "permalink", "slug", "weight", "order", "draft", "toc"))
"""Keys of front matter of which a rendered page prints the title, and none is lost."""
_UNKNOWN = re.compile(r"\{[#.:]|^\+[-=]|^:::|\{%|\{\{|\[\^|<!--", re.MULTILINE)
_PAGE = (
    '<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>\n'
    "<body><div>{content}</div></body></html>\n"
)


Alteration = Callable[[Altered], str]


def _marked(page: Altered, opening: str, closing: str) -> str:
    """Return the page with a mark on both sides of each name that stands free."""
    front, body = page.parts()
    for name in page.names(*_NAMED):
        if len(name) >= _SHORTEST:
            pattern = _BARE.replace("{words}", worded(name))
            body = re.sub(pattern, lambda match: f"{opening}{match[1]}{closing}", body)
    return front + body


def _quotes(page: Altered, opening: str, closing: str) -> str:
    """Return the page with other marks for the quotation marks round titles."""
    text = page.text
    for name in page.names("titles"):
        pattern = _QUOTED.replace("{words}", worded(name))
        text = re.sub(pattern, lambda match: f"{opening}{match[1]}{closing}", text)
    return text


def bold_names(page: Altered) -> str:
    """Set titles and organisations in bold."""
    if page.plain:
        return page.text
    return _marked(page, "<b>", "</b>") if page.markup else _marked(page, "**", "**")


def linked_names(page: Altered) -> str:
    """Make titles and organisations links."""
    if page.plain:
        return page.text
    address = "https://www.example.org/p"
    return _marked(page, f'<a href="{address}">', "</a>") if page.markup else _marked(page, "[", f"]({address})")


def titles_in_italics(page: Altered) -> str:
    """Set quoted titles in italics instead."""
    if page.plain:
        return page.text
    return _quotes(page, "<em>", "</em>") if page.markup else _quotes(page, "*", "*")


def titles_in_guillemets(page: Altered) -> str:
    """Quote titles as German and Slovak printers do."""
    return _quotes(page, "»", "«")


def titles_unquoted(page: Altered) -> str:
    """Leave out the quotation marks round titles."""
    return _quotes(page, "", "")


def bold_heads(page: Altered) -> str:
    """Make headings paragraphs in bold, the first of a Markdown page and those of level 1 excepted."""
    if page.markup:
        return _HEAD_OF_PAGE.sub(r"<p><strong>\2</strong></p>", page.text)
    front, body = page.parts()
    first = _HEAD.search(body)
    if page.plain or not first:
        return page.text
    rest = _HEAD.sub(lambda match: "\n**" + match[1].replace("**", "") + "**\n", body[first.end() :])
    return front + body[: first.end()] + rest


def capital_heads(page: Altered) -> str:
    """Set headings that hold no name in capitals."""
    names = [name.lower() for name in page.names(*_NAMED, "target_groups")]

    def raised(words: str) -> str:
        low = words.lower()
        held = any(name in low or low in name for name in names)
        return words if held or re.search(r"[\[&<{]", words) else words.upper()

    if page.markup:
        return _HEAD_OF_PAGE.sub(lambda match: match[0].replace(match[2], raised(match[2])), page.text)
    front, body = page.parts()
    return front + _HEAD.sub(lambda match: match[0].replace(match[1], raised(match[1])), body)


def label_of(line: str) -> tuple[str, str] | None:
    """Return label and value of a line of Markdown that states them."""
    found = _LABEL.fullmatch(line)
    return (found[2], found[3]) if found else None


def _labels(page: Altered, form: str) -> str:
    """Return a Markdown page with lines "Label: value" in another form."""
    if page.markup or page.plain:
        return page.text
    front, body = page.parts()
    return front + _LABEL.sub(form, body)


def bold_labels(page: Altered) -> str:
    """Set labels in bold, with their colon."""
    return _labels(page, r"\1**\2:** \3")


def labels_with_dashes(page: Altered) -> str:
    """Part labels in bold from their values by a dash."""
    return _labels(page, r"\1**\2** – \3")


def labels_above(page: Altered) -> str:
    """Put values on the line below their labels."""
    return _labels(page, r"\n\2:\n\3\n")


def labels_as_heads(page: Altered) -> str:
    """Make labels headings, and values paragraphs."""
    return _labels(page, r"\n### \2\n\n\3\n")


def label_runs(page: Altered, form: Callable[[Sequence[tuple[str, str]]], str]) -> str:
    """Return a Markdown page with each run of two lines "Label: value" and more written by a function of the pairs."""
    if page.markup or page.plain:
        return page.text
    front, body = page.parts()
    written: list[str] = []
    run: list[str] = []
    for line in [*body.split("\n"), "."]:
        if (label_of(line) and "|" not in line) or (run and not line.strip()):
            run.append(line)
            continue
        pairs = [pair for text in run if (pair := label_of(text))]
        written += [form(pairs)] if len(pairs) > 1 else run
        written.append(line)
        run = []
    return front + "\n".join(written[:-1])


def labels_in_tables(page: Altered) -> str:
    """Make runs of two and more labels a table of two columns, the first pair its head."""

    def table(pairs: Sequence[tuple[str, str]]) -> str:
        head, *rows = (f"| {label} | {value} |" for label, value in pairs)
        return "\n".join(["", head, "| --- | --- |", *rows, ""])

    return label_runs(page, table)


def _dated(page: Altered, form: Callable[[int, int, int], str]) -> str:
    """Return the page with its whole dates written by a function of day, month and year."""

    def figures(match: re.Match[str]) -> str:
        day, month = int(match[1]), int(match[2])
        return form(day, month, int(match[3])) if 1 <= month <= len(_CZECH) and day else match[0]

    def words(match: re.Match[str]) -> str:
        months = _CZECH if match[2] in _CZECH else _ENGLISH
        return form(int(match[1]), months.index(match[2]) + 1, int(match[3]))

    front, body = page.parts()
    return front + _WORDED.sub(words, _DATE.sub(figures, body))


def dates_in_figures(page: Altered) -> str:
    """Write dates as 1.9.2012."""
    return _dated(page, lambda day, month, year: f"{day}.{month}.{year}")


def dates_in_words(page: Altered) -> str:
    """Write dates with the names of months."""
    if page.language == "cs":
        return _dated(page, lambda day, month, year: f"{day}. {_CZECH[month - 1]} {year}")
    return _dated(page, lambda day, month, year: f"{day} {_ENGLISH[month - 1]} {year}")


def dates_as_stamps(page: Altered) -> str:
    """Write dates as 2012-09-01."""
    return _dated(page, lambda day, month, year: f"{year}-{month:02}-{day:02}")


def _summed(page: Altered, form: Callable[[int, str], str]) -> str:
    """Return the page with its sums of more than three figures written by a function of amount and currency."""
    front, body = page.parts()
    return front + _SUM.sub(lambda match: form(int(re.sub(r"\D", "", match[1])), match[2]), body)


def sums_with_points(page: Altered) -> str:
    """Write sums as 1.234.567,- Kč."""
    return _summed(page, lambda amount, unit: f"{amount:_}{',-' if unit == 'Kč' else ''} {unit}".replace("_", "."))


def sums_unparted(page: Altered) -> str:
    """Write sums as 1234567 Kč."""
    return _summed(page, lambda amount, unit: f"{amount} {unit}")


def sums_behind_units(page: Altered) -> str:
    """Write sums as Kč 1 234 567, on English pages as CZK 1,234,567."""
    comma = " " if page.language == "cs" else ","
    return _summed(page, lambda amount, unit: f"{unit} {amount:_}".replace("_", comma))


def menu_and_footer(page: Altered) -> str:
    """Put a menu before the page and a line of copyright behind it."""
    *menu, copyright_line = _WORDS[page.language]
    if page.markup:
        items = "".join(f'<li><a href="/{place}">{word}</a></li>' for place, word in enumerate(menu))
        return within(page.text, f'<div class="top"><ul>{items}</ul></div>', f"<div><p>{copyright_line}</p></div>")
    front, body = page.parts()
    lines = menu if page.plain else [f"- [{word}](/{place})" for place, word in enumerate(menu)]
    return front + "\n".join(lines) + f"\n\n{body.strip()}\n\n{copyright_line}\n"


def neutral_line(page: Altered) -> str:
    """Put a line that says nothing between two paragraphs in the middle."""
    words = _NEUTRAL[page.language]
    front, body = page.parts()
    ends = [match.end() for match in re.finditer(r"</p>" if page.markup else r"\n\n", body, re.IGNORECASE)]
    if not ends:
        return page.text
    place = ends[len(ends) // 2]
    line = f"<p>{words}</p>" if page.markup else f"{words}\n\n"
    return front + body[:place] + line + body[place:]


def as_web_page(page: Altered) -> str:
    """Render a Markdown page as a web page, the title of its front matter as the first heading.

    Pages whose front matter holds more, or whose marks CommonMark does not know, stay: they would lose facts.
    """
    front, body = page.parts()
    if page.markup or page.plain or set(_KEY.findall(front)) - _SAID or _UNKNOWN.search(body):
        return page.text
    named = re.search(r"^title:\s*[\"']?(.*?)[\"']?\s*$", front, re.MULTILINE)
    title = html.escape(named[1], quote=False) if named else ""
    head = f"<h1>{title}</h1>\n" if title else ""
    content = MarkdownIt("commonmark", {"breaks": True}).enable("table").render(body)
    return _PAGE.format(language=page.language, title=title, content=head + content)


ALTERATIONS: dict[str, Alteration] = {
    alteration.__name__: alteration
    for alteration in (
        as_web_page, bold_heads, bold_labels, bold_names, capital_heads, dates_as_stamps, dates_in_figures,
        dates_in_words, labels_above, labels_as_heads, labels_in_tables, labels_with_dashes, linked_names,
        menu_and_footer, neutral_line, sums_behind_units, sums_unparted, sums_with_points, titles_in_guillemets,
        titles_in_italics, titles_unquoted,
    )
} | TITLE_ALTERATIONS | ASIDE_ALTERATIONS | BODY_ALTERATIONS | WORD_ALTERATIONS  # fmt: skip
"""All of them, by name."""
