"""The time that filing takes: written while a citizen files, read by who steers, computed again from the file."""

import csv
import io
import statistics
from collections import defaultdict
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError
from django.test import Client

from motcua.casework.intake import api as intake
from motcua.casework.intake.models import FilingMoment
from motcua.interfaces.ui.middleware import SEEN
from motcua.interfaces.ui.visits import VISIT
from motcua.kernel import tenancy
from motcua.kernel.identifiers import new_id
from tests.casework.birth import CODE, fill
from tests.factories.organisation import NOW, make_citizen, make_commune
from tests.interfaces.counter.conftest import enter
from tests.interfaces.portal.conftest import client_of

PAGE = "/dieu-hanh/thoi-gian-nop/"


@pytest.fixture
def commune(office):
    return office.commune


def visit_at(client: Client, began: datetime) -> None:
    """Log in at a moment, as the login with VNeID notes it."""
    session = client.session
    session[VISIT], session[SEEN] = [str(new_id()), began.isoformat()], began.timestamp()
    session.save()


def file_one(commune, began: datetime, *, seconds: int) -> None:
    """File a birth registration: the login, a page of the form looked at, and all sent so many seconds later."""
    citizen = make_citizen(commune.id)
    browser = client_of(commune, citizen)
    visit_at(browser, began)
    draft = fill(citizen, commune.id)
    address = f"/ho-so-nhap/{draft.id}"
    with time_machine.travel(began + timedelta(seconds=seconds / 2), tick=False):
        assert browser.get(f"{address}/child/").status_code == 200
    with time_machine.travel(began + timedelta(seconds=seconds), tick=False):
        sent = browser.post(f"{address}/kiem-tra/", {"delivery": "online", "declaration": "yes"})
        assert sent.status_code == 302, sent.content


def officer(commune, role: str) -> Client:
    browser = enter(commune.id, role)[1]
    browser.defaults["HTTP_HOST"] = f"{commune.code}.example.vn"
    return browser


def moments(commune_id: int) -> list[FilingMoment]:
    with tenancy.scope(communes=[commune_id]):
        return list(FilingMoment.objects.order_by("at", "id"))


def test_each_act_leaves_a_moment_and_no_name(commune):
    file_one(commune, NOW, seconds=200)
    told = moments(commune.id)
    assert [(one.kind, one.step) for one in told] == [("shown", "child"), ("submitted", "check")]
    assert {one.visit_began_at for one in told} == {NOW}
    assert len({one.trail for one in told}) == 1
    with tenancy.scope(communes=[commune.id]):
        from motcua.casework.dossiers.models import Dossier

        dossier = Dossier.objects.get()
    assert told[0].trail not in (dossier.submission_key, dossier.id, dossier.applicant_id)


def test_every_kind_of_moment_is_written_through_the_pages(commune):
    citizen = make_citizen(commune.id)
    browser = client_of(commune, citizen)
    visit_at(browser, NOW)
    first = browser.post(f"/nop-ho-so/{CODE}/").headers["Location"]
    browser.get(first)
    browser.post(first, {"relation": "father"})
    draft_id = first.split("/")[2]
    browser.get(f"/ho-so-nhap/{draft_id}/giay-to/")
    told = [(one.kind, one.step) for one in moments(commune.id)]
    page = first.split("/")[3]
    assert told == [("started", ""), ("shown", page), ("saved", page), ("shown", "papers")]


def test_a_moment_is_written_with_what_it_records_or_not_at_all(commune, monkeypatch):
    citizen = make_citizen(commune.id)
    browser = client_of(commune, citizen)
    visit_at(browser, NOW)
    draft = fill(citizen, commune.id)

    def broken(*_: object, **__: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(FilingMoment.objects, "create", broken)
    with pytest.raises(DatabaseError, match="the disk is full"):
        browser.post(f"/ho-so-nhap/{draft.id}/kiem-tra/", {"delivery": "online", "declaration": "yes"})
    assert intake.get_draft(citizen, draft.id).submitted_dossier_id is None


def test_the_figures_follow_from_the_file_of_raw_records(commune):
    for number, seconds in enumerate([120, 180, 240, 300, 900]):
        file_one(commune, NOW + timedelta(hours=number), seconds=seconds)
    browser = officer(commune, "director")
    raw = csv.DictReader(io.StringIO(browser.get(f"{PAGE}ban-ghi.csv").content.decode("utf-8-sig")))
    lengths: dict[str, float] = defaultdict(float)
    for row in raw:
        if row["kind"] == "submitted":
            began, ended = datetime.fromisoformat(row["visit_began_at"]), datetime.fromisoformat(row["at"])
            lengths[row["trail"]] = (ended - began).total_seconds()
    table = csv.DictReader(io.StringIO(browser.get(f"{PAGE}bang.csv").content.decode("utf-8-sig")))
    whole = next(table)
    assert float(whole["mean_seconds"]) == statistics.mean(lengths.values()) == 348
    assert float(whole["median_seconds"]) == statistics.median(lengths.values()) == 240
    assert (float(whole["p90_seconds"]), whole["submissions"]) == (900, "5")
    assert next(table)["procedure"] == CODE
    shown = browser.get(PAGE).content.decode()
    assert "5 phút 48 giây" in shown
    assert "chưa đạt" in shown


def test_days_bound_the_figures(commune):
    file_one(commune, NOW, seconds=60)
    browser = officer(commune, "director")
    within = browser.get(PAGE, {"tu": "2026-11-23", "den": "2026-11-23"}).content.decode()
    assert "1 phút" in within
    assert "đạt" in within
    assert "Chưa có hồ sơ" in browser.get(PAGE, {"tu": "2026-11-24", "den": "2026-11-24"}).content.decode()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"tu": "2026-02-30", "den": ""}, "không có ngày này"),
        ({"tu": "2026-11-23", "den": "2026-11-01"}, "phải bằng hoặc sau"),
        ({"tu": "2020-01-01", "den": "2026-11-01"}, "nhiều nhất là một năm"),
    ],
)
def test_days_that_cannot_be_are_told_and_kept(commune, asked, told):
    answer = officer(commune, "director").get(PAGE, asked)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert f'value="{asked["tu"]}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [("director", 200), ("chair", 200), ("admin", 200), ("receptionist", 403), ("clerk", 403)],
)
def test_who_steers_reads_it_and_nobody_else(commune, role, status):
    browser = officer(commune, role)
    for address in (PAGE, f"{PAGE}bang.csv", f"{PAGE}ban-ghi.csv"):
        assert browser.get(address).status_code == status, address


def test_a_citizen_is_sent_to_the_officers_login(commune):
    assert client_of(commune, make_citizen(commune.id)).get(PAGE).status_code == 302


def test_another_communes_figures_stay_there(commune):
    file_one(commune, NOW, seconds=60)
    other = make_commune(identifier="H48.53.02")
    assert "Chưa có hồ sơ" in officer(other, "director").get(PAGE).content.decode()
