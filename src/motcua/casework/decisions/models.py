"""Decisions: the result of a dossier from draft to the issued, signed paper."""

from django.db import models

from motcua.kernel.fields import SealedJSONField, SealedTextField
from motcua.kernel.personal import SENSITIVE, personal
from motcua.kernel.tenancy import TenantKey, TenantModel


class Decision(TenantModel):
    """One result of a dossier. Signing happens outside the transaction, so its progress is a state."""

    wall = "commune_or_applicant"

    class State(models.TextChoices):
        PROPOSED = "proposed", "Đã trình"
        SENT_BACK = "sent_back", "Trả lại để sửa"
        SIGNING = "signing", "Đang ký"
        SIGNED = "signed", "Đã ký"
        ISSUING = "issuing", "Đang đóng dấu"
        ISSUED = "issued", "Đã phát hành"
        REPLACED = "replaced", "Đã được thay bằng bản đính chính"

    applicant_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField()
    result_code = models.CharField(max_length=40)
    result_name = models.CharField(max_length=200)
    # The agency outside the commune that made it; empty for the commune's own.
    agency = models.CharField(max_length=200, blank=True, default="", db_default="")
    store_code = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, choices=State.choices)
    # A correction is a new edition; the one it takes the place of is kept, and stays what it was when it was given.
    edition = models.SmallIntegerField(default=1, db_default=1)
    replaces_id = models.UUIDField(null=True)
    replaced_at = models.DateTimeField(null=True)
    content = personal(
        SealedJSONField(),
        klass=SENSITIVE,
        purpose="Lập kết quả giải quyết",
        basis="Nghị định 118/2025/NĐ-CP, Điều 18-22",
        retention="Theo thời hạn bảo quản hồ sơ",
    )
    proposed_by_id = models.UUIDField()
    proposed_at = models.DateTimeField()
    approved_by_id = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    issued_by_id = models.UUIDField(null=True)
    number = models.CharField(max_length=40, blank=True)
    number_year = models.IntegerField(null=True)
    dated_on = models.DateField(null=True)
    issued_at = models.DateTimeField(null=True)
    signed_file_id = models.UUIDField(null=True)
    issued_file_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "id"], name="decision_tenant_id"),
            models.UniqueConstraint(
                fields=["commune_id", "dossier_id", "result_code", "edition"],
                name="decision_once_per_edition",
            ),
            models.UniqueConstraint(
                fields=["commune_id", "result_code", "number_year", "number"],
                condition=~models.Q(number=""),
                name="decision_number_once",
            ),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="decision_dossier"),
            TenantKey(column="replaces_id", to="decisions.Decision", name="decision_replaces"),
            TenantKey(column="signed_file_id", to="documents.StoredFile", name="decision_signed_file"),
            TenantKey(column="issued_file_id", to="documents.StoredFile", name="decision_issued_file"),
        ]


class SigningOrder(TenantModel):
    """An authorised signature that the signing service has yet to make. The token dies with the order."""

    class Kind(models.TextChoices):
        PERSON = "person"
        AGENCY = "agency"

    class State(models.TextChoices):
        ORDERED = "ordered"
        SIGNED = "signed"
        FAILED = "failed"

    decision_id = models.UUIDField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    credential_user = models.CharField(max_length=100)
    credential_id = models.CharField(max_length=100)
    authorisation = SealedTextField(null=True)
    signer_name = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ORDERED)
    problem = models.CharField(max_length=300, blank=True)
    ordered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commune_id", "decision_id", "kind"],
                condition=models.Q(state__in=["ordered", "signed"]),
                name="signing_once_per_kind",
            ),
            TenantKey(column="decision_id", to="decisions.Decision", name="signing_decision"),
        ]


class NumberBook(TenantModel):
    """The next number of a kind of result in a year; the row is locked while one is taken."""

    book = models.CharField(max_length=40)
    year = models.IntegerField()
    next_number = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "book", "year"], name="number_book_once")
        ]
