"""An element of a page as the steps after the tree see it: its place in the walk, and what was counted in it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping


class Unread(str):
    """A text that is none of the page's: its title, or data for machines."""

    __slots__ = ()


class Element:
    """An element of the tree. Its fields are set by the tree's builder alone, which makes hundreds for a page.

    `steps` is the walk of the whole tree in document order: a text, an element where it begins, None where the
    innermost ends; `begin` and `end` are the element's half-open range in it. `letters` and `linked` are the letters
    below it, all and those in links, `links` counts the links, itself too.
    """

    __slots__ = ("attrs", "begin", "end", "letters", "linked", "links", "name", "parent", "steps")
    name: str
    attrs: Mapping[str, str]
    parent: Element | None
    steps: list[str | Element | None]
    begin: int
    end: int
    letters: int
    linked: int
    links: int

    @property
    def density(self) -> float:
        """Return the share of the letters that stand in links."""
        return self.linked / self.letters if self.letters else 0.0

    @property
    def parents(self) -> Iterator[Element]:
        """Yield what the element stands in, the innermost first."""
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent

    @property
    def children(self) -> Iterator[str | Element]:
        """Yield what stands right in the element, in order."""
        place, last = self.begin + 1, self.end - 1
        while place < last:
            step = self.steps[place]
            assert step is not None
            yield step
            place = place + 1 if isinstance(step, str) else step.end

    def below(self, names: Container[str]) -> Iterator[Element]:
        """Yield the elements of these names that stand in this one, in order."""
        for step in self.steps[self.begin + 1 : self.end]:
            if type(step) is Element and step.name in names:
                yield step

    def holds(self, names: Container[str]) -> bool:
        """Return whether an element of one of these names stands in this one."""
        return any(True for _ in self.below(names))

    def stands_in(self, names: Container[str]) -> bool:
        """Return whether this element stands in one of these names."""
        return any(parent.name in names for parent in self.parents)

    def text(self, between: str = "") -> str:
        """Return the texts in the element, one after the other."""
        return between.join(step for step in self.steps[self.begin : self.end] if isinstance(step, str))
