"""What is owed for a case, the receipts for cash taken at the counter, and the slips of what was given back."""

from django.db import models

from motcua.kernel.personal import BASIC, personal
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
            models.UniqueConstraint(fields=["commune_id", "id"], name="receipt_tenant_id"),
            models.UniqueConstraint(fields=["commune_id", "year", "number"], name="receipt_number"),
            models.UniqueConstraint(fields=["commune_id", "charge_id"], name="receipt_once"),
            TenantKey(column="charge_id", to="payments.Charge", name="receipt_charge"),
        ]


class CashRefund(TenantModel):
    """A slip for the cash of a receipt given back, numbered without gaps in the year's book. Amounts in đồng."""

    wall = "commune_or_applicant"
    append_only = True
    mutable_columns = ("file_id",)

    applicant_id = models.UUIDField(null=True)
    receipt_id = models.UUIDField()
    year = models.IntegerField()
    number = models.IntegerField()
    amount = models.BigIntegerField()
    receiver_name = personal(
        models.CharField(max_length=120),
        klass=BASIC,
        purpose="Ghi ai đã nhận lại tiền phí, lệ phí",
        basis="Luật Phí và lệ phí 97/2015/QH13",
        retention="Theo thời hạn bảo quản chứng từ kế toán",
    )
    refunded_by_id = models.UUIDField()
    refunded_at = models.DateTimeField()
    file_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "year", "number"], name="refund_number"),
            models.UniqueConstraint(fields=["commune_id", "receipt_id"], name="refund_once"),
            TenantKey(column="receipt_id", to="payments.CashReceipt", name="refund_receipt"),
        ]


class ReceiptBook(TenantModel):
    """The next number of a year's receipts, or of its refund slips; the row is locked while one is taken."""

    kind = models.CharField(max_length=10, default="receipt", db_default="receipt")
    year = models.IntegerField()
    next_number = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "kind", "year"], name="receipt_book_once")
        ]
