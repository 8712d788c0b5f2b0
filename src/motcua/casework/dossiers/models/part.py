"""The sub-dossiers of a joint procedure: each part with a state, a due time and a chain of events of its own."""

from typing import Any

from django.db import models

from motcua.casework.dossiers.rules.part_states import OPEN, PartState
from motcua.kernel.fields import SealedTextField
from motcua.kernel.personal import SENSITIVE, personal
from motcua.kernel.tenancy import TenantKey, TenantModel

# As the database knows them: migrations name no rule.
_OPEN = tuple(one.value for one in OPEN)


class SubDossier(TenantModel):
    """One part of a dossier, as the version of its procedure defines it by `key`.

    `agency`: it is handled outside the commune; `role` and `unit` then keep the contact. `holder_id`: who did the last
    thing to it. `resumed_at`: since when the working minutes that were left run again.
    """

    wall = "commune_or_applicant"

    applicant_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField()
    key = models.CharField(max_length=30)
    agency = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=30)
    unit = models.CharField(max_length=10, blank=True)
    holder_id = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=[(one.value, one.label) for one in PartState])
    next_action = models.CharField(max_length=20, blank=True)
    next_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    due_explanation = models.JSONField(default=list)
    minutes_left = models.IntegerField(null=True)
    resumed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    # What was written last: why it was refused, or what is missing.
    note = personal(
        SealedTextField(null=True),
        klass=SENSITIVE,
        purpose="Ghi trả lời của cơ quan giải quyết hồ sơ thành phần",
        basis="Nghị định 118/2025/NĐ-CP, Điều 18",
        retention="Theo thời hạn bảo quản hồ sơ",
    )
    revision = models.IntegerField(default=0)
    chain_seq = models.IntegerField(default=0)
    chain_hash = models.BinaryField(max_length=32, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "dossier_id", "key"], name="sub_dossier_once"),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="sub_dossier_dossier"),
            # While it is open, somebody's role, a next action and a date are known.
            models.CheckConstraint(
                condition=~models.Q(state__in=_OPEN)
                | (models.Q(next_at__isnull=False) & ~models.Q(role="") & ~models.Q(next_action="")),
                name="sub_dossier_never_in_limbo",
            ),
        ]
        indexes = [
            models.Index(
                fields=["commune_id", "dossier_id"],
                condition=models.Q(state__in=_OPEN),
                name="sub_dossier_open",
            )
        ]


def open_parts(commune_id: Any) -> "models.QuerySet[SubDossier]":
    """Return the sub-dossiers of a commune that are not over."""
    return SubDossier.objects.filter(commune_id=commune_id, state__in=_OPEN)
