"""Mark which elements of a page are navigation, asides, footers, or hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4.element import Tag

from pipeline.parse.markup import Event, attribute, events, names_of
from schemas.document import Region

_NAVIGATION = re.compile(
    r"(?:^|[\s_-])(?:nav|navi|navbar|navigation|menu|submenu|mainmenu|topmenu|leftmenu|breadcrumbs?|drobky|drobeckova|"
    r"pagination|pager|paging|skip-?links?|toc|tagcloud|languages?|lang-switcher|share|social|cookies?|consent)"
    r"(?:$|[\s_\d-])",
    re.I,
)
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:sidebar|side-?bar|related|archives?|archiv|widgets?|recent|popular|souvisejici|aktuality-box)"
    r"(?:$|[\s_\d-])",
    re.I,
)
_FOOTER = re.compile(r"(?:^|[\s_-])(?:footer|foot|paticka|zapati|colophon)(?:$|[\s_\d-])", re.I)
_HIDDEN_STYLE = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.I)
_BOXES = names_of("div ul ol section td table p header nav aside dl menu span form")
_ROLES = {
    "navigation": Region.NAVIGATION,
    "menu": Region.NAVIGATION,
    "menubar": Region.NAVIGATION,
    "complementary": Region.ASIDE,
    "contentinfo": Region.FOOTER,
}
# A part that holds more than this share of the page's text is the page, whatever its class says.
_MOST = 0.6
# Text of a menu stands in links; a `menu` with less of it is somebody's content box.
_MENU_LINKS = 0.4
_LIST_LINKS = 0.8
_LIST_ITEM_CHARS = 60
_MAIN_SHARE = 0.25
# In this order; of two articles on a page neither is the content.
_CONTENT = ("main", "articleBody", "article")


@dataclass(slots=True)
class Measure:
    """Letters below an element: all, those in links, and how many links there are."""

    text: int = 0
    linked: int = 0
    links: int = 0

    @property
    def density(self) -> float:
        return self.linked / self.text if self.text else 0.0


@dataclass(slots=True)
class Marks:
    """Regions of elements by `id()`, and the elements to be left out because they are hidden."""

    regions: dict[int, Region] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)


def mark(body: Tag) -> Marks:
    """Return the regions of the elements below `body`; what has no mark takes its parent's region."""
    measures, candidates = _measure(body)
    whole = measures[id(body)].text
    content = _content(candidates, measures, whole)
    inside = {id(parent) for parent in content.parents} if content else set()
    marks = Marks()
    depth = 0
    for event, tag in events(body, frozenset()):
        if not isinstance(tag, Tag):
            continue
        if event is Event.END:
            depth -= depth > 0
            continue
        # Below a marked element nothing is marked again, except what is hidden.
        if _hidden(tag) and measures[id(tag)].text <= whole * _MOST:
            marks.hidden.add(id(tag))
        if depth:
            depth += 1
            continue
        within = tag is content or (content is not None and id(tag) in inside)
        region = None if within else _region(tag, measures[id(tag)], whole, content, inside)
        if region is not None:
            marks.regions[id(tag)] = region
            depth = 1
    return marks


def _measure(body: Tag) -> tuple[dict[int, Measure], dict[str, list[Tag]]]:
    """Return the measures of `body` and of all below it, and what may be the main content, in one pass."""
    candidates: dict[str, list[Tag]] = {name: [] for name in _CONTENT}
    found = {id(body): Measure()}
    open_tags = [found[id(body)]]
    links = 0
    for event, node in events(body, frozenset()):
        if event is Event.TEXT:
            letters = len("".join(str(node).split()))
            open_tags[-1].text += letters
            open_tags[-1].linked += letters if links else 0
        elif event is Event.START and isinstance(node, Tag):
            is_link = node.name == "a"
            links += is_link
            candidate = _content_name(node)
            if candidate:
                candidates[candidate].append(node)
            measure = found[id(node)] = Measure(links=int(is_link))
            open_tags.append(measure)
        elif len(open_tags) > 1:
            links -= isinstance(node, Tag) and node.name == "a"
            done = open_tags.pop()
            above = open_tags[-1]
            above.text += done.text
            above.linked += done.linked
            above.links += done.links
    return found, candidates


def _content_name(tag: Tag) -> str:
    """Return under which name of `_CONTENT` the tag may be the main content, "" if it may not."""
    if tag.name in ("main", "article"):
        return tag.name
    if not tag.attrs:
        return ""
    marked = attribute(tag, "itemprop") == "articleBody"
    return "main" if attribute(tag, "role").lower() == "main" else "articleBody" if marked else ""


def _content(candidates: dict[str, list[Tag]], measures: dict[int, Measure], whole: int) -> Tag | None:
    """Return the element that its author marked as the main content, if it holds enough of the text."""
    for name in _CONTENT:
        found = candidates[name]
        if len(found) == 1 and measures[id(found[0])].text >= whole * _MAIN_SHARE:
            return found[0]
    return None


def _hidden(tag: Tag) -> bool:
    attrs = tag.attrs
    if not attrs:
        return False
    if "hidden" in attrs or attribute(tag, "aria-hidden").lower() == "true":
        return True
    style = attrs.get("style")
    return isinstance(style, str) and bool(_HIDDEN_STYLE.search(style))


def _region(tag: Tag, measure: Measure, whole: int, content: Tag | None, inside: set[int]) -> Region | None:
    """Return the region that `tag` opens, or None if it goes on in its parent's."""
    if measure.text > whole * _MOST:
        return None
    region = _by_name(tag, measure)
    if region is not None or tag.name not in _BOXES:
        return region
    outside = content is not None and tag.parent is not None and id(tag.parent) in inside
    if outside and measure.density > 0.5 and measure.links >= 2:
        return Region.NAVIGATION
    is_list = measure.links >= 4 and measure.density > _LIST_LINKS
    if is_list and measure.text <= _LIST_ITEM_CHARS * measure.links and tag.name not in ("table", "td"):
        return Region.NAVIGATION
    return None


def _by_name(tag: Tag, measure: Measure) -> Region | None:
    """Return the region that the tag's name, role, class or id tells."""
    name = tag.name
    if name == "nav":
        return Region.NAVIGATION
    if name == "aside":
        return Region.ASIDE
    if name == "footer":
        within_article = tag.find_parent("article") or tag.find_parent("blockquote")
        return None if within_article else Region.FOOTER
    role = _ROLES.get(attribute(tag, "role").lower())
    if role is not None:
        return role
    if name not in _BOXES or not tag.attrs:
        return None
    names = f"{attribute(tag, 'class')} {attribute(tag, 'id')}"
    if names == " ":
        return None
    if _FOOTER.search(names):
        return Region.FOOTER
    if _NAVIGATION.search(names) and (measure.density > _MENU_LINKS or measure.text < 30):
        return Region.NAVIGATION
    if _ASIDE.search(names):
        return Region.ASIDE
    return None
