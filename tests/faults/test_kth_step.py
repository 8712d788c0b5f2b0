"""The k-th statement fails, for every k: nothing of the action is left, and repeating it succeeds exactly once.

A savepoint and its release are counted too: in the running product they are the begin and the commit of the
transaction. What fails between the last statement and the answer is proved by `make trust`, with kill -9.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any, ClassVar
from unittest import mock
from uuid import uuid4

import pytest
from django.db import OperationalError, connection

from motcua.blocks.documents import api as documents
from motcua.blocks.messaging import api as messaging
from motcua.blocks.payments import api as payments
from motcua.casework.books import api as books
from motcua.casework.decisions import api as decisions
from motcua.casework.decisions.models import Decision, SigningOrder
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.casework.intake import api as intake
from motcua.casework.intake.models import AnswerVersion, Paper
from motcua.casework.notices import api as notices
from motcua.casework.notices.use_cases import issue_form
from motcua.casework.synchronisation import api as synchronisation
from motcua.casework.synchronisation.models import ToldDossier
from motcua.kernel import events, tenancy
from motcua.kernel.clock import local_date
from motcua.kernel.errors import DomainError
from motcua.kernel.jobs import carry_out
from motcua.kernel.models import Event
from tests.casework.birth import ANSWERS, WITH_COPIES, fill, photo
from tests.casework.synchronisation import portal as told
from tests.casework.synchronisation.conftest import portal  # noqa: F401  (a fixture)
from tests.casework.test_way_of_a_dossier import RESULT_FIELDS, at_approval, call, submitted
from tests.factories import joint
from tests.factories.effects import run_effects
from tests.factories.offices import PIN
from tests.factories.organisation import NOW, make_commune, make_officer
from tests.factories.posted import POSTMAN, posting
from tests.factories.posted import wanted as to_be_posted
from tests.factories.walk_ins import LIVES_THERE, walk_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MOST = 400


class Injected(OperationalError):
    """The failure that a test plants."""


@contextmanager
def failing_at(k: int) -> Iterator[list[str]]:
    """Let the k-th statement fail before it reaches the database; gives the statements seen."""
    seen: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        if len(seen) == k:
            raise Injected(f"planted at statement {k}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield seen


@pytest.fixture(scope="session")
def tables(django_db_setup: None, django_db_blocker: Any) -> list[str]:
    """Every table but the audit of reads: a read took place even when the action after it failed."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        names = [
            row[0] for row in cursor.fetchall() if row[0] not in ("django_migrations", "audit_auditentry")
        ]
        connection.close()
    assert "procrastinate_jobs" in names and len(names) > 40
    return names


@dataclass
class Scene:
    """A commune at work, and all that its database holds."""

    office: Any
    tables: list[str]
    # Further communes, whose rows are watched too.
    beside: tuple[int, ...] = ()

    @property
    def communes(self) -> tuple[int, ...]:
        return (self.office.commune.id, *self.beside)

    @contextmanager
    def seeing(self) -> Iterator[None]:
        with tenancy.scope(communes=self.communes, applicants=self.office.citizen.applicants):
            yield

    def everything(self) -> dict[str, str]:
        """Return which rows each table holds, and which transaction wrote each: any write is seen in it."""
        of_one = "coalesce(md5(string_agg(tableoid || ctid::text || xmin, '|' ORDER BY tableoid, ctid)), '')"
        rows = " UNION ALL ".join(f"SELECT '{name}', {of_one} FROM \"{name}\"" for name in self.tables)
        with self.seeing(), connection.cursor() as cursor:
            cursor.execute(rows)
            return dict(cursor.fetchall())

    def events(self, name: str) -> int:
        with self.seeing():
            return Event.objects.filter(commune_id__in=self.communes, name=name).count()

    def prove(self, act: Callable[[], Any], event: str, times: int = 1) -> int:
        """Fail `act`, which tells the event so many times, at each of its statements in turn; return how many."""
        before, told = self.everything(), self.events(event)
        for k in range(1, MOST):
            start = connection.savepoint()
            with failing_at(k) as seen, suppress(Injected):
                act()
            whole = len(seen) < k
            if not whole:
                assert changed(before, self.everything()) == [], (
                    f"left behind by a failure at {k}: {seen[-1]}"
                )
                act()
            assert self.events(event) == told + times, f"repeated after a failure at {k}"
            if whole:
                self.refuse_again(act)
            connection.savepoint_rollback(start)
            if whole:
                return k - 1
        raise AssertionError("the action has no end")

    def refuse_again(self, act: Callable[[], Any]) -> None:
        after = self.everything()
        with suppress(DomainError):
            act()
        assert changed(after, self.everything()) == [], "done twice"


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [name for name in before if before[name] != after[name]]


