"""What comes in on paper: who stands at the desk with it, and which papers were handed over."""

from django.db import models

from motcua.casework.intake.models.filing import ANSWERS
from motcua.kernel.fields import SealedJSONField, SealedTextField
from motcua.kernel.personal import declared
from motcua.kernel.tenancy import TenantKey, TenantModel


class Reception(TenantModel):
    """A reception under way. Its id is the idempotency key of the dossier it leads to.

    Nothing of it is the dossier's: once accepted, what was typed and laid lies there, and this row keeps only the way
    to it. One that was left lying is dropped after a day.
    """

    # The person whose card was seen; no person of this table's own, so it opens no wall.
    person_id = models.UUIDField()
    staff_id = models.UUIDField()
    channel = models.CharField(max_length=20)
    owner = declared(SealedJSONField(default=dict), ANSWERS)
    procedure_code = models.CharField(max_length=20, blank=True)
    version_id = models.UUIDField(null=True)
    answers = declared(SealedJSONField(default=dict), ANSWERS)
    # Typed boxes that could not be read yet.
    kept = declared(SealedJSONField(default=dict), ANSWERS)
    delivery = models.CharField(max_length=20, default="counter")
    # By component: {"to_khai": {"how": "scan", "form": "original", "count": 1, "files": ["<file id>"], "source": ""}}.
    papers = models.JSONField(default=dict)
    # Why papers were taken in without a scan.
    unscanned = models.CharField(max_length=20, blank=True)
    # The sheet on which it was taken in without the network, and when that was.
    sheet = models.CharField(max_length=20, blank=True, default="", db_default="")
    true_at = models.DateTimeField(null=True)
    # The number on the parcel it came in.
    parcel = models.CharField(max_length=40, blank=True, default="", db_default="")
    # The first reception of a person who hands in several things at once.
    visit_id = models.UUIDField(null=True)
    # Which commune the officer says handles it, and why where the answers say otherwise.
    handled_by = models.IntegerField(null=True)
    handled_why = declared(SealedTextField(null=True), ANSWERS)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    dossier_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            TenantKey(column="staff_id", to="organisation.StaffMember", name="reception_staff"),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="reception_dossier"),
        ]
        indexes = [models.Index(fields=["commune_id", "staff_id", "-begun_at"], name="reception_by_staff")]


class HandedPaper(TenantModel):
    """A paper as it was handed over at the desk: in which form, how many, and how it came to be data.

    Legal basis: Circular 03/2025/TT-VPCP, Articles 5-7 (digitisation at reception), Annex I (form 01).
    """

    wall = "commune_or_applicant"
    append_only = True

    class Form(models.TextChoices):
        ORIGINAL = "original", "Bản chính"
        CERTIFIED = "certified", "Bản sao có chứng thực"
        PHOTOCOPY = "photocopy", "Bản chụp"
        ELECTRONIC = "electronic", "Bản điện tử"

    class Digitised(models.IntegerChoices):
        NOT = 0, "Chưa số hóa"
        HERE = 1, "Số hóa khi tiếp nhận"
        OF_DOSSIER = 2, "Dùng lại giấy tờ của hồ sơ trước"
        OF_RESULT = 3, "Dùng lại kết quả đã cấp"

    applicant_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField()
    component_code = models.CharField(max_length=60)
    component_name = models.CharField(max_length=400)
    form = models.CharField(max_length=12, choices=Form.choices)
    count = models.SmallIntegerField()
    digitised = models.SmallIntegerField(choices=Digitised.choices)
    unscanned = models.CharField(max_length=20, blank=True)
    source_dossier_id = models.UUIDField(null=True)
    position = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commune_id", "dossier_id", "component_code"], name="handed_paper_once"
            ),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="handed_paper_dossier"),
            TenantKey(column="source_dossier_id", to="dossiers.Dossier", name="handed_paper_source"),
        ]


class SheetRange(TenantModel):
    """Numbered sheets handed to a desk for the days without network: from `first` to `last`."""

    prefix = models.CharField(max_length=10, blank=True)
    first = models.IntegerField()
    last = models.IntegerField()
    desk = models.CharField(max_length=120)
    handed_at = models.DateTimeField()
    handed_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["commune_id", "prefix", "first"], name="sheet_range_by_number")]


class IntakeSheet(TenantModel):
    """A sheet that was typed in: which dossier it became, its true time, and when it was entered.

    Of one that went to another commune the record of what was taken in for others tells the dossier.
    """

    append_only = True

    number = models.CharField(max_length=20)
    true_at = models.DateTimeField()
    entered_by_id = models.UUIDField()
    entered_at = models.DateTimeField()
    dossier_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "number"], name="sheet_once"),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="sheet_dossier"),
        ]
