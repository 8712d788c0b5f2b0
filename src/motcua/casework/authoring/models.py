"""Working copies of forms and processes, and the samples that forms are tried with."""

from django.db import models

from motcua.kernel.tenancy import TenantModel


class WorkingCopy(TenantModel):
    """A form of a procedure being worked on in a commune; one at a time, faulty or not.

    `rests_on`: the common version that was in force when it was begun. `before`: the form before the last change,
    `before_what`: that change in words; both empty when there is nothing to take back.
    """

    procedure_code = models.CharField(max_length=20)
    form = models.JSONField()
    rests_on = models.UUIDField()
    revision = models.IntegerField(default=1)
    before = models.JSONField(null=True)
    before_what = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "procedure_code"], name="working_copy_once"),
        ]


class FormSample(TenantModel):
    """Answers to try a form with, under a name. `on`: the day they are tried for; `expected`: what is to come out.

    The answers are made up: no real person's data belongs here.
    """

    procedure_code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    on = models.DateField()
    answers = models.JSONField()
    expected = models.JSONField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "procedure_code", "name"], name="form_sample_once"),
        ]


class WorkingProcess(TenantModel):
    """A process of a procedure being worked on in a commune; one at a time, faulty or not. As `WorkingCopy`."""

    procedure_code = models.CharField(max_length=20)
    process = models.JSONField()
    rests_on = models.UUIDField()
    revision = models.IntegerField(default=1)
    before = models.JSONField(null=True)
    before_what = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "procedure_code"], name="working_process_once"),
        ]
