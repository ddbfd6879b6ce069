"""Say what tags and strings of a BeautifulSoup tree mean for the text."""

from __future__ import annotations

from collections.abc import Container, Iterator

from bs4.element import Tag


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


def attribute(tag: Tag, name: str) -> str:
    """Return the attribute as one string; "" if there is none."""
    value = tag.attrs.get(name)
    if value is None:
        return ""
    return value if isinstance(value, str) else " ".join(value)


def stands_in(tag: Tag, names: Container[str]) -> bool:
    """Return whether `tag` stands in an element of one of these names."""
    parent = tag.parent
    while parent is not None:
        if parent.name in names:
            return True
        parent = parent.parent
    return False


def below(tag: Tag, names: Container[str]) -> Iterator[Tag]:
    """Yield the elements of these names that stand in `tag`, in order. BeautifulSoup asks a filter for each."""
    left = tag.contents[::-1]
    while left:
        node = left.pop()
        if isinstance(node, Tag):
            if node.name in names:
                yield node
            left += reversed(node.contents)


def holds(tag: Tag, names: Container[str]) -> bool:
    """Return whether an element of one of these names stands in `tag`."""
    return any(True for _ in below(tag, names))
