"""Gather the lists of results that one gives and another takes, and of parcels that the postman takes along."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices.rules.forms import HandOverList, Party, PostList, PostRow, ResultRow
from motcua.casework.notices.use_cases.compose.shared import declared_party, issued_at, office_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor


@dataclass(frozen=True)
class Handed:
    """A list as it was handed over: its number, when, by whom, to whom."""

    id: UUID
    number: str
    at: datetime
    giver_id: UUID
    receiver_id: UUID


@dataclass(frozen=True)
class Posted:
    """A list as the postman took it along: its number, when, by whom, to whom, and what."""

    id: UUID
    number: str
    at: datetime
    giver_id: UUID
    postman: str
    rows: tuple[PostRow, ...]


def receivers(commune_id: int, listed: Iterable[dossiers.DossierInfo]) -> dict[UUID, Party]:
    """Return the owner of each dossier as declared, with the address at which they want the result by post.

    Within the caller's scope; the caller audits.
    """
    chosen = list(listed)
    told = intake.told_of(commune_id, chosen)
    return {one.id: _receiver(one, told.get(one.id)) for one in chosen}


def _receiver(dossier: dossiers.DossierInfo, told: intake.Told | None) -> Party:
    if told is None:
        return declared_party(dossier, {})
    owner = declared_party(dossier, told.answers)
    return replace(owner, address=told.wish.address) if told.wish.elsewhere else owner


def post_list(actor: Actor, posted: Posted) -> PostList:
    """Gather the list of these parcels, within the caller's scope; what is owed was paid before they went out."""
    giver = organisation.get_staff(actor.home, posted.giver_id, clock.local_date(posted.at))
    return PostList(
        office=office_of(organisation.get_commune(actor.home)),
        number=posted.number,
        issued_at=issued_at(posted.at),
        handed_at=issued_at(posted.at),
        giver=giver.full_name,
        postman=posted.postman,
        rows=posted.rows,
    )


def hand_over_list(actor: Actor, listed: Sequence[dossiers.DossierInfo], handed: Handed) -> HandOverList:
    """Gather the list of these dossiers, within the caller's scope."""
    commune_id = actor.home
    ids = [one.id for one in listed]
    owners, charges = receivers(commune_id, listed), payments.get_charge(ids)
    by_post = intake.wanted_by_post(commune_id, ids)
    on = clock.local_date(handed.at)
    giver, receiver = (
        organisation.get_staff(commune_id, one, on) for one in (handed.giver_id, handed.receiver_id)
    )
    rows = []
    for one in listed:
        owner = owners[one.id]
        charge = charges.get(one.id)
        results = [result for result in decisions.list_results(actor, one) if result.state == "issued"]
        rows.append(
            ResultRow(
                dossier_code=one.reference,
                content=one.procedure_name,
                result="; ".join(f"{result.name} số {result.number}" for result in results),
                owner=owner.name,
                address=owner.address,
                fee_due=charge.amount if charge and charge.is_open else 0,
                by_post=one.id in by_post,
            )
        )
    return HandOverList(
        office=office_of(organisation.get_commune(commune_id)),
        number=handed.number,
        issued_at=issued_at(handed.at),
        handed_at=issued_at(handed.at),
        giver=giver.full_name,
        giver_unit=giver.unit_name,
        receiver=receiver.full_name,
        receiver_unit=receiver.unit_name,
        rows=tuple(rows),
    )