@pytest.fixture
def scene(office, tables) -> Scene:
    return Scene(office, tables)


def accepted(office):
    dossier = submitted(office)
    return intake.accept_dossier(call(office.receptionist, dossier, dossiers.Action.ACCEPT))


def accepted_with_copies(office):
    dossier = submitted(office, WITH_COPIES)
    return intake.accept_dossier(call(office.receptionist, dossier, dossiers.Action.ACCEPT))


ITEMS = [
    intake.SupplementItem("field", "child_name", "Tên của trẻ", "Viết đủ họ, chữ đệm và tên"),
    intake.SupplementItem("paper", "giay_chung_sinh", "Giấy chứng sinh", "Chụp lại cho rõ"),
]


def asked(office):
    dossier = accepted(office)
    intake.ask_supplement(call(office.handler, dossier, dossiers.Action.REQUEST_SUPPLEMENT), ITEMS, "Chưa đủ")
    intake.save_supplement_fields(office.citizen, dossier.id, {"child_name": "Nguyễn Bình An"})
    picture = BytesIO(photo("chup lai"))
    intake.lay_supplement_paper(office.citizen, dossier.id, "giay_chung_sinh", picture, "lai.jpg", now=NOW)
    return dossier


def signed(office):
    dossier = at_approval(office)
    decisions.approve_result(call(office.chair, dossier, dossiers.Action.APPROVE), PIN)
    run_effects(office.commune.id)
    return dossier


def issued(office):
    dossier = signed(office)
    decisions.issue_result(call(office.clerk, dossier, dossiers.Action.ISSUE), PIN)
    run_effects(office.commune.id)
    return dossier


# -- the actions ----------------------------------------------------------------------------------------------


def test_submit(scene):
    office = scene.office
    draft = fill(office.citizen, office.commune.id)
    steps = scene.prove(
        lambda: intake.submit_draft(office.citizen, draft.id, commune_id=office.commune.id, now=NOW),
        "DossierSubmitted",
    )
    assert steps >= 10


def test_accept(scene):
    dossier = submitted(scene.office)
    once = call(scene.office.receptionist, dossier, dossiers.Action.ACCEPT)
    assert scene.prove(lambda: intake.accept_dossier(once), "DossierAccepted") >= 10


def test_accept_a_joint_dossier_with_its_parts(scene):
    dossier, _ = joint.submitted(scene.office.commune.id)
    once = joint.call_of(scene.office.receptionist, dossier, "accept")
    assert scene.prove(lambda: intake.accept_dossier(once), "DossierAccepted") >= 20


def test_close_the_last_part_of_a_joint_dossier(scene):
    office = scene.office
    dossier, _ = joint.accepted(office)
    joint.own_results_issued(office, dossier)
    joint.act_on(office.handler, dossier.id, "residence", "send", NOW)
    joint.act_on(office.handler, dossier.id, "residence", "refuse", NOW, note="Chủ hộ không đồng ý")
    joint.act_on(office.handler, dossier.id, "health_card", "send", NOW)
    part = joint.part_of(office.handler, dossier.id, "health_card")
    answer = dossiers.PartAction.ANSWER
    once = dossiers.PartCall(office.handler, part.id, answer, NOW, action_key=uuid4(), revision=part.revision)
    looked = documents.inspect(joint.agency_paper(), "thong-bao.pdf")
    with mock.patch.object(documents, "inspect", lambda source, name: looked):
        steps = scene.prove(
            lambda: decisions.record_answer(once, part, "12/TB", local_date(NOW), joint.agency_paper()),
            "ResultIssued",
        )
    assert steps >= 15


def test_receive_at_the_desk(scene):
    office, reception = scene.office, walk_in(scene.office)
    steps = scene.prove(
        lambda: intake.receive_at_desk(office.receptionist, reception.id, now=NOW), "DossierAccepted"
    )
    assert steps >= 20


def test_receive_for_another_commune(scene):
    office, other = scene.office, make_commune(name="Ba Vì")
    scene.beside = (other.id,)
    reception = walk_in(office, {**LIVES_THERE, "handled_by": str(other.id)})
    steps = scene.prove(
        lambda: intake.receive_at_desk(office.receptionist, reception.id, now=NOW), "DossierAccepted"
    )
    assert steps >= 24


