"""Reasons of lateness, lists of results handed over, and exports of the register."""

from django.db import models

from motcua.kernel.fields import SealedTextField
from motcua.kernel.personal import SENSITIVE, personal
from motcua.kernel.tenancy import TenantKey, TenantModel


class LateReason(TenantModel):
    """Why a dossier is late, as somebody answered for it; of several the last one speaks."""

    append_only = True

    dossier_id = models.UUIDField()
    reason = personal(
        SealedTextField(),
        klass=SENSITIVE,
        purpose="Giải trình hồ sơ trễ hạn",
        basis="Nghị định 118/2025/NĐ-CP, Điều 18",
        retention="Theo thời hạn bảo quản hồ sơ",
    )
    given_by_id = models.UUIDField()
    given_at = models.DateTimeField()

    class Meta:
        constraints = [TenantKey(column="dossier_id", to="dossiers.Dossier", name="late_reason_dossier")]
        indexes = [models.Index(fields=["commune_id", "dossier_id"], name="late_reason_by_dossier")]


class HandOver(TenantModel):
    """A list of results that one member of staff gave and another took, numbered in the year's book of such lists."""

    append_only = True

    year = models.SmallIntegerField()
    number = models.IntegerField()
    handed_at = models.DateTimeField()
    giver_id = models.UUIDField()
    receiver_id = models.UUIDField()
    dossier_ids = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "year", "number"], name="hand_over_number_once")
        ]


class Export(TenantModel):
    """A part of the register ordered as a spreadsheet: how far it is, and its file when it is done."""

    class State(models.TextChoices):
        WAITING = "waiting", "Đang chờ"
        RUNNING = "running", "Đang lập"
        DONE = "done", "Đã xong"
        FAILED = "failed", "Chưa lập được"
        CANCELLED = "cancelled", "Đã hủy"

    asked_by_id = models.UUIDField()
    asked_at = models.DateTimeField()
    year = models.SmallIntegerField()
    month = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    total = models.IntegerField()
    done = models.IntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    file_id = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [TenantKey(column="file_id", to="documents.StoredFile", name="export_file")]
        indexes = [models.Index(fields=["commune_id", "asked_by_id", "-asked_at"], name="export_by_asker")]
