"""Drafts, versions of answers, papers, and supplement rounds."""

from django.db import models

from motcua.kernel.fields import SealedJSONField, SealedTextField
from motcua.kernel.personal import SENSITIVE, Personal, declared
from motcua.kernel.tenancy import ApplicantModel, TenantKey, TenantModel

_ANSWERS = Personal(
    SENSITIVE,
    purpose="Giải quyết thủ tục hành chính được yêu cầu",
    basis="Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 19; Nghị định 118/2025/NĐ-CP, Điều 17",
    retention="Theo thời hạn bảo quản hồ sơ; bản nháp: 90 ngày sau lần sửa cuối",
)


class Draft(ApplicantModel):
    """What a citizen is filling in. Its id is the idempotency key of the submission."""

    commune_id = models.IntegerField()
    procedure_code = models.CharField(max_length=20)
    version_id = models.UUIDField()
    answers = declared(SealedJSONField(), _ANSWERS)
    # Typed boxes that could not be read yet, so that nothing a person wrote is lost.
    kept = declared(SealedJSONField(default=dict), _ANSWERS)
    verified_fields = models.JSONField(default=list)
    origins = models.JSONField(default=dict)
    delivery = models.CharField(max_length=20, default="online")
    # Files by component: {"giay_chung_sinh": ["<file id>", ...]}.
    papers = models.JSONField(default=dict)
    owner = declared(SealedJSONField(), _ANSWERS)
    visited_pages = models.JSONField(default=list)
    # The revision at which each field last changed, and the window that changed it: {"child_name": [7, "k3f..."]}.
    # Two open windows never overwrite each other unseen.
    field_revisions = models.JSONField(default=dict)
    revision = models.IntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_dossier_id = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["applicant_id", "id"], name="draft_applicant_id")]
        indexes = [models.Index(fields=["applicant_id", "-changed_at"], name="draft_by_applicant")]


class AnswerVersion(TenantModel):
    """Answers as submitted, immutable; a supplement adds a version."""

    wall = "commune_or_applicant"
    append_only = True

    applicant_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField()
    number = models.IntegerField()
    answers = declared(SealedJSONField(), _ANSWERS)
    verified_fields = models.JSONField(default=list)
    delivery = models.CharField(max_length=20)
    # What the citizen was told to look at again before handing in, and handed in all the same.
    told = declared(SealedJSONField(null=True), _ANSWERS)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "dossier_id", "number"], name="answers_version"),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="answers_dossier"),
        ]


class Paper(TenantModel):
    """A file laid to a component of a dossier. A supplement adds papers; earlier ones are kept."""

    wall = "commune_or_applicant"

    applicant_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField()
    component_code = models.CharField(max_length=60)
    component_name = models.CharField(max_length=400)
    file_id = models.UUIDField()
    answer_version = models.IntegerField()
    position = models.IntegerField()
    superseded = models.BooleanField(default=False)

    class Meta:
        constraints = [
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="paper_dossier"),
            TenantKey(column="file_id", to="documents.StoredFile", name="paper_file"),
        ]
        indexes = [models.Index(fields=["commune_id", "dossier_id"], name="paper_by_dossier")]


class SupplementRequest(TenantModel):
    """One request with all items. Legal basis: Decree 45/2020, Articles 11 and 12: once for a dossier."""

    wall = "commune_or_applicant"

    applicant_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField()
    number = models.IntegerField()
    items = declared(SealedJSONField(), _ANSWERS)
    reason = declared(SealedTextField(), _ANSWERS)
    pending_answers = declared(SealedJSONField(default=dict), _ANSWERS)
    pending_papers = models.JSONField(default=dict)
    asked_by_id = models.UUIDField()
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "dossier_id", "number"], name="supplement_number"),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="supplement_dossier"),
        ]
