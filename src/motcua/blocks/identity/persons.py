"""The person behind an identity number: known at the counter before they ever log in.

Such an account has no way in. Whoever proves the same number at the identity provider holds it beside their own.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from motcua.blocks.identity.models import Account, CitizenProfile
from motcua.blocks.identity.queries import citizen_index
from motcua.kernel import sealing, tenancy
from motcua.kernel.identifiers import new_id

ISSUER = "citizen-id"
PROVEN = 2


def person_of(citizen_id: str, now: datetime) -> UUID:
    """Return the account that stands for the person of an identity number, made when first asked for."""
    return _standing_for(ISSUER, citizen_index(citizen_id), now)


def organisation_of(tax_code: str, now: datetime) -> UUID:
    """Return the account that stands for the organisation of a tax code, made when first asked for."""
    return _standing_for("tax-code", sealing.blind_index(tax_code.replace("-", ""), purpose="tax_code"), now)


def _standing_for(issuer: str, index: bytes, now: datetime) -> UUID:
    key = new_id()
    account, _ = Account.objects.get_or_create(
        issuer=issuer,
        subject=index.hex(),
        defaults={
            "id": key, "kind": Account.Kind.CITIZEN, "username": f"person:{key}", "created_at": now,
            "password": "!",
        },
    )  # fmt: skip
    return account.id


def keep_seen_card(
    person_id: UUID,
    *,
    name: str,
    citizen_id: str,
    phone: str,
    now: datetime,
    more: Mapping[str, str] | None = None,
) -> None:
    """Keep what an officer read on a person's card, within the caller's scope of that person.

    `more`: birth date, gender, residence, where a scanner read them too.
    """
    said = {"full_name": name, "citizen_id": citizen_id, "phone": phone, **(more or {})}
    CitizenProfile.objects.update_or_create(
        applicant_id=person_id,
        defaults={
            "full_name": name,
            "citizen_id_index": citizen_index(citizen_id),
            "identity": {key: value for key, value in said.items() if value},
            "assurance": PROVEN,
            "proven_at": now,
        },
    )


def person_name(account_id: UUID) -> str:
    """Return the proven name of a citizen, or nothing of one who is not known."""
    with tenancy.scope(applicants=[account_id]):
        rows = CitizenProfile.objects.filter(applicant_id=account_id)
        return rows.values_list("full_name", flat=True).first() or ""
