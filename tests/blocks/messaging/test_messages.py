"""Messages: sent once, on My page at once, carried outside with a known outcome or none claimed."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.blocks.messaging import api, channels
from motcua.blocks.messaging import jobs as messaging_jobs
from motcua.blocks.messaging.jobs import run_delivery, sweep_deliveries
from motcua.blocks.messaging.models import Delivery, Message
from motcua.blocks.messaging.ports import ChannelUnavailable, Delivered, OutgoingMessage
from motcua.blocks.messaging.rules import WAITS_SECONDS, teaser, wait_after
from motcua.blocks.messaging.use_cases.deliver import deliver
from motcua.kernel import communes, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.identifiers import new_id

pytestmark = pytest.mark.django_db
XA, OTHER = 12, 13
NOW = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)
ADDRESS = "canary@example.vn"


class Post:
    """A channel that does as it is told, and keeps what it was given."""

    key, name = "email", "Thư điện tử"

    def __init__(self) -> None:
        self.sent: list[OutgoingMessage] = []
        self.fault: BaseException | None = None

    def send(self, message: OutgoingMessage) -> Delivered:
        self.sent.append(message)
        if self.fault is not None:
            raise self.fault
        return Delivered("email", "250 OK")


@pytest.fixture(autouse=True)
def post() -> Iterator[Post]:
    made = Post()
    before = channels._factories.get("email")
    api.provide_channel("email", lambda: made)
    yield made
    channels.remove_channel("email")
    if before is not None:
        api.provide_channel("email", before)


def officer(commune: int = XA, *permissions: str) -> Actor:
    held = frozenset(permissions or ("dossier.view", "config.manage"))
    return Actor(kind="officer", staff_id=new_id(), commune_id=commune, permissions=held)


def citizen(applicant: UUID) -> Actor:
    return Actor(kind="citizen", account_id=new_id(), applicants=(applicant,))


def sent(applicant: UUID | None = None, cause: str = "accepted:1", commune: int = XA, **changes: Any) -> Any:
    fields: dict[str, Any] = {
        "commune_id": commune, "applicant_id": applicant or new_id(), "cause": cause,
        "subject": "Hồ sơ đã được tiếp nhận", "body": "Chị canary ơi, hẹn trả 10/08.", "about_id": new_id(),
        "now": NOW, "addresses": {"email": ADDRESS}, "reference": "H49.61.12-260803-0001",
    }  # fmt: skip
    return api.send(**{**fields, **changes})


def delivery_of(message: api.MessageInfo) -> Delivery:
    with tenancy.scope(communes=[message.commune_id]):
        return Delivery.objects.get(commune_id=message.commune_id, message_id=message.id)


def attempt(message: api.MessageInfo) -> Delivery:
    deliver(message.commune_id, delivery_of(message).id, NOW)
    return delivery_of(message)


def jobs(message: api.MessageInfo) -> list[Any]:
    rows = ProcrastinateJob.objects.filter(task_name="deliver").order_by("id")
    return [row for row in rows if row.args["delivery_id"] == str(delivery_of(message).id)]


def test_a_message_is_on_my_page_at_once_and_a_job_carries_it_outside() -> None:
    lan = new_id()
    message = sent(lan)
    assert api.list_messages(citizen(lan)) == [message]
    assert api.get_message(citizen(lan), message.id) == message
    assert [job.queue_name for job in jobs(message)] == ["messages"]
    assert jobs(message)[0].args == {"commune_id": XA, "delivery_id": str(delivery_of(message).id)}


def test_the_same_cause_sends_once() -> None:
    lan = new_id()
    first = sent(lan)
    again = sent(lan, subject="Khác", now=datetime(2026, 9, 1, tzinfo=UTC))
    assert again == first
    assert len(jobs(first)) == 1
    assert sent(lan, cause="accepted:2").id != first.id
    assert sent(new_id()).id != first.id


@pytest.mark.django_db(transaction=True)
def test_the_same_cause_from_eight_workers_sends_once() -> None:
    lan = new_id()

    def work(_: int) -> UUID:
        try:
            return UUID(str(sent(lan).id))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(work, range(8)))) == 1
    assert ProcrastinateJob.objects.filter(task_name="deliver").count() == 1


def test_a_broken_transaction_sends_nothing() -> None:
    lan = new_id()
    with pytest.raises(RuntimeError, match="the machine stops"), tenancy.scope(communes=[XA]):
        sent(lan)
        raise RuntimeError("the machine stops")
    assert api.list_messages(citizen(lan)) == []
    assert not ProcrastinateJob.objects.filter(task_name="deliver").exists()


def test_no_address_no_delivery() -> None:
    message = sent(addresses={"email": "  "})
    with tenancy.scope(communes=[XA]):
        assert not Delivery.objects.filter(message_id=message.id).exists()


def test_what_goes_outside_says_nothing_of_the_content(post: Post) -> None:
    assert attempt(sent()).state == "sent"
    outgoing = post.sent[0]
    assert outgoing.recipient == ADDRESS
    assert outgoing.subject == "Hồ sơ H49.61.12-260803-0001 có thông báo mới"
    for secret in ("canary ơi", "10/08", "tiếp nhận"):
        assert secret not in outgoing.subject + outgoing.body
    assert outgoing.body.count("http") == 1
    assert "?" not in outgoing.body


def test_without_a_reference_the_teaser_names_none() -> None:
    assert teaser("", "https://mot-cua.vn").subject == "Hồ sơ của ông/bà có thông báo mới"


@pytest.mark.parametrize(
    ("fault", "state", "error", "jobs_after"),
    [
        (None, "sent", "", 1),
        (ChannelUnavailable(permanent=True, message="Hộp thư không tồn tại."), "failed", "Hộp thư", 1),
        (ChannelUnavailable(permanent=False, message="Máy chủ thư bận."), "pending", "Máy chủ thư bận", 2),
        (
            ChannelUnavailable(permanent=False, message="Mất kết nối.", outcome_unknown=True),
            "unknown",
            "Mất kết nối",
            1,
        ),
        (ValueError(f"broken at {ADDRESS}"), "unknown", "Kênh gửi gặp lỗi", 1),
    ],
)
def test_each_outcome_is_written_down(
    post: Post, fault: Exception | None, state: str, error: str, jobs_after: int,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    post.fault = fault
    message = sent()
    row = attempt(message)
    assert (row.state, row.attempts, row.sent_at) == (state, 1, NOW if state == "sent" else None)
    assert row.last_error.startswith(error)
    assert bool(row.last_error) == bool(error)
    assert len(jobs(message)) == jobs_after
    assert ADDRESS not in caplog.text + row.last_error


def test_only_a_pending_delivery_is_attempted(post: Post) -> None:
    message = sent()
    for state in ("sent", "failed", "unknown"):
        with tenancy.scope(communes=[XA]):
            Delivery.objects.filter(message_id=message.id).update(state=state)
        assert attempt(message).state == state
    assert post.sent == []


def test_a_worker_that_died_while_sending_leaves_the_outcome_unknown(post: Post) -> None:
    message = sent()
    post.fault = SystemExit()
    with pytest.raises(SystemExit):
        attempt(message)
    assert delivery_of(message).state == "sending"
    post.fault = None
    row = attempt(message)
    assert (row.state, len(post.sent)) == ("unknown", 1)
    assert attempt(message).state == "unknown"
    assert len(post.sent) == 1, "never sent again by itself"


def test_a_success_stands_against_a_run_that_took_it_for_dead(post: Post) -> None:
    message = sent()

    def overtaken(outgoing: OutgoingMessage) -> Delivered:
        with tenancy.scope(communes=[XA]):
            Delivery.objects.filter(message_id=message.id).update(state="sent", sent_at=NOW)
        raise ChannelUnavailable(permanent=True, message="Trễ.")

    post.send = overtaken  # type: ignore[method-assign]
    assert attempt(message).state == "sent"


def test_a_passing_fault_is_tried_again_later_and_given_up_at_last(post: Post) -> None:
    post.fault = ChannelUnavailable(permanent=False, message="Bận.")
    message = sent()
    for attempts in range(1, len(WAITS_SECONDS) + 2):
        row = attempt(message)
        assert row.attempts == attempts
    assert row.state == "failed"
    waits = jobs(message)[1:]
    assert len(waits) == len(WAITS_SECONDS)
    assert all(job.scheduled_at is not None for job in waits)
    assert len({job.lock for job in jobs(message)}) == 1
    assert [wait_after(n) for n in (1, 7, 8)] == [30, 14400, None]


def test_a_channel_that_is_not_wired_fails_in_plain_words() -> None:
    message = sent(addresses={"fax": "0912"})
    row = attempt(message)
    assert (row.state, row.last_error) == ("failed", "Kênh này chưa được nối với hệ thống.")


def test_a_retry_by_hand_always_works_under_the_same_id(post: Post) -> None:
    post.fault = ChannelUnavailable(permanent=False, message="Mất kết nối.", outcome_unknown=True)
    message = sent()
    row = attempt(message)
    post.fault = None
    api.retry_delivery(officer(), row.id)
    assert len(jobs(message)) == 2
    assert attempt(message).state == "sent"
    assert len({m.message_id for m in post.sent}) == 1
    with pytest.raises(api.AlreadySent):
        api.retry_delivery(officer(), row.id)
    assert len(jobs(message)) == 2


def test_a_retry_is_for_officers_of_the_commune(post: Post) -> None:
    post.fault = ChannelUnavailable(permanent=True, message="Không.")
    row = attempt(sent())
    with pytest.raises(NotAllowed):
        api.retry_delivery(officer(XA, "payment.collect"), row.id)
    with pytest.raises(NotFound):
        api.retry_delivery(officer(OTHER), row.id)
    assert [d.id for d in api.list_open_deliveries(officer())] == [row.id]
    assert api.list_open_deliveries(officer(OTHER)) == []
    assert api.list_open_deliveries(officer(), before=row.id) == []


@pytest.mark.django_db(transaction=True)
def test_the_job_runs_the_delivery(post: Post) -> None:
    message = sent()
    run_delivery.func(commune_id=XA, delivery_id=str(delivery_of(message).id))
    assert delivery_of(message).state == "sent"
    run_delivery.func(commune_id=XA, delivery_id=str(new_id()))
    assert len(post.sent) == 1


@pytest.fixture
def sweep(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The sweep of two communes; a job begins with a fresh connection, here it stays in the test's transaction."""
    monkeypatch.setattr(communes, "_source", lambda: [OTHER, XA])
    monkeypatch.setattr(communes, "close_old_connections", lambda: None)
    return sweep_deliveries.func


