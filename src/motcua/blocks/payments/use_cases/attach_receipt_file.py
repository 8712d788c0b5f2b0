"""Tie the printed receipt to its row."""

from uuid import UUID

from motcua.blocks.payments.models import CashReceipt
from motcua.kernel import tenancy


def attach_receipt_file(commune_id: int, receipt_id: UUID, file_id: UUID) -> None:
    """Set the printed receipt once; the first print stays."""
    with tenancy.scope(communes=[commune_id]):
        CashReceipt.objects.filter(commune_id=commune_id, id=receipt_id, file_id=None).update(file_id=file_id)
