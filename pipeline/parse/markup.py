"""Walk a BeautifulSoup tree without recursion, and say what tags and strings mean for the text."""

from __future__ import annotations

from collections.abc import Container, Iterator
from enum import Enum, auto

from bs4.element import NavigableString, PageElement, PreformattedString, Tag


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
HEADINGS = {f"h{level}": level for level in range(1, 7)}


class Event(Enum):
    """What the walk has come to."""

    START = auto()
    TEXT = auto()
    END = auto()


def events(root: Tag, skip: Container[int]) -> Iterator[tuple[Event, PageElement]]:
    """Yield start, text and end events below `root`, in document order.

    Elements whose `id()` is in `skip` are left out with all that they hold. Own stack: documents of
    100,000 nested elements have been met, and recursion would end at 1,000.
    """
    stack = [iter(root.contents)]
    path = [root]
    while stack:
        for node in stack[-1]:
            if isinstance(node, Tag):
                if node.name in PRUNED or id(node) in skip:
                    continue
                yield Event.START, node
                path.append(node)
                stack.append(iter(node.contents))
                break
            if isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
                yield Event.TEXT, node
        else:
            stack.pop()
            yield Event.END, path.pop()


def attribute(tag: Tag, name: str) -> str:
    """Return the attribute as one string; "" if there is none."""
    value = tag.attrs.get(name)
    if value is None:
        return ""
    return value if isinstance(value, str) else " ".join(value)
