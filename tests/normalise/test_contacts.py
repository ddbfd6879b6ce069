"""Contacts: plain names, addresses in lower case, phones in E.164."""

from __future__ import annotations

import pytest

from pipeline.normalise import contacts
from schemas.errors import NormaliseError
from schemas.values import Contact
from schemas.vocabulary import Vocabulary

PHONES = [
    ("296 325 346", "+420296325346"),
    ("296325346", "+420296325346"),
    ("296\u00a0325\u00a0346", "+420296325346"),
    ("+420 602 123 456", "+420602123456"),
    ("(+420) 602 123 456", "+420602123456"),
    ("00420 602 123 456", "+420602123456"),
    ("+420-602-123-456", "+420602123456"),
    ("602/123456", "+420602123456"),
    ("602.123.456", "+420602123456"),
    ("+43 (0) 732 77205", "+4373277205"),
    ("+421 2 1234 5678", "+421212345678"),
    # too few or too many digits
    ("12 34 56", None),
    ("1234 567 890", None),
    ("+420 602", None),
]
EMAILS = [
    ("Jana.Mala@Obec.CZ", "jana.mala@obec.cz"),
    ("jana(at)obec.cz", "jana@obec.cz"),
    ("jana [zavináč] obec.cz", "jana@obec.cz"),
    ("jana@obec.cz.", "jana@obec.cz"),
]


@pytest.mark.parametrize(("raw", "expected"), PHONES)
def test_phones(raw: str, expected: str | None) -> None:
    assert contacts.phone(raw) == expected


@pytest.mark.parametrize(("raw", "expected"), EMAILS)
def test_addresses(raw: str, expected: str) -> None:
    assert contacts.email(raw) == expected


def test_the_parts_together(vocabulary: Vocabulary) -> None:
    parts = {"name": "Janě Malé", "email": "JANA@obec.cz", "phone": "296 325 346"}
    made = contacts.clean(parts, vocabulary)
    assert (made.email, made.phone) == ("jana@obec.cz", "+420296325346")
    assert contacts.clean({"name": "Jan Novák"}, vocabulary) == Contact("Jan Novák")


def test_no_part_is_no_contact(vocabulary: Vocabulary) -> None:
    with pytest.raises(NormaliseError):
        contacts.clean({"phone": "12"}, vocabulary)
