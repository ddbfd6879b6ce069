"""Every limit and choice of a run, with its default, in one place."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.privacy.marks import Forgotten

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits are per input: bytes, pages, code points of one page's text, seconds of wall time.

    `forgotten` are the persons that are masked in every document.
    `max_memory` is the address space of a worker in bytes, `max_answer` the bytes that it may send back.
    Of a container: containers within each other, members, bytes out for a byte in, bytes out in all.
    """

    max_bytes: int = 64 * MIB
    max_pages: int = 2000
    max_page_chars: int = 3_000_000
    max_ocr_pages: int = 20
    max_seconds: float = 60.0
    max_memory: int = 2048 * MIB
    max_answer: int = 256 * MIB
    max_depth: int = 3
    max_members: int = 1_000_000
    max_ratio: int = 500
    max_unpacked: int = 1024 * 1024 * MIB
    forgotten: Forgotten | None = None
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
