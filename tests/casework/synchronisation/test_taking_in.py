"""Dossiers of the national portal become dossiers here, once; what cannot be stays with its reason."""

from datetime import timedelta

import pytest

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.casework.intake import api as intake
from motcua.casework.synchronisation import api as synchronisation
from motcua.casework.synchronisation import jobs
from motcua.casework.synchronisation.models import PortalRun, ToldDossier
from motcua.casework.synchronisation.ports import FileRefused
from motcua.casework.synchronisation.use_cases import take_in as taking
from motcua.kernel import tenancy
from motcua.kernel.actors import system
from motcua.kernel.errors import NotAllowed
from tests.casework.birth import ANSWERS, CODE
from tests.casework.synchronisation.portal import FILE, NUMBER, SENT, Portal, record
from tests.casework.test_way_of_a_dossier import call
from tests.factories.effects import run_effects
from tests.factories.organisation import NOW, make_citizen, make_commune, make_officer

pytestmark = pytest.mark.slow

# What VNeID would have told of the father, and the portal did not.
KNOWN = {
    "requester_birth_date-day": "12", "requester_birth_date-month": "4", "requester_birth_date-year": "1990",
    "father_ethnicity": "Kinh", "requester_ethnicity": "Kinh", "requester_sex": "male",
    "requester_nationality": "vietnam",
}  # fmt: skip
LATER = NOW + timedelta(minutes=10)


def ask(office, now=NOW):
    return synchronisation.ask_portal(office.commune.id, now=now)


def taken(office) -> list[dossiers.DossierInfo]:
    with tenancy.scope(communes=[office.commune.id]):
        rows = Dossier.objects.filter(channel="national_portal").order_by("submitted_at")
        return [dossiers.get_dossier(system(office.commune.id), row.id) for row in rows]


def rows(office) -> list[ToldDossier]:
    with tenancy.scope(communes=[office.commune.id]):
        return list(ToldDossier.objects.order_by("first_told_at", "id"))


def aside(office):
    return synchronisation.read_portal(office.receptionist, now=NOW).aside


# -- taken in -------------------------------------------------------------------------------------------------


def test_it_waits_for_the_check_of_reception_with_its_papers_and_what_was_told(office, portal):
    other = {"TenTepDinhKem": "la.jpg", "MaThanhPhanHoSo": "KQ.G15.999999", "DuongDanTaiTepTin": "/tep/1"}
    portal.records = [record(TaiLieuNop=[FILE, other])]
    assert ask(office) == synchronisation.PortalReport(told=1, taken=1)
    [dossier] = taken(office)
    assert (dossier.state, dossier.step_role) == (dossiers.State.SUBMITTED, "receptionist")
    assert dossier.procedure_code == CODE and dossier.owner_name == "Nguyễn Văn An"
    assert dossier.submitted_at == SENT and dossier.step_due_at is not None
    # 07:00 to 16:00 of one day with the pause at noon: eight working hours from when it was sent.
    assert dossier.step_due_at - SENT < timedelta(hours=26) and not dossier.snapshot.answers_complete
    desk = intake.open_desk(office.receptionist, dossier, purpose="thử", now=NOW)
    assert (
        desk.answers["requester_name"] == "Nguyễn Văn An" and desk.answers["requester_citizen_id"] == NUMBER
    )
    assert [paper.component_code for paper in desk.papers] == ["giay_chung_sinh", "khac"]
    assert desk.papers[1].component_name == intake.OTHER_PAPERS
    [line] = dossiers.history(office.receptionist, dossier.id)
    assert line.actor_name == "Cổng Dịch vụ công quốc gia"
    assert "H48.53.01-261123-0001" in line.note and "0905123401, an@example.vn" in line.note
    assert "1 tệp chưa rõ" in line.note


def test_the_citizen_who_logs_in_finds_it(office, portal):
    portal.records = [record()]
    ask(office)
    run_effects(office.commune.id)
    [dossier] = taken(office)
    citizen = make_citizen(office.commune.id, citizen_id=NUMBER)
    assert dossiers.get_dossier(citizen, dossier.id).id == dossier.id
    assert synchronisation.national_code_of(citizen, dossier) == "H48.53.01-261123-0001"
    stranger = make_citizen(office.commune.id, citizen_id="051192004522")
    with pytest.raises(dossiers.DossierNotFound):
        dossiers.get_dossier(stranger, dossier.id)


