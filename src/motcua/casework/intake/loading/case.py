"""What is asked for, answered, stopped and paid on the way, as rows, by the rules of the use cases."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.blocks.payments.loading import Debt, Debtor
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.contents import answers_content, request_contents
from motcua.casework.intake.loading.filing import Filing
from motcua.casework.intake.models import (
    FinancialObligation,
    SupplementRequest,
    WithdrawalRequest,
)
from motcua.casework.intake.use_cases.desk.ask_supplement import SupplementItem
from motcua.casework.intake.use_cases.desk.extend_term import at_hour_of
from motcua.casework.intake.use_cases.propose_result import drafts_of
from motcua.kernel import clock

_A = dossiers.Action


class Case(Filing):
    """One dossier with all that intake keeps of it."""

    @property
    def delivery(self) -> str:
        """How the result is wanted."""
        return self._answers.delivery

    def refuse(self, call: dossiers.Call) -> None:
        """Refuse it; the note is the reason."""
        self.story.act(call, lambda before, after: dossiers.DossierRefused())

    def take(self, call: dossiers.Call) -> None:
        """Take it into one's hands."""
        self.story.act(call, lambda before, after: dossiers.DossierAssigned(call.actor.staff))

    def ask_supplement(self, call: dossiers.Call, items: Sequence[SupplementItem], reason: str) -> None:
        """Ask for a supplement, once."""
        number, told = self.story.dossier.rounds + 1, [asdict(item) for item in items]
        law = catalogue.law(clock.local_date(call.now), self._commune.id)
        answer_by = call.now + timedelta(days=law.supplement_days)
        call = replace(
            call,
            contents=request_contents(number, items=told, reason=reason),
            reason=reason,
            facts=dossiers.facts.Asking(number, len(items), answer_by),
        )
        row = self.story.act(
            call, lambda before, after: dossiers.SupplementRequested(number, after.minutes_left)
        )
        self._request = self._rows.add(
            SupplementRequest(
                commune_id=row.commune_id,
                applicant_id=row.applicant_id,
                dossier_id=row.id,
                number=number,
                items=told,
                reason=reason,
                pending_answers={},
                asked_by_id=call.actor.staff,
                asked_at=call.now,
                answer_by=answer_by,
            ),
            call.now,
        )

    def answer_supplement(self, call: dossiers.Call) -> None:
        """Send what was asked for: papers alone."""
        last, request = self._answers, self._request
        assert request is not None
        number, asked = last.number + 1, [item["target"] for item in request.items]
        contents = answers_content(number, last.answers, last.verified_fields, last.delivery)
        row = self.story.dossier
        turns = catalogue.turns_of(row.version_id, last.answers, clock.local_date(call.now))
        facts = dossiers.facts.Answering(request.number, turns)
        self.story.act(
            replace(call, contents=contents, facts=facts),
            lambda before, after: dossiers.SupplementAnswered(request.number, after.due_at),
        )
        self._answers = self._version(number, last.answers, last.verified_fields, last.delivery, call.now)
        for paper in self._papers:
            paper.superseded = paper.superseded or paper.component_code in asked
        self._lay(asked, number, call.now)
        placed = [paper for paper in self._papers if not paper.superseded and paper.answer_version == number]
        request.pending_papers = {paper.component_code: [str(paper.file_id)] for paper in placed}
        request.answered_at = call.now
        self._make_findable(call.now)

    def expire_supplement(self, call: dossiers.Call) -> None:
        """Close the request whose time is over."""
        self.story.act(call, lambda before, after: dossiers.SupplementExpired(after.rounds))

    def apologise(self, call: dossiers.Call) -> None:
        """Ask pardon for lateness, as the system does by itself."""
        call = replace(call, facts=dossiers.facts.Apologising(None))
        self.story.act(call, lambda before, after: dossiers.LatenessApologised(None))

    def request_withdrawal(self, call: dossiers.Call, how: str) -> None:
        """Ask for it back."""
        request_id = self._rows.new_id(call.now)
        call = replace(call, facts=dossiers.facts.Withdrawing(how))
        row = self.story.act(call, lambda before, after: dossiers.WithdrawalRequested(request_id, how))
        self._wish = self._rows.keep(
            WithdrawalRequest(
                id=request_id,
                commune_id=row.commune_id,
                applicant_id=row.applicant_id,
                dossier_id=row.id,
                how=WithdrawalRequest.How(how),
                asked_at=call.now,
            )
        )

    def confirm_withdrawal(self, call: dossiers.Call) -> None:
        """Give it back; nothing more is to be paid."""
        wish = self._wish
        assert wish is not None
        done = self.story.act(call, lambda before, after: dossiers.DossierWithdrawn(wish.id))
        wish.answer, wish.answered_at = WithdrawalRequest.Answer.CONFIRMED, call.now
        self._let_off(call.now)
        if done.finance_state == "due":
            self._set_line(call, "waived", wish.id)

    def stop(self, call: dossiers.Call, ground: str) -> None:
        """Stop the work; what was paid is kept, what was not is let off."""
        treatment = {"due": "waived", "paid": "kept"}.get(self.story.dossier.finance_state, "none")
        call = replace(call, facts=dossiers.facts.Stopping(treatment))
        self.story.act(call, lambda before, after: dossiers.DossierStopped(ground, treatment))
        if treatment == "waived":
            self._let_off(call.now)

    def extend(self, call: dossiers.Call, day: date) -> None:
        """Put the due time off to a day, at the hour it had."""
        due_at = self.story.dossier.due_at
        assert due_at is not None

        def tell(before: dossiers.Snapshot, after: dossiers.Snapshot) -> dossiers.TermExtended:
            assert before.due_at is not None and after.due_at is not None
            return dossiers.TermExtended(before.due_at, after.due_at)

        self.story.act(replace(call, facts=dossiers.facts.Extending(at_hour_of(due_at, day))), tell)

    def request_payment(self, call: dossiers.Call, line: payments.ChargeLine, limit_on: date) -> None:
        """Ask for money; the note is the ground."""
        obligation_id = self._rows.new_id(call.now)
        calendar = organisation.working_calendar(self._commune.id, clock.local_date(call.now))
        limit_at = calendar.close(limit_on)
        call = replace(call, facts=dossiers.facts.Obliging(obligation_id, limit_at))
        told = dossiers.PaymentRequested(obligation_id, line.amount or 0, limit_at)
        row = self.story.act(call, lambda before, after: told)
        owner = Debtor(row.commune_id, row.applicant_id, obligation_id)
        self.obliged = Debt(self._rows, owner, [line], call.now)
        self._obligation = self._rows.keep(
            FinancialObligation(
                id=obligation_id,
                commune_id=row.commune_id,
                applicant_id=row.applicant_id,
                dossier_id=row.id,
                limit_at=limit_at,
                asked_by_id=call.actor.staff,
                asked_at=call.now,
            )
        )

    def paid(self, call: dossiers.Call) -> None:
        """Mark the fees of the dossier as paid, once they are."""
        assert self.debt is not None
        if self.story.dossier.finance_state == "due":
            self._set_line(call, "paid", self.debt.info.id)

    def settle(self, call: dossiers.Call) -> None:
        """Let the work go on, once what was asked for is paid."""
        obligation = self._obligation
        assert obligation is not None
        obligation.settled_at = call.now
        line = "due" if self.owed else "paid"
        call = replace(
            call,
            actor=replace(call.actor, kind="system"),
            action=_A.SETTLE_PAYMENT,
            facts=dossiers.facts.Settling(line),
        )
        self.story.act(call, lambda before, after: dossiers.PaymentSettled(obligation.id, "paid"))

    def drafts(self, raw: Mapping[str, str], at: datetime) -> list[decisions.DraftResult]:
        """Return the drafts that an officer makes of the answers in force and of the boxes typed.

        A box that cannot be true on that day stays empty.
        """
        info = self.story.info
        version = catalogue.get_version(info.version_id)
        return drafts_of(info, version, self._answers.answers, raw, clock.local_date(at))[0]

    def give_back(self, call: dossiers.Call, how: str) -> None:
        """Hand the result over."""
        self.story.act(call, lambda before, after: dossiers.ResultReturned(how))

    def _let_off(self, at: datetime) -> None:
        if self.debt is not None:
            self.debt.waive(at)
        waiting = self._obligation
        if waiting is not None and waiting.settled_at is None and self.obliged is not None:
            self.obliged.waive(at)
            waiting.cancelled_at = at

    @property
    def charges(self) -> tuple[payments.ChargeInfo, ...]:
        """What is or was to be paid: the fees of the dossier, and what was asked for during the work."""
        return tuple(debt.info for debt in (self.debt, self.obliged) if debt is not None)

    def _set_line(self, call: dossiers.Call, value: str, cause: UUID) -> None:
        facts = dossiers.facts.Line("finance", value)
        moved = replace(call, action=_A.SET_LINE, action_key=None, note="", facts=facts)
        self.story.act(moved, lambda before, after: dossiers.LineMoved("finance", value, cause))
