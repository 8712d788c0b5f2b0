"""Files: what they are and whose. The bytes lie encrypted in the file store."""

from django.db import models

from motcua.kernel.identifiers import new_id
from motcua.kernel.personal import SENSITIVE, personal
from motcua.kernel.tenancy import Walled


class StoredFile(Walled):
    """A checked file of exactly one owner, a commune or an applicant. It exists only after its bytes do."""

    wall = "commune_or_applicant"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    commune_id = models.IntegerField(null=True, editable=False)
    applicant_id = models.UUIDField(null=True, editable=False)
    name = personal(
        models.CharField(max_length=200),
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
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(commune_id__isnull=True) ^ models.Q(applicant_id__isnull=True),
                name="file_one_owner",
            ),
            models.UniqueConstraint(fields=["commune_id", "id"], name="file_tenant_id"),
        ]