def test_transfer_to_the_competent_commune(scene):
    office, other = scene.office, make_commune(name="Ba Vì", identifier="H48.53.09")
    scene.beside = (other.id,)
    dossier = accepted_with_copies(office)
    once = call(office.chair, dossier, dossiers.Action.TRANSFER, note="Cư trú ở xã Ba Vì")
    steps = scene.prove(lambda: intake.transfer_dossier(once, other.id), "DossierTransferred")
    assert steps >= 30


def test_take_in_from_the_national_portal(office, portal):  # noqa: F811
    """Wherever a run fails, the next one makes one whole dossier of it."""
    portal.records, steps = [told.record()], 0
    mine = {"commune_id": office.commune.id}
    for k in range(1, MOST):
        start = connection.savepoint()
        with failing_at(k) as seen, suppress(Injected):
            synchronisation.ask_portal(office.commune.id, now=NOW)
        for hours in (2, 4):
            synchronisation.ask_portal(office.commune.id, now=NOW + timedelta(hours=hours))
        with tenancy.scope(communes=[office.commune.id]):
            [row] = ToldDossier.objects.filter(**mine)
            [dossier] = Dossier.objects.filter(**mine)
            assert (row.dossier_id, row.record, row.reason) == (dossier.id, None, ""), (k, seen[-1])
            parts = (AnswerVersion, Paper, Event)
            assert [part.objects.filter(**mine).count() for part in parts] == [1, 1, 1], (k, seen[-1])
        connection.savepoint_rollback(start)
        if len(seen) < k:
            steps = k - 1
            break
    assert steps >= 30


def test_enter_answers(scene):
    office, reception = scene.office, walk_in(scene.office)
    dossier = intake.receive_at_desk(office.receptionist, reception.id, now=NOW)
    once = call(office.handler, dossier, dossiers.Action.ENTER_ANSWERS)
    assert scene.prove(lambda: intake.enter_answers(once, ANSWERS), "AnswersEntered") >= 6


def test_change_wish(scene):
    dossier = submitted(scene.office)
    once = call(scene.office.receptionist, dossier, dossiers.Action.CHANGE_WISH)
    assert scene.prove(lambda: intake.change_wish(once, "post", "Thôn Đông", "desk"), "WishChanged") >= 6


def test_refuse(scene):
    dossier = submitted(scene.office)
    once = call(scene.office.receptionist, dossier, dossiers.Action.REFUSE, note="Nộp sai nơi")
    assert scene.prove(lambda: intake.refuse_dossier(once), "DossierRefused") >= 6


def test_request_supplement(scene):
    dossier = accepted(scene.office)
    once = call(scene.office.handler, dossier, dossiers.Action.REQUEST_SUPPLEMENT)
    assert scene.prove(lambda: intake.ask_supplement(once, ITEMS, "Chưa đủ"), "SupplementRequested") >= 8


def test_answer_supplement(scene):
    dossier, citizen = asked(scene.office), scene.office.citizen
    steps = scene.prove(lambda: intake.answer_supplement(citizen, dossier.id, now=NOW), "SupplementAnswered")
    assert steps >= 10


def test_ask_opinion(scene):
    office, dossier = scene.office, accepted(scene.office)
    due = dossiers.get_dossier(office.handler, dossier.id).step_due_at
    question = dossiers.Question(office.handler.unit_id, "Có tranh chấp không?", due, required=True)
    once = call(office.handler, dossier, dossiers.Action.ASK_OPINION)
    assert scene.prove(lambda: dossiers.ask_opinion(once, question), "OpinionAsked") >= 7


def test_collect_fee(scene):
    office, dossier = scene.office, accepted_with_copies(scene.office)
    cashier = make_officer(office.commune.id, "cashier", full_name="Phạm Thị Thu")
    charge = payments.find_charge(office.commune.id, dossier.id)
    steps = scene.prove(
        lambda: intake.collect_fee(cashier, dossier.id, charge.id, charge.amount, NOW), "CashCollected"
    )
    assert steps >= 10


