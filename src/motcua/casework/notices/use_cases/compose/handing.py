"""Gather the list of results that one gives and another takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices.rules.forms import HandOverList, ResultRow
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


def hand_over_list(actor: Actor, listed: Sequence[dossiers.DossierInfo], handed: Handed) -> HandOverList:
    """Gather the list of these dossiers, within the caller's scope."""
    commune_id = actor.home
    ids = [one.id for one in listed]
    answers, charges = intake.answers_of(commune_id, ids), payments.get_charge(ids)
    on = clock.local_date(handed.at)
    giver, receiver = (
        organisation.get_staff(commune_id, one, on) for one in (handed.giver_id, handed.receiver_id)
    )
    rows = []
    for one in listed:
        owner = declared_party(one, answers.get(one.id, {}))
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
                by_post=one.delivery_state in ("posted", "in_transit", "delivered"),
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
