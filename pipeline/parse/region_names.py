"""What the tag, role, class and id of an element say about its region of the page, and whether it is hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.parse.element import Element
from pipeline.parse.markup import BOXES, attribute, names_of
from schemas.document import Region

_EDGE = r"(?:^|[\s_-])(?:{})(?:$|[\s_\d-])"
_NAVIGATION = re.compile(
    _EDGE.format(
        "nav|navi|navbar|\\w{2,12}nav|navigation|menu|\\w{2,12}menu|breadcrumbs?|drobky|drobecky|drobeckova|"
        "pathway|pagination|pager|paging|skip-?links?|skip-link|toc|tagcloud|tags|tabs|cat-links|links|path|tree|languages?|"
        "lang-switcher|share|sharing|social|prev|next|print|tisk"
    ),
    re.I,
)
_ASIDE = re.compile(
    _EDGE.format(
        "sidebar|side-?bar|related|relatedposts|archives?|archiv|recent|popular|mostread|souvisejici|aktuality-box|newsletter|"
        "comments|komentare|cookies?|cookie-?bar|consent|popup|modal|teasers|sharedaddy|moduletable|search|searchbox|"
        "search-box|hledani|vyhledavani"
    ),
    re.I,
)
# Whole class names: page builders call every box `elementor-widget`, and `page-header` is a heading of the content.
_WIDGET = re.compile(r"(?:^|\s)widgets?(?:[_-]\w{1,40}){0,4}(?:$|\s)", re.I)
_TOP = re.compile(
    r"(?:^|\s)(?!(?:page|entry|post|article|card|block|section|content|panel|title|table)-)(?:\w{2,12}-)?"
    r"(?:header|hlavicka|zahlavi|masthead|branding|logo|topbar|bar|top|banner)(?:$|\s)",
    re.I,
)
# A text that is set to the left or to the right has these names too: they count for boxes with links alone.
_SIDE = re.compile(_EDGE.format("left\\w{0,8}|right\\w{0,8}|levy|pravy|leva|prava|side|sloupec"), re.I)
_FOOTER = re.compile(_EDGE.format("footer|foot|paticka|zapati|colophon|copyright|bottom|spodek"), re.I)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HIDDEN_STYLE = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|mso-hide\s{0,9}:\s{0,9}all", re.I
)
_ROLES = {
    "navigation": Region.NAVIGATION,
    "menu": Region.NAVIGATION,
    "menubar": Region.NAVIGATION,
    "search": Region.NAVIGATION,
    "complementary": Region.ASIDE,
    "contentinfo": Region.FOOTER,
}
# Text of a menu stands in links; a `menu` with less of it is somebody's content box.
_MENU_LINKS = 0.4
_SHORT = 30
_TITLE = names_of("h1")
_LINK = names_of("a")
# A footer or a header in one of these is that of a part of the page.
_QUOTING = names_of("article blockquote")
_CONTENT = names_of("article main td")
# A column beside the content holds at most this share of the page's text, a header of the site this one.
_MOST_SIDE = 0.35
_MOST_TOP = 0.2


def region_by_name(tag: Element, whole: int) -> Region | None:
    """Return the region that the tag's name, role, class or id tells; `whole` is the page's number of letters."""
    name = tag.name
    if name == "nav":
        return Region.NAVIGATION
    if name == "aside":
        return Region.ASIDE
    if name == "footer":
        return None if tag.stands_in(_QUOTING) else Region.FOOTER
    role = _ROLES.get(attribute(tag, "role").lower()) if "role" in tag.attrs else None
    if role is not None or name not in BOXES:
        return role
    names = f"{attribute(tag, 'class')} {attribute(tag, 'id')}".strip()
    if name == "header":
        names += " header"
    return _by_names(_said(names), tag, whole) if names else None


@dataclass(frozen=True, slots=True)
class _Said:
    """What the class and the id of an element say."""

    footer: bool
    navigation: bool
    aside: bool
    side: bool
    top: bool


# The boxes of a site share their names: 50 of them stand for 1,000 elements.
@lru_cache(maxsize=4096)
def _said(names: str) -> _Said:
    names = _CAMEL.sub("-", names)
    return _Said(
        footer=_FOOTER.search(names) is not None,
        navigation=_NAVIGATION.search(names) is not None,
        aside=(_ASIDE.search(names) or _WIDGET.search(names)) is not None,
        side=_SIDE.search(names) is not None,
        top=_TOP.search(names) is not None,
    )


def _by_names(said: _Said, tag: Element, whole: int) -> Region | None:
    if said.footer:
        return Region.FOOTER
    if said.navigation and (tag.density > _MENU_LINKS or tag.letters < _SHORT):
        return Region.NAVIGATION
    if said.aside:
        return Region.ASIDE
    if said.side and tag.links >= 2 and tag.letters <= whole * _MOST_SIDE and not tag.holds(_TITLE):
        return Region.ASIDE
    if said.top and tag.links and tag.letters <= whole * _MOST_TOP and _is_top(tag):
        return Region.NAVIGATION
    return None


def _is_top(tag: Element) -> bool:
    """Return whether a header is that of the site: a heading of the page is no link, and stands not in an article."""
    heading = next(tag.below(_TITLE), None)
    own = heading is not None and not heading.holds(_LINK) and not heading.stands_in(_LINK)
    return not own and not tag.stands_in(_CONTENT)


def is_hidden(tag: Element) -> bool:
    """Return whether the element says that it is not shown."""
    attrs = tag.attrs
    if not attrs:
        return False
    if "hidden" in attrs or ("aria-hidden" in attrs and attribute(tag, "aria-hidden").lower() == "true"):
        return True
    style = attrs.get("style")
    return isinstance(style, str) and bool(_HIDDEN_STYLE.search(style))
