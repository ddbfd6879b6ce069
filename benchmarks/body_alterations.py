"""Other forms in which a page says who receives a grant, who takes part and who pays: no name is changed.

Labels become sentences, sentences and labels take other words, lists take other forms, names get a country behind them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence

from benchmarks.altered_page import Altered
from benchmarks.body_wordings import LABELS, SENTENCES

_FIELDS = ("beneficiaries", "partners", "funders")
_COUNTRY = {"cs": "(Česká republika)", "en": "(Czech Republic)"}
_LINE = re.compile(
    r"(?P<lead>^[ \t]*(?:[-*+][ \t]+)?)(?P<open>\*\*|__)?(?P<label>[^\W\d_][^:\n*_|<>{}\[\]]{1,50}?)"
    r"(?:(?P<close>(?:\*\*|__)?:(?:\*\*|__)?)[ \t]+)(?P<value>\S[^\n]*?)(?P<end>(?:\s\s|\\)?$)",
    re.MULTILINE,
)
_ELEMENT = re.compile(
    r"(?P<lead>(?:<(?:p|li|div|br)(?:\s[^<>]*)?/?>|^)\s*)(?P<open><(?:strong|b)>)?(?P<label>[^\W\d_][^:<>\n{}]{1,50}?)"
    r"(?P<close>\s?(?:</(?:strong|b)>\s?:|:\s?</(?:strong|b)>|:))\s+(?P<value>(?:[^\s<>]|<a\s)(?:[^<>\n]|</?(?:a|em|b|strong|i)(?:\s[^<>]*)?>){1,400}?)(?P<end>\s*(?=</?(?:p|li|div|br)[\s>/]))",
    re.MULTILINE | re.IGNORECASE,
)
_CELLS = re.compile(
    r"^(?P<lead>\|\s*)(?P<label>[^|\n]{2,50}?)(?P<close>\s*\|\s*)(?P<value>[^|\n]+?)(?P<end>\s*\|\s*$)", re.MULTILINE
)
_ELEMENTS = re.compile(
    r"(?P<lead><(?P<tag>th|td|dt|div|span|p|strong|b)(?:\s[^<>]*)?>\s*)(?P<label>[^<>]{2,50}?)(?P<close>\s*</(?P=tag)>\s*"
    r"(?:</strong>|</b>)?\s*<(?:td|dd|div|span|p)(?:\s[^<>]*)?>\s*)(?P<value>(?:[^<>\n]|</?(?:a|em|b|strong|i)(?:\s[^<>]*)?>){2,400}?)"
    r"(?P<end>\s*</(?:td|dd|div|span|p)>)",
    re.IGNORECASE,
)
_ITEMS = re.compile(r"(?:^[ \t]*[-*+][ \t]+\S[^\n]*(?:\n|\Z)){2,40}", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*[-*+][ \t]+(\S[^\n]*?)[ \t]*$", re.MULTILINE)
_HTML_LIST = re.compile(
    r"<ul[^<>]*>\s*((?:<li[^<>]*>(?:(?!</?[uo]l|<li|</li).){1,400}</li>\s*){2,40})</ul>", re.S | re.I
)
_HTML_ITEM = re.compile(r"<li[^<>]*>\s*(.*?)\s*</li>", re.DOTALL | re.IGNORECASE)
_LINKED = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)|</?(?:a|strong|b|em|span)(?:\s[^<>]*)?>|\*\*")


def _pairs(
    page: Altered, changed: Callable[[re.Match[str], str, list[str]], str], pattern: re.Pattern[str] | None = None
) -> str:
    """Return the page with a function of match, field and names put for each label whose value is names of a field."""
    front, body = page.parts()

    def put(match: re.Match[str]) -> str:
        field, names = _told(page, match["value"])
        return changed(match, field, names) if names else match[0]

    return front + (pattern or (_ELEMENT if page.markup else _LINE)).sub(put, body)


def _told(page: Altered, value: str) -> tuple[str, list[str]]:
    """Return the field of which the value is one name or a list of names, and the names; nothing for all else."""
    found = []
    if re.search(r"[^\W\d_]{4}\.\s", value):
        return "", []
    for field in _FIELDS:
        names, rest = [], value
        for form in page.names(field):
            form = form.replace("&", "&amp;") if page.markup else form
            if len(form) >= 3 and form in rest:
                names.append((value.find(form), form))
                rest = rest.replace(form, "\0")
        if names and re.match(r"(?:\W|<[^<>]*>)*\0", rest):
            found.append((field, [name for _, name in sorted(names)]))
    return found[0] if len(found) == 1 else ("", [])


def _choice(page: Altered, words: Sequence[str], name: str, turn: int) -> str:
    """Choose one of several by page, name and turn, the same each time."""
    return words[(zlib.crc32((page.text[:400] + name).encode()) + turn) % len(words)]


def _is_worded(page: Altered) -> bool:
    """Say whether the page is written in a language that has words here."""
    return page.label.get("document", {}).get("language") in SENTENCES


def _sentences(page: Altered, turn: int) -> str:
    def sentence(match: re.Match[str], field: str, names: list[str]) -> str:
        words = SENTENCES[page.language][field]
        said = _choice(page, words, names[0], turn)
        if field == "partners" and len(names) == 1 and page.language == "cs":
            said = "Partnerem projektu je {}."
        said = (
            said.replace(" are partners", " is a partner").replace("partners are", "partner is")
            if len(names) == 1
            else said
        )
        return match["lead"] + said.format(match["value"].rstrip(".")) + match["end"]

    return _pairs(page, sentence) if _is_worded(page) else page.text


def roles_in_sentences(page: Altered) -> str:
    """Tell in a sentence what a label tells."""
    return _sentences(page, 0)


def roles_in_sentences_too(page: Altered) -> str:
    """Tell in another sentence what a label tells."""
    return _sentences(page, 5)


def _relabelled(page: Altered, turn: int) -> str:
    def label(match: re.Match[str], field: str, names: list[str]) -> str:
        words = _choice(page, LABELS[page.language][field], names[0], turn)
        parted = " " if "open" in match.re.groupindex else ""
        opening = (match["open"] or "") if parted else ""
        colon = ":" if not parted and match["label"].endswith(":") else ""
        return f"{match['lead']}{opening}{words}{colon}{match['close']}{parted}{match['value']}{match['end']}"

    if not _is_worded(page):
        return page.text
    lines = Altered(_pairs(page, label), page.label, page.ending)
    return _pairs(lines, label, _ELEMENTS if page.markup else _CELLS)


def role_labels(page: Altered) -> str:
    """Put another label of the same meaning for each label of an organisation."""
    return _relabelled(page, 0)


def role_labels_too(page: Altered) -> str:
    """Put yet another label for each label of an organisation."""
    return _relabelled(page, 5)


def named_lists(page: Altered) -> str:
    """Make lists of names behind a label items, a line for each."""

    def items(match: re.Match[str], _: str, names: list[str]) -> str:
        if len(names) < 2 or "<li" in match["lead"].lower():
            return match[0]
        head = f"{match['open'] or ''}{match['label']}{match['close']}"
        if page.markup:
            return f"{match['lead']}{head}</p><ul>" + "".join(f"<li>{name}</li>" for name in names) + "</ul><p>"
        return f"\n{head}\n\n" + "\n".join(f"- {name}" for name in names) + "\n"

    return _pairs(page, items)


def _lists(page: Altered, form: Callable[[list[str]], str]) -> str:
    """Return the page with a function of the items put for each list that begins each item with an organisation."""
    front, body = page.parts()
    names = tuple(page.names(*_FIELDS))

    def put(match: re.Match[str]) -> str:
        items = (_HTML_ITEM if page.markup else _ITEM).findall(match[0])
        held = [any(name in _LINKED.sub(r"\1", item) for name in names) for item in items]
        told = sum(held) >= 2 and sum(held) * 3 >= len(held) * 2 and not re.search(r"<[uo]l|\n[ \t]+[-*]", match[0][3:])
        return form(items) if told else match[0]

    return front + (_HTML_LIST if page.markup else _ITEMS).sub(put, body)


def _plain(page: Altered, items: Sequence[str]) -> bool:
    """Say whether the items are names alone."""
    names = {form.replace("&", "&amp;") if page.markup else form for form in page.names(*_FIELDS)}
    return all(_LINKED.sub(r"\1", item) in names for item in items)


def lists_joined(page: Altered) -> str:
    """Put the names of a list on one line, commas between them."""
    opening, closing = ("<p>", "</p>") if page.markup else ("", "\n")
    return _lists(
        page, lambda items: opening + ", ".join(items) + closing if _plain(page, items) else _listed(page, items)
    )


def _listed(page: Altered, items: Sequence[str]) -> str:
    return (
        "<ul>" + "".join(f"<li>{i}</li>" for i in items) + "</ul>"
        if page.markup
        else "".join(f"- {i}\n" for i in items)
    )


def lists_in_lines(page: Altered) -> str:
    """Put the items of a list on lines of one paragraph."""
    if page.markup:
        return _lists(page, lambda items: "<p>" + "<br>".join(items) + "</p>")
    return _lists(page, lambda items: "  \n".join(items) + "\n")


def lists_numbered(page: Altered) -> str:
    """Number the items of a list."""
    if page.markup:
        return _lists(page, lambda items: "<ol>" + "".join(f"<li>{i}</li>" for i in items) + "</ol>")
    return _lists(page, lambda items: "".join(f"{n}. {item}\n" for n, item in enumerate(items, 1)))


def lists_in_paragraphs(page: Altered) -> str:
    """Make each item of a list a paragraph."""
    if page.markup:
        return _lists(page, lambda items: "".join(f"<p>{i}</p>" for i in items))
    return _lists(page, lambda items: "\n" + "\n\n".join(items) + "\n")


def lists_in_cells(page: Altered) -> str:
    """Set the items of a list in cells of a table of one column, as content systems do."""
    if not page.markup:
        return page.text
    return _lists(page, lambda items: "<table>" + "".join(f"<tr><td>{i}</td></tr>" for i in items) + "</table>")


def lists_as_cards(page: Altered) -> str:
    """Make each item of a list that is a name alone a heading of level 4."""

    def cards(items: list[str]) -> str:
        if not _plain(page, items):
            return _listed(page, items)
        return "".join(f"<h4>{i}</h4>" if page.markup else f"\n#### {i}\n" for i in items)

    return page.text if page.plain else _lists(page, cards)


def lists_as_logos(page: Altered) -> str:
    """Make each item of a list that is a name alone a picture with the name for its text."""

    def logos(items: list[str]) -> str:
        if not _plain(page, items):
            return _listed(page, items)
        names = [_LINKED.sub(r"\1", item) for item in items]
        if page.markup:
            return (
                "<div>" + "".join(f'<img src="/logo/{n}.png" alt="{name}">' for n, name in enumerate(names)) + "</div>"
            )
        return "".join(f"![{name}](/logo/{n}.png)\n" for n, name in enumerate(names))

    return page.text if page.plain else _lists(page, logos)


def lists_with_semicolons(page: Altered) -> str:
    """End each item of a list with a semicolon, the last with a full stop."""
    return _lists(page, lambda items: _listed(page, [f"{i};" for i in items[:-1]] + [f"{items[-1]}."]))


def names_with_countries(page: Altered) -> str:
    """Put the country in brackets behind items of lists and values of labels that are a name alone."""
    country = _COUNTRY[page.language]

    def labelled(match: re.Match[str], _: str, names: list[str]) -> str:
        value = match["value"]
        for name in names:
            value = value.replace(name, f"{name} {country}", 1)
        return f"{match['lead']}{match['open'] or ''}{match['label']}{match['close']} {value}{match['end']}"

    text = _pairs(page, labelled)
    return _lists(
        Altered(text, page.label, page.ending),
        lambda items: _listed(page, [f"{i} {country}" if _plain(page, [i]) else i for i in items]),
    )


def names_in_capitals(page: Altered) -> str:
    """Set names of organisations in capitals where they are the value of a label or an item of a list."""

    def labelled(match: re.Match[str], _: str, names: list[str]) -> str:
        value = match["value"]
        for name in names:
            value = value.replace(name, _raised(name))
        return f"{match['lead']}{match['open'] or ''}{match['label']}{match['close']} {value}{match['end']}"

    text = _pairs(page, labelled)
    return _lists(
        Altered(text, page.label, page.ending),
        lambda items: _listed(
            page, [_raised(i) if _plain(page, [i]) and "](" not in i and "<" not in i else i for i in items]
        ),
    )


def _raised(name: str) -> str:
    return name.replace("&amp;", "\0").upper().replace("\0", "&amp;")


BODY_ALTERATIONS: dict[str, Callable[[Altered], str]] = {
    alteration.__name__: alteration
    for alteration in (
        lists_as_cards, lists_as_logos, lists_in_cells, lists_in_lines, lists_in_paragraphs, lists_joined,
        lists_numbered, lists_with_semicolons, named_lists, names_in_capitals, names_with_countries, role_labels,
        role_labels_too, roles_in_sentences, roles_in_sentences_too,
    )
}  # fmt: skip
"""All of them, by name."""
