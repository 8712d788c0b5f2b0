"""A birth registration from the draft to the signed result, through the use cases."""

from uuid import uuid4

import pytest

from motcua.blocks.signatures import api as signatures
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from motcua.kernel.errors import NotAllowed
from tests.casework.birth import fill
from tests.factories.effects import event_names, open_effects, run_effects
from tests.factories.offices import PIN
from tests.factories.organisation import NOW
from tests.factories.warmth import warm

pytestmark = pytest.mark.slow

RESULT_FIELDS = {
    "0-book_number": "01/2026", "0-record_number": "1/2026",
    "0-registered_on-day": "23", "0-registered_on-month": "11", "0-registered_on-year": "2026",
    "0-personal_id": "051226000123",
    "0-birth_place_full": "Trung tâm Y tế Ba Tơ, tỉnh Quảng Ngãi",
}  # fmt: skip


def call(actor, dossier, action, **more):
    return dossiers.Call(actor, dossier.id, action, NOW, action_key=uuid4(), **more)


def submitted(office, more=None):
    draft = fill(office.citizen, office.commune.id, more=more)
    return intake.submit_draft(office.citizen, draft.id, commune_id=office.commune.id, now=NOW)


def at_approval(office, more=None):
    dossier = submitted(office, more)
    intake.accept_dossier(call(office.receptionist, dossier, dossiers.Action.ACCEPT))
    return intake.propose_result(call(office.handler, dossier, dossiers.Action.PROPOSE), RESULT_FIELDS)


def test_from_draft_to_signed_result(office):
    dossier = at_approval(office)
    decisions.approve_result(call(office.chair, dossier, dossiers.Action.APPROVE), PIN)
    run_effects(office.commune.id)
    decisions.issue_result(call(office.clerk, dossier, dossiers.Action.ISSUE), PIN)
    run_effects(office.commune.id)
    done = dossiers.get_dossier(office.citizen, dossier.id)
    assert done.state is dossiers.State.DONE
    returned = decisions.return_result(call(office.desk, dossier, dossiers.Action.RETURN_RESULT), "online")
    assert returned.state is dossiers.State.RETURNED
    run_effects(office.commune.id)
    assert open_effects(office.commune.id) == 0

    [result] = decisions.list_results(office.citizen, returned)
    name, pdf = decisions.read_result(office.citizen, returned, result.id, now=NOW)
    report = signatures.verify(pdf, office.signers.trust(), at=NOW)
    assert report.ok, report.problems
    assert [s.signer for s in report.signatures] == ["Nguyễn Tấn Phát", "Ủy ban nhân dân xã Ba Tô"]
    assert report.number == result.number == "1/2026"
    assert name.endswith(".pdf")
    assert result.store_code == f"{returned.code}-KQ(1)"
    assert event_names(office.commune.id, dossier.id) == [
        "DossierSubmitted", "DossierAccepted", "ResultProposed", "ResultApproved", "ResultSigned",
        "IssueOrdered", "ResultIssued", "ResultReturned",
    ]  # fmt: skip
    forms = [form.form for form in notices.list_forms(returned)]
    assert "01" in forms


def test_a_submission_repeated_is_one_dossier(office):
    draft = fill(office.citizen, office.commune.id)
    first = intake.submit_draft(office.citizen, draft.id, commune_id=office.commune.id, now=NOW)
    again = intake.submit_draft(office.citizen, draft.id, commune_id=office.commune.id, now=NOW)
    assert first.id == again.id


def test_level_one_may_not_submit(office):
    from dataclasses import replace

    draft = fill(office.citizen, office.commune.id)
    weak = replace(office.citizen, assurance=1)
    with pytest.raises(intake.IdentityTooWeak):
        intake.submit_draft(weak, draft.id, commune_id=office.commune.id, now=NOW)


def test_the_code_and_the_due_time(office):
    dossier = submitted(office)
    accepted = intake.accept_dossier(call(office.receptionist, dossier, dossiers.Action.ACCEPT))
    assert accepted.code.endswith("-261123-0001")
    assert accepted.due_at is not None and accepted.due_at == accepted.due_original
    assert "Hẹn trả kết quả" in accepted.due_explanation[-1]


