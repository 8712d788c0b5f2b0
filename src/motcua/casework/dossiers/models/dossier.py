"""The dossier: who asked for what, where it stands on five lines, who holds it, and when it is due."""

from django.db import models

from motcua.casework.dossiers.rules.states import State
from motcua.kernel.personal import BASIC, personal
from motcua.kernel.tenancy import TenantModel

_BASIS = "Nghị định 118/2025/NĐ-CP, Điều 17 và 22"
_KEEP = "Theo thời hạn bảo quản hồ sơ"


class Dossier(TenantModel):
    """A case file. It owns state, holder, deadline and history; never money, letters, files or results."""

    wall = "commune_or_applicant"

    class Channel(models.TextChoices):
        NATIONAL_PORTAL = "national_portal", "Cổng Dịch vụ công quốc gia"
        LOCAL_PORTAL = "local_portal", "Trực tuyến"
        COUNTER = "counter", "Trực tiếp"
        POST = "post", "Bưu chính"
        SUPPORT_DESK = "support_desk", "Điểm hỗ trợ"

    applicant_id = models.UUIDField(null=True)
    submission_key = models.UUIDField()
    submission_code = models.CharField(max_length=20)
    code = models.CharField(max_length=40, null=True)
    procedure_code = models.CharField(max_length=20)
    procedure_name = models.CharField(max_length=400)
    version_id = models.UUIDField()
    channel = models.CharField(max_length=20, choices=Channel.choices)
    # Where somebody helped to file it, and the record of that help; nothing when the applicant did it alone.
    place = models.CharField(max_length=20, blank=True)
    help_id = models.UUIDField(null=True)
    # By which right somebody filed it for the applicant; nothing when the applicant did.
    representation_id = models.UUIDField(null=True)
    owner_name = personal(
        models.CharField(max_length=120),
        klass=BASIC,
        purpose="Nhận ra chủ hồ sơ khi giải quyết và trả kết quả",
        basis=_BASIS,
        retention=_KEEP,
    )
    owner_sort = personal(
        models.CharField(max_length=400),
        klass=BASIC,
        purpose="Xếp danh sách theo tên",
        basis=_BASIS,
        retention=_KEEP,
    )
    owner_search = personal(
        models.CharField(max_length=200),
        klass=BASIC,
        purpose="Tìm hồ sơ theo tên không dấu",
        basis=_BASIS,
        retention=_KEEP,
    )
    owner_id_index = personal(
        models.BinaryField(max_length=16, null=True),
        klass=BASIC,
        purpose="Tìm hồ sơ theo số định danh mà không lưu số ở dạng đọc được",
        basis=_BASIS,
        retention=_KEEP,
    )

    business_state = models.SmallIntegerField(choices=[(s.value, s.label) for s in State])
    supplement_state = models.CharField(max_length=12, default="none")
    finance_state = models.CharField(max_length=12, default="none")
    delivery_state = models.CharField(max_length=12, default="none")
    sync_state = models.CharField(max_length=12, default="none")

    step_key = models.CharField(max_length=30)
    step_role = models.CharField(max_length=30)
    step_unit = models.CharField(max_length=10, blank=True)
    # Where the answers lead off the plain way: {"check": "ask"}.
    turns = models.JSONField(default=dict)
    holder_id = models.UUIDField(null=True)
    step_due_at = models.DateTimeField(null=True)

    submitted_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    due_original = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    due_explanation = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    revision = models.IntegerField(default=1)
    chain_seq = models.IntegerField(default=0)
    chain_hash = models.BinaryField(max_length=32, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "id"], name="dossier_tenant_id"),
            models.UniqueConstraint(fields=["submission_key"], name="dossier_once_per_submission"),
            models.UniqueConstraint(fields=["commune_id", "code"], name="dossier_code_once"),
        ]
        indexes = [
            models.Index(
                fields=["commune_id", "step_role", "step_due_at", "id"],
                condition=models.Q(finished_at__isnull=True),
                name="dossier_open_by_role",
            ),
            models.Index(fields=["commune_id", "holder_id", "step_due_at", "id"], name="dossier_by_holder"),
            models.Index(fields=["commune_id", "business_state", "due_at", "id"], name="dossier_by_state"),
            models.Index(fields=["applicant_id", "-submitted_at"], name="dossier_by_applicant"),
            models.Index(fields=["commune_id", "owner_id_index"], name="dossier_by_owner"),
        ]
