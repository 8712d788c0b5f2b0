"""What is written down, what is sealed, and how every change of it is found."""

import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar
from uuid import uuid4

import pytest
from django.db import connection, connections

from motcua.blocks.audit import api, heads, jobs
from motcua.blocks.audit.anchors import anchor_file
from motcua.blocks.audit.models import AuditEntry, Seal
from motcua.blocks.audit.use_cases import seal_commune as sealing
from motcua.kernel import events, tenancy
from motcua.kernel.actors import Actor, system
from motcua.kernel.errors import NotAllowed
from motcua.kernel.models import Event
from tests.factories.organisation import NOW, make_commune

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]
LATER = NOW + timedelta(minutes=1)
COMMUNE = 7


@dataclass(frozen=True)
class Happened:
    NAME: ClassVar[str] = "AuditTestHappened"
    word: str = "x"


@pytest.fixture(autouse=True)
def _anchors(settings, tmp_path):
    settings.MOTCUA_SEALS = tmp_path / "seals"


def _record(stream, *, commune=COMMUNE, count=1, now=NOW):
    for n in range(count):
        with tenancy.scope(communes=[commune]):
            events.record(stream, Happened(str(n)), commune_id=commune, actor=system(commune), now=now)


def _entry(commune=COMMUNE, now=NOW):
    api.login(commune, "login", "officer", uuid4(), now=now)


def _as_owner(statement, *values):
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount > 0, "the planted fault has to touch a row"


def _sealed():
    """A commune with two seals over two streams and three entries."""
    first, second = uuid4(), uuid4()
    _record(first, count=3)
    _entry()
    api.seal_commune(COMMUNE, LATER)
    _record(second, count=2)
    _entry()
    _entry()
    api.seal_commune(COMMUNE, LATER)
    return first, second


def _problems(now=LATER):
    return api.verify(COMMUNE, now).problems


def test_an_untouched_log_is_sound():
    _sealed()
    report = api.verify(COMMUNE, LATER)
    assert report.problems == []
    assert (report.streams, report.events, report.entries, report.seals, report.anchors) == (2, 5, 3, 2, 2)
    assert report.sound


def test_a_seal_covers_what_no_seal_covered_and_nothing_makes_no_seal():
    _record(uuid4(), count=2)
    _entry()
    made = api.seal_commune(COMMUNE, LATER)
    assert (made.number, made.event_count, made.entry_count) == (1, 2, 1)
    assert api.seal_commune(COMMUNE, LATER) is None
    with tenancy.scope(communes=[COMMUNE]):
        assert not Event.objects.filter(seal_id__isnull=True).exists()
        assert not AuditEntry.objects.filter(seal_id__isnull=True).exists()


def test_a_long_queue_is_sealed_in_parts(monkeypatch):
    monkeypatch.setattr(sealing, "AT_ONCE", 2)
    _record(uuid4(), count=5)
    assert api.seal_all(COMMUNE, LATER) == 3
    assert _problems() == []


def test_communes_are_sealed_apart():
    _record(uuid4())
    _record(uuid4(), commune=8)
    assert api.seal_commune(8, LATER).event_count == 1
    assert api.seal_commune(COMMUNE, LATER).number == 1


