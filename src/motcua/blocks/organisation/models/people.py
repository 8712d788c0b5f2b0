"""Staff and the posts they hold, with dates: what a person could do on a day can always be told."""

from django.db import models

from motcua.kernel.personal import BASIC, personal
from motcua.kernel.tenancy import TenantKey, TenantModel

_BASIS = "Luật Cán bộ, công chức; Nghị định 118/2025/NĐ-CP"


class Position(TenantModel):
    """A post of the authority, with the title printed under a signature."""

    name = models.CharField(max_length=80)
    signing_title = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commune_id", "id"], name="position_tenant_id")]


class StaffMember(TenantModel):
    """An official. The account that logs in is kept by the identity context."""

    full_name = personal(
        models.CharField(max_length=120),
        klass=BASIC,
        purpose="Công khai người giải quyết hồ sơ",
        basis=_BASIS,
        retention="Thời gian công tác và 10 năm sau",
    )
    phone = personal(
        models.CharField(max_length=20, blank=True),
        klass=BASIC,
        purpose="Liên hệ công vụ",
        basis=_BASIS,
        retention="Thời gian công tác",
    )
    account_id = models.UUIDField(unique=True, null=True)
    credential_id = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commune_id", "id"], name="staff_tenant_id")]


class Assignment(TenantModel):
    """A member of staff holds a post in a unit from a day, to a day, and is followed by another."""

    staff_id = models.UUIDField()
    unit_id = models.UUIDField()
    position_id = models.UUIDField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    successor_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "id"], name="assignment_tenant_id"),
            TenantKey(column="staff_id", to="organisation.StaffMember", name="assignment_staff"),
            TenantKey(column="unit_id", to="organisation.Unit", name="assignment_unit"),
            TenantKey(column="position_id", to="organisation.Position", name="assignment_position"),
            TenantKey(column="successor_id", to="organisation.Assignment", name="assignment_successor"),
        ]