def test_it_is_found_by_its_national_code_and_by_the_telephone(office, portal):
    portal.records = [record()]
    ask(office)
    [dossier] = taken(office)
    for query in ("H48.53.01-261123-0001", "h48.53.01-261123-0001", "0905 123 401", NUMBER):
        found = dossiers.list_work(office.receptionist, dossiers.Asked(query=query), now=NOW)
        assert [one.id for one in found.rows] == [dossier.id], query


def test_however_often_and_in_which_order_it_is_told_it_is_one(office, portal):
    one, two = (
        record(),
        record("H48.53.01-261123-0002", ChuHoSo="Trần Thị Bình", SoGiayToChuHoSo="051192004522"),
    )
    portal.records = [one, two, one]
    assert ask(office).taken == 2
    portal.records = [two, one]
    assert ask(office, LATER) == synchronisation.PortalReport(told=2)
    assert len(taken(office)) == len(rows(office)) == 2
    assert all(row.record is None and not row.reason for row in rows(office))


def test_two_runs_at_once_make_one(office, portal, monkeypatch):
    portal.records = [record()]
    fetch, nested = portal.fetch, []

    def and_again(file):
        if not nested:
            nested.append(True)
            ask(office)
        return fetch(file)

    monkeypatch.setattr(portal, "fetch", and_again)
    assert ask(office).taken == 1, "who comes second finds it done, and meets no fault"
    assert nested and len(taken(office)) == 1


@pytest.mark.parametrize("moment", ["", "20261345256199", "20990101000000", "20200101000000"])
def test_a_time_that_cannot_be_right_counts_from_when_it_was_told(office, portal, moment):
    portal.records = [record(NgayNopHoSo=moment)]
    ask(office)
    [dossier] = taken(office)
    assert dossier.submitted_at == NOW
    assert "tính từ lúc nhận về" in dossiers.history(office.receptionist, dossier.id)[0].note


def test_each_commune_gets_its_own_and_one_that_is_not_connected_nothing(office, portal):
    portal.records = [record()]
    other = make_commune(identifier="H48.53.02")
    ask(office)
    with tenancy.scope(communes=[other.id]):
        assert not Dossier.objects.exists() and not ToldDossier.objects.exists()
    portal.connected, asked = False, len(portal.asked)
    assert ask(office, LATER) == synchronisation.PortalReport() and len(portal.asked) == asked


def test_each_question_reaches_back_into_the_last_and_a_silent_portal_loses_nothing(office, portal):
    ask(office)
    portal.silent = 1
    assert ask(office, NOW + timedelta(days=3)) == synchronisation.PortalReport()
    told = synchronisation.read_portal(office.receptionist, now=NOW + timedelta(days=3))
    assert told.trouble.startswith("Cổng Dịch vụ công quốc gia chưa trả lời") and not told.asleep
    ask(office, NOW + timedelta(days=4))
    ask(office, NOW + timedelta(days=5))
    reaches = [NOW - timedelta(days=30), NOW - timedelta(days=1), NOW + timedelta(days=3)]
    assert portal.asked == reaches
    with tenancy.scope(communes=[office.commune.id]):
        assert PortalRun.objects.count() == 1


# -- the declaration comes afterwards -------------------------------------------------------------------------


def entered(office, dossier, **changes):
    raw = {**ANSWERS, **KNOWN, **changes}
    done, left = intake.enter_answers(call(office.receptionist, dossier, dossiers.Action.ENTER_ANSWERS), raw)
    assert left == {}, left
    return done


def test_it_is_accepted_when_what_decides_is_typed_in(office, portal):
    portal.records = [record()]
    ask(office)
    [dossier] = taken(office)
    assert not intake.preview_acceptance(dossier, now=NOW).decided
    accepting = call(office.receptionist, dossier, dossiers.Action.ACCEPT)
    with pytest.raises(intake.DeclarationMissing):
        intake.accept_dossier(accepting)
    entered(office, dossier)
    done = intake.accept_dossier(accepting)
    assert done.state is dossiers.State.ACCEPTED and done.snapshot.answers_complete
    # Our register counts by itself: its first code of the day may read like the portal's. Both are found by it.
    portal.records = [record(done.code, ChuHoSo="Trần Thị Bình")]
    assert done.code is not None and ask(office, LATER).taken == (done.code != "H48.53.01-261123-0001")


