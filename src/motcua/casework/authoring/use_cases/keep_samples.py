"""Keep samples with a form: add, expect what comes out now, remove, load those of the procedure's folder."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.casework.authoring.copies import SampleInfo
from motcua.casework.authoring.models import FormSample
from motcua.casework.authoring.rules.trying import Outcome
from motcua.casework.authoring.working import PERMISSION
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound

MOST = 100


def keep_sample(
    actor: Actor,
    code: str,
    name: str,
    answers: Mapping[str, Any],
    outcome: Outcome | None,
    *,
    on: date,
    now: datetime,
) -> SampleInfo:
    """Keep answers as a sample, with what is to come out. Permission: config.manage.

    Raises: InvalidInput without a name; Conflict when the name is taken or there are too many.
    """
    actor.require(PERMISSION)
    name = " ".join(name.split())[:120]
    if not name:
        raise InvalidInput(
            {"name": "Tên mẫu thử: ghi ngắn gọn trường hợp này, ví dụ Mẹ đi khai cho con mới sinh."}
        )
    with tenancy.scope(communes=[actor.home]):
        own = FormSample.objects.filter(commune_id=actor.home, procedure_code=code)
        if own.count() >= MOST:
            raise Conflict(f"Mỗi biểu mẫu giữ nhiều nhất {MOST} mẫu thử. Hãy bỏ bớt mẫu cũ.")
        if own.filter(name=name).exists():
            raise InvalidInput({"name": f"Tên mẫu thử: đã có mẫu “{name}”. Hãy đặt tên khác."})
        row = FormSample.objects.create(
            commune_id=actor.home, procedure_code=code, name=name, on=on, answers=dict(answers),
            expected=outcome.as_data() if outcome else None, created_at=now,
        )  # fmt: skip
    return SampleInfo(row.id, row.name, row.on, row.answers, row.expected)


def expect_outcome(actor: Actor, sample_id: UUID, outcome: Outcome) -> None:
    """Say that what comes out now is right. Permission: config.manage. NotFound."""
    actor.require(PERMISSION)
    with tenancy.scope(communes=[actor.home]):
        found = FormSample.objects.filter(commune_id=actor.home, id=sample_id)
        if not found.update(expected=outcome.as_data()):
            raise NotFound("Không tìm thấy mẫu thử này.")


def drop_sample(actor: Actor, sample_id: UUID) -> None:
    """Remove a sample. Permission: config.manage. NotFound."""
    actor.require(PERMISSION)
    with tenancy.scope(communes=[actor.home]):
        deleted, _ = FormSample.objects.filter(commune_id=actor.home, id=sample_id).delete()
        if not deleted:
            raise NotFound("Không tìm thấy mẫu thử này.")