def lose_jobs(message: api.MessageInfo, status: str | None = None) -> None:
    with connection.cursor() as cursor:
        lock = f"delivery:{delivery_of(message).id}"
        if status is None:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE lock = %s", [lock])
        else:
            cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE lock = %s", [status, lock])


def set_state(message: api.MessageInfo, state: str) -> None:
    with tenancy.scope(communes=[message.commune_id]):
        Delivery.objects.filter(message_id=message.id).update(state=state)


@pytest.mark.parametrize("state", ["pending", "sending"])
@pytest.mark.parametrize("job", [None, "failed", "succeeded", "cancelled", "aborted"])
def test_a_delivery_that_lost_its_job_is_given_one(
    state: str, job: str | None, sweep: Callable[[], None]
) -> None:
    message = sent()
    set_state(message, state)
    lose_jobs(message, job)
    before = len(jobs(message))
    for _ in range(2):
        sweep()
        assert [row.status for row in jobs(message)[before:]] == ["todo"]
    assert jobs(message)[-1].args == {"commune_id": XA, "delivery_id": str(delivery_of(message).id)}
    assert jobs(message)[-1].lock == f"delivery:{delivery_of(message).id}"


def test_a_delivery_that_is_done_or_has_its_job_is_left_alone(post: Post, sweep: Callable[[], None]) -> None:
    at_work, waiting = sent(), sent()
    set_state(at_work, "sending")
    lose_jobs(at_work, "doing")
    post.fault = ChannelUnavailable(permanent=False, message="Bận.")
    lose_jobs(waiting)
    assert attempt(waiting).state == "pending"
    for state in ("sent", "failed", "unknown", "gone"):
        message = sent()
        set_state(message, state)
        lose_jobs(message)
    before = ProcrastinateJob.objects.count()
    sweep()
    assert ProcrastinateJob.objects.count() == before
    assert [row.scheduled_at is not None for row in jobs(waiting)] == [True]


