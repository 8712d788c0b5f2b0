"""What citizen and officers write to each other about a dossier."""

from django.db import models

from motcua.kernel.fields import SealedTextField
from motcua.kernel.personal import BASIC, SENSITIVE, personal
from motcua.kernel.tenancy import TenantKey, TenantModel

_BASIS = "Nghị định 118/2025/NĐ-CP, Điều 18"
_KEEP = "Theo thời hạn bảo quản hồ sơ"


class ThreadMessage(TenantModel):
    """One message. Its id is drawn with the page, so that a double click writes it once."""

    wall = "commune_or_applicant"
    append_only = True
    mutable_columns = ("read_at",)

    class Side(models.TextChoices):
        CITIZEN = "citizen", "Người dân"
        OFFICER = "officer", "Cán bộ"

    applicant_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField()
    side = models.CharField(max_length=10, choices=Side.choices)
    author_name = personal(
        models.CharField(max_length=120),
        klass=BASIC,
        purpose="Cho biết ai viết tin về hồ sơ",
        basis=_BASIS,
        retention=_KEEP,
    )
    author_title = models.CharField(max_length=120, blank=True)
    text = personal(
        SealedTextField(),
        klass=SENSITIVE,
        purpose="Trao đổi giữa người dân và cán bộ về hồ sơ",
        basis=_BASIS,
        retention=_KEEP,
    )
    posted_at = models.DateTimeField()
    # When somebody of the other side said to have read it, by an answer or by a press.
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [TenantKey(column="dossier_id", to="dossiers.Dossier", name="thread_dossier")]
        indexes = [
            models.Index(fields=["commune_id", "dossier_id", "posted_at"], name="thread_of_dossier"),
            models.Index(
                fields=["commune_id", "posted_at", "dossier_id"],
                condition=models.Q(side="citizen", read_at__isnull=True),
                name="thread_unread",
            ),
        ]
