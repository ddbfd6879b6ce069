"""Registration numbers: the Czech family in any state of repair, the other schemes, and what a label calls one.

A call number, an act, an account, a phone are refused: they have no scheme, or words beside them that say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.base import mention
from extractors.reading import Reading
from schemas.records import Mention

NAME, FIELDS = "registration_numbers", ("registration_number",)


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield the numbers of the document, each where it is printed.

    Attributes: `repairs`, the codes of the typing errors that the number shows, with commas; absent if none.
    """
    for page in reading.pages:
        for number in page.numbers:
            repairs = number.reading.repairs if number.reading else ()
            attributes = {"repairs": ",".join(repairs)} if repairs else None
            yield mention(
                page, "registration_number", number.start, number.end, f"registration_numbers.{number.rule}", attributes
            )
