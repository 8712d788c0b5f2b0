"""Who does the work of an absent colleague, from a day to a day."""

from django.db import models
from django.db.models import F, Q

from motcua.kernel.personal import BASIC, personal
from motcua.kernel.tenancy import TenantKey, TenantModel


class Delegation(TenantModel):
    """By a written order a member of staff does an absent colleague's work, last day included, unless ended before."""

    from_staff_id = models.UUIDField()
    to_staff_id = models.UUIDField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    reason = personal(
        models.CharField(max_length=200),
        klass=BASIC,
        purpose="Ghi lý do vắng mặt của người được làm thay",
        basis="Luật Tổ chức chính quyền địa phương; Nghị định 118/2025/NĐ-CP",
        retention="Thời gian công tác và 10 năm sau",
    )
    order_number = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            TenantKey(column="from_staff_id", to="organisation.StaffMember", name="delegation_from"),
            TenantKey(column="to_staff_id", to="organisation.StaffMember", name="delegation_to"),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")) & ~Q(from_staff_id=F("to_staff_id")),
                name="delegation_from_one_to_another",
            ),
        ]
        indexes = [
            models.Index(fields=["commune_id", "to_staff_id", "valid_to"], name="delegation_by_stand_in")
        ]