def test_collect_what_held_up_the_work(scene):
    office, dossier = scene.office, accepted(scene.office)
    ask = call(office.handler, dossier, dossiers.Action.REQUEST_PAYMENT, note="Thông báo số 12")
    lines = [intake.AskedLine("Lệ phí trước bạ", 30_000)]
    intake.request_payment(ask, lines, local_date(NOW) + timedelta(days=9))
    with scene.seeing():
        charge = intake.find_obligation(dossiers.get_dossier(office.handler, dossier.id)).charge
    cashier = make_officer(office.commune.id, "cashier", full_name="Phạm Thị Thu")
    steps = scene.prove(
        lambda: intake.collect_fee(cashier, dossier.id, charge.id, charge.amount, NOW),
        "PaymentSettled",
    )
    assert steps >= 12


def paid_and_stopped(office):
    """Return a dossier whose fees wait to be given back, and the cashier."""
    dossier = at_approval(office, WITH_COPIES)
    cashier = make_officer(office.commune.id, "cashier", full_name="Phạm Thị Thu")
    charge = payments.find_charge(office.commune.id, dossier.id)
    intake.collect_fee(cashier, dossier.id, charge.id, charge.amount, NOW)
    stop = call(office.chair, dossier, dossiers.Action.STOP, note="Tòa án đang thụ lý.")
    return intake.stop_dossier(stop, "dispute", "refunded"), cashier


def test_refund_fees(scene):
    dossier, cashier = paid_and_stopped(scene.office)
    steps = scene.prove(
        lambda: intake.refund_fees(cashier, dossier.id, 16_000, "Nguyễn Văn An", NOW), "FeesRefunded"
    )
    assert steps >= 14


def test_reopen_for_a_correction(scene):
    office, dossier = scene.office, issued(scene.office)
    once = call(office.chair, dossier, dossiers.Action.REOPEN)
    order = dossiers.OrderPaper("27/QĐ-UBND", local_date(NOW), "Ghi sai nơi sinh")
    day = local_date(NOW) + timedelta(days=2)
    steps = scene.prove(lambda: intake.reopen_dossier(once, "correct_result", order, day), "DossierReopened")
    assert steps >= 10


def test_propose(scene):
    dossier = accepted(scene.office)
    once = call(scene.office.handler, dossier, dossiers.Action.PROPOSE)
    assert scene.prove(lambda: intake.propose_result(once, RESULT_FIELDS), "ResultProposed") >= 10


def test_send_back(scene):
    dossier = at_approval(scene.office)
    once = call(scene.office.chair, dossier, dossiers.Action.SEND_BACK, note="Sửa họ tên")
    assert scene.prove(lambda: decisions.send_back(once), "ResultSentBack") >= 8


def test_approve(scene):
    dossier = at_approval(scene.office)
    once = call(scene.office.chair, dossier, dossiers.Action.APPROVE)
    assert scene.prove(lambda: decisions.approve_result(once, PIN), "ResultApproved") >= 10


def test_issue(scene):
    dossier = signed(scene.office)
    once = call(scene.office.clerk, dossier, dossiers.Action.ISSUE)
    assert scene.prove(lambda: decisions.issue_result(once, PIN), "IssueOrdered") >= 10


def test_return(scene):
    dossier = issued(scene.office)
    once = call(scene.office.desk, dossier, dossiers.Action.RETURN_RESULT)
    assert scene.prove(lambda: decisions.return_result(once, "online"), "ResultReturned") >= 6


def test_post(scene):
    postings = [posting(to_be_posted(scene.office)) for _ in range(2)]
    key = uuid4()
    steps = scene.prove(
        lambda: books.post_results(scene.office.desk, key, postings, POSTMAN, now=NOW),
        "ResultPosted",
        times=2,
    )
    assert steps >= 20


@pytest.mark.parametrize(("end", "told"), [("delivered", "ResultReturned"), ("back", "ParcelFollowed")])
def test_end_of_a_parcel(scene, end, told):
    dossier = to_be_posted(scene.office)
    books.post_results(scene.office.desk, uuid4(), [posting(dossier)], POSTMAN, now=NOW)
    [(parcel, _)] = books.list_on_the_way(scene.office.desk, now=NOW)
    more = {"seen": "", "number": "EK1234", "end": end, "reason": "Không có người nhận", "now": NOW}
    assert scene.prove(lambda: books.follow_parcel(scene.office.desk, parcel.id, **more), told) >= 8


