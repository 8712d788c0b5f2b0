"""What officers keep for their own work: lists, labels, notes."""

from django.db import models

from motcua.kernel.fields import SealedTextField
from motcua.kernel.personal import SENSITIVE, personal
from motcua.kernel.tenancy import TenantKey, TenantModel


class SavedView(TenantModel):
    """A list an officer comes back to: its name and what its address asks."""

    staff_id = models.UUIDField()
    name = models.CharField(max_length=40)
    asked = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "staff_id", "name"], name="saved_view_once")
        ]


class Label(TenantModel):
    """A word that the officers of a commune stick on dossiers."""

    name = models.CharField(max_length=30)
    # The name as it is compared: two spellings of one label are one.
    folded = models.CharField(max_length=60)
    made_by_id = models.UUIDField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "id"], name="label_tenant_id"),
            models.UniqueConstraint(fields=["commune_id", "folded"], name="label_once"),
        ]


class DossierLabel(TenantModel):
    """A label on a dossier."""

    label_id = models.UUIDField()
    dossier_id = models.UUIDField()
    stuck_by_id = models.UUIDField()
    stuck_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commune_id", "dossier_id", "label_id"], name="dossier_label_once"
            ),
            TenantKey(column="label_id", to="workplace.Label", name="dossier_label_label"),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="dossier_label_dossier"),
        ]
        indexes = [models.Index(fields=["commune_id", "label_id", "stuck_at"], name="dossier_label_latest")]


class PrivateNote(TenantModel):
    """What an officer writes down about a dossier for themselves; nobody else reads it."""

    dossier_id = models.UUIDField()
    staff_id = models.UUIDField()
    text = personal(
        SealedTextField(),
        klass=SENSITIVE,
        purpose="Ghi nhớ riêng của cán bộ khi giải quyết hồ sơ",
        basis="Nghị định 118/2025/NĐ-CP, Điều 18",
        retention="Theo thời hạn bảo quản hồ sơ, hoặc đến khi người ghi xóa",
    )
    written_at = models.DateTimeField()

    class Meta:
        constraints = [TenantKey(column="dossier_id", to="dossiers.Dossier", name="private_note_dossier")]
        indexes = [
            models.Index(fields=["commune_id", "dossier_id", "staff_id"], name="private_note_of_author")
        ]
