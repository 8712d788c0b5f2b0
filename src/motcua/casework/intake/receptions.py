"""Receptions under way as pages see them, and the locked row that use cases change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models

from motcua.blocks.forms import api as forms
from motcua.casework.catalogue import api as catalogue
from motcua.casework.intake.models import HandedPaper, Reception
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, NotFound

PERMISSION = "dossier.accept"
PAPER_FORMS = {key: label for key, label in HandedPaper.Form.choices if key != "electronic"}
UNSCANNED = {
    "scanner": "Máy quét không dùng được",
    "size": "Giấy khổ lớn, đóng quyển, không quét tại quầy được",
    "later": "Người dân phải đi ngay, quét sau trong ngày",
}
"""Why a paper may lie there without a scan. Legal basis: Circular 03/2025/TT-VPCP, Article 6."""
MOST_TOGETHER = 20
SCAN, SHEET, NONE = "scan", "paper", "none"


class ReceptionNotFound(NotFound):
    """No such reception of this officer's commune, or it was left lying too long."""

    def __init__(self) -> None:
        super().__init__("Không tìm thấy lượt tiếp nhận này. Lượt chưa xong chỉ được giữ trong một ngày.")


@dataclass(frozen=True)
class LaidPaper:
    """What was said of a paper: `how` is scan, paper, none, or the key of what is used again."""

    how: str = ""
    form: str = "original"
    count: int = 1
    files: tuple[UUID, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "how": self.how,
            "form": self.form,
            "count": self.count,
            "files": [str(f) for f in self.files],
        }


@dataclass(frozen=True)
class ReceptionInfo:
    """A reception under way. `at`: the moment from which the dossier will count.

    `handled_by` and `handled_why`: which commune the officer says handles it, and why.
    """

    id: UUID
    person_id: UUID
    channel: str
    owner: Mapping[str, str]
    version: catalogue.Version | None
    answers: dict[str, Any]
    kept: dict[str, dict[str, str]]
    delivery: str
    papers: dict[str, LaidPaper]
    unscanned: str
    begun_at: datetime
    dossier_id: UUID | None
    sheet: str = ""
    true_at: datetime | None = None
    parcel: str = ""
    visit_id: UUID | None = None
    handled_by: int | None = None
    handled_why: str = ""

    @property
    def verified(self) -> frozenset[str]:
        """Nothing is proven: what a scanner read may be mended."""
        return frozenset()

    @property
    def desk_form(self) -> forms.FormDefinition:
        """What of the declaration is typed while the person waits."""
        assert self.version is not None
        return catalogue.desk_form(self.version.id)

    def complete(self, today: date) -> bool:
        """Tell whether the whole declaration is typed in; the signature stands on the paper."""
        assert self.version is not None
        return not self.kept and is_complete(self.version.form, self.answers, today)

    def missing(self, today: date) -> dict[str, str]:
        """Return what is wrong with what is typed at the desk: field id -> message."""
        return forms.validate_all(self.desk_form, self.answers, today, kept=self.kept)


def is_complete(form: forms.FormDefinition, answers: Mapping[str, Any], today: date) -> bool:
    """Tell whether these answers are a whole declaration; who declares has signed it on paper."""
    problems = forms.validate_all(form, answers, today)
    return all(form.field(key).type == "declaration" for key in problems)


def as_info(row: Reception) -> ReceptionInfo:
    """Return a row as the dataclass that leaves this context."""
    return ReceptionInfo(
        id=row.id,
        person_id=row.person_id,
        channel=row.channel,
        owner=row.owner,
        version=catalogue.get_version(row.version_id) if row.version_id else None,
        answers=row.answers,
        kept=row.kept,
        delivery=row.delivery,
        papers={
            code: LaidPaper(one["how"], one["form"], one["count"], tuple(UUID(key) for key in one["files"]))
            for code, one in row.papers.items()
        },
        unscanned=row.unscanned,
        begun_at=row.begun_at,
        dossier_id=row.dossier_id,
        sheet=row.sheet,
        true_at=row.true_at,
        parcel=row.parcel,
        visit_id=row.visit_id,
        handled_by=row.handled_by,
        handled_why=row.handled_why or "",
    )


def get_reception(actor: Actor, reception_id: UUID) -> ReceptionInfo:
    """Return a reception of the actor's commune. Permission: dossier.accept. Raises ReceptionNotFound."""
    actor.require(PERMISSION)
    with tenancy.scope(communes=[actor.home]):
        row = Reception.objects.filter(commune_id=actor.home, id=reception_id).first()
        if row is None:
            raise ReceptionNotFound
        return as_info(row)


def list_open_receptions(actor: Actor) -> list[ReceptionInfo]:
    """Return the receptions the officer began and did not finish, newest first. Permission: dossier.accept."""
    actor.require(PERMISSION)
    with tenancy.scope(communes=[actor.home]):
        rows = Reception.objects.filter(commune_id=actor.home, staff_id=actor.staff, dossier_id=None)
        return [as_info(row) for row in rows.order_by("-begun_at")[:10]]


def list_visit(actor: Actor, seen: ReceptionInfo) -> list[UUID]:
    """Return the dossiers of what the person of this reception handed in at once, in that order."""
    actor.require(PERMISSION)
    first = seen.visit_id or seen.id
    with tenancy.scope(communes=[actor.home]):
        rows = Reception.objects.filter(commune_id=actor.home, dossier_id__isnull=False)
        mine = rows.filter(models.Q(id=first) | models.Q(visit_id=first)).order_by("begun_at")
        return [row.dossier_id for row in mine[:MOST_TOGETHER] if row.dossier_id is not None]


def lock_open(actor: Actor, reception_id: UUID) -> Reception:
    """Lock a reception within the caller's scope; Conflict when it was finished meanwhile."""
    row = lock_any(actor, reception_id)
    if row.dossier_id is not None:
        raise Conflict("Lượt này đã tiếp nhận xong, không sửa ở đây được nữa.")
    return row


def lock_any(actor: Actor, reception_id: UUID) -> Reception:
    """Lock a reception within the caller's scope, finished or not."""
    actor.require(PERMISSION)
    row = Reception.objects.select_for_update().filter(commune_id=actor.home, id=reception_id).first()
    if row is None:
        raise ReceptionNotFound
    return row
