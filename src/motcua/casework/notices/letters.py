"""What becomes of a dossier besides its plain way, told to its citizen. Each effect is safe to run again.

Where the act has a printed form (04 put off and apology, 05 stopped, notice of an amount), the effect issues it
first, in `FORMS`, and then sends the message.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from motcua.blocks.payments import api as payments
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices.use_cases import compose
from motcua.casework.notices.use_cases.tell import moment, tell
from motcua.kernel import clock
from motcua.kernel.actors import system
from motcua.kernel.events import RecordedEvent, on_effect

Issue = Callable[[RecordedEvent, dossiers.DossierInfo, dossiers.HistoryLine], None]
FORMS: dict[str, Issue] = {}
"""By the name of an event: what prints and keeps its form, once for each event."""


def _letter(event: RecordedEvent, subject: str, body: str) -> None:
    """Issue the form of an event, if it has one, and send its message.

    In the texts {code}, {name} and {reason} stand for the dossier's and for what the officer wrote.
    """
    dossier = dossiers.get_dossier(system(event.commune_id), event.stream_id)
    line = dossiers.line_of_event(event.commune_id, event.stream_id, event.id)
    if event.name in FORMS:
        FORMS[event.name](event, dossier, line)
    said = {"code": dossier.reference, "name": dossier.procedure_name, "reason": line.note}
    desk = intake.open_desk(system(dossier.commune_id), dossier, purpose="Gửi thông báo", now=clock.now())
    email = compose.party(dossier, desk).email
    cause = f"{event.name}:{event.id}"
    tell(dossier, cause, subject.format(**said), body.format(**said), email=email, now=event.at)


def _at(event: RecordedEvent, key: str) -> str:
    told = event.payload.get(key)
    return moment(datetime.fromisoformat(told)) if told else ""


@on_effect(dossiers.TermExtended, "notices.term_extended")
def term_extended(event: RecordedEvent) -> None:
    """Tell the new due time and why. Legal basis: Decree 118/2025/NĐ-CP, Article 18."""
    _letter(
        event,
        "Hồ sơ {code} được hẹn trả lại vào ngày khác",
        "Hồ sơ {name} của ông/bà chưa xong kịp ngày đã hẹn. Ủy ban nhân dân xin lỗi ông/bà và hẹn trả kết quả:"
        f" {_at(event, 'new_due')} (trước đây hẹn {_at(event, 'old_due')}).\nLý do: {{reason}}\n"
        "Ông/bà không phải làm gì thêm.",
    )


@on_effect(dossiers.LatenessApologised, "notices.lateness_apologised")
def lateness_apologised(event: RecordedEvent) -> None:
    """Ask the citizen's pardon, with the new date if one was promised."""
    promised = _at(event, "promised_at")
    again = f" Ủy ban nhân dân hẹn lại ông/bà: {promised}." if promised else ""
    _letter(
        event,
        "Xin lỗi ông/bà vì hồ sơ {code} trễ hẹn",
        f"Hồ sơ {{name}} của ông/bà đã quá ngày hẹn mà chưa xong. Ủy ban nhân dân xin lỗi ông/bà.{again}\n"
        "Lý do: {reason}\nÔng/bà không phải làm gì thêm.",
    )


@on_effect(dossiers.DossierStopped, "notices.dossier_stopped")
def dossier_stopped(event: RecordedEvent) -> None:
    """Tell why the work was stopped, and what becomes of the money. Legal basis: form 05."""
    ground = catalogue.stop_ground(event.payload["ground_code"])
    _letter(
        event,
        "Hồ sơ {code} dừng giải quyết",
        "Hồ sơ {name} của ông/bà không được giải quyết tiếp.\n"
        f"Căn cứ: {ground.name} ({ground.basis}).\nLý do: {{reason}}"
        f"{_MONEY.get(event.payload['fee_treatment'], '')}\n"
        "Không đồng ý, ông/bà có quyền khiếu nại, hoặc gọi bộ phận Một cửa để được hướng dẫn.",
    )


_MONEY = {
    "kept": "\nPhí, lệ phí: khoản đã nộp không hoàn trả; khoản chưa nộp vẫn phải nộp.",
    "waived": "\nPhí, lệ phí: ông/bà không phải nộp nữa.",
    "refunded": "\nPhí, lệ phí: khoản đã nộp được hoàn trả tại quầy Một cửa; ông/bà mang biên lai khi đến nhận.",
}


