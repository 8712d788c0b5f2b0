"""Work on many dossiers at once: one run, and what became of each dossier."""

from django.db import models

from motcua.kernel.tenancy import TenantKey, TenantModel


class BulkRun(TenantModel):
    """One action on chosen dossiers. Its id is drawn with the page, so that a double click begins it once."""

    staff_id = models.UUIDField()
    action = models.CharField(max_length=30)
    # Into whose hands the dossiers are given, when they are.
    holder_id = models.UUIDField(null=True)
    planned_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commune_id", "id"], name="bulk_run_tenant_id")]


class BulkItem(TenantModel):
    """A dossier of a run. `waiting` until its own transaction said what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Chưa làm"
        DONE = "done", "Đã làm"
        REFUSED = "refused", "Không làm được"

    run_id = models.UUIDField()
    dossier_id = models.UUIDField()
    position = models.SmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    message = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "run_id", "dossier_id"], name="bulk_item_once"),
            TenantKey(column="run_id", to="workplace.BulkRun", name="bulk_item_run"),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="bulk_item_dossier"),
        ]
