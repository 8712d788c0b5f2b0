"""The page of those who do an absent colleague's work: what is wrong stands at its box, nothing typed is lost."""

import re
from datetime import timedelta

import pytest

from motcua.kernel import clock
from tests.factories.organisation import NOW, TODAY, make_commune
from tests.interfaces.counter.conftest import enter, text_of

ADDRESS = "/dieu-hanh/uy-quyen/"


@pytest.fixture
def office(db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    commune = make_commune(host="")
    _, chair = enter(commune.id, "chair", full_name="Nguyễn Tấn Phát", unit="leadership")
    people = {
        name: enter(commune.id, role, full_name=name)
        for role, name in (("receptionist", "Phạm Thị Dung"), ("clerk", "Trần Quốc Bảo"))
    }
    return chair, people


def boxes(office, **changes):
    _, people = office
    absent, by = (actor.staff_id for actor, _ in people.values())
    return {
        "absent": str(absent), "by": str(by), "first": TODAY.isoformat(), "last": "27/11/2026",
        "order_number": "12/QĐ-UBND", "reason": "nghỉ phép", **changes,
    }  # fmt: skip


def test_a_stand_in_is_named_seen_and_ended(office):
    chair, people = office
    _, clerk = people["Trần Quốc Bảo"]
    assert clerk.get(ADDRESS).status_code == 403
    wrong = text_of(chair.post(ADDRESS, boxes(office, by="", last="31/02/2026")), 422)
    assert "Chọn người làm thay." in wrong and "Chọn ngày cuối cùng làm thay." in wrong
    assert 'value="12/QĐ-UBND"' in wrong
    absent = boxes(office)["absent"]
    assert re.search(rf'value="{absent}" selected', wrong)

    made = text_of(chair.post(ADDRESS, boxes(office), follow=True))
    assert "Đang làm thay" in made and "27/11/2026" in made
    again = text_of(chair.post(ADDRESS, boxes(office)), 409)
    assert "đã có người làm thay" in again and 'value="nghỉ phép"' in again
    listed = text_of(clerk.get("/mot-cua/"))
    assert "Ông/bà đang làm thay <strong>Phạm Thị Dung</strong> đến hết 27/11/2026" in listed
    [end] = re.findall(r'action="([^"]*/thoi/)"', made)
    assert "Đã thôi làm thay" in text_of(chair.post(end, follow=True))
    assert "đang làm thay" not in text_of(clerk.get("/mot-cua/"))
    assert chair.post(end).status_code == 404


def test_tomorrows_stand_in_is_not_todays(office):
    chair, people = office
    coming = boxes(office, first=(TODAY + timedelta(days=1)).isoformat())
    assert "Sắp làm thay" in text_of(chair.post(ADDRESS, coming, follow=True))
    _, clerk = people["Trần Quốc Bảo"]
    assert "đang làm thay" not in text_of(clerk.get("/mot-cua/"))
