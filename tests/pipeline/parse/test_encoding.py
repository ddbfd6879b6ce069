"""Decoding: what the bytes say counts, what the page declares does not."""

from __future__ import annotations

import codecs
import random

import pytest

from pipeline.parse.encoding import decode
from schemas.errors import ParseError, ReasonCode

CZECH = "Příjemce: Město Žďár nad Sázavou – „Šťastná škola“, částka 1 250 000 Kč, období říjen až prosinec.\n"
META = '<meta http-equiv="Content-Type" content="text/html; charset={}">\n'

CASES: list[tuple[str, bytes, str, bool]] = [
    ("utf-8", CZECH.encode(), "utf-8", False),
    ("utf-8 with a mark", codecs.BOM_UTF8 + CZECH.encode(), "utf-8", False),
    ("utf-16 with a mark", codecs.BOM_UTF16_BE + CZECH.encode("utf-16-be"), "utf-16-be", False),
    ("utf-16 without", CZECH.encode("utf-16-le"), "utf-16-le", False),
    ("cp1250", CZECH.encode("cp1250"), "cp1250", False),
    ("iso-8859-2", CZECH.encode("iso-8859-2", "replace"), "iso-8859-2", False),
    ("cp852", CZECH.encode("cp852", "replace"), "cp852", False),
    ("cp1250, declared", (META.format("windows-1250") + CZECH).encode("cp1250"), "cp1250", False),
    ("cp1250, declared as iso-8859-2", (META.format("iso-8859-2") + CZECH).encode("cp1250"), "cp1250", True),
    ("cp1250, declared as utf-8", (META.format("utf-8") + CZECH).encode("cp1250"), "cp1250", True),
    ("utf-8, declared as cp1250", (META.format("windows-1250") + CZECH).encode(), "utf-8", True),
    ("utf-8, declared as no charset", (META.format("zlib_codec") + CZECH).encode(), "utf-8", True),
    ("a foreign line in utf-8", (CZECH * 3).encode() + CZECH.encode("cp1250"), "utf-8", True),
]


@pytest.mark.parametrize(("name", "content", "encoding", "warned"), CASES, ids=[row[0] for row in CASES])
def test_decode(name: str, content: bytes, encoding: str, warned: bool) -> None:
    decoded = decode(content)
    assert decoded.encoding == encoding
    assert "Žďár nad Sázavou" in decoded.text
    assert "částka 1 250 000 Kč, období říjen" in decoded.text
    assert "Žďár" in decoded.text.splitlines()[-1]
    assert [issue.code for issue in decoded.issues] == [ReasonCode.BAD_ENCODING] * warned


def test_noise_is_no_text() -> None:
    with pytest.raises(ParseError) as caught:
        decode(random.Random(7).randbytes(4000))
    assert caught.value.code is ReasonCode.BAD_ENCODING
