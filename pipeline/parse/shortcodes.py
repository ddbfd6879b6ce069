"""Take the marks of Hugo, Jekyll, kramdown and Pandoc out of Markdown; what people read stays."""

from __future__ import annotations

import re
from html import escape

from pipeline.sniff import looks_like_fragment, looks_like_page

_SHORTCODE = re.compile(r"\{\{[<%](.{0,2000}?)[>%]\}\}|\{%(.{0,2000}?)%\}|\{\{(.{0,500}?)\}\}", re.S)
_SHOWN = re.compile(r"""\b(?:title|alt|caption|text)\s{0,9}=\s{0,9}(?:"([^"]{1,500})"|'([^']{1,500})')""", re.I)
_ATTRIBUTES = re.compile(
    r"\{:?[ ]?(?:[.\#][\w-]{1,80}|:?[\w-]{1,40}=[\"'][^\"'\n{}]{0,200}[\"'])[^{}\n]{0,200}\}|\{:toc\}"
)
# `![Logo EU]( "Logo EU")`: an editor's picture whose file is gone; Markdown would print the marks.
_PLACELESS = re.compile(r"!\[([^\]\n]{0,300})\]\(\s{0,9}(?:\"[^\"\n]{0,300}\")?\s{0,9}\)")
# The sign of a footnote, and the one that the note itself begins with.
_NOTE = re.compile(r"^\[\^[\w-]{1,40}\]:[ \t]?|\[\^[\w-]{1,40}\]", re.M)
# A day opens a line, "1. 3. 2021" or "1. března 2021", and no item of a list: Markdown would take its figure away.
_DAY_FIRST = re.compile(
    r"^([ \t]{0,12}(?:[-*+][ \t]{1,3})?\d{1,2})\."
    r"(?=[ \t]{1,2}(?:(?:1[0-2]|0?[1-9])\.[ \t]{0,2}|[^\W\d_A-Z]{4,9}[ \t])(?:19|20)\d\d(?!\d))",
    re.M,
)


def days_escaped(text: str) -> str:
    r"""Return Markdown in which a day at the beginning of a line is no number of a list; HTML as it is.

    >>> days_escaped("1. 3. 2021 – 28. 2. 2023 Bees")
    '1\\. 3. 2021 – 28. 2. 2023 Bees'
    """
    if looks_like_page(text) or looks_like_fragment(text):
        return text
    return _DAY_FIRST.sub(r"\1\\.", text)


def plain_markdown(text: str) -> str:
    """Return `text` without shortcodes, template marks, attribute lists and signs of footnotes.

    >>> plain_markdown('{{< figure src="a.png" title="Podpora EU" >}} Text {.lead}')
    '<img alt="Podpora EU"> Text '
    """
    text = days_escaped(_PLACELESS.sub(lambda found: _picture(found[1]), text))
    text = _NOTE.sub("", text) if "[^" in text else text
    if "{" not in text:
        return text
    return _ATTRIBUTES.sub("", _SHORTCODE.sub(_shown, text))


def _shown(found: re.Match[str]) -> str:
    inner = found[1] or found[2] or found[3] or ""
    pieces = [double or single for double, single in _SHOWN.findall(inner)]
    return "".join(_picture(piece) for piece in pieces)


def _picture(alt: str) -> str:
    return f'<img alt="{escape(alt)}">'
