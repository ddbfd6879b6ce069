"""Other places, wordings and settings of the titles on a labelled page; a careful reader would note the same."""

from __future__ import annotations

import re
from collections.abc import Callable

from benchmarks.altered_page import Altered, worded

_OPEN, _CLOSE = r"(?:„|“|\"|‚|»|\*{1,2}|<(?:em|i|b|strong)>)?", r"(?:“|”|\"|‘|«|\*{1,2}|</(?:em|i|b|strong)>)?"
_NOUN = r"(?<!\w)(?P<noun>[Pp]rojekt(?P<case>u|em|om)?|[Pp]roject)[ \u00a0\n]"
_ANNOUNCED = _NOUN + _OPEN + r"(?P<name>{words})" + _CLOSE + r"(?!\w)"
_GRANTS = {"cs": {"": "grant", "u": "grantu", "em": "grantem", "om": "grantom"}, "en": {"": "grant"}}
_ACTIONS = {"cs": {"": "akce", "u": "akce", "em": "akcí", "om": "akciou"}, "en": {"": "scheme"}}
_ITEM = re.compile(r"^(?P<mark>[ \t]*(?:[-*+]|\d{1,2}\.)[ \t]+)(?P<words>\S.*)$", re.MULTILINE)
_LIST = re.compile(
    r"(?<=\n\n)(?:^(?:[-*+]|\d{1,2}\.)[ \t]+\S.*\n(?:[ \t]*\n(?=(?:[-*+]|\d{1,2}\.)[ \t]))?){2,}(?=\n|\Z)", re.MULTILINE
)
_LIST_OF_PAGE = re.compile(r"<(ul|ol)[^>]*>((?:(?!<[uo]l)[\s\S])*?)</\1>", re.IGNORECASE)
_ITEM_OF_PAGE = re.compile(r"<li[^>]*>([\s\S]*?)</li>", re.IGNORECASE)
_TITLE_FIRST = (
    r"(?P<name>"
    + _OPEN
    + r"(?:{words})"
    + _CLOSE
    + r")(?P<parting>\s?[,;:–(-]+\s?)(?P<rest>(?!\S[^\n]*\.\s)\S[^\n]{{6,130}})"
)
_HEAD = re.compile(r"^(#{1,6})([ \t]+)(\S.*?)[ \t]*#*$", re.MULTILINE)
_HEAD_OF_PAGE = re.compile(r"(<h([1-6])[^>]*>)(.*?)(</h\2>)", re.DOTALL | re.IGNORECASE)
_TABLE = re.compile(r"^\|.*\|[ \t]*\n\|[ \t:|-]+\|[ \t]*\n(?:\|.*\|[ \t]*(?:\n|\Z))+", re.MULTILINE)
_NAMED_PAGE = re.compile(r"^(title:\s*)([\"']?)(.+?)\2\s*$", re.MULTILINE)
_NAMED_WEB_PAGE = re.compile(r"(<title>)([^<]+)(</title>)", re.IGNORECASE)
_SITE = {"cs": "Obecní zpravodaj", "en": "Town Herald"}
_NOUN_OF_HEAD = {"cs": "Projekt", "en": "Project"}


def _announced(page: Altered, form: Callable[[re.Match[str]], str], count: int = 0) -> str:
    """Return the page with "project X" written by a function of its match."""
    front, body = page.parts()
    for name in page.names("titles"):
        body = re.sub(_ANNOUNCED.replace("{words}", worded(name)), form, body, count=count)
    return front + body


def titles_called(page: Altered) -> str:
    """Say that the project is called so, without quotation marks: "projekt s názvem X", "the project called X"."""
    called = {"cs": "s názvem", "en": "called"}[page.language]
    return _announced(page, lambda match: f"{match['noun']} {called} {match['name']}")


def titles_under_names(page: Altered) -> str:
    """Say under which name the project runs: "projekt pod názvem „X“", "the project under the title "X""."""
    called = {"cs": "pod názvem „{}“", "en": "under the title “{}”"}[page.language]
    return _announced(page, lambda match: f"{match['noun']} {called.format(match['name'])}")


def titles_of_grants(page: Altered) -> str:
    """Call the project a grant."""
    nouns = _GRANTS[page.language]
    return _announced(page, lambda match: match[0].replace(match["noun"], nouns.get(match["case"] or "", "grant"), 1))


