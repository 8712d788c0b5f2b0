"""Results on their way, as rows, by the rules of the use cases: for years of a demonstration.

The papers are made when they are opened. They carry no electronic signature: nobody authorised one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.blocks.documents import loading as documents
from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions.models import Decision, NumberBook, SigningOrder
from motcua.casework.decisions.papers import file_name
from motcua.casework.decisions.queries import content_name
from motcua.casework.decisions.recipes import ANSWERED, MAKER
from motcua.casework.decisions.rules.drafting import book_of, result_number
from motcua.casework.decisions.use_cases.approve import printed_signer
from motcua.casework.decisions.use_cases.issue import agency_user
from motcua.casework.decisions.use_cases.propose import DraftResult
from motcua.casework.decisions.use_cases.record_answer import answer_content, answer_row, answering
from motcua.casework.decisions.use_cases.sign import after_stamp, store_code
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.loading import Story
from motcua.kernel import clock
from motcua.kernel.actors import system
from motcua.kernel.bulk import Rows, keep_counters

_ABOUT = 62_000


class Results:
    """The results of one dossier. The first edition only: nothing is corrected here."""

    def __init__(self, rows: Rows, story: Story, commune: organisation.CommuneInfo) -> None:
        self._rows, self._story, self._commune = rows, story, commune
        self.made: list[Decision] = []

    def propose(self, call: dossiers.Call, drafts: Sequence[DraftResult]) -> None:
        """Put the drafts before the head; drafts sent back are replaced."""
        decision_id = self._rows.new_id(call.now)
        told = {content_name(draft.result_code): dict(draft.content) for draft in drafts}
        event = dossiers.ResultProposed(decision_id)
        self._story.act(replace(call, contents=told), lambda before, after: event)
        known = {one.result_code: one for one in self.made}
        for position, draft in enumerate(drafts):
            row = known.get(draft.result_code) or self._new(draft, decision_id, position, call.now)
            row.state, row.content = Decision.State.PROPOSED, dict(draft.content)
            row.proposed_by_id, row.proposed_at = call.actor.staff, call.now

    def _new(self, draft: DraftResult, first: UUID, position: int, at: datetime) -> Decision:
        of = self._story.dossier
        row = Decision(
            commune_id=of.commune_id,
            applicant_id=of.applicant_id,
            dossier_id=of.id,
            result_code=draft.result_code,
            result_name=draft.result_name,
        )
        row.id = first if position == 0 else self._rows.new_id(at)
        self.made.append(self._rows.keep(row))
        return row

    def send_back(self, call: dossiers.Call) -> None:
        """Return the drafts to the handler."""
        for row in self.made:
            row.state = Decision.State.SENT_BACK
        event = dossiers.ResultSentBack(self.made[0].id)
        self._story.act(call, lambda before, after: event)

    def approve(self, call: dossiers.Call, signer: organisation.StaffInfo) -> None:
        """Approve them and order the personal signatures."""
        for row in self.made:
            row.state = Decision.State.SIGNING
            row.approved_by_id, row.approved_at = call.actor.staff_id, call.now
            row.content = {**row.content, "signer": printed_signer(signer)}
            self._order(row, SigningOrder.Kind.PERSON, signer.credential_id, signer.full_name, call.now)
        told = {content_name(row.result_code): row.content for row in self.made}
        event = dossiers.ResultApproved(tuple(row.id for row in self.made))
        self._story.act(replace(call, contents=told), lambda before, after: event)

    def sign(self, at: datetime) -> None:
        """The personal signatures are made."""
        for row in self.made:
            row.state, row.signed_at = Decision.State.SIGNED, at
            row.signed_file_id = self._paper(row, at, sealed=False)
        self._go_on(dossiers.Action.SIGN, dossiers.ResultSigned, at)

    def issue(self, call: dossiers.Call, numbers: Mapping[str, int]) -> None:
        """Number and date them, and order the agency's signatures; `numbers` by the code of the result."""
        content = catalogue.content_of(self._story.dossier.version_id)
        on = clock.local_date(call.now)
        for row in self.made:
            symbol = content.result(row.result_code).symbol
            row.number_year, row.number = on.year, result_number(numbers[row.result_code], on.year, symbol)
            row.dated_on, row.state, row.issued_by_id = on, Decision.State.ISSUING, call.actor.staff_id
            who = agency_user(self._commune.code)
            self._order(row, SigningOrder.Kind.AGENCY, who, self._commune.committee_name, call.now)
        event = dossiers.IssueOrdered(
            tuple(row.id for row in self.made), tuple(row.number for row in self.made)
        )
        self._story.act(call, lambda before, after: event)

    def finish(self, at: datetime) -> None:
        """The agency's signatures are made: the results are there."""
        info = self._story.info
        for row in self.made:
            row.state, row.issued_at = Decision.State.ISSUED, at
            row.issued_file_id = self._paper(row, at, sealed=True)
            row.store_code = store_code(info, row)
        self._go_on(*after_stamp(info), at)
        self._story.find_by_numbers([("result_number", row.number) for row in self.made])

    def answer(self, call: dossiers.PartCall, part: dossiers.PartInfo, number: str, dated_on: date) -> None:
        """The agency that handles a part answered: its result is there."""
        info, decision_id = self._story.info, self._rows.new_id(call.now)
        name, recipe = (
            file_name(part.what.name, info.reference),
            {"maker": ANSWERED, "decision": str(decision_id)},
        )
        file = documents.recipe_file(self._rows, info.commune_id, name, recipe, call.now, size=_ABOUT)
        content = answer_content(part, number, dated_on, file.sha256)
        call = answering(call, content)
        self._story.act_on_part(call)
        row = answer_row(call, part, info, content, file.id)
        row.id = decision_id
        self._rows.keep(row)
        self._story.find_by_numbers([("result_number", number)])

    def _go_on(self, action: dossiers.Action, event: Any, at: datetime) -> None:
        told = event(tuple(row.id for row in self.made))
        call = dossiers.Call(system(self._commune.id), self._story.dossier.id, action, at)
        self._story.act(call, lambda before, after: told)

    def _order(self, row: Decision, kind: str, user: str, signer: str, at: datetime) -> None:
        """Keep the order of a signature as one that was carried out."""
        self._rows.add(
            SigningOrder(
                commune_id=row.commune_id,
                decision_id=row.id,
                kind=kind,
                credential_user=user,
                credential_id=user,
                signer_name=signer,
                state=SigningOrder.State.SIGNED,
                ordered_at=at,
            ),
            at,
        )

    def _paper(self, row: Decision, at: datetime, *, sealed: bool) -> UUID:
        name = file_name(row.result_name, self._story.reference)
        recipe = {"maker": MAKER, "decision": str(row.id), "sealed": sealed}
        kept = documents.recipe_file(self._rows, row.commune_id, name, recipe, at, size=_ABOUT)
        return kept.id


def books_of(commune_id: int) -> dict[str, int]:
    """Return the last numbers taken, within the caller's scope: "result/<code>/<year>"."""
    rows = NumberBook.objects.filter(commune_id=commune_id).values_list("book", "year", "next_number")
    return {f"result/{book}/{year}": following - 1 for book, year, following in rows}


def keep_books(commune_id: int, books: Mapping[str, int]) -> None:
    """Keep how far the books of results have come, by the same names."""
    kept = []
    for name, last in books.items():
        kind, _, rest = name.partition("/")
        if kind == "result":
            code, _, year = rest.rpartition("/")
            kept.append(
                NumberBook(commune_id=commune_id, book=book_of(code), year=int(year), next_number=last + 1)
            )
    keep_counters(kept, "book", "year")