@on_effect(dossiers.WithdrawalRequested, "notices.withdrawal_requested")
def withdrawal_requested(event: RecordedEvent) -> None:
    """Say that the wish came in, and by when it is answered."""
    told = dossiers.get_dossier(system(event.commune_id), event.stream_id).snapshot
    by = f" trước {moment(told.next_at)}" if told.next_action == "confirm_withdrawal" and told.next_at else ""
    _letter(
        event,
        "Đã nhận yêu cầu rút hồ sơ {code}",
        f"Ông/bà đã xin rút hồ sơ {{name}}. Cán bộ trả lời ông/bà{by}. Trong lúc chờ, hồ sơ vẫn được giải quyết."
        " Nếu không phải ông/bà xin rút, hãy gọi bộ phận Một cửa ngay.",
    )


@on_effect(dossiers.DossierWithdrawn, "notices.dossier_withdrawn")
def dossier_withdrawn(event: RecordedEvent) -> None:
    """Confirm that the dossier was given back."""
    _letter(
        event,
        "Hồ sơ {code} đã được rút",
        "Hồ sơ {name} của ông/bà đã được rút theo yêu cầu và không giải quyết nữa. Khoản phí, lệ phí chưa nộp thì"
        " không phải nộp. Giấy tờ bản giấy đã nộp, ông/bà nhận lại tại quầy Một cửa. {reason}",
    )


@on_effect(dossiers.WithdrawalDeclined, "notices.withdrawal_declined")
def withdrawal_declined(event: RecordedEvent) -> None:
    """Say why the dossier cannot be given back."""
    _letter(
        event,
        "Hồ sơ {code} chưa rút được",
        "Yêu cầu rút hồ sơ {name} của ông/bà không được đồng ý.\nLý do: {reason}\n"
        "Hồ sơ vẫn được giải quyết và trả kết quả như đã hẹn.",
    )


@on_effect(dossiers.PaymentRequested, "notices.payment_requested")
def payment_requested(event: RecordedEvent) -> None:
    """Tell what is to be paid, why, where and until when."""
    charge = payments.find_charge(event.commune_id, UUID(event.payload["obligation_id"]))
    lines = "\n".join(f"- {line.name}: {line.words}" for line in charge.lines) if charge else ""
    _letter(
        event,
        "Hồ sơ {code} cần ông/bà nộp tiền",
        f"Để giải quyết tiếp hồ sơ {{name}}, ông/bà nộp tại quầy Một cửa trước {_at(event, 'limit_at')}:\n"
        f"{lines}\nTổng cộng: {payments.money(event.payload['amount'])}.\nCăn cứ: {{reason}}\n"
        "Nộp xong thì hồ sơ được giải quyết tiếp.",
    )


@on_effect(dossiers.PaymentSettled, "notices.payment_settled")
def payment_settled(event: RecordedEvent) -> None:
    """Tell that the work goes on, and until when."""
    due = dossiers.get_dossier(system(event.commune_id), event.stream_id).due_at
    by = f" Hẹn trả kết quả: {moment(due)}." if due else ""
    waived = event.payload["how"] == "waived"
    _letter(
        event,
        "Hồ sơ {code} được giải quyết tiếp",
        ("Ông/bà được miễn khoản phải nộp.\nLý do: {reason}\n" if waived else "Ông/bà đã nộp đủ tiền. ")
        + f"Hồ sơ {{name}} được giải quyết tiếp.{by} Ông/bà không phải làm gì thêm.",
    )


@on_effect(dossiers.PaymentCancelled, "notices.payment_cancelled")
def payment_cancelled(event: RecordedEvent) -> None:
    """Tell that nothing is to be paid after all."""
    _letter(
        event,
        "Hồ sơ {code}: không phải nộp khoản đã báo",
        "Khoản tiền đã báo cho hồ sơ {name} được hủy, ông/bà không phải nộp.\nLý do: {reason}\n"
        "Hồ sơ được giải quyết tiếp.",
    )


@on_effect(dossiers.DossierReopened, "notices.dossier_reopened")
def dossier_reopened(event: RecordedEvent) -> None:
    """Tell that what was over is worked on again, on what order, and until when."""
    dossier = dossiers.get_dossier(system(event.commune_id), event.stream_id)
    correcting = event.payload["kind"] == "correct_result"
    due = moment(dossier.due_at) if dossier.due_at and dossier.accepted_at else ""
    by = f" {'Hạn đính chính' if correcting else 'Hẹn trả kết quả'}: {due}." if due else ""
    _letter(
        event,
        "Kết quả hồ sơ {code} được đính chính" if correcting else "Hồ sơ {code} được giải quyết tiếp",
        (
            "Kết quả hồ sơ {name} có chỗ phải sửa. Ủy ban nhân dân đang làm bản đính chính; bản đã trả vẫn dùng được"
            " đến khi có bản mới."
            if correcting
            else "Hồ sơ {name} của ông/bà được giải quyết tiếp."
        )
        + f"{by}\nCăn cứ: {{reason}}\nÔng/bà không phải làm gì thêm.",
    )
