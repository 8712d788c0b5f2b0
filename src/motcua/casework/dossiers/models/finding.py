"""By which numbers a dossier is found, without keeping one that can be read."""

from django.db import models

from motcua.kernel.personal import BASIC, personal
from motcua.kernel.tenancy import TenantKey, TenantModel


class DossierKey(TenantModel):
    """A number that belongs to a dossier, as a blind index."""

    class Kind(models.TextChoices):
        CITIZEN_ID = "citizen_id", "Số định danh"
        PHONE = "phone", "Số điện thoại"
        RESULT_NUMBER = "result_number", "Số kết quả"
        PARCEL = "parcel", "Số bưu gửi"
        SHEET = "sheet", "Số phiếu giấy"
        NATIONAL = "national", "Mã trên Cổng quốc gia"

    dossier_id = models.UUIDField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    index = personal(
        models.BinaryField(max_length=16),
        klass=BASIC,
        purpose="Tìm hồ sơ theo số định danh, số điện thoại mà không lưu số ở dạng đọc được",
        basis="Nghị định 118/2025/NĐ-CP, Điều 17 và 22",
        retention="Theo thời hạn bảo quản hồ sơ",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commune_id", "dossier_id", "kind", "index"], name="dossier_key_once"
            ),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="dossier_key_dossier"),
        ]
        indexes = [models.Index(fields=["commune_id", "index", "dossier_id"], name="dossier_key_index")]
