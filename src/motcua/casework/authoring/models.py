"""Working copies of forms and processes, and the samples that forms are tried with."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from motcua.kernel.tenancy import TenantModel


class Working(TenantModel):
    """What of a procedure is being worked on in a commune; one at a time, faulty or not.

    `rests_on`: the common version that was in force when it was begun. `before`: the content before the last change,
    `before_what`: that change in words; both empty when there is nothing to take back.
    """

    CONTENT: ClassVar[str]
    """The column that is worked on; the version has its like under the same name."""
    NOUN: ClassVar[str]
    PART: ClassVar[str]
    """What officers call the whole and a place in it."""

    procedure_code = models.CharField(max_length=20)
    rests_on = models.UUIDField()
    revision = models.IntegerField(default=1)
    before = models.JSONField(null=True)
    before_what = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)

    class Meta:
        abstract = True

    @property
    def content(self) -> dict[str, Any]:
        """What is worked on."""
        told: dict[str, Any] = getattr(self, self.CONTENT)
        return told

    @content.setter
    def content(self, made: Mapping[str, Any]) -> None:
        setattr(self, self.CONTENT, made)

    @property
    def undo(self) -> str:
        """The last change in words, empty when there is none to take back."""
        return self.before_what if self.before is not None else ""


class WorkingCopy(Working):
    """A form of a procedure being worked on."""

    CONTENT = "form"
    NOUN, PART = "biểu mẫu", "chỗ"

    form = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "procedure_code"], name="working_copy_once"),
        ]


class WorkingProcess(Working):
    """A process of a procedure being worked on."""

    CONTENT = "process"
    NOUN, PART = "quy trình", "bước"

    process = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "procedure_code"], name="working_process_once"),
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
