"""Communes, units, staff with dates, and the calendar they work by."""

from dataclasses import replace
from datetime import date, time
from uuid import uuid4

import pytest

from motcua.blocks.audit.models import AuditEntry
from motcua.blocks.organisation import api
from motcua.blocks.organisation.models import NationalDay
from motcua.blocks.organisation.rules.days import Session
from motcua.kernel import communes, tenancy
from motcua.kernel.actors import Actor, system
from motcua.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from motcua.kernel.models import Event
from tests.factories.organisation import FOUNDED, NOW, TODAY, make_commune, make_staff

pytestmark = pytest.mark.django_db


def _actions(commune_id):
    with tenancy.scope(communes=[commune_id]):
        return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


def test_a_founded_commune_is_named_and_has_its_units():
    commune = make_commune()
    assert commune.display_name == "Xã Ba Tô"
    assert commune.province_name == "tỉnh Quảng Ngãi"
    assert [u.kind for u in api.list_units(commune.id, TODAY)] == ["centre", "leadership"]
    assert api.list_units(commune.id, date(2025, 6, 30)) == []
    assert "commune.founded" in _actions(commune.id)


def test_a_special_zone_is_named_whole():
    zone = make_commune(kind="dac_khu", name="Phú Quý")
    assert (zone.display_name, zone.committee_name) == ("Đặc khu Phú Quý", "Ủy ban nhân dân đặc khu Phú Quý")


def test_a_province_is_named_with_its_kind():
    with pytest.raises(InvalidInput):
        make_commune(province_name="Quảng Ngãi")


def test_a_commune_is_founded_once():
    commune = make_commune()
    with pytest.raises(Conflict):
        make_commune(code=commune.code, host="other.example.vn")


def test_a_host_finds_its_commune_and_the_empty_host_answers_for_the_rest():
    ba_to, rest = make_commune(host="bato.example.vn"), make_commune(name="Ba Vì", host="")
    assert api.site_commune("bato.example.vn").id == ba_to.id
    assert api.site_commune("BaTo.example.vn:8100").id == ba_to.id
    assert api.site_commune("127.0.0.1:8100").id == rest.id


def test_a_host_that_nobody_serves_is_not_found():
    make_commune(host="bato.example.vn")
    with pytest.raises(NotFound):
        api.site_commune("khac.example.vn")


def test_the_kernel_knows_every_commune():
    commune = make_commune()
    assert commune.id in communes.all_communes()


def test_national_days_and_the_communes_own_days_make_the_calendar():
    commune = make_commune()
    assert api.load_national_days([2025, 2026, 2027]) > 20
    calendar = api.working_calendar(commune.id, TODAY)
    assert calendar.is_working_day(date(2026, 11, 23))
    assert not calendar.is_working_day(date(2026, 11, 24))
    assert calendar.is_working_day(date(2026, 8, 22)), "a Saturday worked in exchange for Monday 31 August"
    api.set_commune_day(
        system(commune.id), date(2026, 11, 25), "half_day", "Mất điện", "Thông báo 1", now=NOW,
        sessions=[Session(time(7), time(11, 30))],
    )  # fmt: skip
    changed = api.working_calendar(commune.id, TODAY)
    assert changed.sessions(date(2026, 11, 25)) == (Session(time(7), time(11, 30)),)
    assert _actions(commune.id)[-1] == "calendar.day_set"


def test_a_communes_day_wins_over_the_nations_and_can_be_cleared():
    commune = make_commune()
    api.load_national_days([2026])
    actor = system(commune.id)
    api.set_commune_day(actor, date(2026, 11, 24), "swap_work", "Trực", "Quyết định 5", now=NOW)
    assert api.working_calendar(commune.id, TODAY).is_working_day(date(2026, 11, 24))
    api.clear_commune_day(actor, date(2026, 11, 24), now=NOW)
    assert not api.working_calendar(commune.id, TODAY).is_working_day(date(2026, 11, 24))
    with pytest.raises(NotFound):
        api.clear_commune_day(actor, date(2026, 11, 24), now=NOW)


def test_another_communes_day_does_not_count_here():
    mine, other = make_commune(), make_commune(name="Ba Vì")
    api.set_commune_day(system(other.id), TODAY, "holiday", "Nghỉ", "Quyết định 5", now=NOW)
    assert api.working_calendar(mine.id, TODAY).is_working_day(TODAY)
    assert not api.working_calendar(other.id, TODAY).is_working_day(TODAY)


def test_a_day_off_with_hours_is_refused():
    commune = make_commune()
    with pytest.raises(InvalidInput):
        api.set_commune_day(
            system(commune.id), TODAY, "holiday", "Nghỉ", "", now=NOW, sessions=[Session(time(7), time(8))]
        )


def test_only_who_manages_configuration_sets_a_day():
    commune = make_commune()
    clerk = Actor(kind="officer", commune_id=commune.id, permissions=frozenset({"dossier.view"}))
    with pytest.raises(NotAllowed):
        api.set_commune_day(clerk, TODAY, "holiday", "Nghỉ", "", now=NOW)


def test_loading_again_takes_out_a_provisional_day_that_is_no_longer_known():
    NationalDay.objects.create(on=date(2027, 3, 9), kind="holiday", name="Nhầm", source="", provisional=True)
    NationalDay.objects.create(on=date(2027, 3, 10), kind="holiday", name="Có thông báo", source="")
    api.load_national_days([2027])
    kept = set(NationalDay.objects.values_list("on", flat=True))
    assert date(2027, 3, 9) not in kept
    assert date(2027, 3, 10) in kept


