"""Consent as a versioned record: who, when, to which text, and how."""

from django.db import models

from motcua.kernel.tenancy import ApplicantModel


class ConsentRecord(ApplicantModel):
    """One act of giving or withdrawing consent to one purpose, append-only.

    Legal basis: Law 91/2025/QH15, Article 9; Decree 356/2025, Article 6.
    """

    append_only = True

    class Act(models.TextChoices):
        GIVEN = "given"
        WITHDRAWN = "withdrawn"

    purpose = models.CharField(max_length=40)
    act = models.CharField(max_length=10, choices=Act.choices)
    text_version = models.CharField(max_length=20)
    text_hash = models.CharField(max_length=64)
    how = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["applicant_id", "purpose", "at"], name="consent_by_purpose")]
