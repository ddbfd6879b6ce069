"""Sections on other things before or behind a labelled page; a careful reader would note the same of its project."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

from benchmarks.altered_page import Altered, within

SECTIONS = tomllib.loads((Path(__file__).parent / "asides.toml").read_text(encoding="utf-8"))
"""By kind and language, a heading and its paragraphs."""


def _with_section(page: Altered, kind: str, *, before: bool = False) -> str:
    """Return the page with a section of its own before or behind it."""
    head, *paragraphs = SECTIONS[kind][page.language]
    if page.markup:
        section = f"<h2>{head}</h2>" + "".join(f"<p>{words}</p>" for words in paragraphs)
        return within(page.text, section if before else "", "" if before else section)
    front, body = page.parts()
    section = "\n\n".join([head if page.plain else f"## {head}", *paragraphs]) + "\n\n"
    return front + (section + body.lstrip() if before else f"{body.rstrip()}\n\n{section}")


def about_us_before(page: Altered) -> str:
    """Put a section on the organisation, its age and seat before the page."""
    return _with_section(page, "about_us", before=True)


def about_us_behind(page: Altered) -> str:
    """Put a section on the organisation, its age and seat behind the page."""
    return _with_section(page, "about_us")


def call_behind(page: Altered) -> str:
    """Put a section on two calls for applications behind the page."""
    return _with_section(page, "call")


def news_before(page: Altered) -> str:
    """Put three news on other things before the page."""
    return _with_section(page, "news", before=True)


ASIDE_ALTERATIONS: dict[str, Callable[[Altered], str]] = {
    alteration.__name__: alteration for alteration in (about_us_before, about_us_behind, call_behind, news_before)
}
"""All of them, by name."""
