"""Printed forms issued for a dossier: receipt (01), supplement request (02), refusal (03), cash receipt."""

from django.db import models

from motcua.kernel.tenancy import TenantKey, TenantModel


class IssuedForm(TenantModel):
    """A printed form as it was issued, one per event."""

    wall = "commune_or_applicant"
    append_only = True

    applicant_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField()
    event_id = models.UUIDField()
    form = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    file_id = models.UUIDField()
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "event_id", "form"], name="form_once_per_event"),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="form_dossier"),
            TenantKey(column="file_id", to="documents.StoredFile", name="form_file"),
        ]
