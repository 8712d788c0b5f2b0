"""The counter of dossier codes: one row per agency identifier and day, locked while a code is taken."""

from django.db import models

from motcua.kernel.tenancy import TenantModel


class CodeCounter(TenantModel):
    """The next number of an agency on a day. Legal basis: Circular 03/2025/TT-VPCP, Article 13."""

    identifier = models.CharField(max_length=24)
    on = models.DateField()
    next_number = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "identifier", "on"], name="code_counter_once")
        ]
