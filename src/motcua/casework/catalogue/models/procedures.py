"""Procedures and their immutable versions. The catalogue is national and public."""

from django.db import models

from motcua.kernel.identifiers import new_id


class Procedure(models.Model):
    """An administrative procedure by its national code."""

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=1200)
    field = models.CharField(max_length=200)
    search_parts = models.JSONField()


class Publication(models.Model):
    """A dated publication of changes: an import that took effect. `basis`: the decision that publishes.

    `key` names the files and the day, so that an import broken off goes on under the same publication.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=64, unique=True)
    effective_on = models.DateField()
    basis = models.CharField(max_length=300, blank=True)
    sources = models.JSONField()
    refused = models.JSONField(default=list)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-effective_on", "-started_at")


class CommonVersions(models.Manager["ProcedureVersion"]):
    """The versions of everybody, without what single communes made of them."""

    def get_queryset(self) -> models.QuerySet["ProcedureVersion"]:
        return super().get_queryset().filter(only_in__isnull=True)


class ProcedureVersion(models.Model):
    """One version of a procedure, never changed once a dossier may rest on it; only its end is set later.

    `origin`: folder (written by hand), record (imported) or proposal (a change that was accepted); of a commune's
    own version what it differs in: own (the form), process, or own_both.
    `facts`: hash of what an import made, to know an unchanged record. `changes`: what differs from the
    version before, in words; `published_by`, `ended_by`: the publications that brought it
    and that ended it without a version after it.
    `only_in`: the commune whose own form this is, null for the version of everybody; such a version follows
    the common one `rests_on` and is in force only while that one is. Numbers count for themselves in each commune.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    number = models.IntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    replaced_by = models.CharField(max_length=200, blank=True)
    content = models.JSONField()
    form = models.JSONField()
    process = models.JSONField()
    templates = models.JSONField()
    checksum = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    origin = models.CharField(max_length=10, default="folder")
    facts = models.CharField(max_length=64, blank=True, default="")
    changes = models.JSONField(default=list)
    published_by = models.UUIDField(null=True, db_index=True)
    ended_by = models.UUIDField(null=True, db_index=True)
    only_in = models.IntegerField(null=True)
    rests_on = models.UUIDField(null=True)

    objects = models.Manager()
    common = CommonVersions()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "number", "only_in"], name="version_number", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(only_in__isnull=True, rests_on__isnull=True)
                | models.Q(only_in__isnull=False, rests_on__isnull=False),
                name="own_version_rests_on_a_common_one",
            ),
            models.UniqueConstraint(fields=["procedure", "checksum"], name="version_content"),
        ]
