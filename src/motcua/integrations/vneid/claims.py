"""From the provider's claims to a `CitizenIdentity`, by the mapping in `claims.yaml`."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml

from motcua.blocks.identity.ports import AccountType, CitizenIdentity, Gender
from motcua.integrations.vneid.errors import ClaimsInvalid, PersonDeceased

LONGEST_NAME = 100
LONGEST_TEXT = 500
EARLIEST_BIRTH = 1880
COPIED = (
    *("ethnicity", "religion", "nationality", "residence", "hometown"),
    *("tech_id", "organisation_name", "tax_code"),
)
READ = (
    *("account_type", "level", "status", "full_name", "citizen_id", "old_citizen_id", "birth_date"),
    *("gender", "phone", "email", "representative"),
)


@dataclass(frozen=True)
class ClaimMapping:
    """Our field -> names of claims, and our value -> values of the claim."""

    version: str
    fields: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Mapping[str, str]]

    def raw(self, claims: Mapping[str, Any], field: str) -> str:
        """Return the first value found, as NFC text with single spaces; empty when there is none."""
        for name in self.fields[field]:
            text = as_text(claims.get(name), field)
            if text:
                return text
        return ""

    def known(self, claims: Mapping[str, Any], field: str) -> str:
        """Return our value for the claim's, or empty when the claim is absent or its value not listed."""
        return self.values[field].get(self.raw(claims, field).casefold(), "")


def read_mapping(text: str) -> ClaimMapping:
    """Read a mapping file. Raises ValueError when a field is unknown or missing."""
    data = yaml.safe_load(text)
    expected = {*COPIED, *READ}
    if set(data["fields"]) != expected:
        raise ValueError(f"claim mapping: wrong fields {sorted(set(data['fields']) ^ expected)}")
    values = {
        field: {normal(str(theirs)).casefold(): ours for ours, listed in table.items() for theirs in listed}
        for field, table in data["values"].items()
    }
    return ClaimMapping(
        str(data["version"]), {name: tuple(names) for name, names in data["fields"].items()}, values
    )


@cache
def default_mapping() -> ClaimMapping:
    """Return the mapping that ships with the product."""
    return read_mapping(files(__package__).joinpath("claims.yaml").read_text(encoding="utf-8"))


def identity_from(
    claims: Mapping[str, Any], mapping: ClaimMapping, *, issuer: str, today: date, logout_hint: str = ""
) -> CitizenIdentity:
    """Read the person out of `claims`. `today` is the day in Vietnam.

    Raises `ClaimsInvalid` when something needed is missing or unreadable, `PersonDeceased` for a dead owner.
    """
    refuse_dead(claims, mapping)
    account_type = mapping.known(claims, "account_type")
    citizen_id = digits(mapping.raw(claims, "citizen_id"), "citizen_id", 12)
    texts = {name: mapping.raw(claims, name) for name in COPIED}
    if not account_type:
        raise ClaimsInvalid("account_type")
    if account_type != "citizen" and not texts["organisation_name"]:
        raise ClaimsInvalid("organisation_name")
    return CitizenIdentity(
        issuer=issuer,
        subject=subject(claims),
        account_type=cast(AccountType, account_type),
        level=level(claims, mapping, citizen_id, account_type),
        full_name=person_name(claims, mapping, account_type),
        citizen_id=citizen_id,
        old_citizen_id=digits(mapping.raw(claims, "old_citizen_id"), "old_citizen_id", 9),
        birth_date=birth_date(mapping.raw(claims, "birth_date"), today),
        gender=cast(Gender, mapping.known(claims, "gender")),
        phone=phone(mapping.raw(claims, "phone")),
        email=email(mapping.raw(claims, "email")),
        logout_hint=logout_hint,
        **texts,
    )


