"""Keep a written order of the head, on which an act rests that the rules alone do not allow."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from motcua.casework.dossiers.models import HeadOrder
from motcua.casework.dossiers.opinions import order_name
from motcua.casework.dossiers.use_cases.acting import Call
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput
from motcua.kernel.identifiers import new_id


@dataclass(frozen=True)
class OrderPaper:
    """The order as written: its number, its date, on what it rests, who signed it, and its scan if there is one."""

    number: str
    dated_on: date | None
    ground: str
    signed_by_id: UUID | None = None
    file_id: UUID | None = None

    def problems(self, on: date) -> dict[str, str]:
        """Return what is wrong with it, by field, on a day."""
        found = {}
        if not self.number.strip():
            found["order_number"] = "Ghi số văn bản của người đứng đầu."
        if not self.ground.strip():
            found["order_ground"] = "Ghi căn cứ, lý do trong văn bản."
        if self.dated_on is None:
            found["order_dated_on"] = "Ghi ngày của văn bản."
        elif self.dated_on > on:
            found["order_dated_on"] = "Ngày văn bản không thể sau hôm nay."
        return found


def keep_order(call: Call, kind: str, paper: OrderPaper) -> tuple[Call, UUID]:
    """Write the order within the caller's scope; return the call whose event tells its digest, and its id.

    Raises InvalidInput at the fields `order_number`, `order_dated_on` and `order_ground`.
    """
    problems = paper.problems(clock.local_date(call.now))
    if problems or paper.dated_on is None:
        raise InvalidInput(problems)
    order_id = new_id()
    HeadOrder.objects.create(
        id=order_id,
        commune_id=call.actor.home,
        dossier_id=call.dossier_id,
        kind=HeadOrder.Kind(kind),
        number=paper.number.strip()[:40],
        dated_on=paper.dated_on,
        ground=paper.ground,
        signed_by_id=paper.signed_by_id,
        file_id=paper.file_id,
        kept_by_id=call.actor.staff,
        kept_at=call.now,
    )
    contents: Mapping[str, Any] = {**call.contents, order_name(order_id): paper.ground}
    return replace(call, contents=contents), order_id
