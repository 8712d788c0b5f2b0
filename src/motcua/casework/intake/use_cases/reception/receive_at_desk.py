"""Take in what a person brought: handed in and accepted in one act, with one key.

Legal basis: Decree 118/2025/NĐ-CP, Articles 14-17 (reception at the one-stop desk); Circular 03/2025/TT-VPCP, Articles
5-7 (digitisation) and 13 (code).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from motcua.blocks.forms import api as forms
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.contents import answers_content
from motcua.casework.intake.errors import Incomplete, NotEligible, ProcedureChanged
from motcua.casework.intake.jobs import throw_away
from motcua.casework.intake.models import HandedPaper, Reception, Relay
from motcua.casework.intake.receptions import (
    SCAN,
    SHEET,
    LaidPaper,
    ReceptionInfo,
    as_info,
    get_reception,
    lock_any,
)
from motcua.casework.intake.relays import guest_of
from motcua.casework.intake.use_cases.accept_dossier import accept_dossier
from motcua.casework.intake.use_cases.filing import (
    Laid,
    adopt_papers,
    belonging,
    keep_first_answers,
    lay,
)
from motcua.casework.intake.use_cases.reception.handling import (
    Handling,
    require_version_of,
    settle_handling,
)
from motcua.casework.intake.use_cases.reception.reusable import Reusable, reusable
from motcua.casework.intake.use_cases.reception.sheets import Sheet, keep_entered
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput

ENTERED = "desk"
_ACCEPTED = "accepted"


def receive_at_desk(actor: Actor, reception_id: UUID, *, now: datetime) -> dossiers.DossierInfo:
    """Hand in and accept what lies with a reception, in one transaction; repeated, the same dossier.

    What another commune of this installation handles is written behind its wall; here a record of it stays instead of
    the reception, by which a repetition is known (ReceptionNotFound). Permission: dossier.accept; for another commune
    dossier.relay besides. Raises Incomplete (by field and paper), NotEligible, ProcedureChanged, InvalidInput at
    `handled_by` and `handled_why`, and what accepting raises.
    """
    seen = get_reception(actor, reception_id)
    if seen.dossier_id is not None:
        return dossiers.get_dossier(actor, seen.dossier_id)
    if seen.version is None:
        raise InvalidInput({"procedure": "Chọn thủ tục trước."})
    handling = settle_handling(actor, seen, now)
    require_version_of(actor, seen, handling.commune_id, now)
    with tenancy.scope(communes={actor.home, handling.commune_id}, applicants=[seen.person_id]):
        row = lock_any(actor, reception_id)
        if row.dossier_id is not None:
            return dossiers.get_dossier(actor, row.dossier_id)
        if settle_handling(actor, as_info(row), now) != handling:
            raise Conflict("Lượt tiếp nhận này vừa được sửa ở cửa sổ khác. Hãy xem lại rồi bấm Tiếp nhận.")
        return _receive(actor, row, handling, now)


def _receive(actor: Actor, row: Reception, handling: Handling, now: datetime) -> dossiers.DossierInfo:
    # A sheet counts from when it was truly taken in: that day's version, code, fees and term.
    seen, at = as_info(row), row.true_at or now
    version, today = seen.version, clock.local_date(row.true_at or now)
    assert version is not None
    if catalogue.current_version(row.procedure_code, today, handling.commune_id).id != version.id:
        raise ProcedureChanged
    is_ours = handling.commune_id == actor.home
    by = actor if is_ours else guest_of(actor, handling.commune_id)
    again = _chosen_again(actor, seen, now) if is_ours else {}
    require_ready(seen, today, again)
    answers = forms.submission_answers(version.form, seen.answers, today)
    entered_at = now if row.true_at else None
    turn = _Turn(by, handling, at, entered_at, came_by=None if is_ours else actor.home)
    dossier = _open(turn, seen, answers)
    keep_first_answers(dossier, answers, seen.delivery, at, source=ENTERED)
    _store_papers(dossier, seen, again, now)
    if row.true_at is not None:
        keep_entered(actor, Sheet(row.sheet, row.true_at), dossier.id if is_ours else None, now)
    numbers = (("sheet", row.sheet), ("parcel", row.parcel))
    dossiers.keep_numbers(dossier.commune_id, dossier.id, numbers)
    call = dossiers.Call(
        by, dossier.id, dossiers.Action.ACCEPT, at, _entered_words(row, now),
        action_key=uuid5(row.id, _ACCEPTED), entered_at=entered_at,
    )  # fmt: skip
    accepted = accept_dossier(call)
    if is_ours:
        row.dossier_id, row.changed_at = dossier.id, now
        row.save(update_fields=["dossier_id", "changed_at"])
    else:
        _leave_record(row, accepted, now)
    return accepted


def _leave_record(row: Reception, dossier: dossiers.DossierInfo, now: datetime) -> None:
    """Keep what the receiving commune may know of a dossier of another one, and throw the rest away."""
    assert dossier.code and dossier.due_at
    Relay.objects.create(
        id=row.id,
        commune_id=row.commune_id,
        dossier_id=dossier.id,
        handled_by=dossier.commune_id,
        code=dossier.code,
        procedure_code=dossier.procedure_code,
        procedure_name=dossier.procedure_name,
        owner_name=dossier.owner_name,
        staff_id=row.staff_id,
        received_at=dossier.accepted_at or now,
        due_at=dossier.due_at,
    )
    throw_away(row)


def _entered_words(row: Reception, now: datetime) -> str:
    """Return the line of the history that tells both times; "" where there is one."""
    if row.true_at is None:
        return ""
    true, entered = clock.local(row.true_at), clock.local(now)
    return (
        f"Tiếp nhận lúc {true:%H:%M ngày %d/%m/%Y} bằng phiếu giấy {row.sheet};"
        f" nhập máy lúc {entered:%H:%M ngày %d/%m/%Y}."
    )


@dataclass(frozen=True)
class _Turn:
    """Who takes it in for which commune, and when; `came_by`: whose desk this is, for another one."""

    actor: Actor
    handling: Handling
    at: datetime
    entered_at: datetime | None
    came_by: int | None


def _open(turn: _Turn, seen: ReceptionInfo, answers: dict[str, object]) -> dossiers.DossierInfo:
    assert seen.version is not None
    today = clock.local_date(turn.at)
    submission = dossiers.Submission(
        key=seen.id,
        commune_id=turn.handling.commune_id,
        applicant_id=seen.person_id,
        version_id=seen.version.id,
        channel=seen.channel,
        owner_name=seen.owner["full_name"],
        owner_citizen_id=seen.owner["citizen_id"],
        # The signature stands on the paper, not on a box of this page.
        declared=False,
        turns=catalogue.turns_of(seen.version.id, answers, today),
        contents=answers_content(1, answers, [], seen.delivery),
        answers_complete=seen.complete(today),
        entered_at=turn.entered_at,
        note=turn.handling.note,
        came_by=turn.came_by,
    )
    return dossiers.open_dossier(turn.actor, submission, now=turn.at)


def require_ready(seen: ReceptionInfo, today: date, again: Mapping[str, Reusable]) -> None:
    """Raise NotEligible or Incomplete with everything that stands against taking it in."""
    assert seen.version is not None
    for stop in forms.active_stops(seen.version.form, seen.answers, today):
        raise NotEligible(stop.title, stop.message)
    missing, papers = seen.missing(today), missing_papers(seen, today, again)
    if missing or papers:
        raise Incomplete(missing, papers)


def missing_papers(seen: ReceptionInfo, today: date, again: Mapping[str, Reusable]) -> dict[str, str]:
    """Return what is wrong with the papers, by the name of the box that mends it."""
    assert seen.version is not None
    due = catalogue.components_due(seen.version.content, seen.version.form, seen.answers, today)
    signed = not seen.complete(today)
    wanted = {one.component.code for one in due if one.required or (signed and one.component.form)}
    told = {}
    for component in seen.version.content.components:
        laid = seen.papers.get(component.code, LaidPaper())
        if component.present_only:
            continue
        if laid.how == SCAN and not laid.files and component.code in wanted:
            told[f"giay-{component.code}"] = f"Chưa có tệp quét: {component.name}."
        elif component.code in wanted and not _is_there(laid, component.code, again):
            told[f"giay-{component.code}"] = f"Chưa có: {component.name}."
    if any(one.how == SHEET for one in seen.papers.values()) and not seen.unscanned:
        told["unscanned"] = "Chọn lý do chưa số hóa giấy tờ."
    return told


def _is_there(laid: LaidPaper, code: str, again: Mapping[str, Reusable]) -> bool:
    return (laid.how == SCAN and bool(laid.files)) or laid.how == SHEET or code in again


def _chosen_again(actor: Actor, seen: ReceptionInfo, now: datetime) -> dict[str, Reusable]:
    """Return what was chosen to be used again, by component; what is not held (any more) is not there."""
    wished = {code: laid.how for code, laid in seen.papers.items() if "/" in laid.how}
    if not wished or seen.version is None:
        return {}
    held = reusable(actor, seen.owner["citizen_id"], seen.version, now=now)
    return {code: one for code, key in wished.items() for one in held.get(code, []) if one.key == key}


def _store_papers(
    dossier: dossiers.DossierInfo, seen: ReceptionInfo, again: Mapping[str, Reusable], now: datetime
) -> None:
    assert seen.version is not None
    scanned = {
        code: list(laid.files) for code, laid in seen.papers.items() if laid.how == SCAN and laid.files
    }
    adopted = adopt_papers(seen.person_id, dossier, scanned, answer_version=1, now=now)
    names = {one.code: one.name for one in seen.version.content.components}
    lay(
        dossier,
        (Laid(code, names[code], file_id) for code, one in again.items() for file_id in one.files),
        after=len(adopted),
    )
    HandedPaper.objects.bulk_create(
        HandedPaper(
            **belonging(dossier),
            position=position,
            component_name=names[code],
            **_as_handed(code, laid, seen, again),
        )
        for position, (code, laid) in enumerate(seen.papers.items())
        if code in again or code in scanned or laid.how == SHEET
    )


def _as_handed(
    code: str, laid: LaidPaper, seen: ReceptionInfo, again: Mapping[str, Reusable]
) -> dict[str, object]:
    digitised = HandedPaper.Digitised
    if code in again:
        one = again[code]
        told = {"form": "electronic", "count": len(one.files), "digitised": one.digitised}
        return {"component_code": code, "source_dossier_id": one.dossier_id, **told}
    lies = laid.how == SHEET
    return {
        "component_code": code,
        "form": laid.form,
        "count": laid.count,
        "digitised": digitised.NOT if lies else digitised.HERE,
        "unscanned": seen.unscanned if lies else "",
    }
