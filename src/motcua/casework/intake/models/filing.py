"""Drafts, versions of answers, papers, and supplement rounds."""

from django.db import models

from motcua.kernel.fields import SealedJSONField, SealedTextField
from motcua.kernel.personal import BASIC, SENSITIVE, Personal, declared, personal
from motcua.kernel.tenancy import ApplicantModel, TenantKey, TenantModel

ANSWERS = Personal(
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
    # The help under which somebody else fills it in; nothing when the applicant does.
    help_id = models.UUIDField(null=True)
    # Under which representation it is filled in for somebody else.
    representation_id = models.UUIDField(null=True)
    answers = declared(SealedJSONField(), ANSWERS)
    # Typed boxes that could not be read yet, so that nothing a person wrote is lost.
    kept = declared(SealedJSONField(default=dict), ANSWERS)
    verified_fields = models.JSONField(default=list)
    origins = models.JSONField(default=dict)
    delivery = models.CharField(max_length=20, default="online")
    # Files by component: {"giay_chung_sinh": ["<file id>", ...]}.
    papers = models.JSONField(default=dict)
    # Files that a telephone is still sending, by a key it drew: {"k3f...": {"upload": "<id>", "paper": "giay_..."}}.
    coming = models.JSONField(default=dict)
    owner = declared(SealedJSONField(), ANSWERS)
    visited_pages = models.JSONField(default=list)
    # The revision at which each field last changed, the window that changed it, and when that sent it by its own
    # clock: {"child_name": [7, "k3f...", 1763712000000]}. Two open windows never overwrite each other unseen.
    field_revisions = models.JSONField(default=dict)
    revision = models.IntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_dossier_id = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["applicant_id", "id"], name="draft_applicant_id")]
        indexes = [models.Index(fields=["applicant_id", "-changed_at"], name="draft_by_applicant")]


class AnswerVersion(TenantModel):
    """Answers as submitted, immutable; a supplement adds a version, and so does another wish for the result."""

    wall = "commune_or_applicant"
    append_only = True

    applicant_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField()
    number = models.IntegerField()
    answers = declared(SealedJSONField(), ANSWERS)
    verified_fields = models.JSONField(default=list)
    delivery = models.CharField(max_length=20)
    # Where it goes by post, unless to the address of the declaration.
    address = declared(SealedTextField(null=True), ANSWERS)
    # What the citizen was told to look at again before handing in, and handed in all the same.
    told = declared(SealedJSONField(null=True), ANSWERS)
    # Who put them in: the citizen, or an officer from the signed paper; "wish": the answers are those of the version
    # before, only how the result is wanted is new.
    source = models.CharField(max_length=10, default="citizen", db_default="citizen")
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
    items = declared(SealedJSONField(), ANSWERS)
    reason = declared(SealedTextField(), ANSWERS)
    pending_answers = declared(SealedJSONField(default=dict), ANSWERS)
    pending_papers = models.JSONField(default=dict)
    # As of a draft.
    coming = models.JSONField(default=dict)
    asked_by_id = models.UUIDField()
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    # The head's written order, on which a further request rests.
    order_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "dossier_id", "number"], name="supplement_number"),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="supplement_dossier"),
        ]


class SupplementProposal(TenantModel):
    """What a handler had the one-stop desk ask for: nothing the citizen sees. The dossier says whether it still lies
    there."""

    append_only = True

    dossier_id = models.UUIDField()
    number = models.IntegerField()
    items = declared(SealedJSONField(), ANSWERS)
    reason = declared(SealedTextField(), ANSWERS)
    proposed_by_id = models.UUIDField()
    proposed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "dossier_id", "number"], name="proposal_number"),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="proposal_dossier"),
        ]


class FilingMoment(TenantModel):
    """One moment of filling in a draft: begun, a page shown, saved, handed in. The raw record of KPI F10 and F11.

    No answers, and no name of anybody: `trail` is a keyed digest of the draft's id, `visit_id` was drawn at
    the login. Who files drops rows in; only the commune reads them.
    """

    wall = "letterbox"
    append_only = True

    class Kind(models.TextChoices):
        STARTED = "started"
        SHOWN = "shown"
        SAVED = "saved"
        SUBMITTED = "submitted"

    trail = models.UUIDField()
    visit_id = models.UUIDField()
    visit_began_at = models.DateTimeField()
    channel = models.CharField(max_length=20)
    procedure_code = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    step = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["commune_id", "trail", "at"], name="moment_by_trail"),
            models.Index(
                fields=["commune_id", "at"], condition=models.Q(kind="submitted"), name="moment_of_submission"
            ),
        ]


class AssistedFiling(TenantModel):
    """Somebody files with and for a person: who, where, for whom, how that person was known, and their consent.

    Until the person has agreed on their own telephone there is no applicant, only a code that they type there.
    Legal basis: Law 91/2025/QH15, Article 9; Decree 118/2025/NĐ-CP (help at the one-stop).
    """

    wall = "commune_or_applicant"

    class Place(models.TextChoices):
        CENTRE = "centre", "Trung tâm Phục vụ hành chính công"
        DESK = "desk", "Điểm hỗ trợ ở thôn, tổ dân phố"
        HOME = "home", "Nhà của người dân"
        POST_OFFICE = "post_office", "Bưu điện"

    class Known(models.TextChoices):
        VNEID = "vneid", "Đăng nhập VNeID trên điện thoại của mình"
        CARD = "card", "Đã xem thẻ căn cước"

    class Consent(models.TextChoices):
        PORTAL = "portal", "Bấm đồng ý trên điện thoại của mình"
        COUNTER = "counter", "Nói đồng ý trước mặt người giúp"
        PAPER = "paper", "Ký giấy đồng ý"

    applicant_id = models.UUIDField(null=True)
    staff_id = models.UUIDField()
    staff_name = personal(
        models.CharField(max_length=120),
        klass=BASIC,
        purpose="Cho người dân biết ai giúp mình nộp hồ sơ",
        basis="Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 9",
        retention="Theo thời hạn bảo quản hồ sơ",
    )
    staff_role = models.CharField(max_length=30)
    place = models.CharField(max_length=20, choices=Place.choices)
    procedure_code = models.CharField(max_length=20)
    known_by = models.CharField(max_length=10, choices=Known.choices)
    code_index = models.BinaryField(max_length=16, null=True)
    code_until = models.DateTimeField(null=True)
    consent_how = models.CharField(max_length=10, choices=Consent.choices, blank=True)
    consent_version = models.CharField(max_length=20, blank=True)
    consent_hash = models.CharField(max_length=64, blank=True)
    consent_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    dossier_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            TenantKey(column="staff_id", to="organisation.StaffMember", name="assisted_staff"),
            TenantKey(column="dossier_id", to="dossiers.Dossier", name="assisted_dossier"),
            models.CheckConstraint(
                condition=models.Q(applicant_id__isnull=True) | models.Q(consent_at__isnull=False),
                name="assisted_with_consent",
            ),
        ]
        indexes = [models.Index(fields=["commune_id", "staff_id", "-begun_at"], name="assisted_by_staff")]
