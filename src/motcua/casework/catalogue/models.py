"""Procedures and their immutable versions. The catalogue is national and public; fees are set locally."""

from django.db import models

from motcua.kernel.identifiers import new_id
from motcua.kernel.tenancy import TenantModel


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

    `origin`: folder (written by hand), record (imported) or proposal (a change that was accepted).
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


class ListMembership(models.Model):
    """A procedure stands on a list from a day to a day: essential services, groups, level, restructured.

    `basis`: the decision. `group`: the group within the list, where it has groups.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    list_key = models.CharField(max_length=30)
    procedure_code = models.CharField(max_length=20, db_index=True)
    group = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list_key", "procedure_code", "group", "valid_from"], name="membership_once"
            ),
        ]


class ReplacedComponent(models.Model):
    """A paper the State can look up, from a day to a day; kept over every import. `source`: in which data."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    procedure_code = models.CharField(max_length=20)
    component_code = models.CharField(max_length=60)
    source = models.CharField(max_length=300)
    basis = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure_code", "component_code", "valid_from"], name="replaced_component_once"
            ),
        ]


class ChangeProposal(models.Model):
    """A change somebody has to decide: from an import of a hand-written procedure, or from the review.

    `path`: the place in the content ("terms.online", "name", "components.<code>").
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    procedure_code = models.CharField(max_length=20)
    path = models.CharField(max_length=120)
    current = models.JSONField(null=True)
    proposed = models.JSONField(null=True)
    reason = models.CharField(max_length=500)
    fingerprint = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    decision = models.CharField(max_length=10, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=100, blank=True)


class FeeOverride(TenantModel):
    """A fee that the province or commune sets, by channel and date. Amount in đồng; basis: the resolution.

    An empty fee_code means every fee of the procedure.
    """

    procedure_code = models.CharField(max_length=20)
    fee_code = models.CharField(max_length=40)
    channel = models.CharField(max_length=10, blank=True)
    amount = models.BigIntegerField()
    basis = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["commune_id", "procedure_code"], name="fee_by_procedure")]


class TermOverride(TenantModel):
    """A shorter term that the province or commune promises, by channel and date; basis: the decision."""

    procedure_code = models.CharField(max_length=20)
    channel = models.CharField(max_length=10, blank=True)
    value = models.IntegerField()
    unit = models.CharField(max_length=20)
    cutoff = models.CharField(max_length=5, blank=True)
    basis = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["commune_id", "procedure_code"], name="term_by_procedure")]


class ConstantOverride(TenantModel):
    """A constant of the law as the province or commune sets it, from a day to a day; basis: the decision."""

    key = models.CharField(max_length=40)
    value = models.JSONField()
    basis = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "key", "valid_from"], name="constant_override_once")
        ]


class LocalPublication(TenantModel):
    """A commune published a form of its own: the version, from which day, on what basis, and who did it.

    `note`: why it went out although a sample came out otherwise or a field changed its kind. `withdrawn_at`: taken
    back before its day; `ended_on`: the first day on which it no longer holds, by a decision of the commune.
    """

    procedure_code = models.CharField(max_length=20)
    version_id = models.UUIDField(unique=True)
    effective_on = models.DateField()
    basis = models.CharField(max_length=300)
    note = models.CharField(max_length=1000, blank=True)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    ended_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["commune_id", "procedure_code"], name="local_publication_by_code")]