def refuse_dead(claims: Mapping[str, Any], mapping: ClaimMapping) -> None:
    """Let nobody in under the name of the dead, nor under a state we do not understand."""
    status = mapping.known(claims, "status")
    if status == "deceased":
        raise PersonDeceased
    if not status and mapping.raw(claims, "status"):
        raise ClaimsInvalid("status")


def subject(claims: Mapping[str, Any]) -> str:
    """Return the account's name at the provider, exactly as sent: it is compared, never shown."""
    value = claims.get("sub")
    if not isinstance(value, str) or not 0 < len(value) <= 255:
        raise ClaimsInvalid("subject")
    return value


def level(claims: Mapping[str, Any], mapping: ClaimMapping, citizen_id: str, account_type: str) -> int:
    """Return the assurance 0 to 2; the lower one when the provider states it twice."""
    stated = [as_text(claims.get(name), "level") for name in mapping.fields["level"]]
    levels = [int(mapping.values["level"].get(text.casefold(), 0)) for text in stated if text]
    lowest = min(levels, default=0)
    # Level 2 is given on the strength of the twelve-digit number, so without one it cannot be true.
    return min(lowest, 1) if account_type == "citizen" and not citizen_id else lowest


def person_name(claims: Mapping[str, Any], mapping: ClaimMapping, account_type: str) -> str:
    """Return the person's name, one word being enough; for an organisation that of whoever represents it."""
    name = mapping.raw(claims, "full_name")
    if not name and account_type != "citizen":
        name = mapping.raw(claims, "representative")
    if not name or len(name) > LONGEST_NAME or not any(letter.isalpha() for letter in name):
        raise ClaimsInvalid("full_name")
    return name


def birth_date(text: str, today: date) -> str:
    """Turn `yyyyMMdd`, `yyyyMM` or `yyyy` (or zeros for what is not known) into ISO 8601."""
    if not text:
        return ""
    found = re.fullmatch(r"([0-9]{4})(?:([0-9]{2})([0-9]{2})?)?", text)
    if not found:
        raise ClaimsInvalid("birth_date")
    year, month, day = (int(part or 0) for part in found.groups())
    try:
        first_possible = date(year, month or 1, day or 1)
    except ValueError:
        raise ClaimsInvalid("birth_date") from None
    if year < EARLIEST_BIRTH or first_possible > today or (day and not month):
        raise ClaimsInvalid("birth_date")
    precision = 10 if day else 7 if month else 4
    return first_possible.isoformat()[:precision]


def digits(text: str, field: str, length: int) -> str:
    """Return a number of exactly `length` ASCII digits, or empty."""
    if text and not re.fullmatch(rf"[0-9]{{{length}}}", text):
        raise ClaimsInvalid(field)
    return text


def phone(text: str) -> str:
    """Return the number in the domestic form `0...`. The account's owner typed it once and it proves nothing,
    so one that cannot be dialled is left out and keeps nobody from logging in."""
    compact = re.sub(r"[\s.()-]", "", text)
    domestic = re.sub(r"^(\+84|84(?=[0-9]{9,10}$))", "0", compact)
    return domestic if re.fullmatch(r"0[0-9]{9,10}", domestic) else ""


def email(text: str) -> str:
    """Return the address, or empty when it is none (see `phone` for why it is not refused)."""
    return text if re.fullmatch(r"[^\s@<>,;\"]{1,64}@[^\s@<>,;\"]{1,190}\.[^\s@<>,;\"]{2,}", text) else ""


def as_text(value: Any, field: str) -> str:
    """Return a claim as text. An address may come as an object with the text in `ChiTiet`."""
    if isinstance(value, Mapping):
        value = value.get("ChiTiet")
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ClaimsInvalid(field)
    text = normal(str(value))
    # Control and direction characters can make a name read as another one; lone surrogates cannot be stored.
    if len(text) > LONGEST_TEXT or any(unicodedata.category(letter).startswith("C") for letter in text):
        raise ClaimsInvalid(field)
    return text


def normal(text: str) -> str:
    """Return `text` in NFC with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())