def titles_of_actions(page: Altered) -> str:
    """Call the project an action, in English a scheme."""
    nouns = _ACTIONS[page.language]
    return _announced(page, lambda match: match[0].replace(match["noun"], nouns.get(match["case"] or "", "akce"), 1))


def titles_before_noun(page: Altered) -> str:
    """Put titles of English pages before the word, without quotation marks: "the X project"."""
    if page.language == "cs":
        return page.text
    return _announced(page, lambda match: f"{match['name']} {match['noun']}")


def titles_above(page: Altered) -> str:
    """Move the title from the first paragraph of a page on one project that names it so to a heading above it."""
    if page.plain or len(page.label.get("projects", [])) != 1:
        return page.text
    front, body = page.parts()
    heads = [match[3] for match in (_HEAD_OF_PAGE if page.markup else _HEAD).finditer(body)]
    for name in page.names("titles"):
        match = re.search(_ANNOUNCED.replace("{words}", worded(name)), body)
        if match is None or any(name in head for head in heads):
            continue
        start = body.rfind("<p" if page.markup else "\n\n", 0, match.start())
        words = re.sub(r"<[^>]*>", "", body[max(start, 0) : match.start()]).strip()
        if start < 0 or words.startswith(("|", "#", "-", "*", ">")) or "</p" in body[start : match.start()]:
            continue
        head = f"<h3>{name}</h3>\n" if page.markup else f"\n\n### {name}"
        body = body[:start] + head + body[start : match.start()] + match["noun"] + body[match.end() :]
        break
    return front + body


def _listed(page: Altered, item: Callable[[str], str], *, opening: str, closing: str) -> str:
    """Return the page with the lists that hold a title, each item by a function of its words, between two marks."""
    names = page.names("titles")
    if page.plain:
        return page.text

    def of_page(match: re.Match[str]) -> str:
        held = any(name in match[2] for name in names)
        words = [found[1].strip() for found in _ITEM_OF_PAGE.finditer(match[2])]
        return opening + "".join(map(item, words)) + closing if held and words else match[0]

    def of_text(match: re.Match[str]) -> str:
        held = any(name in match[0] for name in names)
        return (
            opening + "".join(item(found["words"]) for found in _ITEM.finditer(match[0])) + closing
            if held
            else match[0]
        )

    front, body = page.parts()
    return front + (_LIST_OF_PAGE.sub(of_page, body) if page.markup else _LIST.sub(of_text, body))


def items_as_paragraphs(page: Altered) -> str:
    """Make the items of lists of projects paragraphs."""
    if page.markup:
        return _listed(page, lambda words: f"<p>{words}</p>\n", opening="", closing="")
    return _listed(page, lambda words: f"{words}\n\n", opening="\n", closing="")


def items_as_lines(page: Altered) -> str:
    """Make the items of lists of projects lines of one paragraph."""
    if page.markup:
        return _listed(page, lambda words: f"{words}<br>\n", opening="<p>", closing="</p>")
    return _listed(page, lambda words: f"{words}  \n", opening="\n", closing="\n")


def items_title_last(page: Altered) -> str:
    """Put the titles that items begin with behind what else they tell: "2015, 50 000 Kč – X"."""
    front, body = page.parts()
    for name in page.names("titles"):
        first = _TITLE_FIRST.replace("{words}", worded(name)).replace("{{6,130}}", "{6,130}?")
        opening = r"(?P<opening><li[^>]*>\s*|^[ \t]*(?:[-*+]|\d{1,2}\.)[ \t]+)"
        closing = r"(?=</li>)" if page.markup else r"$(?!\n[ \t]+\S)"
        body = re.sub(opening + first + r"[ \t]*" + closing, _last, body, flags=re.MULTILINE)
    return front + body


def _last(match: re.Match[str]) -> str:
    rest = match["rest"]
    if "(" in match["parting"]:
        rest = rest.replace(")", "", 1)
    return f"{match['opening']}{rest.rstrip(' .')} – {match['name']}"


def heads_shifted(page: Altered) -> str:
    """Set each heading one level lower."""
    front, body = page.parts()
    if page.plain:
        return page.text
    if page.markup:
        return re.sub(r"(</?h)([1-5])(?=[\s>])", lambda match: match[1] + str(int(match[2]) + 1), page.text)
    return front + _HEAD.sub(lambda match: "#" * min(6, len(match[1]) + 1) + match[2] + match[3], body)


