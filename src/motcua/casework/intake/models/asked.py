"""What is asked for on the way of a dossier: the citizen wants it back, the office wants money.

The words that go with it, reason, ground, answer, are the notes of the history.
"""

from django.db import models

from motcua.kernel.tenancy import TenantKey, TenantModel


class WithdrawalRequest(TenantModel):
    """A citizen's wish to have a dossier back, and what was answered; one at a time is open."""

    wall = "commune_or_applicant"

    class How(models.TextChoices):
        ONLINE = "online", "Trên Cổng"
        PAPER = "paper", "Đơn giấy có chữ ký"

    class Answer(models.TextChoices):
        CONFIRMED = "confirmed", "Đồng ý"
        DECLINED = "declined", "Không đồng ý"

    applicant_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField()
    how = models.CharField(max_length=10, choices=How.choices)
    # The scan of the signed paper, where there is one.
    paper_file_id = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commune_id", "dossier_id"],
                condition=models.Q(answered_at__isnull=True),
                name="withdrawal_one_open",
            ),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="withdrawal_dossier"),
            TenantKey(column="paper_file_id", to="documents.StoredFile", name="withdrawal_paper"),
        ]


class FinancialObligation(TenantModel):
    """Money asked for during the work. Its id is the subject of the charge that holds the lines and amounts."""

    wall = "commune_or_applicant"

    applicant_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField()
    limit_at = models.DateTimeField()
    asked_by_id = models.UUIDField()
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commune_id", "dossier_id"],
                condition=models.Q(settled_at__isnull=True, cancelled_at__isnull=True),
                name="obligation_one_open",
            ),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="obligation_dossier"),
        ]
