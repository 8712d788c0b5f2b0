"""Tie the printed slip of a refund to its row."""

from uuid import UUID

from motcua.blocks.payments.models import CashRefund
from motcua.kernel import tenancy


def attach_refund_file(commune_id: int, refund_id: UUID, file_id: UUID) -> None:
    """Set the printed slip once; the first print stays."""
    with tenancy.scope(communes=[commune_id]):
        CashRefund.objects.filter(commune_id=commune_id, id=refund_id, file_id=None).update(file_id=file_id)
