"""Take in what a person brought: handed in and accepted in one act, with one key.

Legal basis: Decree 118/2025/NĐ-CP, Articles 14-17 (reception at the one-stop desk); Circular 03/2025/TT-VPCP, Articles
5-7 (digitisation) and 13 (code).
"""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid5

from motcua.blocks.forms import api as forms
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.contents import answers_content
from motcua.casework.intake.errors import Incomplete, NotEligible, ProcedureChanged
from motcua.casework.intake.models import AnswerVersion, HandedPaper, Paper, Reception
from motcua.casework.intake.receptions import (
    SCAN,
    SHEET,
    LaidPaper,
    ReceptionInfo,
    as_info,
    get_reception,
    lock_any,
)
from motcua.casework.intake.use_cases.accept_dossier import accept_dossier
from motcua.casework.intake.use_cases.reception.reusable import Reusable, reusable
from motcua.casework.intake.use_cases.reception.sheets import Sheet, keep_entered
from motcua.casework.intake.use_cases.submit_draft import store_papers
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput

ENTERED = "desk"
_ACCEPTED = "accepted"


def receive_at_desk(actor: Actor, reception_id: UUID, *, now: datetime) -> dossiers.DossierInfo:
    """Hand in and accept what lies with a reception, in one transaction; repeated, the same dossier.

    Permission: dossier.accept. Raises Incomplete (by field and paper), NotEligible, ProcedureChanged, and what
    accepting raises.
    """
    seen = get_reception(actor, reception_id)
    if seen.dossier_id is not None:
        return dossiers.get_dossier(actor, seen.dossier_id)
    if seen.version is None:
        raise InvalidInput({"procedure": "Chọn thủ tục trước."})
    with tenancy.scope(communes=[actor.home], applicants=[seen.person_id]):
        row = lock_any(actor, reception_id)
        if row.dossier_id is not None:
            return dossiers.get_dossier(actor, row.dossier_id)
        return _receive(actor, row, now)


def _receive(actor: Actor, row: Reception, now: datetime) -> dossiers.DossierInfo:
    # A sheet counts from when it was truly taken in: that day's version, code, fees and term.
    seen, at = as_info(row), row.true_at or now
    version, today = seen.version, clock.local_date(row.true_at or now)
    assert version is not None
    if catalogue.current_version(row.procedure_code, today, actor.home).id != version.id:
        raise ProcedureChanged
    again = _chosen_again(actor, seen, now)
    require_ready(seen, today, again)
    answers = forms.submission_answers(version.form, seen.answers, today)
    entered_at = now if row.true_at else None
    dossier = _open(actor, seen, answers, at, entered_at)
    AnswerVersion.objects.create(
        commune_id=dossier.commune_id,
        applicant_id=dossier.applicant_id,
        dossier_id=dossier.id,
        number=1,
        answers=answers,
        verified_fields=[],
        delivery=seen.delivery,
        source=ENTERED,
        created_at=at,
    )
    _store_papers(dossier, seen, again, now)
    if row.true_at is not None:
        keep_entered(actor, Sheet(row.sheet, row.true_at), dossier.id, now)
    numbers = (("sheet", row.sheet), ("parcel", row.parcel))
    dossiers.keep_numbers(dossier.commune_id, dossier.id, numbers)
    row.dossier_id, row.changed_at = dossier.id, now
    row.save(update_fields=["dossier_id", "changed_at"])
    call = dossiers.Call(
        actor, dossier.id, dossiers.Action.ACCEPT, at, _entered_words(row, now),
        action_key=uuid5(row.id, _ACCEPTED), entered_at=entered_at,
    )  # fmt: skip
    return accept_dossier(call)


def _entered_words(row: Reception, now: datetime) -> str:
    """Return the line of the history that tells both times; "" where there is one."""
    if row.true_at is None:
        return ""
    true, entered = clock.local(row.true_at), clock.local(now)
    return (
        f"Tiếp nhận lúc {true:%H:%M ngày %d/%m/%Y} bằng phiếu giấy {row.sheet};"
        f" nhập máy lúc {entered:%H:%M ngày %d/%m/%Y}."
    )


def _open(
    actor: Actor, seen: ReceptionInfo, answers: dict[str, object], at: datetime, entered_at: datetime | None
) -> dossiers.DossierInfo:
    assert seen.version is not None
    today = clock.local_date(at)
    submission = dossiers.Submission(
        key=seen.id,
        commune_id=actor.home,
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
        entered_at=entered_at,
    )
    return dossiers.open_dossier(actor, submission, now=at)


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
    store_papers(seen.person_id, dossier, scanned, answer_version=1, now=now)
    names = {one.code: one.name for one in seen.version.content.components}
    whose = {
        "commune_id": dossier.commune_id,
        "applicant_id": dossier.applicant_id,
        "dossier_id": dossier.id,
    }
    Paper.objects.bulk_create(
        Paper(
            **whose, component_code=code, component_name=names[code], file_id=file_id, answer_version=1,
            position=len(scanned) + position,
        )
        for code, one in again.items()
        for position, file_id in enumerate(one.files)
    )  # fmt: skip
    HandedPaper.objects.bulk_create(
        HandedPaper(
            **whose, position=position, component_name=names[code], **_as_handed(code, laid, seen, again)
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