def titles_in_capitals(page: Altered) -> str:
    """Set headings that hold a title in capitals."""
    return _headed(page, str.upper)


def titles_behind_nouns(page: Altered) -> str:
    """Begin headings that are a title with the noun: "Projekt X"."""
    noun = _NOUN_OF_HEAD[page.language]
    return _headed(page, lambda words: f"{noun} {words}", whole=True)


def titles_quoted_in_heads(page: Altered) -> str:
    """Set headings that are a title in quotation marks behind the noun: "Projekt „X“"."""
    noun = _NOUN_OF_HEAD[page.language]
    return _headed(page, lambda words: f"{noun} „{words}“", whole=True)


def _headed(page: Altered, form: Callable[[str], str], *, whole: bool = False) -> str:
    """Return the page with the headings that hold a title, or are one, in a form."""
    names = page.names("titles")

    def held(words: str) -> bool:
        bare = re.sub(r"<[^>]*>", "", words).strip(" *_")
        return not re.search(r"[\[<&{]", words) and (bare in names if whole else any(name in bare for name in names))

    front, body = page.parts()
    if page.plain:
        return page.text
    if page.markup:
        return _HEAD_OF_PAGE.sub(
            lambda match: match[1] + form(match[3]) + match[4] if held(match[3]) else match[0], page.text
        )
    return front + _HEAD.sub(lambda match: match[1] + match[2] + (form(match[3]) if held(match[3]) else match[3]), body)


def heads_run_in(page: Altered) -> str:
    """Put headings that are a title in bold at the begin of the paragraph below: "**X** – Obec …"."""
    names = page.names("titles")
    if page.plain:
        return page.text
    front, body = page.parts()
    if page.markup:
        pattern = re.compile(r"<h([2-6])[^>]*>([^<]*)</h\1>\s*<p>", re.IGNORECASE)
        return pattern.sub(lambda m: f"<p><b>{m[2]}</b> – " if m[2].strip() in names else m[0], page.text)
    run_in = re.compile(r"^#{2,6}[ \t]+([^\n#]+?)[ \t]*\n\n(?=[^\W\d_])", re.MULTILINE)
    return front + run_in.sub(lambda match: f"**{match[1]}** – " if match[1] in names else match[0], body)


def sites_behind_titles(page: Altered) -> str:
    """Put the name of a site behind that of the page in its head."""
    return _sited(page, "{} | {}")


def sites_before_titles(page: Altered) -> str:
    """Put the name of a site before that of the page in its head."""
    return _sited(page, "{1} – {0}")


def _sited(page: Altered, form: str) -> str:
    site = _SITE[page.language]
    if page.markup:
        return _NAMED_WEB_PAGE.sub(lambda match: match[1] + form.format(match[2].strip(), site) + match[3], page.text)
    front, body = page.parts()
    named = _NAMED_PAGE.sub(lambda match: f'{match[1]}"' + form.format(match[3].replace('"', "'"), site) + '"', front)
    return named + body


def rows_as_items(page: Altered) -> str:
    """Make tables that hold a title lists, what heads a column a label: "- X; Částka: 5 000 Kč"."""
    names = page.names("titles")
    if page.plain or page.markup:
        return page.text

    def item(match: re.Match[str]) -> str:
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in match[0].strip().split("\n")]
        if not any(name in match[0] for name in names) or len(rows[0]) < 3:
            return match[0]
        lines = [
            "- "
            + "; ".join(f"{head}: {cell}" if head else cell for head, cell in zip(rows[0], row, strict=False) if cell)
            for row in rows[2:]
        ]
        return "\n".join(["", *lines, "", ""])

    front, body = page.parts()
    return front + _TABLE.sub(item, body)


TITLE_ALTERATIONS: dict[str, Callable[[Altered], str]] = {
    alteration.__name__: alteration
    for alteration in (
        heads_run_in, heads_shifted, items_as_lines, items_as_paragraphs, items_title_last, rows_as_items,
        sites_before_titles, sites_behind_titles, titles_above, titles_before_noun, titles_behind_nouns, titles_called,
        titles_in_capitals, titles_of_actions, titles_of_grants, titles_quoted_in_heads, titles_under_names,
    )
}  # fmt: skip
"""Those of titles, by name."""
