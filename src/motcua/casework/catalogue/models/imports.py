"""A file of the national portal that somebody brought: what it would change, and what was decided of it."""

from django.db import models

from motcua.kernel.identifiers import new_id


class ImportRun(models.Model):
    """One import through the console, from the file to the last decision.

    `state`: reading, waiting (for decisions), applying, done, given_up or failed; `done`, `total`: how far the
    work is. `report`: counts and remarks of the comparison. `effective_on`, `basis`, `decided_*`: of the last
    decision, `effective_on` before it the day that was compared with.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sources = models.JSONField()
    complete = models.BooleanField(default=False)
    effective_on = models.DateField()
    state = models.CharField(max_length=10, default="reading", db_index=True)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    report = models.JSONField(default=dict)
    trouble = models.CharField(max_length=500, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)


class ImportEntry(models.Model):
    """One record of a run. `data`: as it was read, kept until it is decided.

    `kind`: empty before the comparison, then new, changed, replaced, ended or refused; `lines`: what differs or
    why it was refused. `facts`, `current_id`: what was compared, so that nothing else is applied than what was
    shown. `decision`: accepted or left; `trouble`: why an accepted one could not be applied.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="+")
    file = models.CharField(max_length=200, blank=True)
    number = models.IntegerField(default=0)
    data = models.JSONField(null=True)
    kind = models.CharField(max_length=10, blank=True)
    procedure_code = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=1200, blank=True)
    filed_here = models.BooleanField(default=True)
    lines = models.JSONField(default=list)
    facts = models.CharField(max_length=64, blank=True)
    current_id = models.UUIDField(null=True)
    decision = models.CharField(max_length=10, blank=True)
    publication_id = models.UUIDField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["run", "kind", "procedure_code", "id"], name="entries_of_a_run")]
