"""What a commune took in at its desk for another one of the installation."""

from django.db import models

from motcua.kernel.personal import BASIC, personal
from motcua.kernel.tenancy import TenantKey, TenantModel


class Relay(TenantModel):
    """The receiving commune's own record; the dossier itself lies behind the wall of the commune that handles it.

    Its id is that of the reception it came from. Legal basis: Decree 118/2025/NĐ-CP (reception whatever the
    boundaries).
    """

    # No key: keys between tenant tables cannot cross the wall.
    dossier_id = models.UUIDField(unique=True)
    handled_by = models.IntegerField()
    code = models.CharField(max_length=40)
    procedure_code = models.CharField(max_length=20)
    procedure_name = models.CharField(max_length=400)
    owner_name = personal(
        models.CharField(max_length=120),
        klass=BASIC,
        purpose="Nhận ra chủ hồ sơ đã nhận giúp khi trả kết quả",
        basis="Nghị định 118/2025/NĐ-CP, Điều 17 và 22",
        retention="Theo thời hạn bảo quản hồ sơ",
    )
    staff_id = models.UUIDField()
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True)
    handed_over_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            TenantKey(column="staff_id", to="organisation.StaffMember", name="relay_staff"),
            TenantKey(column="handed_over_by_id", to="organisation.StaffMember", name="relay_handed_over_by"),
        ]
        indexes = [models.Index(fields=["commune_id", "-received_at", "id"], name="relay_latest")]
