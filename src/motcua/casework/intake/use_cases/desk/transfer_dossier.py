"""The head moves a running dossier to the commune of this installation that is competent for it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import uuid5

from motcua.blocks.audit import api as audit
from motcua.blocks.forms import api as forms
from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.competence import neighbours, routing_of
from motcua.casework.intake.contents import version_contents
from motcua.casework.intake.models import AnswerVersion
from motcua.casework.intake.refunds import refundable
from motcua.casework.intake.relays import guest_of, hand_relay_on
from motcua.casework.intake.use_cases.accept_dossier import accept_dossier, latest_answers
from motcua.casework.intake.use_cases.desk.carrying import carry_papers
from motcua.casework.intake.use_cases.desk.money import let_off
from motcua.casework.intake.use_cases.filing import belonging
from motcua.casework.intake.wishes import WISH
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound

GROUND = "transferred"
"""The code of the ground that form 05 tells of what was transferred."""
_NATIONAL = "national_portal"


def transfer_dossier(call: dossiers.Call, commune_id: int | None) -> dossiers.DossierInfo:
    """Let a dossier go on at the competent commune, and end here; the note is the reason the citizen reads.

    It opens there with the newest answers, the papers, the citizen's account and the moment of its first acceptance,
    under a code of that commune; there is no second term (see `clockwork`), no second round of supplements, and what
    was paid here is not asked there. What is still due here is let off and asked there. Both name each other.
    Permission: dossier.stop. Raises InvalidInput at `note` and `commune`, Conflict in plain words for what cannot go,
    and what `dossiers.act` raises.
    Legal basis: Decree 118/2025/NĐ-CP (reception whatever the boundaries, handling by the competent authority),
    Articles 17, 18 and 21; form 05 of Circular 03/2025/TT-VPCP.
    """
    there = _require_whole(call, commune_id)
    seen = dossiers.get_dossier(call.actor, call.dossier_id)
    with tenancy.scope(communes={call.actor.home, there, seen.came_by or there}):
        # The dossier first: of two heads the second sees what the first one did.
        seen = dossiers.lock_for(call)
        dossiers.require_allowed(call.actor, seen, call.action, call.now)
        _require_movable(seen)
        opened = _open(call, seen, there)
        return _end(call, seen, opened)


def competent_elsewhere(actor: Actor, dossier: dossiers.DossierInfo, now: datetime) -> int | None:
    """Return the other commune of this installation that the answers of a dossier the caller got name, if any."""
    on = clock.local_date(now)
    with tenancy.scope(communes=[dossier.commune_id]):
        audit.read(actor, "dossier", dossier.id, "Xem nơi có thẩm quyền theo tờ khai", now=now)
        answers = latest_answers(dossier).answers
    found = routing_of(catalogue.get_version(dossier.version_id), answers, dossier.commune_id, on)
    return None if found.commune_id == dossier.commune_id else found.commune_id


def _require_whole(call: dossiers.Call, commune_id: int | None) -> int:
    """Return the commune it goes to; raise what stands against the act itself, then what the page lacks."""
    with tenancy.scope(communes=[call.actor.home]):
        seen = dossiers.lock_for(call)
        dossiers.require_allowed(call.actor, seen, call.action, call.now)
        errors = {}
        if commune_id not in {one.id for one in neighbours(call.actor.home, clock.local_date(call.now))}:
            errors["commune"] = "Hãy chọn xã, phường có thẩm quyền trong danh sách."
        if not call.note.strip():
            errors["note"] = "Hãy ghi rõ lý do chuyển; người dân sẽ đọc lý do này."
        if errors or commune_id is None:
            raise InvalidInput(errors)
        return commune_id


def _require_movable(seen: dossiers.DossierInfo) -> None:
    if seen.channel == _NATIONAL:
        raise Conflict(
            "Hồ sơ nộp trên Cổng Dịch vụ công quốc gia mang mã của Cổng, cần chuyển trên Cổng. Hãy dừng giải quyết ở"
            " đây và hướng dẫn người dân nộp đúng nơi."
        )
    if seen.finance_state == "due" and refundable(seen):
        raise Conflict(
            "Hồ sơ đã nộp một phần tiền và còn khoản phải nộp. Hãy thu đủ hoặc miễn khoản còn lại rồi chuyển."
        )


@dataclass(frozen=True)
class _Told:
    """The answers as they stand by the form of the commune it goes to."""

    version: catalogue.Version
    held: AnswerVersion
    answers: dict[str, Any]
    source: str
    on: date

    @property
    def first(self) -> AnswerVersion:
        """The first version of the answers there, not yet stored."""
        kept = ("verified_fields", "delivery", "address", "told", "created_at")
        same = {name: getattr(self.held, name) for name in kept}
        return AnswerVersion(number=1, answers=self.answers, source=self.source, **same)


def _open(call: dossiers.Call, seen: dossiers.DossierInfo, there: int) -> dossiers.DossierInfo:
    """Open the dossier there and accept it at the moment at which it was first accepted."""
    assert seen.accepted_at is not None
    told = _told(seen, there)
    # The decision is the head's here; no right is needed or lent there.
    by = replace(guest_of(call.actor, there), kind="system")
    opened = dossiers.open_dossier(
        by, _submission(call, seen, told, there), now=seen.submitted_at
    )  # fmt: skip
    first = told.first
    for name, value in belonging(opened).items():
        setattr(first, name, value)
    first.save(force_insert=True)
    carry_papers(seen, opened)
    accept = dossiers.Call(
        by, opened.id, dossiers.Action.ACCEPT, seen.accepted_at,
        action_key=uuid5(opened.id, "accepted"), entered_at=call.now,
    )  # fmt: skip
    return accept_dossier(
        accept, settled=seen.finance_state in dossiers.SETTLED, pauses=dossiers.carry_pauses(seen, opened)
    )


def _told(seen: dossiers.DossierInfo, there: int) -> _Told:
    """Return the answers by the form in force there at the acceptance. Raises InvalidInput and Conflict."""
    assert seen.accepted_at is not None
    on = clock.local_date(seen.accepted_at)
    try:
        version = catalogue.current_version(seen.procedure_code, on, there)
    except NotFound as missing:
        name = organisation.get_commune(there).committee_name
        raise InvalidInput({"commune": f"{name} không có thủ tục này."}) from missing
    held = latest_answers(seen)
    answers = held.answers
    if version.id != seen.version_id:
        answers = forms.submission_answers(version.form, answers, on)
        if seen.snapshot.answers_complete and forms.validate_all(version.form, answers, on):
            raise Conflict(
                "Tờ khai ở nơi có thẩm quyền hỏi thêm những mục chưa có trong hồ sơ này. Hãy yêu cầu bổ sung trước,"
                " hoặc dừng giải quyết và hướng dẫn người dân nộp tại đó."
            )
    return _Told(version, held, answers, _source(held), on)


def _source(held: AnswerVersion) -> str:
    """Return who told these answers: another wish for the result left them as they were."""
    rows = AnswerVersion.objects.filter(commune_id=held.commune_id, dossier_id=held.dossier_id)
    return rows.exclude(source=WISH).order_by("-number").values_list("source", flat=True)[0]


def _submission(
    call: dossiers.Call, seen: dossiers.DossierInfo, told: _Told, there: int
) -> dossiers.Submission:
    desk = seen.came_by or seen.commune_id
    return dossiers.Submission(
        key=uuid5(seen.id, GROUND),
        commune_id=there,
        applicant_id=seen.applicant_id,
        version_id=told.version.id,
        channel=seen.channel,
        owner_name=seen.owner_name,
        owner_citizen_id="",
        declared=False,
        turns=catalogue.turns_of(told.version.id, told.answers, told.on),
        contents=version_contents(told.first),
        answers_complete=seen.snapshot.answers_complete,
        entered_at=call.now,
        note=_whence(call, seen),
        came_by=desk if desk != there else None,
        origin=dossiers.origin_of(seen),
    )


def _whence(call: dossiers.Call, seen: dossiers.DossierInfo) -> str:
    """Return the line of the history that tells where it came from, when and why, and what was paid there."""
    here = organisation.get_commune(seen.commune_id).committee_name
    paid = {
        "paid": " Phí, lệ phí đã nộp ở đó, không thu lại.",
        "waived": " Phí, lệ phí đã được miễn ở đó, không thu.",
    }
    return (
        f"{here} chuyển đến lúc {clock.local(call.now):%H:%M ngày %d/%m/%Y}; mã ở đó: {seen.code}."
        f" Lý do: {call.note.strip()}{paid.get(seen.finance_state, '')}"
    )


def _end(
    call: dossiers.Call, seen: dossiers.DossierInfo, opened: dossiers.DossierInfo
) -> dossiers.DossierInfo:
    assert opened.code
    committee = organisation.get_commune(opened.commune_id).committee_name
    treatment = {"due": "due_there", "paid": "paid_here"}.get(seen.finance_state, "none")
    told = dossiers.DossierTransferred(opened.commune_id, opened.id, opened.code, GROUND, treatment)
    note = f"Chuyển {committee} giải quyết tiếp, mã mới {opened.code}. Lý do: {call.note.strip()}"
    done = dossiers.transfer(replace(call, note=note), told)
    let_off(done, call.now)
    hand_relay_on(call.actor.staff, seen, opened)
    return done
