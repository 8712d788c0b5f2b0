"""Jobs: a failure is kept and tried again, a done effect rests, a missed one is found, a killed one runs again."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import OperationalError, connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Status

from motcua.kernel import clock, communes, events, jobs, tenancy
from motcua.kernel.actors import system
from motcua.kernel.models import EffectRun
from tests.kernel import blocking_worker

COMMUNE = 43
HANDLER = "test.effect"


@dataclass(frozen=True)
class Asked:
    NAME: ClassVar[str] = "JobsTestAsked"


class Effect:
    """An effect that counts its runs and fails as often as it is told."""

    def __init__(self) -> None:
        self.seen: list[UUID] = []
        self.failures = 0

    def __call__(self, event: events.RecordedEvent) -> None:
        self.seen.append(event.id)
        if self.failures:
            self.failures -= 1
            raise RuntimeError("the printer is out of paper")


@pytest.fixture
def effect(monkeypatch) -> Effect:
    monkeypatch.setattr(events, "_projections", {})
    monkeypatch.setattr(events, "_effects", {})
    made = Effect()
    events.on_effect(Asked, HANDLER)(made)
    return made


def record(at=None, event=Asked) -> events.RecordedEvent:
    with tenancy.scope(communes=[COMMUNE]):
        return events.record(
            uuid4(), event(), commune_id=COMMUNE, actor=system(COMMUNE), now=at or clock.now()
        )


def run_of(event) -> EffectRun:
    with tenancy.scope(communes=[COMMUNE]):
        return EffectRun.objects.get(commune_id=COMMUNE, event_id=event.id, handler=HANDLER)


@pytest.mark.django_db
def test_a_failure_is_kept_with_its_reason_and_raised_for_another_attempt(effect):
    effect.failures = 2
    event = record()
    for attempt in (1, 2):
        with pytest.raises(RuntimeError):
            jobs.carry_out(COMMUNE, event.id, HANDLER)
        run = run_of(event)
        assert (run.state, run.attempts) == ("failed", attempt)
        assert run.last_error.startswith("RuntimeError in ")
        assert "out of paper" not in run.last_error, "the words of a fault may quote what a person typed"
    jobs.carry_out(COMMUNE, event.id, HANDLER)
    assert (run_of(event).state, run_of(event).attempts) == ("done", 3)
    assert run_of(event).last_error == ""


@pytest.mark.django_db
def test_a_done_effect_does_not_run_again(effect):
    event = record()
    jobs.carry_out(COMMUNE, event.id, HANDLER)
    jobs.carry_out(COMMUNE, event.id, HANDLER)
    assert effect.seen == [event.id]
    assert run_of(event).attempts == 1


@pytest.mark.django_db
def test_the_sweep_finds_what_no_job_took_up(effect, monkeypatch):
    monkeypatch.setattr(communes, "_source", lambda: [COMMUNE])
    # A worker has its own connection; here it would be the one that holds the test's transaction.
    monkeypatch.setattr(communes, "close_old_connections", lambda: None)
    old = clock.now() - timedelta(minutes=10)
    missed, done, fresh = record(old), record(old), record()
    too_old = record(clock.now() - timedelta(days=31))
    jobs.carry_out(COMMUNE, done.id, HANDLER)
    with connection.cursor() as cursor:  # the jobs of all four are lost
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert jobs.missed(COMMUNE) == [(missed.id, HANDLER)]
    jobs.sweep.func()
    queued = ProcrastinateJob.objects.values_list("args", flat=True)
    assert [args["event_id"] for args in queued] == [str(missed.id)]
    assert fresh.id != too_old.id


@pytest.mark.django_db
def test_a_commune_that_cannot_be_swept_does_not_stop_the_others(effect, monkeypatch):
    monkeypatch.setattr(communes, "_source", lambda: [41, COMMUNE])
    monkeypatch.setattr(communes, "close_old_connections", lambda: None)
    event = record(clock.now() - timedelta(minutes=10))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    missed = jobs.missed

    def unless_first(commune_id):
        if commune_id == 41:
            raise RuntimeError("the disk is full")
        return missed(commune_id)

    monkeypatch.setattr(jobs, "missed", unless_first)
    with pytest.raises(RuntimeError, match="the disk is full"):
        jobs.sweep.func()
    assert [args["event_id"] for args in ProcrastinateJob.objects.values_list("args", flat=True)] == [
        str(event.id)
    ]


@pytest.mark.django_db(transaction=True)
def test_a_job_that_ends_during_the_rescue_does_not_keep_the_others_from_it(monkeypatch, caplog):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, status) VALUES"
            " ('seal', 'upkeep', 'doing'), ('seal', 'upkeep', 'doing') RETURNING id"
        )
        ended, left = (row[0] for row in cursor.fetchall())
    look = app.job_manager.get_stalled_jobs

    async def one_ends(**how):
        found = sorted(await look(**how), key=lambda job: job.id)
        await app.job_manager.finish_job(found[0], status=Status.SUCCEEDED, delete_job=False)
        return found

    monkeypatch.setattr(app.job_manager, "get_stalled_jobs", one_ends)
    async_to_sync(jobs.rescue.func)()
    statuses = dict(ProcrastinateJob.objects.values_list("id", "status"))
    assert (statuses[ended], statuses[left]) == ("succeeded", "todo")
    assert f"job {ended} of a dead worker could not be given back: ConnectorException" in caplog.text


@pytest.mark.django_db
def test_an_effect_added_later_is_given_the_events_before_it(effect, monkeypatch):
    event = record(clock.now() - timedelta(minutes=10))
    jobs.carry_out(COMMUNE, event.id, HANDLER)
    assert jobs.missed(COMMUNE) == []
    events.on_effect(Asked, "test.later")(lambda e: None)
    assert jobs.missed(COMMUNE) == [(event.id, "test.later")]


@pytest.mark.django_db
def test_an_attempt_by_hand_works_however_often_it_failed(effect):
    event = record()
    with tenancy.scope(communes=[COMMUNE]):
        EffectRun.objects.create(
            commune_id=COMMUNE,
            event_id=event.id,
            handler=HANDLER,
            state="failed",
            attempts=99,
            updated_at=clock.now(),
        )
    before = ProcrastinateJob.objects.count()
    jobs.retry_effect(COMMUNE, event.id, HANDLER)
    assert ProcrastinateJob.objects.count() == before + 1
    jobs.carry_out(COMMUNE, event.id, HANDLER)
    assert run_of(event).state == "done"


@pytest.mark.django_db
def test_what_ended_a_month_ago_is_removed_and_what_failed_or_waits_is_not():
    def made(status, days):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO procrastinate_jobs (task_name, queue_name, status) VALUES ('seal', 'upkeep', 'todo')"
                " RETURNING id"
            )
            job_id = cursor.fetchone()[0]
            cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, job_id])
            cursor.execute(
                "UPDATE procrastinate_events SET at = now() - make_interval(days => %s) WHERE job_id = %s",
                [days, job_id],
            )
        return job_id

    ended = [made(status, 31) for status in ("succeeded", "cancelled", "aborted")]
    kept = {made(status, 31) for status in ("failed", "todo", "doing")} | {made("succeeded", 29)}
    async_to_sync(jobs.remove_ended.func)()
    assert set(ProcrastinateJob.objects.filter(id__in=[*ended, *kept]).values_list("id", flat=True)) == kept


@pytest.mark.parametrize("name", ["effect", "deliver", "expire_draft", "expire_upload", "expire_reception"])
def test_what_nobody_asks_for_again_is_tried_again_for_two_hours_after_a_fault(name):
    task = app.tasks[name]
    job, waited, attempts = task.configure().job, 0, 0
    while again := task.get_retry_exception(
        OperationalError("the database restarts"), job.evolve(attempts=attempts)
    ):
        waited += (again.retry_decision.retry_at - clock.now()).total_seconds()
        attempts += 1
        assert attempts < 1000, "a job that never can be done is given up at last"
    assert waited > 2 * 3600


# -- real workers ---------------------------------------------------------------------------------------------


class Worker:
    """A worker process with one effect, which says when it begins and waits for a file to end."""

    def __init__(self, folder: Path, name: str) -> None:
        self.began, self.go = folder / f"{name}.began", folder / f"{name}.go"
        command = [sys.executable, "-m", "tests.kernel.blocking_worker", str(self.began), str(self.go)]
        self.process = subprocess.Popen(command, env=_environment(), cwd=settings.MOTCUA_ROOT)

    def wait_begun(self, patience: float = 30.0) -> None:
        _wait(lambda: self.began.exists() or self.process.poll() is not None, patience)
        assert self.process.poll() is None and self.began.exists()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def _environment() -> dict[str, str]:
    at = connection.settings_dict
    url = f"postgresql://{at['USER']}:{quote(at['PASSWORD'], safe='')}@/{at['NAME']}?host={quote(at['HOST'], safe='')}"
    return {
        **os.environ,
        "DATABASE_URL": f"{url}&port={at['PORT']}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }


def _wait(holds, patience: float) -> None:
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.05)


def _one_job() -> ProcrastinateJob:
    return ProcrastinateJob.objects.get(task_name="effect", args__handler=blocking_worker.HANDLER)


def _left_by_the_dead(lock: str) -> int:
    """Return a job of a dead worker whose like waits for tomorrow already."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, queueing_lock, status, scheduled_at) VALUES"
            " ('seal', 'upkeep', %s, 'doing', null), ('seal', 'upkeep', %s, 'todo', now() + interval '1 day')"
            " RETURNING id",
            [lock, lock],
        )
        left: int = cursor.fetchone()[0]
    return left


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_job_of_a_killed_worker_runs_again_and_that_of_a_living_one_does_not(tmp_path, monkeypatch):
    monkeypatch.setattr(events, "_effects", {})
    events.on_effect(blocking_worker.Waited, blocking_worker.HANDLER)(lambda event: None)
    event = record(event=blocking_worker.Waited)
    first = Worker(tmp_path, "first")
    second = None
    try:
        first.wait_begun()
        # The first worker has a free hand for the rescue; its own job is not taken away from it.
        _rescue()
        assert (_one_job().status, _one_job().attempts) == ("doing", 0)
        first.kill()
        assert _one_job().status == "doing", "nobody has noticed yet"
        _age_heartbeats()
        left = _left_by_the_dead("test")
        second = Worker(tmp_path, "second")
        _rescue()
        second.wait_begun()
        second.go.touch()
        _wait(lambda: _one_job().status == "succeeded", 30)
        with tenancy.scope(communes=[COMMUNE]):
            run = EffectRun.objects.get(
                commune_id=COMMUNE, event_id=event.id, handler=blocking_worker.HANDLER
            )
        assert (run.state, run.attempts) == ("done", 2)
        assert ProcrastinateJob.objects.get(id=left).status == "aborted", "its like waits, nobody needs it"
    finally:
        for worker in filter(None, (first, second)):
            worker.kill()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_a_job_enqueues_is_seen_with_the_rest_of_its_transaction_and_not_before(tmp_path, monkeypatch):
    monkeypatch.setattr(events, "_effects", {})
    events.on_effect(blocking_worker.Waited, blocking_worker.HANDLER)(lambda event: None)
    event = record(event=blocking_worker.Waited)
    following = ProcrastinateJob.objects.filter(args__handler=blocking_worker.FOLLOWING)
    worker = Worker(tmp_path, "one")
    try:
        worker.wait_begun()
        assert not following.exists(), "another transaction sees what is not committed"
        worker.go.touch()
        _wait(lambda: following.filter(status="succeeded").exists(), 30)
        with tenancy.scope(communes=[COMMUNE]):
            runs = EffectRun.objects.filter(commune_id=COMMUNE, event_id=event.id)
            assert dict(runs.values_list("handler", "state")) == {
                blocking_worker.HANDLER: "done",
                blocking_worker.FOLLOWING: "done",
            }
    finally:
        worker.kill()


def _rescue() -> None:
    """Let a worker run the rescue now, not at the next full minute."""
    mark = time.time_ns()

    def enqueued() -> bool:
        try:
            jobs.rescue.defer(timestamp=mark)
        except AlreadyEnqueued:  # the one of this minute is still waiting
            return False
        return True

    _wait(enqueued, 10)
    mine = ProcrastinateJob.objects.filter(task_name="rescue", args__timestamp=mark)
    _wait(lambda: mine.get().status == "succeeded", 30)


def _age_heartbeats() -> None:
    """Let the dead worker be dead for as long as the rescue waits, without waiting."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - make_interval(secs => %s)",
            [jobs.DEAD_AFTER_SECONDS + 1],
        )
        assert cursor.rowcount == 1