def test_a_commune_whose_deliveries_cannot_be_swept_does_not_stop_the_others(
    sweep: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    lost, blocked = sent(), sent(commune=OTHER)
    lose_jobs(lost)
    lose_jobs(blocked)
    enqueue = messaging_jobs.enqueue

    def unless_other(commune_id: int, delivery_id: UUID) -> None:
        if commune_id == OTHER:
            raise RuntimeError("the disk is full")
        enqueue(commune_id, delivery_id)

    monkeypatch.setattr(messaging_jobs, "enqueue", unless_other)
    with pytest.raises(RuntimeError, match="the disk is full"):
        sweep()
    assert (len(jobs(lost)), len(jobs(blocked))) == (1, 0)


def test_officers_see_what_became_of_the_messages_about_a_dossier(post: Post) -> None:
    dossier = new_id()
    message = sent(about_id=dossier)
    attempt(message)
    sent(about_id=new_id())
    seen = api.list_sent(officer(), dossier)
    assert [s.message for s in seen] == [message]
    assert [(d.channel, d.state, d.attempts) for d in seen[0].deliveries] == [("email", "sent", 1)]
    assert api.list_sent(officer(OTHER), dossier) == []
    with pytest.raises(NotAllowed):
        api.list_sent(citizen(message.applicant_id), dossier)


def test_messages_are_paged_newest_first_without_gap_or_double() -> None:
    lan = new_id()
    ids = [sent(lan, cause=f"c{n}", addresses={}).id for n in range(7)]
    sent(new_id(), cause="c0", addresses={})
    pages, before = [], None
    for _ in range(4):
        page = api.list_messages(citizen(lan), before=before, limit=3)
        pages.append([m.id for m in page])
        before = page[-1].id if page else before
    assert pages == [ids[:3:-1], ids[3:0:-1], ids[:1], []]


def test_reading_is_noted_once_and_only_by_the_reader() -> None:
    lan = new_id()
    first, second = sent(lan, cause="1"), sent(lan, cause="2")
    assert api.unread_count(citizen(lan)) == 2
    api.mark_read(citizen(lan), first.id, NOW)
    api.mark_read(citizen(lan), first.id, datetime(2027, 1, 1, tzinfo=UTC))
    assert api.get_message(citizen(lan), first.id).read_at == NOW
    assert api.unread_count(citizen(lan)) == 1
    stranger = citizen(new_id())
    with pytest.raises(NotFound):
        api.mark_read(stranger, second.id, NOW)
    with pytest.raises(NotFound):
        api.get_message(stranger, second.id)
    assert api.list_messages(stranger) == []
    assert not api.get_message(citizen(lan), second.id).is_read


def test_without_an_applicant_there_are_no_messages() -> None:
    nobody = Actor(kind="anonymous")
    assert (api.list_messages(nobody), api.unread_count(nobody)) == ([], 0)
    with pytest.raises(NotFound):
        api.get_message(nobody, sent().id)


def test_many_unread_are_counted_to_a_hundred() -> None:
    lan = new_id()
    with tenancy.scope(communes=[XA]):
        Message.objects.bulk_create(
            Message(commune_id=XA, applicant_id=lan, cause=str(n), subject="a", body="b", created_at=NOW)
            for n in range(130)
        )
    assert api.unread_count(citizen(lan)) == 100


def test_neither_content_nor_address_lies_in_clear(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "motcua")
    message = sent()
    attempt(message)
    with tenancy.scope(communes=[XA]), connection.cursor() as cursor:
        cursor.execute(
            "SELECT t::text FROM messaging_message t UNION ALL SELECT t::text FROM messaging_delivery t"
        )
        dumped = " ".join(row[0] for row in cursor.fetchall())
    assert str(message.id) in dumped
    for place in (dumped, caplog.text, repr(message)):
        assert "canary" not in place
        assert b"canary".hex() not in place
