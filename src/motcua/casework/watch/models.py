"""Notices to staff, findings, the last run, and what each officer did on a day."""

from django.db import models

from motcua.kernel.tenancy import TenantKey, TenantModel


class StaffNotice(TenantModel):
    """Something a member of staff is told once. No personal data: its words are made from kind and dossier.

    `cause` makes it once; `told`: numbers its words need.
    """

    staff_id = models.UUIDField()
    kind = models.CharField(max_length=30)
    dossier_id = models.UUIDField(null=True)
    cause = models.CharField(max_length=80)
    told = models.JSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commune_id", "staff_id", "kind", "dossier_id", "cause"],
                nulls_distinct=False,
                name="staff_notice_once",
            ),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="staff_notice_dossier"),
        ]
        indexes = [
            models.Index(fields=["commune_id", "staff_id", "-at", "-id"], name="staff_notice_latest"),
            models.Index(
                fields=["commune_id", "staff_id"],
                condition=models.Q(read_at__isnull=True),
                name="staff_notice_unread",
            ),
        ]


class Finding(TenantModel):
    """Something that lies with nobody: open until a run does not find it any more. `subject`: what it is about."""

    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=120)
    dossier_id = models.UUIDField(null=True)
    reference = models.CharField(max_length=40, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commune_id", "kind", "subject"],
                condition=models.Q(gone_at__isnull=True),
                name="finding_open_once",
            ),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="finding_dossier"),
        ]
        indexes = [models.Index(fields=["commune_id", "-first_seen_at"], name="finding_latest")]


class WatchRun(TenantModel):
    """The last run of a kind over a commune: one row, so that a watch that sleeps is seen."""

    work = models.CharField(max_length=20)
    ended_at = models.DateTimeField()
    seen = models.IntegerField()
    told = models.IntegerField()
    found = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commune_id", "work"], name="watch_run_one")]


class OfficerDay(TenantModel):
    """What one officer did on one day: dossiers taken, steps finished in time and late, supplements, returns."""

    staff_id = models.UUIDField()
    on = models.DateField()
    taken = models.IntegerField(default=0)
    finished_on_time = models.IntegerField(default=0)
    finished_late = models.IntegerField(default=0)
    supplements = models.IntegerField(default=0)
    sent_back = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "staff_id", "on"], name="officer_day_once")
        ]
        indexes = [models.Index(fields=["commune_id", "on"], name="officer_day_by_day")]