def test_what_nobody_declared_is_not_there_and_what_is_typed_in_decides(office, portal):
    portal.records = [record()]
    ask(office)
    [dossier] = taken(office)
    desk = intake.open_desk(office.receptionist, dossier, purpose="thử", now=NOW)
    assert "wants_copies" not in desk.answers and "birth_place_kind" not in desk.answers
    assert intake.preview_acceptance(dossier, now=NOW).fees == ()
    done = entered(office, dossier, wants_copies="yes", copies_count="2")
    assert [fee.amount for fee in intake.preview_acceptance(done, now=NOW).fees if fee.amount] == [16000]


def test_what_was_typed_in_part_may_be_mended_until_it_is_accepted(office, portal):
    portal.records = [record()]
    ask(office)
    [dossier] = taken(office)
    part = {"wants_copies": "yes", "copies_count": "2"}
    done, left = intake.enter_answers(call(office.receptionist, dossier, dossiers.Action.ENTER_ANSWERS), part)
    assert left and not done.snapshot.answers_complete
    entered(office, dossier, wants_copies="no")
    seen = dossiers.get_dossier(office.receptionist, dossier.id)
    assert [fee for fee in intake.preview_acceptance(seen, now=NOW).fees if fee.amount] == []


def test_the_way_follows_what_is_typed_in_before_acceptance(office, portal, monkeypatch):
    portal.records = [record()]
    ask(office)
    [dossier] = taken(office)
    monkeypatch.setattr(
        catalogue, "turns_of", lambda version, answers, on: {"check": str(answers["copies_count"])}
    )
    done = entered(office, dossier, wants_copies="yes", copies_count="2")
    assert done.turns == {"check": "2"}


# -- put aside ------------------------------------------------------------------------------------------------


def broken(portal: Portal, reason: str) -> None:
    """Spoil what the portal tells so that it cannot be taken in for a reason."""
    changes = {
        "no_code": {"MaHoSo": ""},
        "no_procedure": {"MaTTHC": "khai sinh"},
        "unknown_procedure": {"MaTTHC": "9.999999"},
        "no_name": {"ChuHoSo": ""},
        "no_citizen_id": {"SoGiayToChuHoSo": "212345678"},
        "files": {"TaiLieuNop": "x"},
    }
    files = {
        "file_missing": FileRefused("file_missing", ""),
        "file_too_large": FileRefused("file_too_large", ""),
        "file_foreign": FileRefused("file_foreign", ""),
        "file_refused": b"<html>x</html>",
        "fault": RuntimeError(f"chép số {NUMBER}"),
    }
    portal.records = [record(**changes.get(reason, {}))]
    if reason in files:
        portal.files["/tep/1"] = files[reason]


REASONS = (
    *("no_code", "no_procedure", "unknown_procedure", "no_name", "no_citizen_id", "files"),
    *("file_missing", "file_too_large", "file_foreign", "file_refused", "fault"),
)


@pytest.mark.parametrize("reason", REASONS)
def test_what_cannot_be_taken_in_is_kept_with_its_reason_and_stops_nobody(office, portal, reason):
    broken(portal, reason)
    portal.records += [record("H48.53.01-261123-0009", TaiLieuNop=[])]
    assert ask(office) == synchronisation.PortalReport(told=2, taken=1, aside=1)
    [waiting] = [row for row in rows(office) if row.dossier_id is None]
    assert waiting.reason == reason and waiting.record == portal.records[0]
    [told] = aside(office)
    assert told.said.endswith(".") and told.advice.endswith(".") and "{" not in told.said + told.advice
    assert NUMBER not in told.said and "Nguyễn" not in told.said
    assert synchronisation.count_aside(office.commune.id) == 1


def test_files_that_are_too_much_together_are_told(office, portal, monkeypatch):
    monkeypatch.setattr(taking, "_LARGEST_TOGETHER", 10_000)
    portal.records = [record(TaiLieuNop=[FILE, FILE])]
    ask(office)
    assert "Tệp thứ 2 nặng quá mức" in aside(office)[0].said


