"""What was handed in and taken in, as rows, by the rules of the use cases."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from motcua.blocks.documents import loading as documents
from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.blocks.payments.loading import Debt, Debtor
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.loading import Story
from motcua.casework.intake.contents import answers_content
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
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.bulk import Rows

_ABOUT = 74_000


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


class Filing:
    """A dossier as it was handed in and taken in, with what it owes."""

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