def test_every_commune_is_told_once_which_days_changed():
    commune = make_commune()
    NationalDay.objects.create(on=date(2027, 3, 9), kind="holiday", name="Nhầm", source="", provisional=True)
    api.load_national_days([2027], now=NOW)
    api.load_national_days([2027], now=NOW)
    with tenancy.scope(communes=[commune.id]):
        [told] = Event.objects.filter(name="CalendarChanged")
    assert (told.payload["first_day"], told.payload["last_day"]) == ("2027-03-09", "2027-03-09")


def test_staff_are_told_by_the_post_they_hold_on_a_day():
    commune = make_commune()
    person = make_staff(commune.id, "  phạm thị   dung ", valid_from=date(2026, 1, 1))
    assert (person.full_name, person.unit_name) == ("Phạm Thị Dung", "Trung tâm Phục vụ hành chính công")
    api.appoint(
        system(commune.id),
        api.Appointment(
            full_name=person.full_name, unit_id=api.list_units(commune.id, TODAY)[1].id,
            position="Phó Chủ tịch", valid_from=date(2026, 6, 1), staff_id=person.id,
        ),
        now=NOW,
    )  # fmt: skip
    assert api.get_staff(commune.id, person.id, date(2026, 3, 1)).position == "Công chức"
    assert api.get_staff(commune.id, person.id).position == "Phó Chủ tịch"
    assert [s.position for s in api.list_staff(commune.id, TODAY)] == ["Phó Chủ tịch"]
    assert api.list_staff(commune.id, date(2025, 12, 31)) == []


def test_lists_of_people_go_by_given_name():
    commune = make_commune()
    for name in ("Đinh Văn Ước", "Lê Thị Ánh", "Trần Đức"):
        make_staff(commune.id, name)
    names = [person.full_name for person in api.list_staff(commune.id, TODAY)]
    assert names == ["Lê Thị Ánh", "Trần Đức", "Đinh Văn Ước"]


def test_an_ended_assignment_gives_way_to_its_successor():
    commune = make_commune()
    first, second = make_staff(commune.id, "Lê Văn Cũ"), make_staff(commune.id, "Trần Thị Mới")
    account = uuid4()
    api.bind_account(commune.id, first.id, account)
    api.end_assignment(system(commune.id), first.id, date(2026, 10, 31), now=NOW, successor=second.id)
    assert api.find_staff_by_account(commune.id, account, date(2026, 10, 31)) is not None
    assert api.find_staff_by_account(commune.id, account, date(2026, 11, 1)) is None
    assert api.get_staff(commune.id, first.id).full_name == "Lê Văn Cũ"
    with pytest.raises(NotFound):
        api.end_assignment(system(commune.id), first.id, TODAY, now=NOW)
    with pytest.raises(InvalidInput):
        api.end_assignment(system(commune.id), second.id, date(2025, 1, 1), now=NOW)


def test_one_person_has_one_account():
    commune = make_commune()
    person = make_staff(commune.id)
    api.bind_account(commune.id, person.id, uuid4())
    with pytest.raises(Conflict):
        api.bind_account(commune.id, person.id, uuid4())


def test_nobody_is_appointed_to_a_unit_of_another_commune():
    mine, other = make_commune(), make_commune(name="Ba Vì")
    foreign = api.list_units(other.id, TODAY)[0].id
    with pytest.raises(NotFound):
        api.appoint(
            system(mine.id),
            api.Appointment(full_name="Lê A", unit_id=foreign, position="X", valid_from=FOUNDED),
            now=NOW,
        )
    stranger = make_staff(other.id)
    with pytest.raises(NotFound):
        api.get_staff(mine.id, stranger.id)


def test_a_merged_commune_ends_and_its_sites_are_answered_by_the_new_one():
    old, new = make_commune(host="cu.example.vn"), make_commune(name="Ba Vì")
    make_staff(old.id)
    api.merge_commune(old.id, new.id, date(2027, 1, 1), now=NOW)
    ended = api.get_commune(old.id)
    assert (ended.valid_to, ended.successor_id) == (date(2026, 12, 31), new.id)
    assert api.site_commune("cu.example.vn").id == new.id
    assert api.list_staff(old.id, date(2026, 12, 31)) != []
    assert api.list_staff(old.id, date(2027, 1, 1)) == []
    assert api.list_units(old.id, date(2027, 1, 1)) == []
    assert old.id in api.all_commune_ids(), "its records are still sealed and kept"
    assert _actions(old.id)[-1] == _actions(new.id)[-1] == "commune.merged"
    with pytest.raises(Conflict):
        api.merge_commune(old.id, new.id, date(2027, 1, 1), now=NOW)


def test_a_code_names_the_commune_of_its_day():
    old, new = make_commune(), make_commune(name="Ba Vì")
    api.merge_commune(old.id, new.id, date(2027, 1, 1), now=NOW)
    found = api.find_commune(old.code, TODAY)
    assert found is not None
    assert replace(found, valid_to=None, successor_id=None) == old
    assert api.find_commune(old.code, date(2027, 1, 1)) is None


def test_hamlets_are_opened_and_listed():
    commune = make_commune()
    for name in ("thôn Nước Lăng", "thôn Đồng Chùa", "thôn Gò Rét"):
        api.open_hamlet(system(commune.id), name, valid_from=FOUNDED, now=NOW)
    assert [h.name for h in api.list_hamlets(commune.id, TODAY)] == [
        "thôn Đồng Chùa", "thôn Gò Rét", "thôn Nước Lăng",
    ]  # fmt: skip


def test_a_unit_is_opened():
    commune = make_commune()
    made = api.open_unit(system(commune.id), "office", "Phòng Kinh tế", valid_from=FOUNDED, now=NOW)
    assert made in api.list_units(commune.id, TODAY)
    with pytest.raises(InvalidInput):
        api.open_unit(system(commune.id), "phong", "Phòng Lạ", valid_from=FOUNDED, now=NOW)
