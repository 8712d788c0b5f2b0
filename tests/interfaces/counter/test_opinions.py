"""Another unit is asked, sees it among its work, answers late; until then no draft goes to the head."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.html import escape

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.ui.middleware import SEEN
from motcua.kernel import clock
from motcua.kernel.actors import StandIn, system
from tests.factories.organisation import FOUNDED, NOW, TODAY
from tests.interfaces.counter.conftest import address, enter, hidden, text_of
from tests.interfaces.counter.test_actions import act
from tests.interfaces.counter.test_side_acts import refused

QUESTION = "Thửa đất có tranh chấp không?"


@pytest.fixture
def asked(counter):
    """A dossier about which the handler asked the office; the office's head has a browser."""
    office = organisation.open_unit(
        system(counter.commune.id), "office", "Phòng Kinh tế", valid_from=FOUNDED, now=NOW
    )
    _, counter.browsers["office"] = enter(
        counter.commune.id, "unit_head", full_name="Hồ Thị Sen", unit="office"
    )
    dossier = counter.accepted()
    faults = refused(counter, "handler", dossier, "lay-y-kien/", unit="", question=" ", due_on="hôm nay")
    assert "Không có ngày này" in faults
    faults = refused(counter, "handler", dossier, "lay-y-kien/", unit="x", question="", required="yes")
    assert "Chọn đơn vị cần hỏi ý kiến." in faults
    assert "Hãy ghi rõ cần hỏi ý kiến về việc gì." in faults
    assert re.search(r'name="required"[^>]* checked', faults), "what was ticked stays"
    act(counter, "handler", dossier, "lay-y-kien/", unit=str(office.id), question=QUESTION, required="yes")
    return counter.now(dossier)


def stand_at(counter, monkeypatch, moment):
    """Let it be later, with everybody still at work."""
    for role in ("handler", "unit_head"):
        counter.browser(role)
    monkeypatch.setattr(clock, "now", lambda: moment)
    for browser in counter.browsers.values():
        session = browser.session
        session[SEEN] = moment.timestamp()
        session.save()


def links(page):
    return set(re.findall(r'href="(/mot-cua/ho-so/[^"]*y-kien/[0-9a-f-]{36}/)"', page))


def test_the_unit_asked_sees_it_and_answers_and_only_then_the_draft_goes_up(counter, asked, monkeypatch):
    back = counter.browser("handler").get(address(asked, "trinh/"))
    assert back.url == address(asked)
    assert "Còn ý kiến bắt buộc" in text_of(counter.browser("handler").get(back.url))

    stand_at(counter, monkeypatch, asked.step_due_at + timedelta(days=1))
    for role, view in (("office", "todo"), ("handler", "waiting")):
        shown = text_of(counter.browser(role).get("/mot-cua/", {"xem": view}))
        assert asked.reference in shown and "Ý kiến quá hạn" in shown
    assert asked.reference not in text_of(counter.browser("unit_head").get("/mot-cua/?xem=todo"))

    assert not links(text_of(counter.browser("handler").get(address(asked))))
    [give] = links(text_of(counter.browser("office").get(address(asked))))
    page = counter.browser("office").get(give)
    assert escape(QUESTION) in text_of(page)
    for_other = counter.browser("handler").post(give, hidden(page, verdict="agree", answer="Không"))
    assert for_other.status_code == 403
    empty = text_of(counter.browser("office").post(give, hidden(page)), 422)
    assert "Hãy ghi ý kiến của đơn vị." in empty
    boxes = hidden(page, verdict="conditions", answer="Đồng ý nếu có biên bản.")
    assert counter.browser("office").post(give, boxes).status_code == 302
    told = text_of(counter.browser("handler").get(address(asked)))
    assert "Đồng ý có điều kiện" in told and "sau hạn" in told and "Hồ Thị Sen" in told
    assert counter.browser("handler").get(address(asked, "trinh/")).status_code == 200
    assert asked.reference not in text_of(counter.browser("handler").get("/mot-cua/?xem=waiting"))
    assert counter.browser("office").get(give).status_code in (302, 404)


def test_a_question_taken_back_holds_up_nothing(counter, asked):
    page = counter.browser("handler").get(address(asked))
    [take_back] = re.findall(r'action="([^"]*y-kien/[0-9a-f-]{36}/thoi/)"', text_of(page))
    assert counter.browser("handler").post(take_back, hidden(page)).status_code == 302
    assert counter.browser("handler").get(address(asked, "trinh/")).status_code == 200


def test_who_stands_in_for_the_unit_answers_in_its_place(counter, asked):
    [opinion] = dossiers.list_opinions(counter.actor("handler"), asked)
    head = counter.actor("unit_head")
    [unit_head] = [
        one for one in organisation.list_staff(counter.commune.id, TODAY) if one.full_name == "Hồ Thị Sen"
    ]
    absent = StandIn(unit_head.id, unit_head.full_name, unit_head.unit_id, "7/QĐ", TODAY)
    lent = replace(head, stands_in_for=frozenset({unit_head.id}), stand_ins=(absent,))
    call = replace(counter.call("unit_head", asked, "give_opinion"), actor=lent)
    dossiers.give_opinion(call, opinion.id, "agree", "Không có tranh chấp.")
    line = dossiers.history(system(counter.commune.id), asked.id)[-1]
    assert (line.action, line.instead_of) == ("give_opinion", "thay Hồ Thị Sen, theo văn bản số 7/QĐ")


def test_the_timeline_tells_stops_opinions_and_promised_dates_in_order(counter, asked, monkeypatch):
    stand_at(counter, monkeypatch, NOW + timedelta(hours=3))
    page = counter.browser("handler").get(address(asked, "bo-sung/"))
    [ticked, *_] = re.findall(r'type="checkbox"[^>]* name="(paper-[^"]+)"', text_of(page))
    boxes = {ticked: "yes", f"{ticked}-what": "Chụp lại cho rõ.", "reason": "Ảnh mờ."}
    assert (
        counter.browser("handler").post(page.request["PATH_INFO"], hidden(page, **boxes)).status_code == 302
    )
    shown = text_of(counter.browser("handler").get(address(asked, "tien-do/")))
    places = [shown.index(words) for words in (
        "từ 08:00 23/11/2026", "hỏi 08:00 23/11/2026", "Dừng tính hạn, chờ người dân bổ sung",
        "từ 11:00 23/11/2026 đến nay", "Cách tính hạn trả kết quả",
    )]  # fmt: skip
    assert places == sorted(places)
    assert "đang dừng tính" in shown
