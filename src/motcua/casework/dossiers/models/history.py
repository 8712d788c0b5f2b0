"""Steps run through, pauses of the clock, and the readable history of a dossier."""

from django.db import models

from motcua.kernel.fields import SealedTextField
from motcua.kernel.personal import BASIC, SENSITIVE, personal
from motcua.kernel.tenancy import TenantKey, TenantModel


class Step(TenantModel):
    """A step of the process as this dossier ran it."""

    wall = "commune_or_applicant"

    applicant_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField()
    key = models.CharField(max_length=30)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=30)
    holder_id = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commune_id", "dossier_id"],
                condition=models.Q(ended_at__isnull=True),
                name="step_one_open",
            ),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="step_dossier"),
        ]


class Pause(TenantModel):
    """The clock stands from `from_at` until `until_at`; `minutes_left` are the working minutes kept."""

    wall = "commune_or_applicant"

    applicant_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField()
    reason = models.CharField(max_length=20)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    minutes_left = models.IntegerField()
    step_minutes_left = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commune_id", "dossier_id"],
                condition=models.Q(until_at__isnull=True),
                name="pause_one_open",
            ),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="pause_dossier"),
        ]


class HistoryEntry(TenantModel):
    """One line of the history: who did what, as what, when, from which unit, with which note."""

    wall = "commune_or_applicant"
    append_only = True

    applicant_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField()
    event_id = models.UUIDField()
    seq = models.IntegerField()
    action = models.CharField(max_length=30)
    at = models.DateTimeField()
    actor_name = personal(
        models.CharField(max_length=120),
        klass=BASIC,
        purpose="Công khai người giải quyết từng bước",
        basis="Nghị định 118/2025/NĐ-CP, Điều 18",
        retention="Theo thời hạn bảo quản hồ sơ",
    )
    actor_role = models.CharField(max_length=80)
    unit_name = models.CharField(max_length=120, blank=True)
    instead_of = personal(
        models.CharField(max_length=220, blank=True, default="", db_default=""),
        klass=BASIC,
        purpose="Công khai người được làm thay theo văn bản",
        basis="Nghị định 118/2025/NĐ-CP, Điều 18",
        retention="Theo thời hạn bảo quản hồ sơ",
    )
    state_after = models.SmallIntegerField()
    note = personal(
        SealedTextField(null=True),
        klass=SENSITIVE,
        purpose="Ghi ý kiến xử lý",
        basis="Nghị định 118/2025/NĐ-CP, Điều 18",
        retention="Theo thời hạn bảo quản hồ sơ",
    )
    internal = models.BooleanField(default=False)
    # What was proposed to the desk went unanswered with it; never told to the citizen.
    dropped_proposal = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [TenantKey(column="dossier_id", to="dossiers.Dossier", name="history_dossier")]
        indexes = [models.Index(fields=["commune_id", "dossier_id", "seq"], name="history_by_dossier")]
