"""Ask for a supplement: once with every item, once more by the head's written order."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import IO
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.contents import request_contents
from motcua.casework.intake.models import SupplementRequest
from motcua.casework.intake.use_cases.desk import scans
from motcua.kernel import clock, tenancy
from motcua.kernel.errors import InvalidInput


@dataclass(frozen=True)
class SupplementItem:
    """One thing to complete: a paper of a component, or a field of the form, and what is wrong with it."""

    kind: str
    target: str
    label: str
    what: str


def ask_supplement(
    call: dossiers.Call,
    items: Sequence[SupplementItem],
    reason: str,
    order: dossiers.OrderPaper | None = None,
    scan: "IO[bytes] | None" = None,
) -> dossiers.DossierInfo:
    """Ask once for everything that is missing; the clock stands until the citizen answers.

    A further time needs the head's written order, `scan` is its picture, and the dossier counts as late.
    Raises InvalidInput at `asked`, `reason`, the boxes of the order and `scan`, and what `dossiers.act` raises.
    Legal basis: Decree 118/2025/NĐ-CP, Article 17; Decree 45/2020/NĐ-CP, Article 11.
    """
    errors = request_problems(items, reason)
    if order is not None:
        errors |= order.problems(clock.local_date(call.now))
    if errors:
        raise InvalidInput(errors)
    checked = scans.look_at(scan)
    with tenancy.scope(communes=[call.actor.home]):
        number = dossiers.get_dossier(call.actor, call.dossier_id).snapshot.rounds + 1
        told = [asdict(item) for item in items]
        contents = {**call.contents, **request_contents(number, items=told, reason=reason)}
        call = replace(call, contents=contents, reason=reason)
        call, order_id = _kept_order(call, order, checked)
        law = catalogue.law(clock.local_date(call.now), call.actor.home)
        answer_by = call.now + timedelta(days=law.supplement_days)
        dossier = dossiers.request_supplement(
            call, number=number, items_count=len(items), answer_by=answer_by, ordered=order is not None
        )
        SupplementRequest.objects.create(
            commune_id=dossier.commune_id,
            applicant_id=dossier.applicant_id,
            dossier_id=dossier.id,
            number=number,
            items=told,
            reason=reason,
            pending_answers={},
            asked_by_id=call.actor.staff,
            asked_at=call.now,
            answer_by=answer_by,
            order_id=order_id,
        )
        return dossier


def _kept_order(
    call: dossiers.Call, order: dossiers.OrderPaper | None, scan: documents.Inspected | None
) -> tuple[dossiers.Call, UUID | None]:
    if order is None:
        return call, None
    # The dossier first: a page that came twice keeps no second order.
    dossiers.lock_for(call)
    order = replace(order, file_id=scans.keep(call.actor.home, scan, call.now))
    return dossiers.keep_order(call, "second_supplement", order)


def request_problems(items: Sequence[SupplementItem], reason: str) -> dict[str, str]:
    """Return what is wrong with a list of things to complete, by box; empty when nothing is."""
    errors = {}
    if not items:
        errors["asked"] = "Hãy chọn ít nhất một mục cần bổ sung; chỉ được yêu cầu một lần nên ghi đủ mọi mục."
    if any(not item.what.strip() for item in items):
        errors["asked"] = "Mỗi mục cần ghi rõ phải bổ sung hoặc sửa gì."
    if not reason.strip():
        errors["reason"] = "Hãy ghi căn cứ hoặc lý do yêu cầu bổ sung."
    return errors
