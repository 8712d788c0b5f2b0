"""Ways of a dossier that once led nowhere; each test is a scenario that failed."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.blocks.documents import api as documents
from motcua.blocks.identity import api as identity
from motcua.blocks.signatures import api as signatures
from motcua.casework.catalogue.listing import forget_cached
from motcua.casework.catalogue.models import ProcedureVersion
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.rules.roles import STAND_INS
from motcua.casework.intake import api as intake
from motcua.casework.intake.jobs import KEPT, drop_if_stale
from motcua.kernel import clock, tenancy
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.models import Event
from tests.casework.birth import fill
from tests.casework.test_way_of_a_dossier import RESULT_FIELDS, at_approval, call, submitted
from tests.factories.effects import run_effects
from tests.factories.offices import PIN
from tests.factories.organisation import NOW, make_citizen, make_commune, make_officer

pytestmark = pytest.mark.slow

A = dossiers.Action


def found(office, query: str) -> list:
    return [
        row.id for row in dossiers.list_work(office.receptionist, dossiers.Asked(query=query), now=NOW).rows
    ]


def test_a_refused_dossier_is_still_found(office):
    dossier = submitted(office)
    intake.refuse_dossier(call(office.receptionist, dossier, A.REFUSE, note="Nộp sai nơi"))
    for query in (dossier.submission_code, "nguyen van an", "051090004521"):
        assert found(office, query) == [dossier.id], query


def test_a_supplement_may_be_answered_within_the_minute(office):
    dossier = submitted(office)
    intake.accept_dossier(call(office.receptionist, dossier, A.ACCEPT))
    asked_at = NOW + timedelta(minutes=5, seconds=20)
    item = intake.SupplementItem("field", "child_name", "Tên của trẻ", "Viết đủ họ tên")
    intake.ask_supplement(
        replace(call(office.handler, dossier, A.REQUEST_SUPPLEMENT), now=asked_at), [item], "Thiếu"
    )
    intake.save_supplement_fields(office.citizen, dossier.id, {"child_name": "Nguyễn Bình An"})
    answered = intake.answer_supplement(office.citizen, dossier.id, now=asked_at + timedelta(seconds=30))
    assert answered.due_at == answered.due_original


def test_a_supplement_never_answered_may_be_refused_before_acceptance_only(office):
    item = intake.SupplementItem("field", "child_name", "Tên của trẻ", "Viết đủ họ tên")
    early = submitted(office)
    intake.ask_supplement(call(office.receptionist, early, A.REQUEST_SUPPLEMENT), [item], "Thiếu")
    refused = intake.refuse_dossier(call(office.receptionist, early, A.REFUSE, note="Không bổ sung"))
    assert refused.state is dossiers.State.REFUSED


def test_the_head_of_a_unit_passes_a_returned_draft_on_to_the_handler(office):
    dossier = at_approval(office)
    decisions.send_back(call(office.chair, dossier, A.SEND_BACK, note="Sửa nơi sinh"))
    back = dossiers.get_dossier(office.handler, dossier.id)
    assert back.step_key == "process"
    again = intake.propose_result(call(office.handler, dossier, A.PROPOSE), RESULT_FIELDS)
    assert again.step_key == "approve"


def test_after_a_failed_signature_a_deputy_may_sign(office):
    dossier = at_approval(office)
    office.signers.add("person-deputy", "Lê Thị Kim Oanh", "person")
    deputy = make_officer(
        office.commune.id, "vice_chair", full_name="Lê Thị Kim Oanh", unit="leadership",
        credential_id="person-deputy",
    )  # fmt: skip
    decisions.approve_result(call(office.chair, dossier, A.APPROVE), PIN)
    office.signers.sign_hash = expired
    run_effects(office.commune.id)
    del office.signers.sign_hash
    assert dossiers.get_dossier(deputy, dossier.id).holder_id is None
    decisions.approve_result(call(deputy, dossier, A.APPROVE), PIN)
    run_effects(office.commune.id)
    assert dossiers.get_dossier(deputy, dossier.id).step_key == "issue"


def test_an_action_is_recorded_in_the_role_of_its_step_not_in_any_role_held(office):
    """Every action writes actor, role, time, unit, note."""
    dossier = at_approval(office)
    many = replace(office.chair, roles=frozenset({"auditor", "chair", "clerk"}), role="auditor")
    decisions.approve_result(call(many, dossier, A.APPROVE), PIN)
    with tenancy.scope(communes=[office.commune.id]):
        roles = dict(Event.objects.filter(stream_id=dossier.id).values_list("name", "role"))
    assert roles["ResultApproved"] == "chair"
    assert roles["DossierAccepted"] == "receptionist"
    assert roles["ResultProposed"] == "handler"


def test_a_head_assigns_as_head_and_a_deputy_approves_as_deputy(office):
    dossier = submitted(office)
    intake.accept_dossier(call(office.receptionist, dossier, A.ACCEPT))
    head = make_officer(office.commune.id, "unit_head", full_name="Võ Thị Thu Hà")
    also = replace(head, roles=frozenset({"receptionist", "unit_head"}), role="receptionist")
    intake.assign_dossier(call(also, dossier, A.ASSIGN), office.handler.staff)
    intake.propose_result(call(office.handler, dossier, A.PROPOSE), RESULT_FIELDS)
    deputy = replace(office.chair, roles=frozenset({"auditor", "vice_chair"}), role="auditor")
    decisions.approve_result(call(deputy, dossier, A.APPROVE), PIN)
    with tenancy.scope(communes=[office.commune.id]):
        roles = dict(Event.objects.filter(stream_id=dossier.id).values_list("name", "role"))
    assert (roles["DossierAssigned"], roles["ResultApproved"]) == ("unit_head", "vice_chair")


def expired(*_: object) -> tuple[bytes, ...]:
    raise signatures.AuthorisationExpired


def test_nobody_approves_what_they_proposed(office):
    dossier = at_approval(office)
    both = replace(office.chair, staff_id=office.handler.staff_id)
    with pytest.raises((NotAllowed, decisions.NoCredential)):
        decisions.approve_result(call(both, dossier, A.APPROVE), PIN)
    assert dossiers.get_dossier(office.chair, dossier.id).step_key == "approve"


@pytest.mark.django_db
def test_every_stand_in_has_the_permissions_of_the_step():
    identity.load_roles()
    held = {role.key: role.permissions for role in identity.list_roles()}
    needed = {
        "chair": {"dossier.approve"},
        "receptionist": {"dossier.accept"},
        "return_desk": {"dossier.return"},
    }
    for role, others in STAND_INS.items():
        for other in others:
            assert needed[role] <= held[other], f"{other} stands in for {role}"


def stored(actor, file_id) -> bool:
    with tenancy.scope(applicants=actor.applicants):
        return bool(documents.list_files([file_id]))


def test_a_deleted_draft_takes_its_files_along(office):
    draft = fill(office.citizen, office.commune.id)
    [file_id] = draft.papers["giay_chung_sinh"]
    assert stored(office.citizen, file_id)
    intake.delete_draft(office.citizen, draft.id)
    assert not stored(office.citizen, file_id)


def test_a_file_that_another_draft_names_stays(office):
    first, second = (fill(office.citizen, office.commune.id) for _ in range(2))
    [file_id] = first.papers["giay_chung_sinh"]
    assert second.papers["giay_chung_sinh"] == [file_id]
    intake.delete_draft(office.citizen, first.id)
    assert stored(office.citizen, file_id)


def test_a_draft_left_alone_goes_after_ninety_days(office, monkeypatch):
    draft = fill(office.citizen, office.commune.id)
    applicant = office.citizen.account_id
    monkeypatch.setattr(clock, "now", lambda: NOW + KEPT - timedelta(minutes=1))
    assert not drop_if_stale(applicant, draft.id)
    monkeypatch.setattr(clock, "now", lambda: NOW + KEPT + timedelta(minutes=1))
    assert drop_if_stale(applicant, draft.id)
    with pytest.raises(intake.DraftNotFound):
        intake.get_draft(office.citizen, draft.id)


def test_a_draft_of_an_old_version_is_carried_over(office):
    draft = fill(office.citizen, office.commune.id)
    old = ProcedureVersion.objects.get(id=draft.version.id)
    ProcedureVersion.objects.create(
        procedure_id=old.procedure_id, number=old.number + 1, valid_from=old.valid_from, content=old.content,
        form=old.form, process=old.process, templates=old.templates, checksum=uuid4().hex, created_at=NOW,
    )  # fmt: skip
    forget_cached()
    try:
        with pytest.raises(intake.ProcedureChanged):
            intake.submit_draft(office.citizen, draft.id, commune_id=office.commune.id, now=NOW)
        # The page with the old declaration is pressed again.
        with pytest.raises(intake.ProcedureChanged):
            intake.submit_draft(
                office.citizen, draft.id, commune_id=office.commune.id, now=NOW, declared=True,
                seen=draft.version.id,
            )  # fmt: skip
        dossier = intake.submit_draft(office.citizen, draft.id, commune_id=office.commune.id, now=NOW)
        assert dossier.version_id != draft.version.id
    finally:
        forget_cached()


def test_form_01_tells_the_due_time_of_the_acceptance(office):
    """The receipt is printed later than a supplement that moved the due time."""
    from motcua.casework.notices.use_cases import compose

    dossier = submitted(office)
    accepted = intake.accept_dossier(call(office.receptionist, dossier, A.ACCEPT))
    later = replace(accepted, due_at=accepted.due_at + timedelta(days=9))
    form = compose.receipt_form(later, "Phạm Thị Dung", accepted.due_original, NOW)
    assert form.due_at == accepted.due_original
    assert [paper.count for paper in form.papers] == [1, 1]


def test_a_citizen_gets_no_result_before_it_may_be_handed_over(office):
    dossier = at_approval(office)
    [draft] = decisions.list_results(office.chair, dossier)
    with pytest.raises(NotFound):
        decisions.read_result(office.citizen, dossier, draft.id, now=NOW)


def test_opening_a_paper_leaves_a_row(office):
    from motcua.blocks.audit.models import AuditEntry

    dossier = submitted(office)
    desk = intake.open_desk(office.handler, dossier, purpose="thử", now=NOW)
    intake.read_paper(office.handler, dossier, desk.papers[0].file.id, now=NOW)
    with tenancy.scope(communes=[office.commune.id]):
        rows = AuditEntry.objects.filter(subject_kind="paper", subject_id=desk.papers[0].file.id)
        assert rows.count() == 1


def test_duties_may_not_meet_later_either(office):
    from motcua.kernel.actors import system
    from motcua.kernel.errors import Conflict

    later = (NOW + timedelta(days=30)).date()
    clerk = office.clerk.staff_id
    identity.grant_role(system(office.commune.id), clerk, "chair", later, now=NOW)
    with pytest.raises(Conflict):
        identity.grant_role(system(office.commune.id), clerk, "handler", NOW.date(), now=NOW)


def test_the_result_of_a_city_is_headed_by_the_city(office, monkeypatch):
    commune = make_commune(
        identifier="H17.01", province_code="48", province_name="thành phố Đà Nẵng", province_identifier="H17"
    )
    citizen, handler = make_citizen(commune.id), make_officer(commune.id, "handler")
    draft = fill(citizen, commune.id)
    dossier = intake.submit_draft(citizen, draft.id, commune_id=commune.id, now=NOW, lives_here=True)
    drawn = []
    monkeypatch.setattr(decisions, "preview_paper", lambda _v, _c, content, _n: drawn.append(content) or b"")
    intake.preview_result(handler, dossier, 0, {}, now=NOW)
    assert drawn[0]["agency"]["superior"] == "THÀNH PHỐ ĐÀ NẴNG"
