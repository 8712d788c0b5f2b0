"""A handler has the one-stop desk ask for a supplement: proposed, sent, given back, dropped, by the pages of each."""

import re

import pytest

from motcua.blocks.audit.models import AuditEntry
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from motcua.casework.watch.models import StaffNotice
from motcua.kernel import tenancy
from tests.factories.effects import run_effects
from tests.interfaces.counter.conftest import RESULT_FIELDS, address, hidden, text_of
from tests.interfaces.counter.test_actions import act
from tests.interfaces.counter.test_side_acts import told_whole, untold

pytestmark = pytest.mark.slow

State = dossiers.State
PROPOSE, SEND, GIVE_BACK = "de-nghi-bo-sung/", "bo-sung/", "tra-lai-de-nghi/"
BOXES = {
    "paper-giay_chung_sinh": "yes", "paper-giay_chung_sinh-what": "Chụp lại, ảnh mờ",
    "field-child_name-what": "Viết đủ họ, chữ đệm và tên", "reason": "Nghị định 118/2025/NĐ-CP",
}  # fmt: skip
DROPPED_THEN = "thì đề nghị ấy được bỏ"
EARLIER = "Các đề nghị bổ sung trước"
MARK = "Chờ một cửa gửi yêu cầu bổ sung"


def proposed(counter):
    """Return an accepted dossier whose handler proposed a supplement to the desk."""
    dossier = counter.accepted()
    counter.browser("handler").post(
        address(dossier, "nhan-viec/"), hidden(_page(counter, "handler", dossier))
    )
    assert "Đã chuyển một cửa đề nghị bổ sung 2 mục" in text_of(
        act(counter, "handler", dossier, PROPOSE, **BOXES)
    )
    return counter.now(dossier)


def _page(counter, role, dossier, tail=""):
    return counter.browser(role).get(address(dossier, tail), follow=True)


def reads(counter, dossier):
    """Return how many reads of a dossier were written down."""
    with tenancy.scope(communes=[counter.commune.id]):
        return AuditEntry.objects.filter(kind=AuditEntry.Kind.READ, subject_id=dossier.id).count()


def lists(counter, role, view):
    """Return what a list of an officer shows."""
    return text_of(counter.browser(role).get(f"/mot-cua/?xem={view}"))


def notices_to(counter, role):
    """Return the kinds of what an officer was told, once the effects ran."""
    run_effects(counter.commune.id)
    with tenancy.scope(communes=[counter.commune.id]):
        rows = StaffNotice.objects.filter(staff_id=counter.actor(role).staff_id)
        return [row.kind for row in rows if row.kind.startswith("proposal")]


def test_a_proposal_goes_to_the_desk_and_to_nobody_else(counter):
    dossier = proposed(counter)
    assert (dossier.state, dossier.supplement_state) == (State.PROCESSING, "internal")
    assert dossier.snapshot.paused_at is None and dossier.snapshot.rounds == 0
    for role, view in (("receptionist", "todo"), ("handler", "waiting")):
        assert dossier.reference in lists(counter, role, view) and MARK in lists(counter, role, view)
    assert dossier.reference not in lists(counter, "handler", "todo")
    page = text_of(_page(counter, "receptionist", dossier))
    assert "Chụp lại, ảnh mờ" in page and "Người dân chưa được báo" in page
    keys = re.findall(
        r'data-key="(\w)"[^>]*>(?:(?!</a>).)*?(Gửi yêu cầu bổ sung|Trả lại đề nghị bổ sung)', page
    )
    assert dict((words, key) for key, words in keys) == {
        "Gửi yêu cầu bổ sung": "b", "Trả lại đề nghị bổ sung": "l",
    }  # fmt: skip
    run_effects(counter.commune.id)
    assert "02" not in {form.form for form in notices.list_forms(dossier)}
    assert untold(counter) == [] and told_whole(counter, dossier)


def test_the_citizen_sees_nothing_of_it(counter):
    dossier = proposed(counter)
    lines = dossiers.history(counter.citizen, dossier.id)
    assert [line.action for line in lines if "supplement" in line.action] == []
    desk = intake.open_desk(counter.citizen, dossier, purpose="Xem", now=dossier.submitted_at)
    assert desk.supplement is None
    act(counter, "receptionist", dossier, GIVE_BACK, note="Giấy này đã có.")
    lines = dossiers.history(counter.citizen, dossier.id)
    assert [line.action for line in lines if "supplement" in line.action] == []


