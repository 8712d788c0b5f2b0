"""What was decided of procedures by date: lists, papers held as data, changes that wait for a decision."""

from django.db import models

from motcua.kernel.identifiers import new_id


class ListMembership(models.Model):
    """A procedure stands on a list from a day to a day: essential services, groups, level, restructured.

    `basis`: the decision; `end_basis`: the one that ended it. `group`: the group within the list, where it has groups.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    list_key = models.CharField(max_length=30)
    procedure_code = models.CharField(max_length=20, db_index=True)
    group = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=300)
    end_basis = models.CharField(max_length=300, blank=True, default="")

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
    basis = models.CharField(max_length=300, blank=True, default="")
