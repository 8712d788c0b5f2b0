"""What the national portal told of dossiers, and the last time it was asked."""

from django.db import models

from motcua.kernel.fields import SealedJSONField
from motcua.kernel.personal import SENSITIVE, personal
from motcua.kernel.tenancy import TenantKey, TenantModel


class ToldDossier(TenantModel):
    """A dossier of the national portal: taken in when it has a dossier, else put aside with a reason, or settled there.

    `key`: the national code, or a digest of the record where it has none. `told`: numbers and codes that the words of
    the reason need, no personal data. `reported_seq`: up to which event of the dossier the portal was told.
    """

    wall = "commune_or_applicant"

    applicant_id = models.UUIDField(null=True)
    key = models.CharField(max_length=70)
    national_code = models.CharField(max_length=60, blank=True)
    procedure_code = models.CharField(max_length=20, blank=True)
    record = personal(
        SealedJSONField(null=True),
        klass=SENSITIVE,
        purpose="Giữ nguyên hồ sơ Cổng quốc gia gửi đến mà chưa nhận được, để nhận lại",
        basis="Nghị định 118/2025/NĐ-CP, Điều 17; Nghị định 45/2020/NĐ-CP, Điều 11",
        retention="Đến khi nhận được hồ sơ hoặc bỏ khỏi danh sách",
    )
    reason = models.CharField(max_length=30, blank=True)
    told = models.JSONField(default=dict)
    submitted_at = models.DateTimeField(null=True)
    first_told_at = models.DateTimeField()
    tries = models.IntegerField(default=0)
    next_try_at = models.DateTimeField()
    dossier_id = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    # An officer settled it on the portal itself: it is not tried any more.
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.UUIDField(null=True)
    reported_seq = models.IntegerField(default=0)
    # Who is reporting now holds it until then, so that the steps of a dossier go out one after the other.
    reporting_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "key"], name="told_dossier_once"),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="told_dossier_dossier"),
            models.CheckConstraint(
                condition=models.Q(dossier_id__isnull=True) | models.Q(record__isnull=True, reason=""),
                name="told_dossier_kept_while_aside",
            ),
        ]
        indexes = [
            models.Index(
                fields=["commune_id", "next_try_at"],
                condition=models.Q(dossier_id__isnull=True, settled_at__isnull=True),
                name="told_dossier_aside",
            ),
            models.Index(fields=["commune_id", "dossier_id"], name="told_dossier_of"),
        ]


class PortalRun(TenantModel):
    """The last time a service of the portal was asked for a commune. `asked_at`: from where the next one reaches."""

    service = models.CharField(max_length=20)
    asked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField()
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commune_id", "service"], name="portal_run_one")]