def test_a_delivery_noted_by_mistake(scene):
    dossier = to_be_posted(scene.office)
    books.post_results(scene.office.desk, uuid4(), [posting(dossier)], POSTMAN, now=NOW)
    [(parcel, _)] = books.list_on_the_way(scene.office.desk, now=NOW)
    ended = {"seen": "", "number": "EK1234", "end": "delivered", "now": NOW}
    seen = books.follow_parcel(scene.office.desk, parcel.id, **ended).end_mark
    again = {"seen": seen, "reason": "Nhầm dòng", "now": NOW}
    steps = scene.prove(
        lambda: books.correct_parcel(scene.office.desk, parcel.id, **again), "ReturnTakenBack"
    )
    assert steps >= 8


# -- an effect: several transactions with the outside between them; what counts is the end ----------------------


def test_the_signature_is_made_once_wherever_the_worker_failed(scene):
    office = scene.office
    dossier = at_approval(office)
    for k in range(1, MOST):
        start = connection.savepoint()
        # Ordered anew each time: the authorisation has spare signatures for a few crashes only.
        decisions.approve_result(call(office.chair, dossier, dossiers.Action.APPROVE), PIN)
        with scene.seeing():
            event = Event.objects.get(stream_id=dossier.id, name="ResultApproved")

        def attempt(event_id=event.id) -> None:
            carry_out(office.commune.id, event_id, "decisions.sign_as_person")

        with failing_at(k) as seen, suppress(Injected):
            attempt()
        failed = len(seen) >= k
        attempt()
        with scene.seeing():
            assert Decision.objects.get(dossier_id=dossier.id).state == "signed", f"after a failure at {k}"
            assert list(SigningOrder.objects.values_list("kind", "state")) == [("person", "signed")]
        assert scene.events("ResultSigned") == 1, f"after a failure at {k}"
        assert dossiers.get_dossier(office.clerk, dossier.id).step_key == "issue"
        connection.savepoint_rollback(start)
        if not failed:
            assert k > 20
            return
    raise AssertionError("the effect has no end")


def test_the_slip_of_a_refund_is_kept_and_told_once_wherever_the_worker_failed(scene):
    office = scene.office
    dossier, cashier = paid_and_stopped(office)
    run_effects(office.commune.id)
    intake.refund_fees(cashier, dossier.id, 16_000, "Nguyễn Văn An", NOW)
    with scene.seeing():
        event = Event.objects.get(name="FeesRefunded")

    def attempt() -> None:
        with mock.patch.object(issue_form, "print_form", lambda form, created_at: b"%PDF"):
            carry_out(office.commune.id, event.id, "notices.cash_refund")

    start = connection.savepoint()
    with failing_at(0) as seen:
        attempt()
    connection.savepoint_rollback(start)
    writes = [k for k, sql in enumerate(seen, start=1) if sql.startswith(("INSERT", "UPDATE"))]
    assert len(writes) >= 6
    for k in writes:
        start = connection.savepoint()
        with failing_at(k), suppress(Injected):
            attempt()
        attempt()
        slips = [one.file_id for one in notices.list_forms(dossier) if one.form == "refund"]
        with scene.seeing():
            [refund] = intake.find_refunds(dossiers.get_dossier(cashier, dossier.id)).given
        assert slips == [refund.file_id], f"after a failure at {k}"
        sent = [one.message.subject for one in messaging.list_sent(cashier, dossier.id)]
        assert len([one for one in sent if "đã trả lại" in one]) == 1, f"after a failure at {k}"
        connection.savepoint_rollback(start)


# -- a planted fault ------------------------------------------------------------------------------------------


def test_a_step_outside_the_transaction_is_found(scene):
    """An action in two transactions is not whole: `prove` has to say so."""
    office, dossier = scene.office, submitted(scene.office)
    once = call(office.receptionist, dossier, dossiers.Action.ACCEPT)

    def in_two_parts() -> None:
        with tenancy.scope(communes=[office.commune.id]):
            Dossier.objects.filter(id=dossier.id).update(owner_search="half")
        intake.accept_dossier(once)

    with pytest.raises(AssertionError, match="left behind"):
        scene.prove(in_two_parts, "DossierAccepted")


def test_an_action_that_a_repetition_does_again_is_found(scene):
    office, dossier = scene.office, submitted(scene.office)

    def without_key() -> None:
        with tenancy.scope(communes=[office.commune.id]):
            row = Dossier.objects.get(id=dossier.id)
            events.record(row.id, Again(), commune_id=office.commune.id, actor=office.receptionist, now=NOW)

    with pytest.raises(AssertionError, match="done twice"):
        scene.prove(without_key, Again.NAME)


@dataclass(frozen=True)
class Again:
    NAME: ClassVar[str] = "FaultsTestAgain"
