"""What reception answers: the sending confirmed, forms 01, 02 and 03."""

from datetime import datetime

from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import news
from motcua.casework.notices.handlers.shared import dossier_of, line_of, owed_words, tell_news
from motcua.casework.notices.use_cases import compose
from motcua.casework.notices.use_cases.issue_form import issue_form
from motcua.casework.notices.use_cases.issue_receipt import issue_receipt
from motcua.kernel import clock
from motcua.kernel.events import RecordedEvent, on_effect


@on_effect(dossiers.DossierSubmitted, "notices.confirm_submission")
def confirm_submission(event: RecordedEvent) -> None:
    """Confirm the sending. Legal basis: Decree 45/2020/NĐ-CP, Article 11."""
    dossier = dossier_of(event)
    if not dossier.channel.endswith("_portal") or dossier.came_from:
        return  # taken in at a desk, or here from another commune: the paper that says so is form 01
    hours = dossiers.answer_hours(dossier.commune_id, clock.local_date(dossier.submitted_at))
    foreseen = payments.lines_words(intake.charge_lines(dossier, now=event.at))
    tell_news(event, dossier, *news.submitted(dossier, hours, foreseen))


@on_effect(dossiers.DossierAccepted, "notices.form_01")
def form_01(event: RecordedEvent) -> None:
    """Issue form 01 and tell the due time."""
    dossier = dossier_of(event)
    due_at = datetime.fromisoformat(event.payload["due_at"])
    issue_receipt(dossier, event, line_of(event).actor_name)
    tell_news(event, dossier, *news.accepted(dossier, due_at, owed_words(dossier)))


@on_effect(dossiers.DossierRefused, "notices.form_03")
def form_03(event: RecordedEvent) -> None:
    """Issue form 03 and tell the reason."""
    dossier, line = dossier_of(event), line_of(event)
    form = compose.refusal_form(dossier, line.actor_name, line.note, event.at, clock.now())
    issue_form(dossier, event.id, "03", form, now=event.at)
    tell_news(event, dossier, *news.refused(dossier, line.note))


@on_effect(dossiers.SupplementRequested, "notices.form_02")
def form_02(event: RecordedEvent) -> None:
    """Issue form 02 and tell what is missing."""
    dossier, line = dossier_of(event), line_of(event)
    form = compose.supplement_form(dossier, line.actor_name, event.at, clock.now())
    issue_form(dossier, event.id, "02", form, now=event.at)
    items = [(item.name, item.content) for item in form.items]
    tell_news(event, dossier, *news.supplement_asked(dossier, items))


@on_effect(dossiers.SupplementExpired, "notices.supplement_expired")
def supplement_expired(event: RecordedEvent) -> None:
    """Tell that the time for the supplement is over, and what becomes of the dossier."""
    dossier = dossier_of(event)
    tell_news(event, dossier, *news.supplement_expired(dossier))
