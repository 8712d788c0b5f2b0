"""How a dossier ends: the result, its hand-over, form 05, the answer to a wish to withdraw; and how it begins again."""

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import news
from motcua.casework.notices.handlers.shared import dossier_of, line_of, owed_words, tell_news
from motcua.casework.notices.use_cases import compose
from motcua.casework.notices.use_cases.issue_form import issue_form
from motcua.casework.notices.use_cases.tell import moment
from motcua.kernel import clock, events, tenancy
from motcua.kernel.events import RecordedEvent, on_effect


@on_effect(dossiers.ResultIssued, "notices.result_ready")
def result_ready(event: RecordedEvent) -> None:
    """Tell that the result is there."""
    dossier = dossier_of(event)
    tell_news(event, dossier, *news.result_ready(dossier, owed_words(dossier), _wish_now(dossier).delivery))


def _wish_now(dossier: dossiers.DossierInfo) -> intake.Wish:
    return compose.desk_of(dossier, clock.now(), "Gửi thông báo").wish


@on_effect(dossiers.WishChanged, "notices.wish_changed")
def wish_changed(event: RecordedEvent) -> None:
    """Tell how the result is wanted now."""
    dossier = dossier_of(event)
    tell_news(event, dossier, *news.wish_changed(dossier, _wish_now(dossier).delivery))


@on_effect(dossiers.ResultPosted, "notices.result_posted")
def result_posted(event: RecordedEvent) -> None:
    """Tell that the paper went out by post, and its number where the post gave it."""
    dossier = dossier_of(event)
    tell_news(event, dossier, *news.result_posted(dossier, event.payload["parcel"]))


@on_effect(dossiers.ResultReturned, "notices.result_returned")
def result_returned(event: RecordedEvent) -> None:
    """Tell that the result was handed over."""
    dossier = dossier_of(event)
    tell_news(event, dossier, *news.result_returned(dossier))


@on_effect(dossiers.DossierStopped, "notices.form_05")
def form_05(event: RecordedEvent) -> None:
    """Issue form 05 and tell the reason."""
    dossier, line = dossier_of(event), line_of(event)
    form = compose.stop_notice(dossier, event, line)
    issue_form(dossier, event.id, "05", form, now=event.at)
    tell_news(event, dossier, *news.stopped(dossier, line.note, form.fee_treatment))


@on_effect(dossiers.DossierTransferred, "notices.transferred")
def transferred(event: RecordedEvent) -> None:
    """Issue form 05 and tell where the dossier goes on, and by which codes it is found there."""
    dossier, line = dossier_of(event), line_of(event)
    form = compose.stop_notice(dossier, event, line)
    issue_form(dossier, event.id, "05", form, now=event.at)
    tell_news(event, dossier, *news.transferred(dossier, event.payload, line.note, form.fee_treatment))


@on_effect(dossiers.WithdrawalRequested, "notices.withdrawal_requested")
def withdrawal_requested(event: RecordedEvent) -> None:
    """Confirm that the wish to withdraw has come."""
    dossier = dossier_of(event)
    tell_news(event, dossier, *news.withdrawal_requested(dossier))


@on_effect(dossiers.DossierWithdrawn, "notices.withdrawn")
def withdrawn(event: RecordedEvent) -> None:
    """Issue the slip of the withdrawal and tell it."""
    dossier = dossier_of(event)
    form = compose.withdrawal_slip(dossier, *_wish(event), line_of(event), granted=True)
    issue_form(dossier, event.id, "withdrawal", form, now=event.at)
    tell_news(event, dossier, *news.withdrawn(dossier))


@on_effect(dossiers.WithdrawalDeclined, "notices.withdrawal_declined")
def withdrawal_declined(event: RecordedEvent) -> None:
    """Issue the answer that the dossier cannot be given back, and tell the reason."""
    dossier, line = dossier_of(event), line_of(event)
    form = compose.withdrawal_slip(dossier, *_wish(event), line, granted=False)
    issue_form(dossier, event.id, "declined", form, now=event.at)
    tell_news(
        event,
        dossier,
        f"Chưa rút được hồ sơ {dossier.reference}",
        f"Hồ sơ vẫn được giải quyết tiếp. Lý do: {line.note}",
    )


def _wish(event: RecordedEvent) -> tuple[dossiers.HistoryLine, str]:
    """Return the history line of the wish that an event answers, and how it came."""
    with tenancy.scope(communes=[event.commune_id]):
        log = events.history(event.commune_id, event.stream_id)
    asked = [one for one in log if one.name == dossiers.WithdrawalRequested.NAME and one.seq < event.seq][-1]
    line = dossiers.line_of_event(event.commune_id, event.stream_id, asked.id)
    return line, asked.payload["how"]


def _money_stays(event: RecordedEvent) -> str:
    """Say that money which waited to be fetched pays for the dossier again, where any did."""
    stays = event.payload["to"].get("finance") == "paid"
    return "; tiền đã nộp được giữ để giải quyết hồ sơ, không trả lại nữa" if stays else ""


@on_effect(dossiers.DossierReopened, "notices.reopened")
def reopened(event: RecordedEvent) -> None:
    """Tell that the work begins again; of a correction, that the paper given out holds until the new one is there."""
    dossier, line = dossier_of(event), line_of(event)
    correcting = event.payload["kind"] == "correct_result"
    due = moment(dossier.due_at) if dossier.due_at and dossier.accepted_at else ""
    what = "Kết quả hồ sơ {} được đính chính" if correcting else "Hồ sơ {} được mở lại"
    what = what.format(dossier.reference)
    by = f" {'Hạn đính chính' if correcting else 'Hẹn trả kết quả'}: {due}." if due else ""
    tell_news(
        event,
        dossier,
        what,
        (
            "Kết quả có chỗ phải sửa. Bản đã trả vẫn dùng được đến khi có bản đính chính."
            if correcting
            else "Cơ quan xem xét lại hồ sơ theo văn bản của người đứng đầu."
        )
        + f"{by} Căn cứ: {line.note} Ông/bà không phải nộp lại giấy tờ{_money_stays(event)}.",
    )
