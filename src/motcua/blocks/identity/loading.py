"""People known by their identity number, many at once: for years of a demonstration."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from motcua.blocks.identity.models import Account
from motcua.blocks.identity.persons import ISSUER
from motcua.blocks.identity.queries import citizen_index
from motcua.kernel.bulk import Rows


def persons_of(rows: Rows, numbers: Iterable[str], now: datetime) -> dict[str, UUID]:
    """Return the accounts that stand for the people of these numbers; those not known yet are made among the rows."""
    subjects = {number: citizen_index(number).hex() for number in numbers}
    known = dict(
        Account.objects.filter(issuer=ISSUER, subject__in=list(subjects.values())).values_list(
            "subject", "id"
        )
    )
    for subject in subjects.values():
        if subject not in known:
            known[subject] = _person(rows, subject, now).id
    return {number: known[subject] for number, subject in subjects.items()}


def _person(rows: Rows, subject: str, now: datetime) -> Account:
    key = rows.new_id(now)
    return rows.keep(
        Account(
            id=key, kind=Account.Kind.CITIZEN, username=f"person:{key}", issuer=ISSUER, subject=subject,
            created_at=now, password="!",  # noqa: S106  (no way in: the account stands for a person)
        )
    )  # fmt: skip
