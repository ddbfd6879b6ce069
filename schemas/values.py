"""Normalised values. Dates are ISO 8601 prefixes, only as precise as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from schemas.packed import packed


@packed
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in units of `currency` (ISO 4217), with its kind from the labelling guide.

    Printed: "19,7 mil. Kč" is 19700000 CZK. Raises ValueError for a negative amount.
    """

    kind: str
    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if self.amount < 0 or not re.fullmatch(r"[A-Z]{3}", self.currency):
            raise ValueError(f"not an amount: {self.amount} {self.currency}")


@packed
@dataclass(frozen=True, slots=True)
class Contact:
    """A person to ask: name without academic titles, e-mail in lower case, phone in E.164."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None


@packed
@dataclass(frozen=True, slots=True)
class Activity:
    """Counted activities of one kind: how many events, how many people took part in all."""

    kind: str
    count: int | None = None
    participants: int | None = None


Value = str | Money | Contact | Activity
JsonValue = str | int | float | None | dict[str, str | int | float | None]


def to_json(value: Value) -> JsonValue:
    """Return the form that the contract's JSON has: whole amounts as int, others as float."""
    match value:
        case str():
            return value
        case Money(kind, amount, currency):
            number = int(amount) if amount == amount.to_integral_value() else float(amount)
            return {"kind": kind, "amount": number, "currency": currency}
        case Contact(name, email, phone):
            return {"name": name, "email": email, "phone": phone}
        case Activity(kind, count, participants):
            return {"kind": kind, "count": count, "participants": participants}
