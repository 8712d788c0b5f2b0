"""Order an export of the register, take it back, fetch it."""

from datetime import datetime
from uuid import UUID

from motcua.blocks.audit import api as audit
from motcua.blocks.documents import api as documents
from motcua.casework.books.models import Export
from motcua.casework.books.queries import ExportInfo, export_info, own_export
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput, NotFound

OPEN = (Export.State.WAITING, Export.State.RUNNING)


def order_export(actor: Actor, year: int, month: int = 0, *, now: datetime) -> ExportInfo:
    """Order a year or a month of the register as a spreadsheet; a job makes it. Permission: books.read.

    One that the actor ordered before and that is still being made is returned instead. Raises InvalidInput at
    `month` for nothing to export and for more than the law's limit.
    """
    from motcua.casework.books.jobs import make_export

    actor.require("books.read")
    most = catalogue.law(clock.local_date(now), actor.home).export_most
    with tenancy.scope(communes=[actor.home]):
        mine = {"commune_id": actor.home, "asked_by_id": actor.staff, "year": year, "month": month}
        running = Export.objects.filter(**mine, state__in=OPEN).first()
        if running is not None:
            return export_info(running)
        total = dossiers.count_register(actor.home, year, month)
        if not total:
            raise InvalidInput({"month": "Thời gian này chưa có hồ sơ nào trong sổ."})
        if total > most:
            raise InvalidInput(
                {"month": f"Có {total} hồ sơ, nhiều hơn mức {most} của một lần xuất; hãy chọn từng tháng."}
            )
        row = Export.objects.create(**mine, asked_at=now, total=total)
        audit.read(actor, "register", row.id, f"Xuất sổ theo dõi hồ sơ: {total} hồ sơ", now=now)
        make_export.defer(commune_id=actor.home, export_id=str(row.id))
        return export_info(row)


def cancel_export(actor: Actor, export_id: UUID, *, now: datetime) -> None:
    """Take back an export that is still being made. Raises NotFound for anybody else's."""
    actor.require("books.read")
    with tenancy.scope(communes=[actor.home]):
        row = own_export(actor, export_id)
        Export.objects.filter(commune_id=actor.home, id=row.id, state__in=OPEN).update(
            state=Export.State.CANCELLED, ended_at=now
        )


def fetch_export(actor: Actor, export_id: UUID, *, now: datetime) -> tuple[str, bytes]:
    """Return (file name, spreadsheet) of a finished export to whoever ordered it; each fetch is audited.

    Raises NotFound for anybody else's and for one that is not done.
    """
    actor.require("books.read")
    with tenancy.scope(communes=[actor.home]):
        row = own_export(actor, export_id)
        if row.file_id is None or row.state != Export.State.DONE:
            raise NotFound("Tệp xuất chưa lập xong.")
        audit.read(actor, "register", row.id, f"Tải sổ theo dõi hồ sơ: {row.total} hồ sơ", now=now)
        return export_info(row).name, documents.open_file(row.file_id)
