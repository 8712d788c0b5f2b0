"""What a commune is working on, form or process: found, begun, changed, taken back, thrown away."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from motcua.casework.authoring.errors import ChangedElsewhere
from motcua.casework.authoring.models import Working
from motcua.casework.catalogue import api as catalogue
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, NotFound

PERMISSION = "config.manage"
Row = TypeVar("Row", bound=Working)
Make = Callable[[dict[str, Any]], Mapping[str, Any]]


def find(model: type[Row], actor: Actor, code: str) -> Row | None:
    """Return what the commune works on of a procedure, or null. Permission: config.manage."""
    actor.require(PERMISSION)
    with tenancy.scope(communes=[actor.home]):
        return model._default_manager.filter(commune_id=actor.home, procedure_code=code).first()


def missing(model: type[Working]) -> NotFound:
    """Return the refusal where nothing is worked on."""
    return NotFound(f"{model.NOUN.capitalize()} này chưa có bản đang sửa.")


def last_changes(model: type[Working], actor: Actor) -> dict[str, datetime]:
    """Return when each was changed last, by procedure, newest first. Permission: config.manage."""
    actor.require(PERMISSION)
    with tenancy.scope(communes=[actor.home]):
        rows = model._default_manager.filter(commune_id=actor.home).order_by("-changed_at")
        return dict(rows.values_list("procedure_code", "changed_at"))


def begin(model: type[Row], actor: Actor, code: str, *, now: datetime, version_id: UUID | None) -> Row:
    """Begin from the version in force here, or a given one; what is there already wins.

    Permission: config.manage. NotFound for an unknown procedure or a version of another one.
    """
    actor.require(PERMISSION)
    today = clock.local_date(now)
    common = catalogue.versions_in_force(today).get(code)
    if common is None:
        raise NotFound(f"Thủ tục này không còn hiệu lực, nên không sửa {model.NOUN} được.")
    known = {one.id: one for one in catalogue.list_form_versions(actor, code, today)}
    begun = known.get(version_id or catalogue.versions_in_force(today, actor.home)[code])
    if begun is None:
        raise NotFound(f"Không tìm thấy bản này của {model.NOUN}.")
    with tenancy.scope(communes=[actor.home]):
        row, _ = model._default_manager.get_or_create(
            commune_id=actor.home, procedure_code=code,
            defaults={
                model.CONTENT: getattr(begun, model.CONTENT), "rests_on": common, "created_at": now,
                "changed_at": now, "changed_by": actor.name[:200],
            },
        )  # fmt: skip
        return row


def change(
    model: type[Row],
    actor: Actor,
    code: str,
    revision: int,
    make: Make,
    *,
    what: str,
    now: datetime,
    check: Callable[[Any], None] | None = None,
) -> Row:
    """Change what the page showed; `what` tells the change, for taking it back; `check` refuses what was made.

    The result may be faulty. Permission: config.manage. Raises: NotFound; ChangedElsewhere when it was changed
    since; Conflict for a place that is not there; what `check` raises.
    """
    with tenancy.scope(communes=[actor.home]):
        row = _locked(model, actor, code, revision)
        try:
            made = make(row.content)
        except (IndexError, KeyError) as error:
            raise Conflict(f"Không tìm thấy {model.PART} cần sửa. Hãy mở lại trang rồi làm lại.") from error
        if check is not None:
            check(made)
        if made != row.content:
            row.before, row.before_what, row.content = row.content, what[:200], dict(made)
            _save(row, actor, now)
        return row


def undo(model: type[Row], actor: Actor, code: str, revision: int, *, now: datetime) -> Row:
    """Take the last change back; Conflict when there is none. Raises as `change`."""
    with tenancy.scope(communes=[actor.home]):
        row = _locked(model, actor, code, revision)
        if row.before is None:
            raise Conflict("Không có thay đổi nào để hoàn tác.")
        row.content, row.before, row.before_what = row.before, None, ""
        _save(row, actor, now)
        return row


def discard(model: type[Working], actor: Actor, code: str, revision: int) -> None:
    """Throw it away; what is in force stays. Raises as `change`."""
    with tenancy.scope(communes=[actor.home]):
        _locked(model, actor, code, revision).delete()


def _locked(model: type[Row], actor: Actor, code: str, revision: int) -> Row:
    actor.require(PERMISSION)
    row = (
        model._default_manager.select_for_update().filter(commune_id=actor.home, procedure_code=code).first()
    )
    if row is None:
        raise missing(model)
    if row.revision != revision:
        raise ChangedElsewhere(row.changed_by)
    return row


def _save(row: Working, actor: Actor, now: datetime) -> None:
    row.revision += 1
    row.changed_at, row.changed_by = now, actor.name[:200]
    row.save()
