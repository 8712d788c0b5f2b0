"""What a commune decided of its own: fees, shorter terms, forms."""

from django.db import models

from motcua.kernel.tenancy import TenantModel


class FeeOverride(TenantModel):
    """A fee that the province or commune sets, by channel and date. Amount in đồng; basis: the resolution.

    An empty fee_code means every fee of the procedure.
    """

    procedure_code = models.CharField(max_length=20)
    fee_code = models.CharField(max_length=40)
    channel = models.CharField(max_length=10, blank=True)
    amount = models.BigIntegerField()
    basis = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["commune_id", "procedure_code"], name="fee_by_procedure")]
        constraints = [
            models.UniqueConstraint(
                fields=["commune_id", "procedure_code", "fee_code", "channel", "valid_from"],
                name="fee_override_once",
            )
        ]

    @property
    def subject(self) -> tuple[str, str, str]:
        """What it decides: one line, or all, of a procedure in one channel, or in all."""
        return self.procedure_code, self.fee_code, self.channel


class TermOverride(TenantModel):
    """A shorter term that the province or commune promises, by channel and date; basis: the decision."""

    procedure_code = models.CharField(max_length=20)
    channel = models.CharField(max_length=10, blank=True)
    value = models.IntegerField()
    unit = models.CharField(max_length=20)
    cutoff = models.CharField(max_length=5, blank=True)
    basis = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["commune_id", "procedure_code"], name="term_by_procedure")]
        constraints = [
            models.UniqueConstraint(
                fields=["commune_id", "procedure_code", "channel", "valid_from"], name="term_override_once"
            )
        ]

    @property
    def subject(self) -> tuple[str, str]:
        """What it decides: the term of a procedure in one channel, or in all."""
        return self.procedure_code, self.channel


class TermPolicy(TenantModel):
    """Online terms are `percent` shorter than the counter's from a day to a day; basis: the decision.

    `exceptions`: codes of procedures that keep theirs, and why (`exceptions_reason`). The row that began last counts.
    `withdrawn_at`: taken back before its day.
    """

    percent = models.SmallIntegerField()
    exceptions = models.JSONField(default=list)
    exceptions_reason = models.CharField(max_length=500, blank=True)
    basis = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    ended_by = models.CharField(max_length=200, blank=True)
    end_basis = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(percent__gte=1, percent__lte=90), name="term_policy_leaves_a_term"
            ),
            models.UniqueConstraint(
                fields=["commune_id", "valid_from"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="term_policy_one_a_day",
            ),
        ]


class ConstantOverride(TenantModel):
    """A constant of the law as the province or commune sets it, from a day to a day; basis: the decision."""

    key = models.CharField(max_length=40)
    value = models.JSONField()
    basis = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "key", "valid_from"], name="constant_override_once")
        ]


class LocalPublication(TenantModel):
    """A commune published a form of its own: the version, from which day, on what basis, and who did it.

    `note`: why it went out although a sample came out otherwise or a field changed its kind. `withdrawn_at`: taken
    back before its day; `ended_on`: the first day on which it no longer holds, by a decision of the commune.
    """

    procedure_code = models.CharField(max_length=20)
    version_id = models.UUIDField(unique=True)
    effective_on = models.DateField()
    basis = models.CharField(max_length=300)
    note = models.CharField(max_length=1000, blank=True)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    ended_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["commune_id", "procedure_code"], name="local_publication_by_code")]
