"""Reasons of lateness, lists of results handed over or posted, parcels, and exports of the register."""

from django.db import models

from motcua.kernel.fields import SealedTextField
from motcua.kernel.personal import BASIC, SENSITIVE, Personal, declared, personal
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


class NumberedList(TenantModel):
    """A list of results, numbered without gaps in its year's book of such lists."""

    append_only = True

    year = models.SmallIntegerField()
    number = models.IntegerField()

    class Meta:
        abstract = True

    @property
    def label(self) -> str:
        """The number as it is told: "12/2026"."""
        return f"{self.number}/{self.year}"


class HandOver(NumberedList):
    """A list of results that one member of staff gave and another took."""

    handed_at = models.DateTimeField()
    giver_id = models.UUIDField()
    receiver_id = models.UUIDField()
    dossier_ids = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "year", "number"], name="hand_over_number_once")
        ]


RECEIVED = Personal(
    SENSITIVE,
    purpose="Gửi kết quả qua bưu điện theo đề nghị của người dân",
    basis="Nghị định 118/2025/NĐ-CP, Điều 22",
    retention="Theo thời hạn bảo quản hồ sơ",
)


class PostList(NumberedList):
    """A list of results that the postman took along. Its id is drawn by the page, so that it is written once."""

    posted_at = models.DateTimeField()
    giver_id = models.UUIDField()
    postman = personal(
        SealedTextField(),
        klass=BASIC,
        purpose="Biên nhận việc giao kết quả cho bưu điện",
        basis="Nghị định 118/2025/NĐ-CP, Điều 22",
        retention="Theo thời hạn bảo quản hồ sơ",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "year", "number"], name="post_list_number_once"),
            models.UniqueConstraint(fields=["commune_id", "id"], name="post_list_tenant_id"),
        ]


class Parcel(TenantModel):
    """A result in the hands of the post: where it goes, its number at the post, what became of it."""

    wall = "commune_or_applicant"

    class State(models.TextChoices):
        ON_THE_WAY = "on_the_way", "Đang ở bưu điện"
        DELIVERED = "delivered", "Đã phát"
        BACK = "back", "Bưu điện hoàn về"
        LOST = "lost", "Thất lạc"
        NOT_GIVEN = "not_given", "Chưa giao bưu tá"

    applicant_id = models.UUIDField(null=True)
    list_id = models.UUIDField()
    dossier_id = models.UUIDField()
    position = models.SmallIntegerField()
    address = declared(SealedTextField(), RECEIVED)
    phone = declared(SealedTextField(), RECEIVED)
    # Empty where the post gives it later.
    number = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.ON_THE_WAY)
    posted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # What the post says of how it ended: why it did not arrive, who took it instead. For officers alone.
    reason = declared(SealedTextField(null=True), RECEIVED)

    class Meta:
        constraints = [
            TenantKey(column="list_id", to="books.PostList", name="parcel_list"),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="parcel_dossier"),
        ]
        indexes = [
            models.Index(fields=["commune_id", "dossier_id"], name="parcel_by_dossier"),
            models.Index(fields=["commune_id", "state", "posted_at"], name="parcel_by_state"),
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
