"""What every test may use: the shipped vocabulary, and the samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.vocabulary import Vocabulary, load_vocabulary

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """Return the shipped vocabulary."""
    return load_vocabulary()


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of the sample documents."""
    return ROOT / "samples"
