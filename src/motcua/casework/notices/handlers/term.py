"""When the due time moves: extension, apology, a changed calendar."""

from datetime import datetime

from motcua.casework.dossiers import api as dossiers
from motcua.casework.notices import news
from motcua.casework.notices.handlers.shared import dossier_of, line_of, tell_news
from motcua.casework.notices.use_cases import compose
from motcua.casework.notices.use_cases.issue_form import issue_form
from motcua.casework.notices.use_cases.tell import moment
from motcua.kernel.events import RecordedEvent, on_effect


@on_effect(dossiers.TermExtended, "notices.form_04")
def form_04(event: RecordedEvent) -> None:
    """Issue form 04 of an extension and tell the new date."""
    dossier, line = dossier_of(event), line_of(event)
    new = datetime.fromisoformat(event.payload["new_due"])
    form = compose.extension(dossier, event, line)
    issue_form(dossier, event.id, "04", form, now=event.at)
    tell_news(event, dossier, *news.extended(dossier, new, line.note))


@on_effect(dossiers.LatenessApologised, "notices.apology")
def apology(event: RecordedEvent) -> None:
    """Issue form 04 of an apology and tell it."""
    dossier, line = dossier_of(event), line_of(event)
    told = event.payload["promised_at"]
    promise = datetime.fromisoformat(told) if told else None
    form = compose.apology(dossier, event, line)
    issue_form(dossier, event.id, "04", form, now=event.at)
    tell_news(event, dossier, *news.apologised(dossier, promise))


@on_effect(dossiers.DueRecomputed, "notices.due_recomputed")
def due_recomputed(event: RecordedEvent) -> None:
    """Tell the new date that a changed calendar gives, when it is another."""
    dossier = dossier_of(event)
    old, new = event.payload["old_due"], event.payload["new_due"]
    if old == new:
        return
    tell_news(
        event,
        dossier,
        f"Hồ sơ {dossier.reference}: ngày hẹn trả thay đổi",
        f"Lịch làm việc của cơ quan thay đổi nên ngày hẹn trả kết quả là: {moment(datetime.fromisoformat(new))}."
        f" Ngày hẹn trước đây: {moment(datetime.fromisoformat(old))}.",
    )
