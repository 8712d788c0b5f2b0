"""What is kept beside the events, notes, answers, results, is told by their digests: any change is found."""

import pytest
from django.db import connections

from motcua.blocks.audit import api as audit
from motcua.blocks.audit.verification import verify
from motcua.casework.decisions import api as decisions
from motcua.casework.decisions.models import Decision
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.models import HistoryEntry
from motcua.casework.intake import api as intake
from motcua.casework.intake.models import AnswerVersion, SupplementRequest
from motcua.kernel import tenancy
from motcua.kernel.models import Event
from tests.casework.test_way_of_a_dossier import PIN, RESULT_FIELDS, call, submitted
from tests.factories.effects import run_effects
from tests.factories.organisation import NOW

A = dossiers.Action
pytestmark = [pytest.mark.django_db(databases=["default", "owner"], transaction=True), pytest.mark.slow]
SECRET = "Mẹ cháu bé: số 051192004522"


@pytest.fixture(autouse=True)
def _anchors(settings, tmp_path):
    settings.MOTCUA_SEALS = tmp_path / "seals"


@pytest.fixture
def worked(office):
    """A dossier with a supplement, a draft sent back and put forward again, and an approval."""
    dossier = submitted(office)
    intake.accept_dossier(call(office.receptionist, dossier, A.ACCEPT))
    item = intake.SupplementItem("field", "child_name", "Tên của trẻ", "Viết đủ họ tên")
    intake.ask_supplement(call(office.handler, dossier, A.REQUEST_SUPPLEMENT), [item], "Tên chưa đủ")
    intake.save_supplement_fields(office.citizen, dossier.id, {"child_name": "Nguyễn Bình An"})
    intake.answer_supplement(office.citizen, dossier.id, now=NOW)
    intake.propose_result(call(office.handler, dossier, A.PROPOSE, note=SECRET), RESULT_FIELDS)
    decisions.send_back(call(office.chair, dossier, A.SEND_BACK, note="Sửa nơi sinh"))
    intake.propose_result(call(office.handler, dossier, A.PROPOSE), RESULT_FIELDS)
    decisions.approve_result(call(office.chair, dossier, A.APPROVE), PIN)
    run_effects(office.commune.id)
    return dossier


def problems(commune_id: int) -> list[str]:
    audit.seal_all(commune_id, NOW)
    return audit.verify(commune_id, NOW).problems


def as_owner(model, dossier, **changes) -> None:
    """Change a row as one with the keys and the rights of the owner would."""
    assert (
        model.objects.using("owner").filter(dossier_id=dossier.id, **changes.pop("of", {})).update(**changes)
    )


def test_an_untouched_dossier_is_sound_and_its_events_tell_no_personal_data(office, worked):
    assert problems(office.commune.id) == []
    with tenancy.scope(communes=[office.commune.id]):
        told = [event.payload for event in Event.objects.filter(stream_id=worked.id)]
    assert {name for payload in told for name in payload.get("digests", {})} >= {
        "answers/1", "answers/2", "supplement/1/items", "supplement/1/reason", "note/5", "note/6",
    }  # fmt: skip
    assert not any(word in str(told) for word in ("051192004522", "Bình An", "Sửa nơi sinh"))


CHANGES = [
    (HistoryEntry, {"of": {"seq": 5}, "note": "Khác"}, "Nội dung bị sửa: “note/5”"),
    (HistoryEntry, {"of": {"seq": 5}, "note": None}, "Mất nội dung: “note/5”"),
    (HistoryEntry, {"of": {"seq": 2}, "note": "Thêm sau"}, "Nội dung lạ, không sự kiện nào ghi: “note/2”"),
    (AnswerVersion, {"of": {"number": 1}, "answers": {"child_name": "Khác"}}, "Nội dung bị sửa: “answers/1”"),
    (AnswerVersion, {"of": {"number": 2}, "delivery": "counter"}, "Nội dung bị sửa: “answers/2”"),
    (SupplementRequest, {"reason": "Khác"}, "Nội dung bị sửa: “supplement/1/reason”"),
    (Decision, {"content": {"answers": {}}}, "Nội dung bị sửa: “result/"),
]


@pytest.mark.parametrize(("model", "change", "fault"), CHANGES)
def test_every_change_of_a_content_is_found(office, worked, model, change, fault):
    as_owner(model, worked, **change)
    [problem] = problems(office.commune.id)
    assert problem.startswith(fault)
    assert str(worked.id) in problem


def test_another_address_than_the_one_wished_is_found(office):
    dossier = submitted(office)
    intake.change_wish(call(office.receptionist, dossier, A.CHANGE_WISH), "post", "Thôn Đông", "desk")
    as_owner(AnswerVersion, dossier, of={"number": 2}, address="Thôn Tây")
    [problem] = problems(office.commune.id)
    assert problem.startswith("Nội dung bị sửa: “answers/2/address”")


def test_a_token_that_no_key_opens_is_told_and_stops_nothing(office, worked):
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE intake_answerversion SET answers = %s WHERE number = 1", [b"\x01" * 60])
    [problem] = problems(office.commune.id)
    assert problem.startswith("Nội dung không mở được: “answers/1”")


def test_equal_notes_of_two_dossiers_have_different_digests(office):
    told = []
    for _ in range(2):
        dossier = submitted(office)
        intake.refuse_dossier(call(office.receptionist, dossier, A.REFUSE, note="Sai nơi nộp"))
        with tenancy.scope(communes=[office.commune.id]):
            told.append(Event.objects.get(stream_id=dossier.id, seq=2).payload["digests"]["note/2"])
    assert told[0] != told[1]


def test_work_done_while_the_verification_walks_is_no_fault(office, monkeypatch):
    dossier, check = submitted(office), verify.check_contents

    def meanwhile(commune_id, chains):
        intake.refuse_dossier(call(office.receptionist, dossier, A.REFUSE, note="Sai nơi nộp"))
        return check(commune_id, chains)

    with monkeypatch.context() as patched:
        patched.setattr(verify, "check_contents", meanwhile)
        assert problems(office.commune.id) == []
    assert problems(office.commune.id) == []
