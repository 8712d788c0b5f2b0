"""News of dossiers become papers and messages. Each effect is safe to run again."""

from datetime import datetime
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices.use_cases import compose
from motcua.casework.notices.use_cases.issue_form import is_issued, issue_form
from motcua.casework.notices.use_cases.tell import moment, tell
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import system
from motcua.kernel.events import RecordedEvent, on_effect


def _dossier(event: RecordedEvent) -> dossiers.DossierInfo:
    return dossiers.get_dossier(system(event.commune_id), event.stream_id)


def _line(event: RecordedEvent) -> dossiers.HistoryLine:
    """Return the history line of the event: who acted, and what they wrote."""
    return dossiers.line_of_event(event.commune_id, event.stream_id, event.id)


def _email(dossier: dossiers.DossierInfo) -> str:
    desk = intake.open_desk(system(dossier.commune_id), dossier, purpose="Gửi thông báo", now=clock.now())
    return compose.party(dossier, desk).email


def _tell(event: RecordedEvent, dossier: dossiers.DossierInfo, subject: str, body: str) -> None:
    tell(dossier, f"{event.name}:{event.id}", subject, body, email=_email(dossier), now=event.at)


def _to_pay(owed: str) -> str:
    return f" Phí, lệ phí: {owed}. Ông/bà nộp tại quầy Một cửa trước khi nhận kết quả." if owed else ""


def _owed(dossier: dossiers.DossierInfo) -> str:
    charge = payments.owing(dossier.commune_id, dossier.id)
    return charge.words if charge else ""


def _helped(dossier: dossiers.DossierInfo) -> str:
    place = intake.PLACES.get(dossier.place, "")
    return f" Có người giúp nộp, tại: {place}." if place else ""


@on_effect(dossiers.DossierSubmitted, "notices.confirm_submission")
def confirm_submission(event: RecordedEvent) -> None:
    """Confirm the sending. Legal basis: Decree 45/2020/NĐ-CP, Article 11."""
    dossier = _dossier(event)
    hours = dossiers.answer_hours(dossier.commune_id, clock.local_date(dossier.submitted_at))
    foreseen = payments.lines_words(intake.charge_lines(dossier, now=event.at))
    _tell(
        event,
        dossier,
        f"Đã gửi hồ sơ {dossier.procedure_name}",
        f"Đã gửi hồ sơ của ông/bà lúc {moment(dossier.submitted_at)}."
        f"{_helped(dossier)} Mã nộp: {dossier.submission_code}. Trong {hours} giờ làm việc, cán bộ sẽ kiểm tra và trả"
        f" lời tại đây.{_to_pay(foreseen) or ' Ông/bà không phải làm gì thêm.'}",
    )


@on_effect(dossiers.DossierAccepted, "notices.form_01")
def form_01(event: RecordedEvent) -> None:
    """Issue form 01 and tell the due time."""
    dossier = _dossier(event)
    due_at = datetime.fromisoformat(event.payload["due_at"])
    if not is_issued(event.commune_id, event.id, "01"):
        form = compose.receipt_form(dossier, _line(event).actor_name, due_at, clock.now())
        issue_form(dossier, event.id, "01", form, now=event.at)
    _tell(
        event,
        dossier,
        f"Hồ sơ {dossier.code} đã được tiếp nhận",
        f"Hồ sơ {dossier.procedure_name} của ông/bà đã được tiếp nhận. Hẹn trả kết quả:"
        f" {moment(due_at)}. Giấy tiếp nhận có trong trang hồ sơ, ông/bà có thể tải về."
        f"{_to_pay(_owed(dossier))}",
    )


@on_effect(dossiers.DossierRefused, "notices.form_03")
def form_03(event: RecordedEvent) -> None:
    """Issue form 03 and tell the reason."""
    dossier, line = _dossier(event), _line(event)
    form = compose.refusal_form(dossier, line.actor_name, line.note, event.at, clock.now())
    issue_form(dossier, event.id, "03", form, now=event.at)
    _tell(
        event,
        dossier,
        f"Hồ sơ {dossier.submission_code} chưa được tiếp nhận",
        f"Lý do: {line.note}\nÔng/bà có thể làm hồ sơ mới, hoặc gọi bộ phận Một cửa để được hướng dẫn.",
    )


@on_effect(dossiers.SupplementRequested, "notices.form_02")
def form_02(event: RecordedEvent) -> None:
    """Issue form 02 and tell what is missing."""
    dossier, line = _dossier(event), _line(event)
    form = compose.supplement_form(dossier, line.actor_name, event.at, clock.now())
    issue_form(dossier, event.id, "02", form, now=event.at)
    items = "\n".join(f"- {item.name}: {item.content}" for item in form.items)
    _tell(
        event,
        dossier,
        f"Hồ sơ {dossier.reference} cần bổ sung",
        f"Ông/bà bổ sung giúp các mục sau ngay trong hồ sơ này, không phải nộp lại từ đầu:\n{items}",
    )


@on_effect(dossiers.ResultIssued, "notices.result_ready")
def result_ready(event: RecordedEvent) -> None:
    """Tell that the result is there."""
    dossier = _dossier(event)
    _tell(
        event,
        dossier,
        f"Hồ sơ {dossier.code} đã có kết quả",
        "Kết quả đã được ký số. Khi bộ phận Một cửa trả kết quả, ông/bà xem và tải bản điện tử trong trang hồ sơ;"
        f" nếu chọn nhận bản giấy, ông/bà đến quầy Một cửa.{_to_pay(_owed(dossier))}",
    )


@on_effect(dossiers.ResultReturned, "notices.result_returned")
def result_returned(event: RecordedEvent) -> None:
    """Tell that the result was handed over."""
    dossier = _dossier(event)
    _tell(
        event,
        dossier,
        f"Kết quả hồ sơ {dossier.code} đã được trả",
        "Ông/bà tải kết quả có chữ ký số trong trang hồ sơ. Bản điện tử có giá trị như bản giấy.",
    )


@on_effect(payments.CashCollected, "notices.cash_receipt")
def cash_receipt(event: RecordedEvent) -> None:
    """Print the receipt for cash."""
    with tenancy.scope(communes=[event.commune_id]):
        receipt = payments.receipt(UUID(event.payload["receipt_id"]))
    paid_for = intake.paid_for(event.commune_id, receipt.subject_id)
    dossier = dossiers.get_dossier(system(event.commune_id), paid_for)
    cashier = organisation.get_staff(event.commune_id, receipt.collected_by_id)
    form = compose.cash_receipt(dossier, receipt, cashier.full_name, clock.now())
    file_id = issue_form(dossier, event.id, "receipt", form, now=event.at)
    payments.attach_receipt_file(event.commune_id, receipt.id, file_id)
