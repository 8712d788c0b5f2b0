"""Begin, change, take back and throw away the working process of a procedure."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from motcua.casework.authoring.copies import PERMISSION
from motcua.casework.authoring.errors import ChangedElsewhere
from motcua.casework.authoring.models import WorkingProcess
from motcua.casework.authoring.processes import ProcessCopy, as_info
from motcua.casework.authoring.rules.process_editing import Data, Process
from motcua.casework.catalogue import api as catalogue
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, NotFound

Change = Callable[[Data], Process]


def begin_process(actor: Actor, code: str, *, now: datetime, version_id: UUID | None = None) -> ProcessCopy:
    """Begin a working process from the one in force here, or of a given version; the one that is there already wins.

    Permission: config.manage. NotFound for an unknown procedure or a version of another one.
    """
    actor.require(PERMISSION)
    today = clock.local_date(now)
    common = catalogue.versions_in_force(today).get(code)
    if common is None:
        raise NotFound("Thủ tục này không còn hiệu lực, nên không sửa quy trình được.")
    known = {one.id: one for one in catalogue.list_form_versions(actor, code, today)}
    begun = known.get(version_id or catalogue.versions_in_force(today, actor.home)[code])
    if begun is None:
        raise NotFound("Không tìm thấy bản này của quy trình.")
    with tenancy.scope(communes=[actor.home]):
        row, _ = WorkingProcess.objects.get_or_create(
            commune_id=actor.home, procedure_code=code,
            defaults={
                "process": begun.process, "rests_on": common, "created_at": now, "changed_at": now,
                "changed_by": actor.name[:200],
            },
        )  # fmt: skip
        return as_info(row)


def change_process(
    actor: Actor, code: str, revision: int, change: Change, *, what: str, now: datetime
) -> ProcessCopy:
    """Change the working process that the page showed; `what` tells the change, for taking it back.

    The result may be faulty. Permission: config.manage. Raises: NotFound; ChangedElsewhere when it was changed
    since; Conflict for a step that is not there.
    """
    with tenancy.scope(communes=[actor.home]):
        row = _locked(actor, code, revision)
        try:
            made = change(row.process)
        except (IndexError, KeyError) as error:
            raise Conflict("Không tìm thấy bước cần sửa. Hãy mở lại trang rồi làm lại.") from error
        if made != row.process:
            row.before, row.before_what, row.process = row.process, what[:200], made
            _save(row, actor, now)
        return as_info(row)


def undo_process(actor: Actor, code: str, revision: int, *, now: datetime) -> ProcessCopy:
    """Take the last change back; Conflict when there is none. Raises as `change_process`."""
    with tenancy.scope(communes=[actor.home]):
        row = _locked(actor, code, revision)
        if row.before is None:
            raise Conflict("Không có thay đổi nào để hoàn tác.")
        row.process, row.before, row.before_what = row.before, None, ""
        _save(row, actor, now)
        return as_info(row)


def discard_process(actor: Actor, code: str, revision: int) -> None:
    """Throw the working process away; what is in force stays. Raises as `change_process`."""
    with tenancy.scope(communes=[actor.home]):
        _locked(actor, code, revision).delete()


def _locked(actor: Actor, code: str, revision: int) -> WorkingProcess:
    actor.require(PERMISSION)
    rows = WorkingProcess.objects.select_for_update()
    row = rows.filter(commune_id=actor.home, procedure_code=code).first()
    if row is None:
        raise NotFound("Quy trình này chưa có bản đang sửa.")
    if row.revision != revision:
        raise ChangedElsewhere(row.changed_by)
    return row


def _save(row: WorkingProcess, actor: Actor, now: datetime) -> None:
    row.revision += 1
    row.changed_at, row.changed_by = now, actor.name[:200]
    row.save()
