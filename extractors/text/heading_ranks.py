"""Plain text sets all its headings alike: which of them stand over the others is told by what they say.

"Projekty", then "Les pro školu", then "Mapa studánek", each a line of its own: the first announces the others.
"""

from __future__ import annotations

from collections.abc import Callable

from schemas.document import Block, BlockKind


def raised(blocks: tuple[Block, ...], announces: Callable[[Block], bool]) -> frozenset[int]:
    """Return where the headings begin that announce projects, if all the headings are of one level."""
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    if len({heading.level for heading in headings}) != 1:
        return frozenset()
    return frozenset(heading.start for heading in headings if announces(heading))
