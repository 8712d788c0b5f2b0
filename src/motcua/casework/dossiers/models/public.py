"""The public face of a dossier: what anyone may see, without personal data."""

from django.db import models

from motcua.kernel.tenancy import TenantModel


class PublicProgress(TenantModel):
    """A projection for the public list and for look-ups without login. The id is the dossier's id."""

    wall = "public"

    code = models.CharField(max_length=40, null=True)
    submission_code = models.CharField(max_length=20)
    procedure_code = models.CharField(max_length=20)
    procedure_name = models.CharField(max_length=400)
    owner_masked = models.CharField(max_length=120)
    business_state = models.SmallIntegerField()
    step_name = models.CharField(max_length=120)
    unit_name = models.CharField(max_length=120, blank=True)
    submitted_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # The commune whose portal finds it too, because it was handed in there.
    also_at = models.IntegerField(null=True)
    # As which dossier of which commune it goes on, where it was transferred.
    transferred_to = models.UUIDField(null=True)
    transferred_to_commune = models.IntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commune_id", "code"], name="public_code_once")]
        indexes = [
            models.Index(fields=["commune_id", "-submitted_at", "id"], name="public_latest"),
            models.Index(fields=["commune_id", "submission_code"], name="public_by_submission"),
        ]
