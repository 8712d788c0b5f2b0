"""A procedure is put on a list from a day, taken off it after a day, or given another level."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from motcua.casework.catalogue.keeping import decided, keeping, note
from motcua.casework.catalogue.listing import forget_cached
from motcua.casework.catalogue.models import ListMembership, Procedure
from motcua.casework.catalogue.rules.lists import LISTS
from motcua.casework.catalogue.use_cases.write_version import version_on, write_publication, write_version
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound
from motcua.kernel.identifiers import new_id
from motcua.kernel.validity import in_force, not_over

# The list that speaks of a level, so that an import keeps what was decided.
LEVELS = {"full_online": "full_online", "partial_online": "partial_online"}
_ON_LIST = "Thủ tục đã có trong danh sách này vào ngày đó."


def add_to_list(
    actor: Actor, key: str, code: str, *, on: date | None, basis: str, now: datetime, group: str = ""
) -> UUID:
    """Put a procedure on a list from a day on. Permission: config.manage, where the catalogue serves one commune.

    Raises: InvalidInput for an unknown list or code, without a basis, for a day gone by, or when it stands there.
    """
    code, group = code.strip(), group.strip()[:200]
    if key not in LISTS:
        raise InvalidInput({"list": "Danh sách: chọn một danh sách."})
    if not Procedure.objects.filter(code=code[:20]).exists():
        raise InvalidInput(
            {"code": f"Mã thủ tục: không có thủ tục mã {code[:20] or '(để trống)'} trong danh mục."}
        )
    rests_on = decided(on, basis, now)
    assert on is not None
    with keeping(actor):
        added = _add(key, code, group, on, rests_on)
        note(actor, "listed", f"{key} {code} từ {on:%d/%m/%Y}: {rests_on}", now=now)
    forget_cached()
    return added


def _place(key: str, code: str, group: str) -> QuerySet[ListMembership]:
    return ListMembership.objects.filter(list_key=key, procedure_code=code, group=group)


def _add(key: str, code: str, group: str, on: date, basis: str) -> UUID:
    Procedure.objects.select_for_update().get(code=code)
    if _place(key, code, group).filter(not_over(on)).exists():
        raise InvalidInput({"list": _ON_LIST})
    return ListMembership.objects.create(
        list_key=key, procedure_code=code, group=group, valid_from=on, basis=basis
    ).id


def end_membership(actor: Actor, membership_id: UUID, *, on: date | None, basis: str, now: datetime) -> str:
    """Take a procedure off a list from a day on; return its code.

    Permission: config.manage, where the catalogue serves one commune. Raises: InvalidInput without a basis or for
    a day gone by; Conflict when an end is known; NotFound.
    """
    rests_on = decided(on, basis, now)
    assert on is not None
    with keeping(actor):
        row = ListMembership.objects.select_for_update().filter(id=membership_id).first()
        if row is None:
            raise NotFound("Không tìm thấy dòng này của danh sách.")
        if row.valid_to is not None:
            raise Conflict("Dòng này đã có ngày kết thúc.")
        if on < row.valid_from:
            raise InvalidInput({"on": f"Ra khỏi danh sách từ ngày: không trước {row.valid_from:%d/%m/%Y}."})
        row.valid_to, row.end_basis = on - timedelta(days=1), rests_on
        row.save(update_fields=["valid_to", "end_basis"])
        told = f"{row.list_key} {row.procedure_code} từ {on:%d/%m/%Y}: {rests_on}"
        note(actor, "unlisted", told, now=now, subject=row.id)
    forget_cached()
    return row.procedure_code


def set_level(actor: Actor, code: str, level: str, *, on: date | None, basis: str, now: datetime) -> UUID:
    """Set the level of a procedure from a day on: a new version, and the dated list that every import follows.

    Permission: config.manage, where the catalogue serves one commune. Return the publication. Raises: InvalidInput
    for an unknown level or the one it has, without a basis, or for a day gone by; NotFound.
    """
    if level not in LEVELS:
        raise InvalidInput({"level": "Mức độ: chọn toàn trình hoặc một phần."})
    rests_on = decided(on, basis, now)
    assert on is not None
    publication = new_id()
    with keeping(actor):
        old = version_on(code, on)
        if old.content["level"] == level:
            raise InvalidInput({"level": "Mức độ: thủ tục đã ở mức độ này vào ngày đó."})
        others = [one for one in LEVELS.values() if one != LEVELS[level]]
        ListMembership.objects.filter(in_force(on), procedure_code=code, list_key__in=others).update(
            valid_to=on - timedelta(days=1), end_basis=rests_on
        )
        if not _place(LEVELS[level], code, "").filter(in_force(on)).exists():
            _add(LEVELS[level], code, "", on, rests_on)
        write_version(old, {**old.content, "level": level}, on, publication, now)
        write_publication(publication, on, rests_on, now)
        note(actor, "level_set", f"{code} {level}: {rests_on}", now=now, subject=publication)
    forget_cached()
    return publication
