"""Effects that failed are listed with the kind of fault, never with its text, and are tried again by hand."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar
from uuid import uuid4

import pytest

from motcua.interfaces.cli import effects
from motcua.kernel import events, jobs, tenancy
from motcua.kernel.actors import system

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Rung:
    NAME: ClassVar[str] = "RungInATest"


def broken(event: events.RecordedEvent) -> None:
    raise ConnectionError("the printer is away")


@pytest.fixture
def failed(monkeypatch):
    monkeypatch.setattr(effects, "_communes", lambda: [7])
    monkeypatch.setitem(events.registry()[1], Rung.NAME, {"test.broken": broken})
    with tenancy.scope(communes=[7]):
        event = events.record(uuid4(), Rung(), commune_id=7, actor=system(7), now=NOW, head=events.START)
    with pytest.raises(ConnectionError):
        jobs.carry_out(7, event.id, "test.broken")
    return event


def waiting_jobs() -> int:
    from procrastinate.contrib.django.models import ProcrastinateJob

    return ProcrastinateJob.objects.filter(task_name="effect", status="todo").count()


def test_the_list_tells_the_reason(failed, capsys):
    assert effects._list() == 1
    said = capsys.readouterr().out
    assert str(failed.id) in said
    assert "ConnectionError" in said


def test_a_retry_is_enqueued(failed, capsys):
    before = waiting_jobs()
    assert effects._retry(failed.id) == 0
    assert waiting_jobs() == before + 1


def test_an_unknown_event_is_told(failed, capsys):
    assert effects._retry(uuid4()) == 1
    assert "Không có việc nào khớp" in capsys.readouterr().out
