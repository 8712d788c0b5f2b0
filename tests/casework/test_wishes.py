"""How a result is wanted may be told anew until it is handed over: by the desk, or by the citizen."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.blocks.audit.verification.chains import check_chains
from motcua.blocks.audit.verification.contents import check_contents
from motcua.blocks.messaging import api as messaging
from motcua.casework.books import api as books
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.intake import wishes
from motcua.casework.notices.use_cases import compose
from motcua.kernel import events, tenancy
from motcua.kernel.errors import InvalidInput, NotAllowed
from tests.casework.test_way_of_a_dossier import call, submitted
from tests.factories.effects import open_effects, run_effects
from tests.factories.organisation import NOW
from tests.factories.posted import HOUSE, POSTMAN, posting, wanted

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
A = dossiers.Action


def now_of(office, dossier):
    return dossiers.get_dossier(office.desk, dossier.id)


def entered(office, dossier, delivery, address="", how="telephone", actor=None, **more):
    once = replace(call(actor or office.receptionist, dossier, A.CHANGE_WISH), **more)
    return intake.change_wish(once, delivery, address, how)


def chosen(office, dossier, delivery, address="", **more):
    known = {"revision": dossier.revision, "action_key": uuid4(), "now": NOW}
    return intake.change_own_wish(office.citizen, dossier.id, delivery, address, **{**known, **more})


def wish(office, dossier):
    return desk_of(office, dossier).wish


def desk_of(office, dossier):
    return intake.open_desk(office.receptionist, dossier, purpose="Kiểm tra", now=NOW)


def lines(office, dossier):
    told = dossiers.history(office.citizen, dossier.id)
    return [one for one in told if one.action == A.CHANGE_WISH]


def faults(office):
    with tenancy.scope(communes=[office.commune.id]):
        return check_contents(office.commune.id, check_chains(office.commune.id, {}))


def test_the_desk_enters_another_wish_and_nothing_else_of_the_answers_changes(office):
    dossier = submitted(office)
    before = desk_of(office, dossier)
    later = NOW + timedelta(minutes=5)
    done = entered(office, dossier, "post", f" {HOUSE}\n", now=later)
    assert (done.state, done.revision) == (dossier.state, dossier.revision + 1)
    after = desk_of(office, dossier)
    assert after.wish == intake.Wish("post", HOUSE, elsewhere=True)
    same = ("answers", "verified", "version_number", "submitted_at", "papers", "told")
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]
    [line] = lines(office, dossier)
    assert line.note == (
        f"Từ «Bản điện tử trên Cổng» sang «Bản giấy qua bưu điện, gửi đến: {HOUSE}»."
        " Người dân báo: qua điện thoại."
    )
    assert (line.actor_name, line.at, line.internal) == (office.receptionist.name, later, False)
    with tenancy.scope(communes=[office.commune.id]):
        event = events.last_of(office.commune.id, dossier.id, dossiers.WishChanged)
    assert (event.payload["version"], event.payload["how"], event.payload["to"].keys()) == (
        2, "telephone", {"changed_at"},
    )  # fmt: skip
    assert {"answers/2", "answers/2/address"} <= event.payload["digests"].keys()
    assert HOUSE not in str(event.payload)
    assert faults(office) == []
    run_effects(office.commune.id)
    assert open_effects(office.commune.id) == 0
    last = messaging.list_sent(office.receptionist, dossier.id)[0].message
    assert "đã đổi cách nhận kết quả" in last.subject and "địa chỉ ông/bà đăng ký" in last.body
    assert "Nếu ông/bà không yêu cầu đổi" in last.body and HOUSE not in last.body


def test_lists_parcels_and_pages_follow_the_newest_wish(office):
    dossier = wanted(office, delivery="counter")
    assert not books.list_to_post(office.desk, now=NOW).rows
    assert [one.by_post for one in books.list_waiting(office.desk)] == [False]
    entered(office, dossier, "post", HOUSE, actor=office.desk, how="desk")
    [row] = books.list_to_post(office.desk, now=NOW).rows
    assert row.address == HOUSE
    assert [one.by_post for one in books.list_waiting(office.desk)] == [True]
    stale = posting(dossier)
    with pytest.raises(InvalidInput) as told:
        books.post_results(office.desk, uuid4(), [stale], POSTMAN, now=NOW)
    assert "thay đổi" in told.value.errors[str(dossier.id)]
    # Without an address of its own it goes to that of the declaration.
    chosen(office, now_of(office, dossier), "post")
    [row] = books.list_to_post(office.desk, now=NOW).rows
    assert row.address and row.address != HOUSE
    assert wish(office, dossier) == intake.Wish("post", row.address)
    chosen(office, now_of(office, dossier), "counter")
    assert not books.list_to_post(office.desk, now=NOW).rows
    with pytest.raises(InvalidInput) as told:
        books.post_results(office.desk, uuid4(), [posting(now_of(office, dossier))], POSTMAN, now=NOW)
    assert "không đăng ký" in told.value.errors[str(dossier.id)]
    notes = [one.note for one in lines(office, dossier)]
    assert [one.partition("sang")[2] for one in notes] == [
        f" «Bản giấy qua bưu điện, gửi đến: {HOUSE}». Người dân báo: tại quầy.",
        f" «Bản giấy qua bưu điện, gửi đến: {row.address}».",
        " «Bản giấy tại quầy».",
    ]
    assert faults(office) == []


@pytest.mark.parametrize(
    ("delivery", "told"),
    [("counter", "mời ông/bà đến nhận tại quầy"), ("post", "gửi qua bưu điện"), ("online", "")],
)
def test_the_news_of_the_result_says_where_to_fetch_it_by_the_wish_of_now(office, delivery, told):
    first = "online" if delivery != "online" else "post"
    dossier = wanted(office, delivery=first, meanwhile=lambda one: entered(office, one, delivery))
    bodies = [one.message.body for one in messaging.list_sent(office.desk, dossier.id)]
    [ready] = [body for body in bodies if "đã được ký số" in body]
    assert told in ready and ("Bản giấy" in ready) == bool(told)


def test_a_receipt_keeps_what_it_said(office):
    dossier = submitted(office)
    entered(office, dossier, "counter")
    accepted = intake.accept_dossier(call(office.receptionist, dossier, A.ACCEPT))
    entered(office, accepted, "post", HOUSE, now=NOW + timedelta(hours=1))
    form = compose.receipt_form(now_of(office, dossier), "Lê Thị Mai", accepted.due_at, NOW)
    assert (form.return_method, form.return_place) == ("counter", form.office.unit)
    moved = submitted(office)
    entered(office, moved, "post", HOUSE)
    accepted = intake.accept_dossier(call(office.receptionist, moved, A.ACCEPT))
    form = compose.receipt_form(accepted, "Lê Thị Mai", accepted.due_at, NOW)
    assert (form.return_method, form.return_place) == ("post", HOUSE)


def test_a_supplement_keeps_the_wish_and_is_the_newest_of_the_answers(office):
    dossier = submitted(office)
    intake.accept_dossier(call(office.receptionist, dossier, A.ACCEPT))
    item = intake.SupplementItem("field", "child_name", "Tên của trẻ", "Viết đủ họ tên")
    intake.ask_supplement(call(office.handler, dossier, A.REQUEST_SUPPLEMENT), [item], "Chưa đủ")
    entered(office, dossier, "post", HOUSE, how="writing")
    intake.save_supplement_fields(office.citizen, dossier.id, {"child_name": "Nguyễn Bình An"})
    later = NOW + timedelta(hours=1)
    intake.answer_supplement(office.citizen, dossier.id, now=later)
    desk = desk_of(office, dossier)
    assert desk.wish == intake.Wish("post", HOUSE, elsewhere=True)
    assert (desk.answers["child_name"], desk.submitted_at) == ("Nguyễn Bình An", later)
    chosen(office, now_of(office, dossier), "online", now=later)
    desk = desk_of(office, dossier)
    assert (desk.answers["child_name"], desk.submitted_at) == ("Nguyễn Bình An", later)
    assert faults(office) == []


@pytest.mark.parametrize(
    ("delivery", "address", "how", "at"),
    [
        ("", "", "desk", {"delivery"}),
        ("balloon", "", "desk", {"delivery"}),
        ("online", "", "desk", {"delivery"}),
        ("post", "x" * 301, "desk", {"address"}),
        ("post", HOUSE, "", {"told_by"}),
        ("post", "x" * 301, "online", {"address", "told_by"}),
    ],
)
def test_what_cannot_be_read_or_changes_nothing_is_told_at_its_box(office, delivery, address, how, at):
    dossier = submitted(office)
    with pytest.raises(InvalidInput) as told:
        entered(office, dossier, delivery, address, how)
    assert told.value.errors.keys() == at
    assert now_of(office, dossier).revision == dossier.revision


def test_a_declaration_without_residence_needs_an_address(office, monkeypatch):
    monkeypatch.setattr(wishes, "said_of", lambda dossier, answers: {})
    dossier = submitted(office)
    with pytest.raises(InvalidInput) as told:
        entered(office, dossier, "post", "  ")
    assert told.value.errors == {"address": intake.NO_ADDRESS}
    entered(office, dossier, "post", HOUSE)


def test_a_stale_page_and_two_at_once_are_refused(office):
    dossier = submitted(office)
    chosen(office, dossier, "post")
    with pytest.raises(dossiers.StalePage):
        chosen(office, dossier, "counter")
    with pytest.raises(dossiers.StalePage):
        entered(office, dossier, "counter", revision=dossier.revision)
    key = uuid4()
    chosen(office, now_of(office, dossier), "counter", action_key=key)
    with pytest.raises(dossiers.DoneBefore):
        chosen(office, now_of(office, dossier), "online", action_key=key)
    assert wish(office, dossier).delivery == "counter"


def test_only_the_desk_and_the_citizen_tell_it(office):
    dossier = submitted(office)
    for stranger in (office.handler, office.chair, office.clerk):
        with pytest.raises(NotAllowed, match="không có quyền"):
            entered(office, dossier, "post", actor=stranger)
    helped = replace(office, citizen=replace(office.citizen, helper=object()))
    with pytest.raises(NotAllowed, match="chính người nộp"):
        chosen(helped, dossier, "post")
    assert lines(office, dossier) == []


def test_what_is_over_or_with_the_post_refuses_in_plain_words(office):
    refused = submitted(office)
    intake.refuse_dossier(call(office.receptionist, refused, A.REFUSE, note="Nộp sai nơi"))
    with pytest.raises(dossiers.ActionRefused, match="Không tiếp nhận"):
        entered(office, refused, "post")
    dossier = wanted(office)
    books.post_results(office.desk, uuid4(), [posting(dossier)], POSTMAN, now=NOW)
    for change in (entered, chosen):
        with pytest.raises(dossiers.ActionRefused, match="đã giao cho bưu điện"):
            change(office, now_of(office, dossier), "counter")
    [(parcel, _)] = books.list_on_the_way(office.desk, now=NOW)
    books.follow_parcel(office.desk, parcel.id, seen="", number="", end="back", reason="Đi vắng", now=NOW)
    chosen(office, now_of(office, dossier), "counter")
    decisions.return_result(call(office.desk, dossier, A.RETURN_RESULT), "counter")
    with pytest.raises(dossiers.ActionRefused, match="Đã trả kết quả"):
        entered(office, dossier, "online")
