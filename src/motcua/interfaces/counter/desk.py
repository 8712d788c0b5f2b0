"""Everything one dossier page shows, read in one transaction with one call to each context."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.messaging import api as messaging
from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.casework.books import api as books
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from motcua.kernel import clock
from motcua.kernel.actors import Actor


@dataclass(frozen=True)
class Desk:
    """A dossier laid open. `people`: names of the staff by id."""

    dossier: dossiers.DossierInfo
    file: intake.FileOnDesk
    history: list[dossiers.HistoryLine]
    steps: list[dossiers.StepLine]
    results: list[decisions.ResultInfo]
    forms: list[notices.FormInfo]
    sent: list[messaging.SentMessage]
    charge: payments.ChargeInfo | None
    receipt: payments.ReceiptInfo | None
    people: dict[UUID, str]
    orders: list[dossiers.OrderInfo]
    opinions: list[dossiers.OpinionInfo]
    beside: list[dossiers.DossierInfo]
    parts: list[dossiers.PartInfo]
    parcels: list[books.ParcelInfo]

    @property
    def proposal(self) -> intake.ProposalInfo | None:
        """What lies at the desk, to be asked of the citizen."""
        return self.file.proposals[-1] if self.dossier.proposed and self.file.proposals else None

    @property
    def to_collect(self) -> payments.ChargeInfo | None:
        """What the cashier collects next: what holds up the work, then the fees of the dossier itself."""
        if self.file.obligation is not None:
            return self.file.obligation.charge
        return self.charge if self.charge and self.charge.is_open else None

    @property
    def to_refund(self) -> intake.RefundsInfo | None:
        """What the cashier gives back."""
        refunds = self.file.refunds
        return refunds if refunds is not None and refunds.owed else None

    @property
    def signing(self) -> bool:
        """Whether a signature is being made."""
        return any(result.state in ("signing", "issuing") for result in self.results)

    @property
    def problem(self) -> str:
        """Why the last signing failed, if it did."""
        return next((result.problem for result in self.results if result.problem), "")


def read_desk(actor: Actor, dossier_id: UUID, *, purpose: str, now: datetime) -> Desk:
    """Lay a dossier open; the read is audited with its purpose. Raises DossierNotFound."""
    with dossiers.scope_of(actor):
        dossier = dossiers.get_dossier(actor, dossier_id)
        charge = payments.get_charge([dossier.id]).get(dossier.id)
        lines = dossiers.history(actor, dossier.id)
        return Desk(
            dossier=dossier,
            file=intake.open_desk(
                actor,
                dossier,
                purpose=purpose,
                now=now,
                proposals=_proposed(lines),
                ended_before=_ended(lines),
            ),
            history=lines,
            steps=dossiers.steps(actor, dossier),
            results=decisions.list_results(actor, dossier, former=True),
            forms=notices.list_forms(dossier),
            sent=messaging.list_sent(actor, dossier.id),
            charge=charge,
            receipt=payments.get_receipt([dossier.id]).get(dossier.id) if charge and charge.paid_at else None,
            people=names(actor, now),
            orders=dossiers.list_orders(actor, dossier) if _ordered(dossier, lines) else [],
            opinions=dossiers.list_opinions(actor, dossier) if _asked(lines) else [],
            beside=dossiers.running_beside(actor, dossier) if _not_taken_in(dossier) else [],
            parts=dossiers.list_parts(actor, dossier),
            parcels=books.parcels_of(actor, dossier) if was_posted(lines) else [],
        )


def _ordered(dossier: dossiers.DossierInfo, lines: list[dossiers.HistoryLine]) -> bool:
    """Tell whether anything was done by written order: hardly ever, so nobody looks for orders without it."""
    return dossier.snapshot.counts_late or any(line.action == dossiers.Action.REOPEN for line in lines)


def _not_taken_in(dossier: dossiers.DossierInfo) -> bool:
    """Tell whether it may still be refused: then it matters whether the same runs already."""
    return dossier.state is dossiers.State.SUBMITTED


def _asked(lines: list[dossiers.HistoryLine]) -> bool:
    """Tell whether another unit was ever asked: nobody looks for opinions otherwise."""
    return any(line.action == dossiers.Action.ASK_OPINION for line in lines)


def _proposed(lines: list[dossiers.HistoryLine]) -> bool:
    """Tell whether a supplement was ever proposed to the desk: nobody looks for proposals otherwise."""
    return any(line.action == dossiers.Action.PROPOSE_SUPPLEMENT for line in lines)


def _ended(lines: list[dossiers.HistoryLine]) -> bool:
    """Tell whether it ever ended without a result: nobody looks for money given back otherwise."""
    return any(line.state.is_without_result for line in lines)


def was_posted(lines: list[dossiers.HistoryLine]) -> bool:
    """Tell whether a result ever went out by post: nobody looks for parcels otherwise."""
    return any(line.action == dossiers.Action.POST_RESULT for line in lines)


def names(actor: Actor, now: datetime) -> dict[UUID, str]:
    """Return the names of the staff of the commune today."""
    return {one.id: one.full_name for one in organisation.list_staff(actor.home, clock.local_date(now))}
