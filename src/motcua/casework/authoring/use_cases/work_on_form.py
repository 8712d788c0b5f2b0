"""Begin, change, take back and throw away the working copy of a form."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from motcua.casework.authoring.copies import PERMISSION, CopyInfo, as_info
from motcua.casework.authoring.errors import ChangedElsewhere
from motcua.casework.authoring.models import WorkingCopy
from motcua.casework.authoring.rules.shape import Form, shape_problem
from motcua.casework.catalogue import api as catalogue
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound

Change = Callable[[Form], Form]


def begin_copy(actor: Actor, code: str, *, now: datetime, version_id: UUID | None = None) -> CopyInfo:
    """Begin a working copy of the form in force here, or of a given version; the one that is there already wins.

    Permission: config.manage. NotFound for an unknown procedure or a version of another one.
    """
    actor.require(PERMISSION)
    today = clock.local_date(now)
    common = catalogue.versions_in_force(today).get(code)
    if common is None:
        raise NotFound("Thủ tục này không còn hiệu lực, nên không sửa biểu mẫu được.")
    known = {one.id: one for one in catalogue.list_form_versions(actor, code, today)}
    begun = known.get(version_id or catalogue.versions_in_force(today, actor.home)[code])
    if begun is None:
        raise NotFound("Không tìm thấy bản này của biểu mẫu.")
    with tenancy.scope(communes=[actor.home]):
        row, _ = WorkingCopy.objects.get_or_create(
            commune_id=actor.home, procedure_code=code,
            defaults={
                "form": begun.form, "rests_on": common, "created_at": now, "changed_at": now,
                "changed_by": actor.name[:200],
            },
        )  # fmt: skip
        return as_info(row)


def change_copy(
    actor: Actor, code: str, revision: int, change: Change, *, what: str, now: datetime
) -> CopyInfo:
    """Change the working copy that the page showed; `what` tells the change, for taking it back.

    The result may be faulty. Permission: config.manage. Raises: NotFound; ChangedElsewhere when it was changed
    since; Conflict for a place that is not there; InvalidInput when it would no longer be a form.
    """
    with tenancy.scope(communes=[actor.home]):
        row = _locked(actor, code, revision)
        try:
            made = change(row.form)
        except (IndexError, KeyError) as error:
            raise Conflict("Không tìm thấy chỗ cần sửa. Hãy mở lại trang rồi làm lại.") from error
        problem = shape_problem(made)
        if problem:
            raise InvalidInput({"form": problem})
        if made != row.form:
            row.before, row.before_what, row.form = row.form, what[:200], made
            _save(row, actor, now)
        return as_info(row)


def undo_change(actor: Actor, code: str, revision: int, *, now: datetime) -> CopyInfo:
    """Take the last change back; Conflict when there is none. Raises as `change_copy`."""
    with tenancy.scope(communes=[actor.home]):
        row = _locked(actor, code, revision)
        if row.before is None:
            raise Conflict("Không có thay đổi nào để hoàn tác.")
        row.form, row.before, row.before_what = row.before, None, ""
        _save(row, actor, now)
        return as_info(row)


def discard_copy(actor: Actor, code: str, revision: int) -> None:
    """Throw the working copy away; what is in force stays. Raises as `change_copy`."""
    with tenancy.scope(communes=[actor.home]):
        _locked(actor, code, revision).delete()


def _locked(actor: Actor, code: str, revision: int) -> WorkingCopy:
    actor.require(PERMISSION)
    row = WorkingCopy.objects.select_for_update().filter(commune_id=actor.home, procedure_code=code).first()
    if row is None:
        raise NotFound("Biểu mẫu này chưa có bản đang sửa.")
    if row.revision != revision:
        raise ChangedElsewhere(row.changed_by)
    return row


def _save(row: WorkingCopy, actor: Actor, now: datetime) -> None:
    row.revision += 1
    row.changed_at, row.changed_by = now, actor.name[:200]
    row.save()