def test_the_desk_corrects_and_sends_it_and_the_clock_stops(counter):
    dossier = proposed(counter)
    opened = text_of(_page(counter, "receptionist", dossier, SEND))
    assert 'value="Chụp lại, ảnh mờ"' in opened and "Nghị định 118/2025/NĐ-CP" in opened
    assert re.search(r'name="paper-giay_chung_sinh" value="yes" checked', opened)
    corrected = {**BOXES, "field-child_name-what": "Viết chữ đệm", "field-child_sex-what": "Ghi lại"}
    assert "Đã yêu cầu bổ sung 3 mục" in text_of(act(counter, "receptionist", dossier, SEND, **corrected))
    done = counter.now(dossier)
    assert (done.state, done.supplement_state, done.snapshot.rounds) == (State.SUPPLEMENT, "asked", 1)
    assert done.snapshot.paused_at is not None and done.holder_id == dossier.holder_id
    assert notices_to(counter, "handler") == ["proposal_sent"]
    assert "02" in {form.form for form in notices.list_forms(done)}
    items = intake.open_desk(counter.citizen, done, purpose="Xem", now=done.submitted_at).supplement.items
    assert {item.what for item in items} == {"Chụp lại, ảnh mờ", "Viết chữ đệm", "Ghi lại"}
    line = dossiers.history(counter.citizen, dossier.id)[-1]
    assert (line.action, line.actor_name) == ("request_supplement", counter.actor("receptionist").name)
    assert untold(counter) == [] and told_whole(counter, done)


def test_the_desk_gives_it_back_with_a_reason_and_the_handler_proposes_again(counter):
    dossier = proposed(counter)
    text = text_of(act(counter, "receptionist", dossier, GIVE_BACK, note=" "), 422)
    assert "Hãy ghi lý do trả lại" in text and "Chụp lại, ảnh mờ" in text
    text = text_of(act(counter, "receptionist", dossier, GIVE_BACK, note="Ghi rõ trang nào mờ."))
    assert "lại cho người thụ lý" in text
    done = counter.now(dossier)
    assert (done.supplement_state, done.snapshot.next_action, done.snapshot.rounds) == ("none", "propose", 0)
    assert notices_to(counter, "handler") == ["proposal_declined"]
    page = text_of(_page(counter, "handler", dossier))
    assert "Ghi rõ trang nào mờ." in page and MARK not in lists(counter, "receptionist", "open")
    assert 'value="Chụp lại, ảnh mờ"' in text_of(_page(counter, "handler", dossier, PROPOSE))
    again = {**BOXES, "paper-giay_chung_sinh-what": "Trang hai mờ"}
    act(counter, "handler", dossier, PROPOSE, **again)
    assert 'value="Trang hai mờ"' in text_of(_page(counter, "receptionist", dossier, SEND))
    assert untold(counter) == [] and told_whole(counter, counter.now(dossier))


def test_a_proposal_without_words_keeps_what_was_ticked(counter):
    dossier = counter.accepted()
    text = text_of(
        act(counter, "handler", dossier, PROPOSE, **{"paper-giay_chung_sinh": "yes", "reason": ""}), 422
    )
    assert 'href="#asked"' in text and 'href="#reason"' in text
    assert re.search(r'name="paper-giay_chung_sinh" value="yes" checked', text)
    assert counter.now(dossier).supplement_state == "none"


def test_neither_asks_in_the_place_of_the_other(counter):
    dossier = proposed(counter)
    for tail in (SEND, GIVE_BACK):
        refused = text_of(_page(counter, "handler", dossier, tail), 403)
        assert "Đề nghị bổ sung của hồ sơ đang ở một cửa" in refused and "vai trò khác" not in refused
    assert "đang ở một cửa" in text_of(_page(counter, "handler", dossier, PROPOSE))
    assert "Gửi yêu cầu bổ sung" not in text_of(_page(counter, "handler", dossier))
    other = counter.accepted()
    for tail in (PROPOSE, SEND):
        assert "thuộc về vai trò khác" in text_of(_page(counter, "receptionist", other, tail), 403)
    act(counter, "receptionist", dossier, GIVE_BACK, note="Đã có.")
    assert "Không có đề nghị bổ sung nào" in text_of(_page(counter, "receptionist", dossier, GIVE_BACK))


def test_a_draft_put_before_the_head_drops_it(counter):
    dossier = proposed(counter)
    assert DROPPED_THEN in text_of(_page(counter, "handler", dossier, "trinh/"))
    act(counter, "handler", dossier, "trinh/", **RESULT_FIELDS)
    done = counter.now(dossier)
    assert (done.step_key, done.supplement_state) == ("approve", "none")
    assert dossier.reference not in lists(counter, "receptionist", "todo")
    assert notices_to(counter, "handler") == [] and told_whole(counter, done)
    assert [
        line.action for line in dossiers.history(counter.actor("chair"), done.id) if line.dropped_proposal
    ] == ["propose"]
    assert not any(line.dropped_proposal for line in dossiers.history(counter.citizen, done.id))
    page = text_of(_page(counter, "chair", done))
    assert "đang chờ một cửa được bỏ" in page and "Không gửi nữa: Trình phê duyệt" in page
    assert notices_to(counter, "receptionist") == []