def test_a_wrong_role_may_not_approve(office):
    dossier = at_approval(office)
    with pytest.raises(NotAllowed):
        decisions.approve_result(call(office.handler, dossier, dossiers.Action.APPROVE), PIN)
    assert dossiers.get_dossier(office.chair, dossier.id).step_key == "approve"


def test_a_wrong_pin_changes_nothing(office):
    dossier = at_approval(office)
    before = dossiers.get_dossier(office.chair, dossier.id).revision
    with pytest.raises(signatures.WrongPin):
        decisions.approve_result(call(office.chair, dossier, dossiers.Action.APPROVE), "000000")
    assert dossiers.get_dossier(office.chair, dossier.id).revision == before


def test_an_action_on_a_stale_page_is_refused(office):
    dossier = submitted(office)
    intake.accept_dossier(call(office.receptionist, dossier, dossiers.Action.ACCEPT))
    with pytest.raises(dossiers.StalePage):
        intake.refuse_dossier(
            call(
                office.receptionist,
                dossier,
                dossiers.Action.REFUSE,
                note="Sai nơi nộp",
                revision=dossier.revision,
            )
        )


def test_a_double_click_is_done_once(office):
    dossier = submitted(office)
    once = call(office.receptionist, dossier, dossiers.Action.ACCEPT)
    intake.accept_dossier(once)
    with pytest.raises(dossiers.DoneBefore):
        intake.accept_dossier(once)
    assert event_names(office.commune.id, dossier.id).count("DossierAccepted") == 1


def test_supplement_stops_the_clock_once_and_keeps_the_code(office):
    dossier = submitted(office)
    accepted = intake.accept_dossier(call(office.receptionist, dossier, dossiers.Action.ACCEPT))
    items = [intake.SupplementItem("field", "child_name", "Tên của trẻ", "Viết đủ họ, chữ đệm và tên")]
    asked = intake.ask_supplement(
        call(office.handler, dossier, dossiers.Action.REQUEST_SUPPLEMENT), items, "Tên chưa đủ"
    )
    assert asked.state is dossiers.State.SUPPLEMENT
    with pytest.raises(dossiers.ActionRefused):
        intake.ask_supplement(
            call(office.handler, dossier, dossiers.Action.REQUEST_SUPPLEMENT), items, "Lần hai"
        )
    with pytest.raises(intake.Incomplete):
        intake.answer_supplement(office.citizen, dossier.id, now=NOW)
    intake.save_supplement_fields(office.citizen, dossier.id, {"child_name": "Nguyễn Bình An"})
    answered = intake.answer_supplement(office.citizen, dossier.id, now=NOW)
    assert (answered.code, answered.state) == (accepted.code, dossiers.State.PROCESSING)
    desk = intake.open_desk(office.handler, answered, purpose="thử", now=NOW)
    assert desk.answers["child_name"] == "Nguyễn Bình An"
    assert desk.version_number == 2
    with pytest.raises(intake.SupplementClosed):
        intake.answer_supplement(office.citizen, dossier.id, now=NOW)


def test_another_citizen_sees_nothing(office):
    from tests.factories.organisation import make_citizen

    dossier = submitted(office)
    stranger = make_citizen(office.commune.id, full_name="Trần Thị Lạ", citizen_id="051190009999")
    with pytest.raises(dossiers.DossierNotFound):
        dossiers.get_dossier(stranger, dossier.id)


def test_public_look_up_is_masked_and_needs_the_letters(office):
    dossier = submitted(office)
    secret = dossiers.lookup_secret(dossier.id)
    found = dossiers.look_up(office.commune.id, dossier.submission_code.lower(), f" {secret.lower()} ")
    assert found is not None
    assert found.owner_masked == "Nguyễn V. A."
    assert dossiers.look_up(office.commune.id, dossier.submission_code, "CCCC") is None or secret == "CCCC"


def test_the_submission_budget(office, django_assert_max_num_queries):
    draft = fill(office.citizen, office.commune.id)
    warm(office.commune.id)
    # Twelve statements; the fixed overhead is the scope's two and, under test, savepoint and release.
    with django_assert_max_num_queries(12 + 4):
        intake.submit_draft(office.citizen, draft.id, commune_id=office.commune.id, now=NOW)
