"""Opinions asked of other units, and written orders of the head: both stand beside the way of a dossier."""

from typing import Any

from django.db import models

from motcua.kernel.fields import SealedTextField
from motcua.kernel.personal import SENSITIVE, personal
from motcua.kernel.tenancy import TenantKey, TenantModel

_KEEP = "Theo thời hạn bảo quản hồ sơ"


class Opinion(TenantModel):
    """A question put to a unit. While a required one is open, no draft result goes to the head.

    `key` names what the process asks for by itself (then nobody is `asked_by_id`); empty for a question of the
    handler's own. `verdict`: agree, disagree
    or conditions.
    """

    dossier_id = models.UUIDField()
    key = models.CharField(max_length=30, blank=True)
    unit_id = models.UUIDField()
    asked_staff_id = models.UUIDField(null=True)
    required = models.BooleanField()
    question = personal(
        SealedTextField(),
        klass=SENSITIVE,
        purpose="Lấy ý kiến đơn vị khác về hồ sơ",
        basis="Nghị định 118/2025/NĐ-CP, Điều 18",
        retention=_KEEP,
    )
    asked_by_id = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    verdict = models.CharField(max_length=20, blank=True)
    answer = personal(
        SealedTextField(null=True),
        klass=SENSITIVE,
        purpose="Ghi ý kiến của đơn vị được hỏi",
        basis="Nghị định 118/2025/NĐ-CP, Điều 18",
        retention=_KEEP,
    )
    answered_by_id = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "id"], name="opinion_tenant_id"),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="opinion_dossier"),
        ]
        indexes = [
            models.Index(
                fields=["commune_id", "dossier_id"],
                condition=models.Q(answered_at__isnull=True, withdrawn_at__isnull=True),
                name="opinion_open",
            ),
            models.Index(fields=["commune_id", "unit_id", "due_at"], name="opinion_by_unit"),
        ]


def open_ones(commune_id: Any) -> "models.QuerySet[Opinion]":
    """Return the opinions of a commune that are still to be given."""
    return Opinion.objects.filter(commune_id=commune_id, answered_at__isnull=True, withdrawn_at__isnull=True)


class HeadOrder(TenantModel):
    """A written order that allows what the rules alone do not: a second supplement, a reopening, an extension."""

    class Kind(models.TextChoices):
        SECOND_SUPPLEMENT = "second_supplement", "Yêu cầu bổ sung lần nữa"
        REOPEN = "reopen", "Mở lại hồ sơ"
        EXTENSION = "extension", "Gia hạn"

    dossier_id = models.UUIDField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    number = models.CharField(max_length=40)
    dated_on = models.DateField()
    ground = personal(
        SealedTextField(),
        klass=SENSITIVE,
        purpose="Ghi căn cứ văn bản của người đứng đầu",
        basis="Nghị định 118/2025/NĐ-CP, Điều 17 và 18",
        retention=_KEEP,
    )
    signed_by_id = models.UUIDField(null=True)
    file_id = models.UUIDField(null=True)
    kept_by_id = models.UUIDField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [TenantKey(column="dossier_id", to="dossiers.Dossier", name="head_order_dossier")]
        indexes = [models.Index(fields=["commune_id", "dossier_id"], name="head_order_by_dossier")]
