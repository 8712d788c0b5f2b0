"""Decide who is called first in the hall. Permission: queue.manage; every decision is audited."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from motcua.blocks.audit.api import config
from motcua.casework.appointments.models import OwnGroup
from motcua.casework.appointments.use_cases.settle_hall import MANAGE
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput
from motcua.kernel.vietnamese import fold


@dataclass(frozen=True)
class GroupDecision:
    """What is decided of a group: an empty `key` is a new group."""

    key: str
    name: str
    basis: str
    valid_from: date | None
    offered: bool


def decide_group(actor: Actor, decision: GroupDecision, *, now: datetime) -> None:
    """Add, rename or end a group called first, from a day on. Raises InvalidInput at each field."""
    actor.require(MANAGE)
    name, basis = decision.name.strip(), decision.basis.strip()
    key = decision.key or re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")[:30]
    problems = {}
    if not key or len(name) > 80:
        problems["group_name"] = "Tên nhóm: hãy điền, dài nhất 80 ký tự."
    if not 1 <= len(basis) <= 200:
        problems["basis"] = "Căn cứ: ghi văn bản quy định hoặc quyết định, dài nhất 200 ký tự."
    if decision.valid_from is None or decision.valid_from < clock.local_date(now):
        problems["group_from"] = "Áp dụng từ ngày: chọn hôm nay hoặc một ngày sau."
    if problems or decision.valid_from is None:
        raise InvalidInput(problems)
    with tenancy.scope(communes=[actor.home]):
        row = OwnGroup.objects.create(
            commune_id=actor.home, key=key, name=name, basis=basis, offered=decision.offered,
            valid_from=decision.valid_from, decided_at=now,
        )  # fmt: skip
        told = f"{'có' if decision.offered else 'thôi'}: {name}, từ {decision.valid_from}"
        config(actor, "queue.group_decided", "queue_group", row.id, now=now, purpose=told)
