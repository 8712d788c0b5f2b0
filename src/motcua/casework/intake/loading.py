"""What was handed in, asked for and paid, as rows, by the rules of the use cases: for years of a demonstration."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from motcua.blocks.documents import loading as documents
from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.blocks.payments.loading import Debt, Debtor
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.loading import Story
from motcua.casework.intake.contents import answers_content, request_contents
from motcua.casework.intake.finding import findable_of
from motcua.casework.intake.models import (
    AnswerVersion,
    FinancialObligation,
    Paper,
    SupplementRequest,
    WithdrawalRequest,
)
from motcua.casework.intake.recipes import MAKER
from motcua.casework.intake.use_cases.accept_dossier import charged
from motcua.casework.intake.use_cases.desk.ask_supplement import SupplementItem
from motcua.casework.intake.use_cases.desk.extend_term import at_hour_of
from motcua.casework.intake.use_cases.propose_result import drafts_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.bulk import Rows

_ABOUT = 74_000
_A = dossiers.Action


@dataclass(frozen=True)
class Filed:
    """What somebody handed in: the declaration as it is kept, and the papers by the code of the component."""

    key: UUID
    applicant_id: UUID | None
    version_id: UUID
    channel: str
    owner_name: str
    owner_number: str
    answers: Mapping[str, Any]
    verified: Sequence[str]
    delivery: str
    papers: Sequence[str]


class Case:
    """One dossier with all that intake keeps of it."""

    def __init__(self, rows: Rows, story: Story, commune: organisation.CommuneInfo) -> None:
        self._rows, self.story, self._commune = rows, story, commune
        self._answers: AnswerVersion
        self._papers: list[Paper] = []
        self._request: SupplementRequest | None = None
        self._wish: WithdrawalRequest | None = None
        self._obligation: FinancialObligation | None = None
        self.debt: Debt | None = None
        self.obliged: Debt | None = None

    @property
    def owed(self) -> payments.ChargeInfo | None:
        """What is still to be paid for the dossier itself."""
        return self.debt.info if self.debt is not None and self.debt.info.is_open else None

    @property
    def asked(self) -> list[tuple[str, str]]:
        """What the last supplement asked for: name and content of each item."""
        return [(item["label"], item["what"]) for item in self._request.items] if self._request else []

    def file(self, actor: Actor, filed: Filed, at: datetime) -> None:
        """Hand it in, as `submit_draft` does with a complete draft."""
        answers, verified = dict(filed.answers), sorted(filed.verified)
        self.story.open(
            actor,
            dossiers.Submission(
                key=filed.key,
                commune_id=self._commune.id,
                applicant_id=filed.applicant_id,
                version_id=filed.version_id,
                channel=filed.channel,
                owner_name=filed.owner_name,
                owner_citizen_id=filed.owner_number,
                declared=True,
                turns=catalogue.turns_of(filed.version_id, answers, clock.local_date(at)),
                contents=answers_content(1, answers, verified, filed.delivery),
            ),
            at,
        )
        self._answers = self._version(1, answers, verified, filed.delivery, at)
        self._lay(filed.papers, 1, at)
        self._make_findable(at)

    def _version(
        self, number: int, answers: dict[str, Any], verified: list[str], delivery: str, at: datetime
    ) -> AnswerVersion:
        row = self.story.dossier
        return self._rows.add(
            AnswerVersion(
                commune_id=row.commune_id,
                applicant_id=row.applicant_id,
                dossier_id=row.id,
                number=number,
                answers=answers,
                verified_fields=verified,
                delivery=delivery,
                created_at=at,
            ),
            at,
        )

    def _lay(self, codes: Sequence[str], number: int, at: datetime) -> None:
        row, content = self.story.dossier, catalogue.content_of(self.story.dossier.version_id)
        for position, code in enumerate(codes):
            name = content.component(code).name
            recipe = {"maker": MAKER, "dossier": str(row.id), "component": code, "number": number}
            file = documents.recipe_file(
                self._rows, row.commune_id, f"{code}.png", recipe, at, size=_ABOUT, media_type="image/png"
            )
            self._papers.append(
                self._rows.add(
                    Paper(
                        commune_id=row.commune_id,
                        applicant_id=row.applicant_id,
                        dossier_id=row.id,
                        component_code=code,
                        component_name=name,
                        file_id=file.id,
                        answer_version=number,
                        position=position,
                    ),
                    at,
                )
            )

    def _make_findable(self, at: datetime) -> None:
        form = catalogue.get_version(self.story.dossier.version_id).form
        on = clock.local_date(at)
        hamlets = _hamlets(self._commune.id, on.year, on.month)
        self.story.find_by(findable_of(form, self._answers.answers, hamlets, self._commune.name))

    def charge_lines(self, at: datetime) -> list[payments.ChargeLine]:
        """Return what accepting it at a moment would charge for."""
        row = self.story.dossier
        content = catalogue.content_of(row.version_id)
        overrides = [one for one in _local_fees(self._commune.id) if one.procedure == content.code]
        channel, on = dossiers.law_channel(row.channel), clock.local_date(at)
        return charged(
            catalogue.fees_due(content, channel, on, answers=self._answers.answers, overrides=overrides)
        )

    def accept(self, call: dossiers.Call, number: int, entry: int) -> None:
        """Accept it, and charge what it owes."""
        lines = self.charge_lines(call.now)
        self.story.accept(call, number, entry, owes=bool(lines))
        if lines:
            row = self.story.dossier
            owner = Debtor(row.commune_id, row.applicant_id, row.id)
            self.debt = Debt(self._rows, owner, lines, call.now)

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

    def _set_line(self, call: dossiers.Call, value: str, cause: UUID) -> None:
        facts = dossiers.facts.Line("finance", value)
        moved = replace(call, action=_A.SET_LINE, action_key=None, note="", facts=facts)
        self.story.act(moved, lambda before, after: dossiers.LineMoved("finance", value, cause))


@lru_cache(maxsize=8)
def _local_fees(commune_id: int) -> tuple[catalogue.FeeOverride, ...]:
    return tuple(catalogue.local_fees(commune_id))


@lru_cache(maxsize=512)
def _hamlets(commune_id: int, year: int, month: int) -> tuple[organisation.HamletInfo, ...]:
    """Return the hamlets as of the end of a month: often enough for made-up people."""
    return tuple(organisation.list_hamlets(commune_id, date(year, month, monthrange(year, month)[1])))


def forget_cached() -> None:
    """Read fees and hamlets anew: before years are written, and between tests."""
    _local_fees.cache_clear()
    _hamlets.cache_clear()
