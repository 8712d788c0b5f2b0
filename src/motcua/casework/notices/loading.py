"""Letters and messages about what happened, as rows: for years of a demonstration.

The letters are printed when they are opened; the messages say what the handlers of the same events say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from motcua.blocks.documents import loading as documents
from motcua.blocks.messaging import loading as messaging
from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.loading import Case
from motcua.casework.notices import news
from motcua.casework.notices.models import IssuedForm
from motcua.casework.notices.recipes import MAKER
from motcua.casework.notices.use_cases.compose.ending import fees_words
from motcua.casework.notices.use_cases.compose.shared import form_of
from motcua.casework.notices.use_cases.issue_form import TITLES
from motcua.kernel import clock, vietnamese
from motcua.kernel.bulk import Rows
from motcua.kernel.events import RecordedEvent

_ABOUT = 48_000
# Which form each event issues.
FORMS = {
    dossiers.DossierAccepted.NAME: "01",
    dossiers.DossierRefused.NAME: "03",
    dossiers.SupplementRequested.NAME: "02",
    dossiers.DossierStopped.NAME: "05",
    dossiers.DossierWithdrawn.NAME: "withdrawal",
    dossiers.TermExtended.NAME: "04",
    dossiers.LatenessApologised.NAME: "04",
    dossiers.PaymentRequested.NAME: "amount",
}


class Telling:
    """What is told and printed about one dossier. Events wait in `heard` until what they belong to is done."""

    def __init__(self, rows: Rows, case: Callable[[], Case]) -> None:
        self._rows, self._case = rows, case
        self.heard: list[tuple[RecordedEvent, dossiers.Call | dossiers.PartCall]] = []

    def hear(self, event: RecordedEvent, call: dossiers.Call | dossiers.PartCall) -> None:
        """Hear of an event of the dossier or of one of its parts."""
        self.heard.append((event, call))

    def tell(self) -> None:
        """Print and tell what was heard, as the dossier stands now."""
        waiting = [(event, call) for event, call in self.heard if event.name in FORMS or event.name in _WORDS]
        self.heard = []
        if not waiting:
            return
        case = self._case()
        now = case.story.info
        for event, call in waiting:
            kind = FORMS.get(event.name)
            if kind is not None:
                recipe = {"maker": MAKER, "dossier": str(now.id), "seq": event.seq}
                self._print(event, now, kind, recipe)
            at_desk = event.name == dossiers.DossierSubmitted.NAME and not now.channel.endswith("_portal")
            if event.name in _WORDS and now.applicant_id is not None and not at_desk:
                words = _WORDS[event.name](_Heard(case, event, now, call.note))
                about = messaging.About(now.commune_id, now.applicant_id, now.id, now.reference)
                if words is not None:
                    messaging.sent(self._rows, about, f"{event.name}:{event.id}", words, event.at)

    def receipt(self, event: RecordedEvent, receipt_id: UUID) -> UUID:
        """Print the receipt for cash under the event that issues it, and return its file."""
        now = self._case().story.info
        return self._print(event, now, "receipt", {"maker": MAKER, "receipt": str(receipt_id)}).file_id

    def _print(
        self, event: RecordedEvent, info: dossiers.DossierInfo, kind: str, recipe: Mapping[str, object]
    ) -> IssuedForm:
        title = TITLES.get(kind) or form_of(info, kind).title
        name = f"{_stem(title)}-{info.reference}.pdf"
        file = documents.recipe_file(self._rows, info.commune_id, name, recipe, event.at, size=_ABOUT)
        return self._rows.add(
            IssuedForm(
                commune_id=info.commune_id,
                event_id=event.id,
                form=kind,
                applicant_id=info.applicant_id,
                dossier_id=info.id,
                title=title,
                file_id=file.id,
                issued_at=event.at,
            ),
            event.at,
        )


@lru_cache(maxsize=256)
def _stem(title: str) -> str:
    return vietnamese.fold(title).replace(" ", "-")


@dataclass(frozen=True)
class _Heard:
    """An event with the case as it stands after it, and the note that went with it."""

    case: Case
    event: RecordedEvent
    info: dossiers.DossierInfo
    note: str

    @property
    def owed(self) -> str:
        return self.case.owed.words if self.case.owed else ""

    @property
    def told(self) -> Mapping[str, Any]:
        return self.event.payload


def _submitted(heard: _Heard) -> news.Words:
    hours = dossiers.answer_hours(heard.info.commune_id, clock.local_date(heard.info.submitted_at))
    foreseen = payments.lines_words(heard.case.charge_lines(heard.event.at))
    return news.submitted(heard.info, hours, foreseen)


def _apologised(heard: _Heard) -> news.Words:
    promise = heard.told["promised_at"]
    return news.apologised(heard.info, _moment(promise) if promise else None)


def _payment_requested(heard: _Heard) -> news.Words:
    words = heard.case.obliged.info.words if heard.case.obliged else ""
    return news.payment_requested(heard.info, words, _moment(heard.told["limit_at"]), heard.note)


def _part_done(heard: _Heard) -> news.Words | None:
    """Of the last one the result of the whole dossier tells."""
    if heard.info.state.is_over:
        return None
    return news.part_done(heard.info, heard.case.story.part(heard.event), heard.owed)


_WORDS: dict[str, Callable[[_Heard], news.Words | None]] = {
    dossiers.DossierSubmitted.NAME: _submitted,
    dossiers.DossierAccepted.NAME: lambda it: news.accepted(it.info, _moment(it.told["due_at"]), it.owed),
    dossiers.DossierRefused.NAME: lambda it: news.refused(it.info, it.note),
    dossiers.SupplementRequested.NAME: lambda it: news.supplement_asked(it.info, it.case.asked),
    dossiers.SupplementExpired.NAME: lambda it: news.supplement_expired(it.info),
    dossiers.ResultIssued.NAME: lambda it: news.result_ready(it.info, it.owed, it.case.delivery),
    dossiers.ResultReturned.NAME: lambda it: news.result_returned(it.info),
    dossiers.DossierStopped.NAME: lambda it: news.stopped(
        it.info, it.note, fees_words(it.told["fee_treatment"], it.case.charges, it.event.at)
    ),
    dossiers.WithdrawalRequested.NAME: lambda it: news.withdrawal_requested(it.info),
    dossiers.DossierWithdrawn.NAME: lambda it: news.withdrawn(it.info),
    dossiers.TermExtended.NAME: lambda it: news.extended(it.info, _moment(it.told["new_due"]), it.note),
    dossiers.LatenessApologised.NAME: _apologised,
    dossiers.PaymentRequested.NAME: _payment_requested,
    dossiers.PartDone.NAME: _part_done,
    dossiers.PartRefused.NAME: lambda it: news.part_refused(it.info, it.case.story.part(it.event)),
    dossiers.PaymentSettled.NAME: lambda it: news.payment_settled(it.info, waived=it.told["how"] == "waived"),
}


def _moment(told: str) -> datetime:
    return datetime.fromisoformat(told)
