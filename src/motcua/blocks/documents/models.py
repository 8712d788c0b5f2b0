"""Files: what they are and whose. The bytes lie encrypted in the file store."""

from django.db import models
from django.db.models import Q

from motcua.kernel.fields import SealedJSONField, SealedTextField
from motcua.kernel.identifiers import new_id
from motcua.kernel.personal import SENSITIVE, Personal, declared, personal
from motcua.kernel.tenancy import ApplicantModel, Walled


class StoredFile(Walled):
    """A checked file of exactly one owner, a commune or an applicant. It exists only after its bytes do.

    `sha256` is of the file itself, `blob` of its sealed bytes in the store, `key` the number of the key that
    sealed them, `source_id` the file of an applicant or of another commune of which a commune's file is the copy.
    A file of a demonstration may have a `recipe` in place of bytes: it is made when it is opened first. Until then
    `blob` is empty and `sha256` names the row.
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
    # What an officer may send it back for, as the check saw it: "dark", "blurred", "signature_broken"...
    doubts = models.JSONField(default=list)
    recipe = personal(
        SealedJSONField(null=True),
        klass=SENSITIVE,
        purpose="Dựng giấy tờ trình diễn khi mở xem",
        basis="Dữ liệu trình diễn, không của người thật",
        retention="Như hồ sơ trình diễn",
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(blob="") | Q(recipe__isnull=False), name="file_bytes_or_recipe"
            ),
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


_ON_THE_WAY = Personal(
    SENSITIVE,
    purpose="Nhận tiếp tệp đang gửi dở khi đường truyền bị ngắt",
    basis="Nghị định 118/2025/NĐ-CP, Điều 17",
    retention="24 giờ sau lần gửi cuối",
)


class PartialUpload(ApplicantModel):
    """A file on its way, in pieces. Each piece lies sealed in the store; no `StoredFile` names it.

    `subject_id` and `slot` say what it is sent for, in the words of whoever takes it. `received` bytes of `size` have
    come. `outcome` is what became of the whole file, for a sender who did not hear the answer.
    """

    subject_id = models.UUIDField()
    slot = models.CharField(max_length=60)
    name = declared(SealedTextField(), _ON_THE_WAY)
    size = models.BigIntegerField()
    received = models.BigIntegerField(default=0)
    pieces = models.JSONField(default=list)
    outcome = declared(SealedJSONField(default=dict), _ON_THE_WAY)
    outcome_known = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(received__gte=0, received__lte=models.F("size")), name="upload_within"
            ),
        ]
        indexes = [models.Index(fields=["applicant_id", "subject_id"], name="upload_by_subject")]
