"""The receptionist's answers to a dossier: accept with what is owed, refuse, ask for a supplement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.blocks.forms import api as forms
from motcua.blocks.identity import api as identity
from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.errors import DeclarationMissing
from motcua.casework.intake.models import AnswerVersion
from motcua.casework.intake.use_cases.desk.giving_back import give_back, say_kept
from motcua.kernel import clock, tenancy
from motcua.kernel.errors import InvalidInput


def accept_dossier(call: dossiers.Call, *, settled: bool = False, **known: Any) -> dossiers.DossierInfo:
    """Accept: code, due time, and the charge with every fee due, those of unknown amount too.

    `settled`: its fees were paid or let off before, so nothing is charged; `known`: as in `dossiers.accept`.
    Raises DeclarationMissing, and what `dossiers.accept` raises.
    """
    lines: list[payments.ChargeLine] = []

    def owes(dossier: dossiers.DossierInfo) -> bool:
        if not _is_decided(dossier):
            raise DeclarationMissing
        lines.extend([] if settled else charge_lines(dossier, now=call.now))
        return bool(lines)

    with tenancy.scope(communes=[call.actor.home]):
        accepted = dossiers.accept(call, owes, **known)
        if lines:
            payments.charge(accepted.commune_id, accepted.applicant_id, accepted.id, lines, call.now)
        return accepted


def _is_decided(dossier: dossiers.DossierInfo) -> bool:
    """Tell whether what fees, way and admission hang on is there, where the declaration is typed in later."""
    if dossier.snapshot.answers_complete:
        return True
    form, today = catalogue.desk_form(dossier.version_id), clock.local_date(dossier.submitted_at)
    answers = latest_answers(dossier).answers
    return not (forms.active_stops(form, answers, today) or forms.validate_all(form, answers, today))


@dataclass(frozen=True)
class AcceptancePreview:
    """What accepting now would mean: when the dossier is due, and each fee with how it came about.

    `decided` is False while the declaration has to be typed in first.
    """

    deadline: organisation.Deadline
    fees: tuple[catalogue.FeeLine, ...]
    decided: bool = True


def preview_acceptance(dossier: dossiers.DossierInfo, *, now: datetime) -> AcceptancePreview:
    """Return what accepting the dossier now would mean; nothing is written. The caller got the dossier."""
    with tenancy.scope(communes=[dossier.commune_id]):
        deadline = dossiers.deadline_if_accepted(dossier, now)
        return AcceptancePreview(deadline, tuple(_fees(dossier, now)), _is_decided(dossier))


def _fees(dossier: dossiers.DossierInfo, now: datetime) -> list[catalogue.FeeLine]:
    answers = latest_answers(dossier).answers
    channel = dossiers.law_channel(dossier.channel)
    version = catalogue.get_version(dossier.version_id)
    return catalogue.fees_of(version, dossier.commune_id, channel, clock.local_date(now), answers)


def charge_lines(dossier: dossiers.DossierInfo, *, now: datetime) -> list[payments.ChargeLine]:
    """Return what accepting the dossier now would charge for. The caller got the dossier."""
    with tenancy.scope(communes=[dossier.commune_id]):
        due = _fees(dossier, now)
    return charged(due)


def charged(fees: Iterable[catalogue.FeeLine]) -> list[payments.ChargeLine]:
    """Return what of these fees is charged: those of unknown amount too, what is free not."""
    return [
        payments.ChargeLine(fee.code, fee.name, fee.amount, fee.quantity) for fee in fees if fee.amount != 0
    ]


def latest_answers(dossier: dossiers.DossierInfo) -> AnswerVersion:
    """Return the answers in force, within the caller's scope."""
    rows = AnswerVersion.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
    return rows.order_by("-number")[0]


def refuse_dossier(call: dossiers.Call, fee_treatment: str = "") -> dossiers.DossierInfo:
    """Refuse with a reason the citizen reads.

    `fee_treatment`: kept or refunded, where something was paid before. Raises InvalidInput at `fee_treatment`.
    """
    with tenancy.scope(communes=[call.actor.home]):
        # A reason must be given first: what is said of the money is none.
        if fee_treatment == "kept" and call.note.strip():
            call = say_kept(call, dossiers.lock_for(call), fee_treatment)
        return give_back(call, dossiers.refuse(call), fee_treatment)


def list_assignable(dossier: dossiers.DossierInfo, on: date) -> list[organisation.StaffInfo]:
    """Return the staff who may work the dossier's present step, by given name."""
    able = identity.staff_with_roles(dossier.commune_id, dossiers.workers_of(dossier.step_role), on)
    staff = organisation.list_staff(dossier.commune_id, on)
    return [one for one in staff if one.id in able and dossier.step_unit in ("", one.unit_kind)]


def assign_dossier(call: dossiers.Call, holder_id: UUID) -> dossiers.DossierInfo:
    """Put the dossier into the hands of someone of the same authority who may work its step."""
    with tenancy.scope(communes=[call.actor.home]):
        seen = dossiers.get_dossier(call.actor, call.dossier_id)
        able = {one.id for one in list_assignable(seen, clock.local_date(call.now))}
        if holder_id not in able:
            raise InvalidInput(
                {"holder": "Hãy chọn người nhận hồ sơ trong danh sách những người làm được bước này."}
            )
        return dossiers.assign(call, holder_id)
