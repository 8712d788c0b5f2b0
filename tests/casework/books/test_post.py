"""Results that go out by post: the list, the parcels, what the citizen is told."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.blocks.audit.models import AuditEntry
from motcua.blocks.messaging import api as messaging
from motcua.casework.books import api as books
from motcua.casework.books import parcels
from motcua.casework.books.models import Parcel, PostList
from motcua.casework.books.rules.parcel_numbers import read_number
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.kernel import tenancy
from motcua.kernel.errors import InvalidInput, NotAllowed
from tests.casework.birth import WITH_COPIES
from tests.casework.test_way_of_a_dossier import RESULT_FIELDS, call
from tests.factories.effects import open_effects, run_effects
from tests.factories.offices import PIN
from tests.factories.organisation import NOW
from tests.factories.pdf_text import document_text
from tests.factories.posted import HOUSE, NUMBER, POSTMAN, correct, posting
from tests.factories.posted import wanted as issued

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
A = dossiers.Action


def now_of(office, dossier):
    return dossiers.get_dossier(office.desk, dossier.id)


def post(office, *postings, key=None):
    return books.post_results(office.desk, key or uuid4(), postings, POSTMAN, now=NOW)


def refused(office, *postings, postman=POSTMAN) -> dict[str, str]:
    with pytest.raises(InvalidInput) as told:
        books.post_results(office.desk, uuid4(), postings, postman, now=NOW)
    return told.value.errors


def subjects(office, dossier) -> list[str]:
    run_effects(office.commune.id)
    assert open_effects(office.commune.id) == 0
    sent = messaging.list_sent(office.desk, dossier.id)
    return [one.message.subject for one in sent] + [one.message.body for one in sent]


def test_a_result_goes_by_post_and_is_returned_when_delivered(office):
    dossier = issued(office)
    [waiting] = books.list_to_post(office.desk, now=NOW).rows
    assert (waiting.dossier.id, waiting.owed, waiting.before) == (dossier.id, "", "")
    with pytest.raises(NotAllowed):
        books.list_to_post(office.handler, now=NOW)
    key = uuid4()
    made = post(office, posting(dossier, "ek 123456789 vn"), key=key)
    assert made.number == "1/2026"
    assert post(office, posting(dossier), key=key) == made, "sent twice, it is written once"
    with pytest.raises(InvalidInput, match="sửa"):
        post(office, key=key)
    posted = now_of(office, dossier)
    assert (posted.state, posted.delivery_state) == (dossiers.State.DONE, "posted")
    assert not books.list_to_post(office.desk, now=NOW).rows
    assert any(NUMBER in told for told in subjects(office, dossier))
    name, pdf = books.print_post_list(office.desk, made.id, now=NOW)
    text = " ".join(document_text(pdf).split())
    assert name == "giao-buu-ta-1-2026.pdf"
    for told in ("Số: 1/2026", NUMBER, dossier.code, "Nguyễn Văn An", HOUSE, POSTMAN, "Lê Thị Mai"):
        assert told in text, told
    with pytest.raises(decisions.OtherWay):
        decisions.return_result(call(office.desk, dossier, A.RETURN_RESULT), "counter")
    [(parcel, _)] = books.list_on_the_way(office.desk, now=NOW)
    done = books.follow_parcel(
        office.desk, parcel.id, seen=parcel.number, number=NUMBER, end="delivered", now=NOW
    )
    assert (done.state_label, done.number) == ("Đã phát", NUMBER)
    returned = now_of(office, dossier)
    assert (returned.state, returned.delivery_state) == (dossiers.State.RETURNED, "returned")
    with tenancy.scope(communes=[office.commune.id]):
        assert dossiers.ways_returned(office.commune.id, [returned]) == {dossier.id: "post"}
    assert [one.state for one in books.parcels_of(office.citizen, returned)] == ["delivered"]
    with pytest.raises(books.ParcelEnded):
        books.follow_parcel(
            office.desk, parcel.id, seen=parcel.number, number=NUMBER, end="back", reason="x", now=NOW
        )


def test_what_the_post_brings_back_goes_out_again_or_is_returned_at_the_desk(office):
    dossier = issued(office)
    post(office, posting(dossier))
    [(parcel, _)] = books.list_on_the_way(office.desk, now=NOW)
    follow = {"number": "", "end": "back", "now": NOW}
    with pytest.raises(InvalidInput) as told:
        books.follow_parcel(office.desk, parcel.id, seen=parcel.number, **follow)
    assert told.value.errors.keys() == {"reason"}
    assert now_of(office, dossier).delivery_state == "posted"
    books.follow_parcel(office.desk, parcel.id, seen=parcel.number, **follow, reason="Không có người nhận")
    back = now_of(office, dossier)
    assert (back.state, back.delivery_state) == (dossiers.State.DONE, "failed")
    assert any("chưa phát được" in told for told in subjects(office, dossier))
    [again] = books.list_to_post(office.desk, now=NOW).rows
    assert again.before == "Bưu điện hoàn về"
    assert post(office, posting(back, NUMBER)).number == "2/2026"
    assert [one.state for one in books.parcels_of(office.desk, back)] == ["on_the_way", "back"]
    [(second, _)] = books.list_on_the_way(office.desk, now=NOW)
    books.follow_parcel(
        office.desk, second.id, seen=second.number, number=NUMBER, end="back", reason="Sai địa chỉ", now=NOW
    )
    returned = decisions.return_result(call(office.desk, dossier, A.RETURN_RESULT), "counter")
    assert returned.state is dossiers.State.RETURNED


def test_the_number_may_come_later_and_is_told(office):
    dossier = issued(office)
    post(office, posting(dossier))
    assert any("báo sau" in told for told in subjects(office, dossier))
    [(parcel, _)] = books.list_on_the_way(office.desk, now=NOW)
    for number, where in (("", "end"), ("số 7", "number")):
        with pytest.raises(InvalidInput) as told:
            books.follow_parcel(office.desk, parcel.id, seen=parcel.number, number=number, end="", now=NOW)
        assert told.value.errors.keys() == {where}
    numbered = books.follow_parcel(
        office.desk, parcel.id, seen=parcel.number, number=NUMBER.lower(), end="", now=NOW
    )
    assert (numbered.number, numbered.is_open) == (NUMBER, True)
    assert any(f"Số bưu gửi: {NUMBER}" in told for told in subjects(office, dossier))
    with pytest.raises(InvalidInput):
        books.follow_parcel(office.desk, parcel.id, seen=NUMBER, number="", end="delivered", now=NOW)


def test_a_list_is_written_whole_or_not_at_all(office):
    fine, changed, other = issued(office), issued(office), issued(office, "counter")
    owing = issued(office, more=WITH_COPIES)
    stale = replace(posting(changed), revision=changed.revision - 1)
    errors = refused(office, posting(fine), stale, posting(other), posting(owing))
    assert errors.keys() == {str(one.id) for one in (changed, other, owing)}
    assert "không đăng ký" in errors[str(other.id)]
    assert "phải thu" in errors[str(owing.id)]
    assert now_of(office, fine).delivery_state == "waiting"
    assert now_of(office, fine).revision == fine.revision
    assert refused(office, postman=" ").keys() == {"results", "postman"}
    assert "địa chỉ" in refused(office, posting(fine, address=" "))[str(fine.id)]
    assert "ký tự" in refused(office, posting(fine, "số 7"))[f"number-{fine.id}"]
    with tenancy.scope(communes=[office.commune.id]):
        assert (PostList.objects.count(), Parcel.objects.count()) == (0, 0)
    assert post(office, posting(fine)).number == "1/2026", "what was refused took no number"
    assert "đã được gửi" in refused(office, posting(now_of(office, fine)))[str(fine.id)]
    owed = {one.dossier.id: one.owed for one in books.list_to_post(office.desk, now=NOW).rows}
    assert owed == {changed.id: "", owing.id: "16.000 đồng"}


def test_a_result_that_was_not_posted_is_not_returned_by_post(office):
    dossier = issued(office)
    with pytest.raises(decisions.OtherWay):
        decisions.return_result(call(office.desk, dossier, A.RETURN_RESULT), "post")
    assert now_of(office, dossier).state is dossiers.State.DONE


def test_a_dossier_taken_up_again_does_not_follow_its_old_parcel(office):
    dossier = issued(office)
    post(office, posting(dossier, NUMBER))
    order = dossiers.OrderPaper("27/QĐ-UBND", NOW.date(), "Ghi sai nơi sinh")
    again = call(office.chair, dossier, A.REOPEN)
    intake.reopen_dossier(again, "correct_result", order, NOW.date().replace(day=27))
    [(parcel, _)] = books.list_on_the_way(office.desk, now=NOW)
    books.follow_parcel(office.desk, parcel.id, seen=parcel.number, number=NUMBER, end="delivered", now=NOW)
    assert now_of(office, dossier).state is dossiers.State.PROCESSING
    assert not books.list_on_the_way(office.desk, now=NOW)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("ek 123456789 vn", NUMBER), ("", ""), (" ", ""), ("EK1", None), ("số 7777", None), ("A" * 41, None)],
)
def test_numbers_of_parcels(typed, read):
    assert read_number(typed) == read


def told_in_history(office, dossier) -> list[str]:
    return [line.note for line in dossiers.history(office.desk, dossier.id) if line.action == A.FOLLOW_PARCEL]


def end(office, dossier, how, reason="Cháy kho bưu điện"):
    """Post the result of a dossier and write how that parcel ended."""
    post(office, posting(now_of(office, dossier)))
    [parcel] = [one for one in books.parcels_of(office.desk, dossier) if one.is_open]
    return books.follow_parcel(office.desk, parcel.id, seen="", number="", end=how, reason=reason, now=NOW)


def test_what_the_post_lost_goes_out_again_as_a_copy_or_is_returned_at_the_desk(office):
    dossier = issued(office)
    assert end(office, dossier, "lost").state_label == "Thất lạc"
    assert now_of(office, dossier).delivery_state == "lost"
    told = subjects(office, dossier)
    assert any("làm thất lạc" in one for one in told) and any("không phải nộp lại" in one for one in told)
    assert told_in_history(office, dossier) == ["Bưu gửi chưa có số: thất lạc (Cháy kho bưu điện)."]
    [again] = books.list_to_post(office.desk, now=NOW).rows
    assert again.before == "Thất lạc"
    end(office, dossier, "lost")
    returned = decisions.return_result(call(office.desk, dossier, A.RETURN_RESULT), "counter")
    assert returned.state is dossiers.State.RETURNED


def test_what_was_listed_by_mistake_waits_again_and_the_citizen_is_told_once(office):
    dossier = issued(office)
    made = post(office, posting(dossier))
    assert any("đã giao cho bưu tá" in one for one in subjects(office, dossier))
    [(parcel, _)] = books.list_on_the_way(office.desk, now=NOW)
    why = {"end": "not_given", "reason": "Bà Sáu lấy nhầm phong bì"}
    done = books.follow_parcel(office.desk, parcel.id, seen="", number="", **why, now=NOW)
    assert not done.was_given and not done.is_open
    assert sum("Bản giấy vẫn ở quầy Một cửa" in one for one in subjects(office, dossier)) == 1
    theirs = [(one.action, one.note) for one in dossiers.history(office.citizen, dossier.id)][-2:]
    assert theirs == [
        (A.POST_RESULT, ""),
        (A.FOLLOW_PARCEL, "Bưu gửi chưa có số: chưa giao bưu tá."),
    ]
    assert books.parcels_of(office.desk, dossier)[0].reason == "Bà Sáu lấy nhầm phong bì"
    _, pdf = books.print_post_list(office.desk, made.id, now=NOW)
    text = " ".join(document_text(pdf).split())
    assert "Chưa giao bưu tá" in text and "Cộng: 0 bưu gửi" in text
    with pytest.raises(books.NotCorrectable, match="danh sách mới"):
        correct(office.desk, parcel, reason="Nhầm dòng.", now=NOW)
    assert now_of(office, dossier).delivery_state == "waiting"
    [again] = books.list_to_post(office.desk, now=NOW).rows
    assert again.before == ""
    assert post(office, posting(now_of(office, dossier))).number == "2/2026"


def test_a_mistaken_end_is_put_right_with_a_reason_while_nothing_followed(office):
    dossier = issued(office)
    parcel = end(office, dossier, "back")
    with pytest.raises(InvalidInput):
        correct(office.desk, parcel, reason=" ", now=NOW)
    with pytest.raises(NotAllowed):
        books.correct_parcel(office.handler, parcel.id, seen=parcel.end_mark, reason="Nhầm dòng.", now=NOW)
    late = NOW + timedelta(days=31)
    with pytest.raises(books.NotCorrectable, match="30 ngày"):
        correct(office.desk, parcel, reason="Nhầm dòng.", now=late)
    assert not stands(office, parcel, NOW)
    assert "30 ngày" in stands(office, parcel, late)
    fine = correct(office.desk, parcel, reason="nhầm dòng", now=NOW)
    assert "không có gì phải sửa" in stands(office, parcel, NOW)
    assert (fine.is_open, fine.ended_at, fine.reason) == (True, None, "")
    assert now_of(office, dossier).delivery_state == "posted"
    assert "Sửa ghi nhầm: nhầm dòng. Đã ghi: " in told_in_history(office, dossier)[-1]
    assert any("ghi nhầm; mong ông/bà thông cảm" in one for one in subjects(office, dossier))
    with pytest.raises(books.NotCorrectable, match="không có gì"):
        correct(office.desk, parcel, reason="Nhầm dòng.", now=NOW)
    books.follow_parcel(office.desk, parcel.id, seen="", number="", end="back", reason="Đi vắng", now=NOW)
    later = NOW + timedelta(minutes=1)
    books.post_results(office.desk, uuid4(), [posting(now_of(office, dossier))], POSTMAN, now=later)
    with pytest.raises(books.NotCorrectable, match="gửi lại"):
        correct(office.desk, parcel, reason="Nhầm dòng.", now=later)
    assert "bưu gửi khác" in stands(office, parcel, later), "the page says so and asks for nothing"
    [second, _] = books.parcels_of(office.desk, dossier)
    books.follow_parcel(office.desk, second.id, seen="", number=NUMBER, end="delivered", now=later)
    returned = next(
        line for line in dossiers.history(office.desk, dossier.id) if line.action == A.RETURN_RESULT
    )
    assert (returned.note, returned.actor_name) == (f"Số bưu gửi {NUMBER}: đã phát.", office.desk.name)


def stands(office, parcel, now) -> str:
    dossier = now_of(office, dossiers.get_dossier(office.desk, parcel.dossier_id))
    return books.why_not_correctable(office.desk, parcel.id, dossier, now)


def public_notes(office, dossier) -> str:
    return " ".join(one.note for one in dossiers.history(office.citizen, dossier.id))


@pytest.mark.parametrize("how", ["delivered", "back", "lost", "not_given"])
def test_what_the_post_says_of_an_end_is_for_officers_alone(office, how):
    dossier = issued(office)
    ended = end(office, dossier, how, "Hàng xóm Lê Văn Bảy nhận thay")
    assert ended.reason == "Hàng xóm Lê Văn Bảy nhận thay"
    assert "Lê Văn Bảy" not in public_notes(office, dossier)
    assert not any("Lê Văn Bảy" in one for one in subjects(office, dossier))


def test_a_reason_is_not_lost_while_the_parcel_is_on_its_way(office):
    dossier = issued(office)
    post(office, posting(dossier))
    [(parcel, _)] = books.list_on_the_way(office.desk, now=NOW)
    typed = {"number": NUMBER, "end": "", "reason": "Bưu tá hẹn thứ hai"}
    with pytest.raises(InvalidInput) as told:
        books.follow_parcel(office.desk, parcel.id, seen="", **typed, now=NOW)
    assert told.value.errors.keys() == {"reason"}
    assert books.list_on_the_way(office.desk, now=NOW)[0][0].number == ""


def reopened(office, dossier, now):
    order = dossiers.OrderPaper("27/QĐ-UBND", now.date(), "Ghi sai nơi sinh")
    again = replace(call(office.chair, dossier, A.REOPEN), now=now)
    intake.reopen_dossier(again, "correct_result", order, now.date().replace(day=27))


def finished_again(office, dossier, now):
    """Draft, sign and issue the result of a dossier that was taken up again."""
    at = {"now": now}
    intake.propose_result(replace(call(office.handler, dossier, A.PROPOSE), **at), RESULT_FIELDS)
    decisions.approve_result(replace(call(office.chair, dossier, A.APPROVE), **at), PIN)
    run_effects(office.commune.id)
    decisions.issue_result(replace(call(office.clerk, dossier, A.ISSUE), **at), PIN)
    run_effects(office.commune.id)
    return now_of(office, dossier)


def test_an_older_parcel_that_arrives_does_not_return_what_went_out_after_it(office):
    dossier, later = issued(office), NOW + timedelta(minutes=5)
    post(office, posting(dossier))
    reopened(office, dossier, NOW)
    again = finished_again(office, dossier, NOW)
    books.post_results(office.desk, uuid4(), [posting(again)], POSTMAN, now=later)
    _, first = books.parcels_of(office.desk, dossier)
    books.follow_parcel(office.desk, first.id, seen="", number=NUMBER, end="delivered", now=later)
    still = now_of(office, dossier)
    assert (still.state, still.delivery_state) == (dossiers.State.DONE, "posted")


def test_the_same_end_written_anew_is_another_end(office):
    dossier = issued(office)
    parcel, later = end(office, dossier, "back"), NOW + timedelta(minutes=1)
    correct(office.desk, parcel, reason="Nhầm dòng.", now=NOW)
    books.follow_parcel(office.desk, parcel.id, seen="", number="", end="back", reason="Đi vắng", now=later)
    with pytest.raises(books.ParcelChanged, match="bưu điện hoàn về"):
        books.correct_parcel(office.desk, parcel.id, seen=parcel.end_mark, reason="Nhầm dòng.", now=later)
    assert now_of(office, dossier).delivery_state == "failed"


def test_a_parcel_noted_as_delivered_by_mistake_is_with_the_post_again(office):
    dossier, later = issued(office), NOW + timedelta(days=3)
    parcel = end(office, dossier, "delivered", "Con trai nhận")
    assert any("đã được trả" in one for one in subjects(office, dossier))
    assert not stands(office, parcel, later)
    assert "30 ngày" in stands(office, parcel, NOW + timedelta(days=31))
    fine = correct(office.desk, parcel, reason="Chọn nhầm dòng", now=later)
    assert fine.is_open
    again = now_of(office, dossier)
    assert (again.state, again.delivery_state, again.step_key, again.returned_at, again.holder_id) == (
        dossiers.State.DONE, "posted", "return", None, None,
    )  # fmt: skip
    assert again.finished_at == dossier.finished_at
    assert told_in_history(office, dossier)[-1] == (
        "Sửa ghi nhầm: Chọn nhầm dòng. Đã ghi: Bưu gửi chưa có số: đã phát (Con trai nhận)."
    )
    assert public_notes(office, dossier).endswith("Bưu gửi chưa phát, vẫn đang ở bưu điện.")
    assert sum("ghi nhầm; mong ông/bà thông cảm" in one for one in subjects(office, dossier)) == 1
    with tenancy.scope(communes=[office.commune.id]):
        assert list(dossiers.differences(office.commune.id)) == []
    books.follow_parcel(office.desk, parcel.id, seen="", number=NUMBER, end="delivered", now=later)
    assert now_of(office, dossier).returned_at == later


def test_what_was_returned_another_way_since_is_not_taken_back_with_a_parcel(office):
    dossier = issued(office)
    parcel = end(office, dossier, "delivered")
    reopened(office, dossier, NOW)
    assert not stands(office, parcel, NOW), "the parcel alone, while the work goes on"
    finished_again(office, dossier, NOW)
    later = NOW + timedelta(minutes=5)
    decisions.return_result(replace(call(office.desk, dossier, A.RETURN_RESULT), now=later), "counter")
    with pytest.raises(books.NotCorrectable, match="cách khác"):
        correct(office.desk, parcel, reason="Nhầm dòng.", now=later)
    assert now_of(office, dossier).returned_at == later


def test_a_dossier_taken_up_again_hears_nothing_of_its_old_parcel(office):
    dossier = issued(office)
    post(office, posting(dossier, NUMBER))
    order = dossiers.OrderPaper("27/QĐ-UBND", NOW.date(), "Ghi sai nơi sinh")
    again = call(office.chair, dossier, A.REOPEN)
    intake.reopen_dossier(again, "correct_result", order, NOW.date().replace(day=27))
    before = subjects(office, dossier)
    [(parcel, _)] = books.list_on_the_way(office.desk, now=NOW)
    books.follow_parcel(
        office.desk, parcel.id, seen=NUMBER, number=NUMBER, end="back", reason="Đi vắng", now=NOW
    )
    assert subjects(office, dossier) == before, "the paper that came back counts no more"
    assert told_in_history(office, dossier) == [f"Số bưu gửi {NUMBER}: bưu điện hoàn về (Đi vắng)."]
    correct(office.desk, parcel, reason="Nhầm dòng.", now=NOW)
    assert subjects(office, dossier) == before
    assert now_of(office, dossier).delivery_state == "none"


def test_a_number_written_meanwhile_is_not_overwritten(office):
    dossier = issued(office)
    post(office, posting(dossier))
    [(parcel, _)] = books.list_on_the_way(office.desk, now=NOW)
    books.follow_parcel(office.desk, parcel.id, seen="", number=NUMBER, end="", now=NOW)
    for how in ("", "back"):
        with pytest.raises(books.ParcelChanged, match=NUMBER):
            books.follow_parcel(
                office.desk, parcel.id, seen="", number="EK999999999VN", end=how, reason="x", now=NOW
            )
    assert [one.number for one in books.parcels_of(office.desk, dossier)] == [NUMBER]
    assert told_in_history(office, dossier) == [f"Số bưu gửi {NUMBER}: đang ở bưu điện."]


def test_what_the_post_has_is_not_handed_over_in_the_office(office):
    dossier = issued(office)
    assert [one.dossier.id for one in books.list_waiting(office.desk)] == [dossier.id]
    post(office, posting(dossier))
    assert books.list_waiting(office.desk) == []
    with pytest.raises(InvalidInput) as told:
        books.hand_over(office.desk, [dossier.id], office.clerk.staff_id, now=NOW)
    assert "không còn chờ" in told.value.errors["results"]


def test_a_long_list_shows_what_may_go_first_and_how_many_more_there_are(office, monkeypatch):
    owing, fine, other = issued(office, more=WITH_COPIES), issued(office), issued(office)
    monkeypatch.setattr(parcels, "MOST", 2)
    page = books.list_to_post(office.desk, now=NOW)
    assert ([one.dossier.id for one in page.rows], page.more) == ([fine.id, other.id], 1)
    monkeypatch.undo()
    assert [one.dossier.id for one in books.list_to_post(office.desk, now=NOW).rows][-1] == owing.id


def test_names_of_postmen_are_not_opened_without_an_audit_row(office):
    dossier = issued(office)
    key = uuid4()
    post(office, posting(dossier), key=key)

    def reads() -> int:
        with tenancy.scope(communes=[office.commune.id]):
            return AuditEntry.objects.filter(subject_kind="post_list").count()

    before = reads()
    assert [one.postman for one in books.list_post_lists(office.desk, now=NOW)] == [POSTMAN]
    assert reads() == before + 1
