"""Tie a member of staff to the account that logs in."""

from uuid import UUID

from motcua.blocks.organisation.models import StaffMember
from motcua.kernel import tenancy
from motcua.kernel.errors import Conflict


def bind_account(commune_id: int, staff_id: UUID, account_id: UUID) -> None:
    """Give a member of staff an account, once: one person, one account; Conflict otherwise.

    Legal basis: TCVN 14423:2026, level 3 (one person per account).
    """
    with tenancy.scope(communes=[commune_id]):
        free = StaffMember.objects.filter(commune_id=commune_id, id=staff_id, account_id__isnull=True)
        if not free.update(account_id=account_id):
            raise Conflict("Cán bộ này đã có tài khoản, hoặc không thuộc đơn vị.")
