"""Take the marks of Hugo, Jekyll, kramdown and Pandoc out of Markdown; what people read stays."""

from __future__ import annotations

import re
from html import escape

_SHORTCODE = re.compile(r"\{\{[<%](.{0,2000}?)[>%]\}\}|\{%(.{0,2000}?)%\}|\{\{(.{0,500}?)\}\}", re.S)
_SHOWN = re.compile(r"""\b(?:title|alt|caption|text)\s{0,9}=\s{0,9}(?:"([^"]{1,500})"|'([^']{1,500})')""", re.I)
_ATTRIBUTES = re.compile(
    r"\{:?[ ]?(?:[.\#][\w-]{1,80}|:?[\w-]{1,40}=[\"'][^\"'\n{}]{0,200}[\"'])[^{}\n]{0,200}\}|\{:toc\}"
)
# `![Logo EU]( "Logo EU")`: an editor's picture whose file is gone; Markdown would print the marks.
_PLACELESS = re.compile(r"!\[([^\]\n]{0,300})\]\(\s{0,9}(?:\"[^\"\n]{0,300}\")?\s{0,9}\)")


def plain_markdown(text: str) -> str:
    """Return `text` without shortcodes, template marks and attribute lists.

    >>> plain_markdown('{{< figure src="a.png" title="Podpora EU" >}} Text {.lead}')
    '<img alt="Podpora EU"> Text '
    """
    text = _PLACELESS.sub(lambda found: _picture(found[1]), text)
    if "{" not in text:
        return text
    return _ATTRIBUTES.sub("", _SHORTCODE.sub(_shown, text))


def _shown(found: re.Match[str]) -> str:
    inner = found[1] or found[2] or found[3] or ""
    pieces = [double or single for double, single in _SHOWN.findall(inner)]
    return "".join(_picture(piece) for piece in pieces)


def _picture(alt: str) -> str:
    return f'<img alt="{escape(alt)}">'
