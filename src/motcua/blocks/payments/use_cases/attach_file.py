"""Tie a printed receipt or slip to its row."""

from uuid import UUID

from motcua.blocks.payments.models import CashReceipt, CashRefund
from motcua.blocks.payments.queries import ReceiptInfo, RefundInfo
from motcua.kernel import tenancy


def attach_file(commune_id: int, printed: ReceiptInfo | RefundInfo, file_id: UUID) -> None:
    """Set the file of what was printed once; the first print stays."""
    rows = (CashReceipt if isinstance(printed, ReceiptInfo) else CashRefund).objects
    with tenancy.scope(communes=[commune_id]):
        rows.filter(commune_id=commune_id, id=printed.id, file_id=None).update(file_id=file_id)
