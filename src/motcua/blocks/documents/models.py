"""Files: what they are and whose. The bytes lie encrypted in the file store."""

from django.db import models
from django.db.models import Q

from motcua.kernel.fields import SealedTextField
from motcua.kernel.identifiers import new_id
from motcua.kernel.personal import SENSITIVE, personal
from motcua.kernel.tenancy import Walled


class StoredFile(Walled):
    """A checked file of exactly one owner, a commune or an applicant. It exists only after its bytes do.

    `sha256` is of the file itself, `blob` of its sealed bytes in the store, `key` the number of the key that
    sealed them, `source_id` the applicant's file of which a commune's file is the copy.
    """

    wall = "commune_or_applicant"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    commune_id = models.IntegerField(null=True, editable=False)
    applicant_id = models.UUIDField(null=True, editable=False)
    source_id = models.UUIDField(null=True, editable=False)
    name = personal(
        SealedTextField(),
        klass=SENSITIVE,
        purpose="Nhận ra giấy tờ đã nộp",
        basis="Nghị định 118/2025/NĐ-CP, Điều 17",
        retention="Theo thời hạn bảo quản hồ sơ",
    )
    media_type = models.CharField(max_length=80)
    size = models.BigIntegerField()
    pages = models.IntegerField(null=True)
    sha256 = models.CharField(max_length=64)
    blob = models.CharField(max_length=64)
    key = models.IntegerField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(commune_id__isnull=True) ^ Q(applicant_id__isnull=True), name="file_one_owner"
            ),
            models.CheckConstraint(
                condition=Q(source_id__isnull=True) | Q(commune_id__isnull=False),
                name="file_copied_to_commune",
            ),
            models.UniqueConstraint(fields=["commune_id", "id"], name="file_tenant_id"),
            # A resend finds the first row instead of making a second.
            models.UniqueConstraint(fields=["applicant_id", "sha256"], name="file_once_per_applicant"),
            models.UniqueConstraint(
                fields=["commune_id", "sha256"], condition=Q(source_id__isnull=True), name="file_made_once"
            ),
            models.UniqueConstraint(fields=["commune_id", "source_id"], name="file_adopted_once"),
        ]
        indexes = [
            # The sweeper and the resealing ask by blob and by key.
            models.Index(fields=["blob"], name="file_by_blob"),
            models.Index(fields=["key"], name="file_by_key"),
        ]