PLANTED = {
    "payload": ("UPDATE kernel_event SET payload = '{\"word\": \"y\"}' WHERE seq = 2", "Bị sửa"),
    "actor": ("UPDATE kernel_event SET actor_kind = 'citizen' WHERE seq = 3", "Bị sửa"),
    "event gone": ("DELETE FROM kernel_event WHERE seq = 2", "Mất sự kiện"),
    "tail gone": ("DELETE FROM kernel_event WHERE seq = 3", "nay còn"),
    "event hash": ("UPDATE kernel_event SET hash = prev_hash WHERE seq = 2", "Đứt chuỗi"),
    "entry changed": ("UPDATE audit_auditentry SET purpose = 'z'", "đã bị sửa"),
    "entry gone": ("DELETE FROM audit_auditentry WHERE kind = 'login'", "nay còn 0"),
    "entry moved in time": ("UPDATE audit_auditentry SET at = at - interval '1 day'", "đã bị sửa"),
    "entry unsealed": ("UPDATE audit_auditentry SET seal_id = NULL", "nay còn 0"),
    "seal changed": ("UPDATE audit_seal SET entry_count = 9 WHERE number = 1", "Dấu niêm 1 đã bị sửa"),
    "seal gone": ("DELETE FROM audit_seal WHERE number = 1", "Mất dấu niêm"),
    "last seal gone": ("DELETE FROM audit_seal WHERE number = 2", "không còn trong cơ sở dữ liệu"),
    "seal unlinked": ("UPDATE audit_seal SET prev_hash = hash WHERE number = 2", "Đứt chuỗi niêm"),
    "seal of another": (
        "UPDATE kernel_event SET seal_id = (SELECT id FROM audit_seal WHERE number = 2)", "Dấu niêm 1 ghi 3"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_every_planted_change_is_found(name):
    statement, told = PLANTED[name]
    _sealed()
    _as_owner(statement)
    assert any(told in problem for problem in _problems()), _problems()


def test_a_row_slipped_in_under_a_seal_is_found():
    _sealed()
    _as_owner(
        "INSERT INTO audit_auditentry SELECT gen_random_uuid(), commune_id, kind, action, actor_kind,"
        " actor_id, role, subject_kind, subject_id, purpose, at, seal_id FROM audit_auditentry LIMIT 1"
    )
    assert any("nay còn" in problem for problem in _problems())


def test_a_log_rewritten_from_end_to_end_is_found_by_its_anchors():
    _sealed()
    _as_owner("UPDATE audit_auditentry SET purpose = 'z'")
    # Whoever owns the database can also seal everything anew: only the copy outside tells.
    _as_owner("UPDATE audit_auditentry SET seal_id = NULL")
    _as_owner("UPDATE kernel_event SET seal_id = NULL")
    _as_owner("DELETE FROM audit_seal")
    kept = anchor_file(COMMUNE).read_text()
    anchor_file(COMMUNE).unlink()
    for _ in range(2):
        sealing.seal_commune(COMMUNE, LATER)
    anchor_file(COMMUNE).write_text(kept)
    assert any("nhật ký đã bị viết lại" in problem for problem in _problems())


def test_a_chain_cut_before_it_was_sealed_is_found_by_its_head(monkeypatch):
    monkeypatch.setattr(heads, "_sources", [])
    stream = uuid4()
    _record(stream, count=3)
    with tenancy.scope(communes=[COMMUNE]):
        last = events.history(COMMUNE, stream)[-1]
    api.register_heads(lambda commune_id: [api.Head(stream, last.seq, last.hash)])
    assert _problems() == []
    _as_owner("DELETE FROM kernel_event WHERE seq = 3")
    assert any("Bị cắt đuôi" in problem for problem in _problems())


def test_a_chain_written_anew_is_found_by_its_head(monkeypatch):
    stream = uuid4()
    _record(stream, count=1)
    monkeypatch.setattr(heads, "_sources", [lambda commune_id: [api.Head(stream, 1, bytes(32))]])
    assert any("Bị thay" in problem for problem in _problems())


def test_rows_that_wait_too_long_are_reported():
    _entry()
    assert _problems(NOW + timedelta(minutes=4)) == []
    assert any("chưa được niêm" in problem for problem in _problems(NOW + timedelta(minutes=6)))


def test_lost_anchors_are_reported_and_the_next_sealing_writes_them_again():
    _sealed()
    anchor_file(COMMUNE).unlink()
    much_later = LATER + timedelta(minutes=6)
    assert any("Tệp neo thiếu" in problem for problem in _problems(much_later))
    api.seal_commune(COMMUNE, much_later)
    assert _problems(much_later) == []


def test_a_line_torn_by_a_crash_is_mended():
    _sealed()
    whole = anchor_file(COMMUNE).read_text()
    anchor_file(COMMUNE).write_text(whole[:-20])
    assert any("không đọc được" in problem for problem in _problems())
    api.seal_commune(COMMUNE, LATER)
    assert anchor_file(COMMUNE).read_text() == whole
    assert anchor_file(COMMUNE).stat().st_mode & 0o077 == 0


def test_eight_sealing_at_once_make_one_chain_of_seals(monkeypatch):
    monkeypatch.setattr(sealing, "AT_ONCE", 3)
    _record(uuid4(), count=12)

    def work():
        api.seal_all(COMMUNE, LATER)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report = api.verify(COMMUNE, LATER)
    assert report.problems == []
    assert (report.events, report.seals, report.anchors) == (12, 4, 4)


def test_the_application_cannot_change_what_a_seal_covers():
    _sealed()
    for statement in ("UPDATE audit_auditentry SET purpose = 'z'", "DELETE FROM audit_seal"):
        with pytest.raises(Exception, match="permission denied"), tenancy.scope(communes=[COMMUNE]):
            connection.cursor().execute(statement)


def test_one_read_of_personal_data_is_one_row():
    officer = Actor(kind="officer", commune_id=COMMUNE, staff_id=uuid4(), role="handler")
    dossier = uuid4()
    with tenancy.scope(communes=[COMMUNE]):
        api.read(officer, "dossier", dossier, "thẩm tra", now=NOW)
        row = AuditEntry.objects.get()
    assert (row.kind, row.actor_id, row.role) == ("read", officer.staff_id, "handler")
    assert row.subject_id == dossier


def test_a_citizen_who_reads_their_own_leaves_no_trail():
    citizen = Actor(kind="citizen", account_id=uuid4())
    with tenancy.scope(applicants=[citizen.account_id]):
        api.read(citizen, "dossier", uuid4(), "xem", now=NOW)
    with tenancy.scope(communes=[COMMUNE]):
        assert AuditEntry.objects.count() == 0
    with pytest.raises(NotAllowed), tenancy.scope(communes=[COMMUNE]):
        api.read(Actor(kind="anonymous"), "dossier", uuid4(), "xem", now=NOW)


def test_the_job_seals_every_commune_and_tells_which_failed(monkeypatch):
    first, second = make_commune(), make_commune(name="Ba Vì")
    real = jobs.seal_all

    def fails_for_first(commune_id, now):
        if commune_id == first.id:
            raise OSError("disk full")
        return real(commune_id, now)

    monkeypatch.setattr(jobs, "seal_all", fails_for_first)
    with pytest.raises(ExceptionGroup):
        jobs.seal.func(0)
    with tenancy.scope(communes=[first.id, second.id]):
        assert set(Seal.objects.values_list("commune_id", flat=True)) == {second.id}


def test_sealing_waits_for_a_verification_as_long_as_it_takes():
    with tenancy.scope(communes=[COMMUNE]):
        sealing.hold_sealing(COMMUNE)
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone()[0] == "0"
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone()[0] != "0"
