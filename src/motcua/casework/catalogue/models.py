"""Procedures and their immutable versions. The catalogue is national and public; fees are set locally."""

from django.db import models

from motcua.kernel.identifiers import new_id
from motcua.kernel.tenancy import TenantModel


class Procedure(models.Model):
    """An administrative procedure by its national code."""

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=400)
    field = models.CharField(max_length=120)
    search_parts = models.JSONField()


class ProcedureVersion(models.Model):
    """One version of a procedure, never changed once a dossier may rest on it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    number = models.IntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    replaced_by = models.CharField(max_length=20, blank=True)
    content = models.JSONField()
    form = models.JSONField()
    process = models.JSONField()
    templates = models.JSONField()
    checksum = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="version_number"),
            models.UniqueConstraint(fields=["procedure", "checksum"], name="version_content"),
        ]


class FeeOverride(TenantModel):
    """A fee that the province or commune sets, by channel and date. Amount in đồng; basis: the resolution."""

    procedure_code = models.CharField(max_length=20)
    fee_code = models.CharField(max_length=40)
    channel = models.CharField(max_length=10, blank=True)
    amount = models.BigIntegerField()
    basis = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["commune_id", "procedure_code"], name="fee_by_procedure")]
