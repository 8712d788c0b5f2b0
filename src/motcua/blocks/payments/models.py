"""What is owed for a case, and the receipts for cash taken at the counter."""

from django.db import models

from motcua.kernel.tenancy import TenantKey, TenantModel


class Charge(TenantModel):
    """What is owed for a case, as computed when it was accepted."""

    wall = "commune_or_applicant"

    applicant_id = models.UUIDField(null=True)
    subject_id = models.UUIDField()
    lines = models.JSONField()
    amount = models.BigIntegerField()
    paid_at = models.DateTimeField(null=True)
    # When it was let off or taken back: nothing is owed any more, and nothing was paid.
    waived_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "id"], name="charge_tenant_id"),
            models.UniqueConstraint(fields=["commune_id", "subject_id"], name="charge_once"),
        ]


class CashReceipt(TenantModel):
    """A receipt for cash, numbered without gaps in the year's book. Amounts in đồng."""

    wall = "commune_or_applicant"
    append_only = True
    mutable_columns = ("file_id",)

    applicant_id = models.UUIDField(null=True)
    charge_id = models.UUIDField()
    year = models.IntegerField()
    number = models.IntegerField()
    amount = models.BigIntegerField()
    collected_by_id = models.UUIDField()
    collected_at = models.DateTimeField()
    file_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "year", "number"], name="receipt_number"),
            models.UniqueConstraint(fields=["commune_id", "charge_id"], name="receipt_once"),
            TenantKey(column="charge_id", to="payments.Charge", name="receipt_charge"),
        ]


class ReceiptBook(TenantModel):
    """The next number of a year's receipts; the row is locked while one is taken."""

    year = models.IntegerField()
    next_number = models.IntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commune_id", "year"], name="receipt_book_once")]
