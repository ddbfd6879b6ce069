"""Say what the names of a page's elements mean for its text."""

from __future__ import annotations

from pipeline.parse.element import Element


def names_of(names: str) -> frozenset[str]:
    """Return the blank-separated names as a set."""
    return frozenset(names.split())


# Never shown, or shown only to choose from.
PRUNED = names_of(
    "script style noscript template svg iframe object embed select textarea button audio video canvas "
    "map datalist head title meta link base param source track xml"
)
LINKED_DATA_TYPE = "application/ld+json"
BLOCKS = names_of(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol "
    "p pre section summary table tbody td tfoot th thead tr ul"
)
BOXES = names_of("div ul ol section td table p header nav aside dl menu span form center")
"""What may be a menu, an aside or a footer as a whole."""
BOLD = names_of("b strong")
HEADINGS = {f"h{level}": level for level in range(1, 7)}


def attribute(tag: Element, name: str) -> str:
    """Return the attribute; "" if there is none."""
    return tag.attrs.get(name) or ""
