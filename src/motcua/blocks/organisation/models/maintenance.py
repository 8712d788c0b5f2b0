"""Times at which the service is being worked on."""

from django.db import models
from django.db.models import F, Q

from motcua.kernel.tenancy import TenantModel


class Maintenance(TenantModel):
    """A planned stop or slow time of the service; told on every page from its announcement to its end."""

    text = models.CharField(max_length=300)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    announced_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="maintenance_ends_after_start"
            )
        ]