@pytest.mark.parametrize("reason", ["no_name", "file_missing", "fault"])
def test_what_was_mended_is_taken_in_by_the_next_run(office, portal, reason):
    broken(portal, reason)
    ask(office)
    assert taken(office) == []
    portal.records, portal.files = [record()], Portal().files
    assert ask(office, NOW + timedelta(minutes=1)).taken == 0, "not at every run"
    assert ask(office, LATER).taken == 1
    assert aside(office) == () and len(taken(office)) == 1


def test_a_silent_portal_while_files_are_fetched_is_waited_for(office, portal, monkeypatch):
    portal.records = [record()]
    listed = portal.new_dossiers

    def then_silent(unit, since):
        told = listed(unit, since)
        portal.silent = 1
        return told

    monkeypatch.setattr(portal, "new_dossiers", then_silent)
    ask(office)
    assert [row.reason for row in rows(office)] == ["no_answer"]
    portal.records = []
    assert ask(office, LATER).aside == 1
    monkeypatch.setattr(portal, "new_dossiers", listed)
    assert ask(office, LATER + timedelta(minutes=20)).taken == 1, "from what was kept"


@pytest.fixture
def in_this_transaction(monkeypatch):
    """A job begins with a fresh connection; here it stays in the test's transaction."""
    monkeypatch.setattr(jobs, "close_old_connections", lambda: None)


@pytest.mark.usefixtures("in_this_transaction")
def test_an_officer_tries_again_at_once(office, portal):
    broken(portal, "file_missing")
    ask(office)
    [told] = aside(office)
    portal.files = Portal().files
    synchronisation.try_again(office.receptionist, told.id)
    jobs.take_told(commune_id=office.commune.id, told_id=str(told.id))
    assert len(taken(office)) == 1
    with pytest.raises(synchronisation.ToldNotFound):
        synchronisation.try_again(office.receptionist, told.id)


def test_what_was_settled_on_the_portal_leaves_the_list_for_good(office, portal):
    broken(portal, "unknown_procedure")
    ask(office)
    [told] = aside(office)
    assert synchronisation.settle(office.receptionist, told.id, now=NOW) == "H48.53.01-261123-0001"
    assert ask(office, LATER).aside == 0 and aside(office) == ()
    [row] = rows(office)
    assert row.record is None and row.settled_by_id == office.receptionist.staff_id


def test_only_who_receives_or_steers_sees_and_only_who_receives_acts(office, portal):
    broken(portal, "no_name")
    ask(office)
    [told] = aside(office)
    with pytest.raises(NotAllowed):
        synchronisation.read_portal(office.handler, now=NOW)
    steers = make_officer(office.commune.id, "controller")
    assert synchronisation.read_portal(steers, now=NOW).count == 1
    with pytest.raises(NotAllowed):
        synchronisation.try_again(steers, told.id)
    with pytest.raises(NotAllowed):
        synchronisation.settle(steers, told.id, now=NOW)
    stranger = make_officer(make_commune(identifier="H48.53.03").id, "receptionist")
    with pytest.raises(synchronisation.ToldNotFound):
        synchronisation.settle(stranger, told.id, now=NOW)


@pytest.mark.usefixtures("in_this_transaction")
def test_the_job_asks_for_every_commune_and_one_that_fails_stops_nobody(office, portal, monkeypatch, caplog):
    portal.records = [record()]
    broken_one = make_commune(identifier="H48.53.04")
    real = jobs.ask_portal

    def some(commune_id, *, now):
        if commune_id == broken_one.id:
            raise RuntimeError(f"số {NUMBER}")
        return real(commune_id, now=NOW)

    monkeypatch.setattr(jobs, "ask_portal", some)
    with pytest.raises(RuntimeError):
        jobs.ask_for_all()
    assert len(taken(office)) == 1 and NUMBER not in caplog.text


def test_half_letters_and_unseen_signs_do_no_harm(office, portal):
    portal.records = [record(ChuHoSo="Đinh\x00 Thị\u202e Rế", TrichYeuHoSo="\x00")]
    ask(office)
    assert taken(office)[0].owner_name == "Đinh Thị Rế"