def test_who_ends_the_dossier_reads_first_that_it_goes_with_it(counter):
    dossier = proposed(counter)
    assert DROPPED_THEN in text_of(_page(counter, "chair", dossier, "dung-giai-quyet/"))
    act(counter, "receptionist", dossier, "don-rut/", signed="yes", note="Không cần nữa")
    assert DROPPED_THEN in text_of(_page(counter, "handler", dossier, "tra-loi-rut/"))


def test_nothing_is_said_to_be_dropped_where_nothing_was_proposed(counter):
    dossier = counter.accepted()
    assert DROPPED_THEN not in text_of(_page(counter, "handler", dossier, "trinh/"))
    act(counter, "handler", dossier, "trinh/", **RESULT_FIELDS)
    assert not any(line.dropped_proposal for line in dossiers.history(counter.actor("chair"), dossier.id))


def test_the_desk_is_told_of_a_proposal_while_it_lies_there(counter):
    proposed(counter)
    assert notices_to(counter, "receptionist") == ["proposal_made"]
    assert notices_to(counter, "handler") == []
    text = text_of(counter.browser("receptionist").get("/mot-cua/thong-bao/"))
    assert "có đề nghị bổ sung đang chờ một cửa" in text


def test_what_was_proposed_before_can_be_read_with_how_it_ended(counter):
    dossier = proposed(counter)
    assert EARLIER not in text_of(_page(counter, "handler", dossier))
    act(counter, "receptionist", dossier, GIVE_BACK, note="Ghi rõ trang nào mờ.")
    page = text_of(_page(counter, "handler", dossier))
    assert f"{EARLIER} (1)" in page and "Chụp lại, ảnh mờ" in page
    assert re.search(r"Một cửa trả lại,[^<]*Phạm Thị Dung: Ghi rõ trang nào mờ\.", page)
    act(counter, "handler", dossier, PROPOSE, **{**BOXES, "paper-giay_chung_sinh-what": "Trang hai mờ"})
    assert f"{EARLIER} (1)" in text_of(_page(counter, "handler", dossier))
    act(
        counter, "receptionist", dossier, SEND, **{**BOXES, "paper-giay_chung_sinh-what": "Chụp cả hai trang"}
    )
    page = text_of(_page(counter, "chair", dossier))
    assert f"{EARLIER} (2)" in page and "Trang hai mờ" in page and "Đinh Văn Nơ" in page
    assert page.index("Một cửa đã gửi cho người dân,") < page.index("Một cửa trả lại,")


def test_each_page_that_shows_a_proposal_leaves_one_row_of_reading(counter):
    dossier = proposed(counter)
    for role, tail in (("receptionist", ""), ("receptionist", GIVE_BACK), ("receptionist", SEND)):
        before = reads(counter, dossier)
        _page(counter, role, dossier, tail)
        assert reads(counter, dossier) == before + 1, tail
    purposes = AuditEntry.objects.order_by("at", "id").values_list("purpose", flat=True)
    with tenancy.scope(communes=[counter.commune.id]):
        assert "Trả lại đề nghị bổ sung" in set(purposes)


def test_the_handlers_own_request_opens_empty_after_a_refusal_and_the_next_proposal_says_whose_words(counter):
    dossier = proposed(counter)
    act(counter, "receptionist", dossier, GIVE_BACK, note="Giấy này đã có.")
    own = text_of(_page(counter, "handler", dossier, SEND))
    assert "Chụp lại, ảnh mờ" not in own and "Nghị định 118/2025/NĐ-CP</textarea>" not in own
    again = text_of(_page(counter, "handler", dossier, PROPOSE))
    assert "Chụp lại, ảnh mờ" in again and "lấy từ đề nghị trước" in again
    assert "lấy từ đề nghị trước" not in text_of(_page(counter, "handler", counter.accepted(), PROPOSE))


def test_a_supplement_asked_for_directly_tells_no_proposer(counter):
    dossier = proposed(counter)
    act(counter, "receptionist", dossier, GIVE_BACK, note="Ông tự gửi giúp.")
    act(counter, "handler", dossier, SEND, **BOXES)
    assert counter.now(dossier).supplement_state == "asked"
    assert notices_to(counter, "handler") == ["proposal_declined"]
