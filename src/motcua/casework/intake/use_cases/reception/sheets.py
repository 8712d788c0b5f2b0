"""Sheets filled in while the network was down: which may be typed in, and from which moment the dossier counts."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from motcua.casework.catalogue import api as catalogue
from motcua.casework.intake.models import IntakeSheet, SheetRange
from motcua.casework.intake.receptions import PERMISSION
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput

_NUMBER = re.compile(r"([A-Z]{0,6})-?([0-9]{1,6})")
_MOST_SHEETS = 500


@dataclass(frozen=True)
class Sheet:
    """A sheet as it was filled in: its number and the true time of the reception."""

    number: str
    true_at: datetime | None


@dataclass(frozen=True)
class RangeInfo:
    """Sheets handed to a desk."""

    first: str
    last: str
    desk: str
    handed_at: datetime


@dataclass(frozen=True)
class EnteredInfo:
    """A sheet that was typed in."""

    number: str
    true_at: datetime
    entered_at: datetime
    dossier_id: UUID | None


def plain_number(text: str) -> str:
    """Return a sheet number as it is kept: "TN-000123"; "" when it is none."""
    match = _NUMBER.fullmatch("".join(text.upper().split()))
    return "" if match is None else _written(match[1], int(match[2]))


def _written(prefix: str, number: int) -> str:
    return f"{prefix}-{number:06d}" if prefix else f"{number:06d}"


def require_sheet(actor: Actor, sheet: Sheet, now: datetime) -> tuple[str, datetime]:
    """Return the plain number and the true time, within the scope. Raises InvalidInput at `sheet`, `true_at`."""
    number = plain_number(sheet.number)
    if not number:
        raise InvalidInput({"sheet": "Số phiếu: ghi như in trên phiếu, ví dụ TN-000123."})
    handed = _range_of(actor, number)
    if handed is None:
        raise InvalidInput({"sheet": "Số phiếu này không thuộc tập phiếu nào đã giao. Xem lại số."})
    if IntakeSheet.objects.filter(commune_id=actor.home, number=number).exists():
        raise InvalidInput({"sheet": "Phiếu này đã được nhập rồi."})
    if sheet.true_at is None:
        raise InvalidInput({"true_at": "Ghi ngày, giờ tiếp nhận thật như trên phiếu."})
    told = _why_not(sheet.true_at, handed.handed_at, now, actor.home)
    if told:
        raise InvalidInput({"true_at": told})
    return number, sheet.true_at


def faults_of_sheet(actor: Actor, sheet: Sheet, now: datetime) -> dict[str, str]:
    """Return why a sheet may not be typed in, by field; empty when it may. Permission: dossier.accept."""
    actor.require(PERMISSION)
    try:
        with tenancy.scope(communes=[actor.home]):
            require_sheet(actor, sheet, now)
    except InvalidInput as refused:
        return dict(refused.errors)
    return {}


def keep_entered(actor: Actor, sheet: Sheet, dossier_id: UUID | None, now: datetime) -> None:
    """Note that a sheet became a dossier (null: of another commune), within the caller's scope.

    Raises InvalidInput when it did before.
    """
    number, true_at = require_sheet(actor, sheet, now)
    IntakeSheet.objects.create(
        commune_id=actor.home,
        number=number,
        true_at=true_at,
        entered_by_id=actor.staff,
        entered_at=now,
        dossier_id=dossier_id,
    )


def _why_not(true_at: datetime, handed_at: datetime, now: datetime, commune_id: int) -> str:
    if true_at > now:
        return "Giờ tiếp nhận thật không thể sau lúc này."
    days = catalogue.law(clock.local_date(now), commune_id).sheet_days
    if true_at < now - timedelta(days=days):
        return f"Phiếu đã quá {days} ngày, không nhập được nữa. Báo lãnh đạo Trung tâm."
    return "Tập phiếu này được giao sau giờ ghi trên phiếu. Xem lại ngày, giờ." if true_at < handed_at else ""


def _range_of(actor: Actor, number: str) -> SheetRange | None:
    prefix, _, digits = number.rpartition("-")
    rows = SheetRange.objects.filter(
        commune_id=actor.home, prefix=prefix, first__lte=int(digits), last__gte=int(digits)
    )
    return rows.order_by("handed_at").first()


def hand_out_sheets(actor: Actor, first: str, last: str, desk: str, *, now: datetime) -> None:
    """Note that a desk got these numbered sheets. Permission: dossier.accept. Raises InvalidInput by field."""
    actor.require(PERMISSION)
    start, end = plain_number(first), plain_number(last)
    wrong = {
        name: "Ghi số như in trên phiếu, ví dụ TN-000123."
        for name, said in (("first", start), ("last", end))
        if not said
    }
    if not desk.strip():
        wrong["desk"] = "Ghi giao cho bàn, điểm nào."
    if wrong:
        raise InvalidInput(wrong)
    (prefix, _, low), (other, _, high) = start.rpartition("-"), end.rpartition("-")
    if prefix != other or not int(low) <= int(high) < int(low) + _MOST_SHEETS:
        raise InvalidInput(
            {
                "last": f"Số cuối cùng ký hiệu với số đầu, không nhỏ hơn, và một tập nhiều nhất {_MOST_SHEETS} phiếu."
            }
        )
    with tenancy.scope(communes=[actor.home]):
        rows = SheetRange.objects.filter(commune_id=actor.home, prefix=prefix)
        if rows.filter(first__lte=int(high), last__gte=int(low)).exists():
            raise InvalidInput({"first": "Có số trong khoảng này đã giao rồi."})
        SheetRange.objects.create(
            commune_id=actor.home, prefix=prefix, first=int(low), last=int(high), desk=desk.strip()[:120],
            handed_at=now, handed_by_id=actor.staff,
        )  # fmt: skip


def list_sheets(actor: Actor) -> tuple[list[RangeInfo], list[EnteredInfo]]:
    """Return what was handed out and what was typed in, newest first. Permission: dossier.accept."""
    actor.require(PERMISSION)
    with tenancy.scope(communes=[actor.home]):
        handed = SheetRange.objects.filter(commune_id=actor.home).order_by("-handed_at")[:20]
        entered = IntakeSheet.objects.filter(commune_id=actor.home).order_by("-entered_at")[:20]
        return (
            [
                RangeInfo(_written(r.prefix, r.first), _written(r.prefix, r.last), r.desk, r.handed_at)
                for r in handed
            ],
            [EnteredInfo(one.number, one.true_at, one.entered_at, one.dossier_id) for one in entered],
        )
