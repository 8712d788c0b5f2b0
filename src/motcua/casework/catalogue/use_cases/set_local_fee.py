"""Set what a procedure costs here, by resolution of the province."""

from datetime import date, datetime
from typing import Any

from motcua.blocks.audit import api as audit
from motcua.casework.catalogue.keeping import basis_problems
from motcua.casework.catalogue.listing import current_version
from motcua.casework.catalogue.models import FeeOverride, ProcedureVersion
from motcua.casework.catalogue.rules.content import CHANNELS, Fee, ProcedureContent
from motcua.casework.catalogue.rules.fees import amount_words
from motcua.casework.catalogue.rules.succession import own_end
from motcua.casework.catalogue.versions import content_of
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput, NotFound

LARGEST_LOCAL_FEE = 1_000_000_000
AMOUNT_WANTED = "Mức thu: ghi số tiền bằng chữ số, số nguyên đồng, ví dụ 8500 hoặc 8.500; miễn thu thì ghi 0."


def set_local_fee(
    actor: Actor,
    procedure_code: str,
    fee_code: str,
    amount: int | None,
    *,
    basis: str,
    valid_from: date | None,
    channel: str = "",
    now: datetime | None = None,
) -> None:
    """Set a fee in đồng from a day on; no `fee_code` means every fee of the procedure, no channel means each.

    It holds until the next one set for the same fee and channel begins, and takes the place of the one before; one
    for a single fee or channel goes before one for all. Set again for its day it keeps the end it has. Charges made
    before keep theirs. `amount`, `valid_from`: None for what could not be read, which is told with all else that is
    wrong. `now`: on pages, where the decision leaves an audit row and begins after its day; a command may say what
    was decided before.
    Permission: config.manage. Raises InvalidInput, NotFound.
    Legal basis: Law 97/2015/QH13 on fees and charges (amounts that the provincial People's Council sets).
    """
    actor.require("config.manage")
    content = _content(procedure_code, valid_from or clock.local_date(now or clock.now()))
    problems = {
        **_problems(content, fee_code, channel, basis),
        **_amount_problems(content, fee_code, amount),
        **_day_problems(valid_from, now),
    }
    if problems or amount is None or valid_from is None:
        raise InvalidInput(problems)
    with tenancy.scope(communes=[actor.home]):
        key: dict[str, Any] = {
            "commune_id": actor.home,
            "procedure_code": procedure_code,
            "fee_code": fee_code,
            "channel": channel,
            "valid_from": valid_from,
        }
        end = own_end(FeeOverride.objects.filter(**key).first())
        row, _ = FeeOverride.objects.update_or_create(
            **key, defaults={"amount": amount, "basis": basis.strip(), "valid_to": end}
        )
        if now is not None:
            words = f"{procedure_code} {fee_code} {channel} {amount} đồng từ {valid_from:%d/%m/%Y}: {basis.strip()}"
            audit.config(actor, "fees.set", "local_fee", row.id, now=now, purpose=words[:200])


def _content(code: str, on: date) -> ProcedureContent:
    """Return the procedure on a day; a resolution may be older than the first version that is kept of it."""
    try:
        return current_version(code, on).content
    except NotFound:
        first = (
            ProcedureVersion.common.filter(procedure_id=code, valid_from__gt=on)
            .order_by("valid_from")
            .first()
        )
        if first is None:
            raise
        return content_of(first.id)


def _problems(content: ProcedureContent, fee_code: str, channel: str, basis: str) -> dict[str, str]:
    problems = {}
    if not content.fees:
        problems["code"] = "Thủ tục này không có khoản phí, lệ phí nào."
    elif fee_code and fee_code not in {fee.code for fee in content.fees}:
        problems["fee"] = f"Khoản thu “{fee_code}” không có trong thủ tục này."
    if channel and channel not in CHANNELS:
        problems["channel"] = f"Cách nộp “{channel}” không có; dùng online, counter hoặc post."
    return {**problems, **basis_problems(basis, "Căn cứ: ghi số nghị quyết của Hội đồng nhân dân tỉnh.")}


def _amount_problems(content: ProcedureContent, fee_code: str, amount: int | None) -> dict[str, str]:
    if amount is None or amount > LARGEST_LOCAL_FEE:
        return {"amount": AMOUNT_WANTED}
    meant = [fee for fee in content.fees if fee_code in ("", fee.code)]
    common = [_rates(fee) for fee in meant]
    if common and all(common) and amount > (most := max(max(rates) for rates in common)):
        told = amount_words(most, meant)
        return {
            "amount": f"Mức chung của thủ tục là {told}; mức thấp hơn được áp dụng, nên không đặt cao hơn."
        }
    return {}


def _day_problems(valid_from: date | None, now: datetime | None) -> dict[str, str]:
    if valid_from is None:
        return {"on": "Có hiệu lực từ ngày: chọn một ngày."}
    if now is not None and valid_from <= clock.local_date(now):
        return {"on": "Có hiệu lực từ ngày: chọn một ngày sau hôm nay."}
    return {}


def _rates(fee: Fee) -> list[int]:
    """Return what the law itself says of a fee, in đồng; nothing where it leaves the amount to the province."""
    return [band.amount for band in fee.bands] or ([] if fee.amount is None else [fee.amount])
