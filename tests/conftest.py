"""What every test may use: the shipped vocabulary, and the samples."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from schemas.vocabulary import Vocabulary, load_vocabulary

ROOT = Path(__file__).parent.parent
# The same examples in every run: a failure here is a failure everywhere.
settings.register_profile("fixed", derandomize=True)
settings.load_profile("fixed")


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """Return the shipped vocabulary."""
    return load_vocabulary()


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of the sample documents."""
    return ROOT / "samples"
