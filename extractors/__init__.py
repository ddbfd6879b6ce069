"""One extractor per field family; each reports what is printed, and where, and normalises nothing."""

from __future__ import annotations

from extractors import (
    activities,
    amounts,
    contacts,
    funders,
    grant_lists,
    listed_owners,
    organisations,
    periods,
    programmes,
    project_lists,
    publication_dates,
    registration_numbers,
    target_groups,
    titles,
)
from extractors.base import Extractor

EXTRACTORS: tuple[Extractor, ...] = (
    registration_numbers,
    titles,
    project_lists,
    programmes,
    periods,
    publication_dates,
    amounts,
    funders,
    grant_lists,
    listed_owners,
    organisations,
    contacts,
    target_groups,
    activities,
)
"""In running order; the order of mentions does not depend on it."""
