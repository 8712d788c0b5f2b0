"""The dossier: who asked for what, where it stands on five lines, who holds it, and when it is due."""

from django.db import models

from motcua.casework.dossiers.rules.lines import MOVES, values
from motcua.casework.dossiers.rules.states import State
from motcua.kernel.personal import BASIC, personal
from motcua.kernel.tenancy import TenantModel

_BASIS = "Nghị định 118/2025/NĐ-CP, Điều 17 và 22"
_KEEP = "Theo thời hạn bảo quản hồ sơ"


class Dossier(TenantModel):
    """A case file. It owns state, holder, deadline and history; never money, letters, files or results."""

    wall = "commune_or_applicant"
    # Counted with the lock of an action, nowhere else: open opinions, those of them that are required, and the
    # keys of open sub-dossiers.
    opinions: int = 0
    open_opinions: int = 0
    open_parts: tuple[str, ...] = ()

    class Channel(models.TextChoices):
        NATIONAL_PORTAL = "national_portal", "Cổng Dịch vụ công quốc gia"
        LOCAL_PORTAL = "local_portal", "Trực tuyến"
        COUNTER = "counter", "Trực tiếp"
        POST = "post", "Bưu chính"
        SUPPORT_DESK = "support_desk", "Điểm hỗ trợ"

    applicant_id = models.UUIDField(null=True)
    submission_key = models.UUIDField()
    submission_code = models.CharField(max_length=20)
    code = models.CharField(max_length=40, null=True)
    # Its entry in the year's register, taken at acceptance and never moved.
    book_year = models.SmallIntegerField(null=True)
    book_entry = models.IntegerField(null=True)
    procedure_code = models.CharField(max_length=20)
    procedure_name = models.CharField(max_length=400)
    version_id = models.UUIDField()
    channel = models.CharField(max_length=20, choices=Channel.choices)
    # Where somebody helped to file it, and the record of that help; nothing when the applicant did it alone.
    place = models.CharField(max_length=20, blank=True)
    help_id = models.UUIDField(null=True)
    # The commune at whose desk or portal it was handed in for this one; nothing when it came here.
    came_by = models.IntegerField(null=True)
    # The dossier of another commune as which it goes on, and the one that goes on as this; no key crosses the wall.
    transferred_to = models.UUIDField(null=True)
    transferred_to_commune = models.IntegerField(null=True)
    transferred_from = models.UUIDField(null=True)
    transferred_from_commune = models.IntegerField(null=True)
    # By which right somebody filed it for the applicant; nothing when the applicant did.
    representation_id = models.UUIDField(null=True)
    owner_name = personal(
        models.CharField(max_length=120),
        klass=BASIC,
        purpose="Nhận ra chủ hồ sơ khi giải quyết và trả kết quả",
        basis=_BASIS,
        retention=_KEEP,
    )
    owner_sort = personal(
        models.CharField(max_length=400),
        klass=BASIC,
        purpose="Xếp danh sách theo tên",
        basis=_BASIS,
        retention=_KEEP,
    )
    owner_search = personal(
        models.CharField(max_length=200),
        klass=BASIC,
        purpose="Tìm hồ sơ theo tên không dấu",
        basis=_BASIS,
        retention=_KEEP,
    )
    owner_id_index = personal(
        models.BinaryField(max_length=16, null=True),
        klass=BASIC,
        purpose="Tìm hồ sơ theo số định danh mà không lưu số ở dạng đọc được",
        basis=_BASIS,
        retention=_KEEP,
    )

    # Every name it is searched by, folded, a space before each word; and where its owner lives, if that is here.
    search_text = personal(
        models.CharField(max_length=400, default="", db_default=""),
        klass=BASIC,
        purpose="Tìm hồ sơ theo tên chủ hồ sơ, người nộp và người liên quan",
        basis=_BASIS,
        retention=_KEEP,
    )
    hamlet_id = personal(
        models.UUIDField(null=True),
        klass=BASIC,
        purpose="Lọc hồ sơ theo thôn, tổ dân phố của chủ hồ sơ",
        basis=_BASIS,
        retention=_KEEP,
    )

    business_state = models.SmallIntegerField(choices=[(s.value, s.label) for s in State])
    supplement_state = models.CharField(max_length=12, default="none")
    finance_state = models.CharField(max_length=12, default="none")
    delivery_state = models.CharField(max_length=12, default="none")
    sync_state = models.CharField(max_length=12, default="none")

    step_key = models.CharField(max_length=30)
    step_role = models.CharField(max_length=30)
    step_unit = models.CharField(max_length=10, blank=True)
    # Where the answers lead off the plain way: {"check": "ask"}.
    turns = models.JSONField(default=dict)
    holder_id = models.UUIDField(null=True)
    step_due_at = models.DateTimeField(null=True)

    # What has to happen next, and by when; always known while the dossier stands at a step.
    next_action = models.CharField(max_length=30, blank=True, default="", db_default="")
    next_at = models.DateTimeField(null=True)

    submitted_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    due_original = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    due_explanation = models.JSONField(default=list)
    # The one new date an apology promised, and the due time before the one extension.
    promised_at = models.DateTimeField(null=True)
    extended_from = models.DateTimeField(null=True)
    apologised_at = models.DateTimeField(null=True)
    # While the clock stands: since when, and the working minutes kept for the whole and for the step.
    paused_at = models.DateTimeField(null=True)
    minutes_left = models.IntegerField(null=True)
    step_minutes_left = models.IntegerField(null=True)
    # Rounds of supplements asked for; until when the citizen is to answer or pay; one round too many is lateness.
    rounds = models.SmallIntegerField(default=0, db_default=0)
    wait_until = models.DateTimeField(null=True)
    counts_late = models.BooleanField(default=False, db_default=False)
    answers_complete = models.BooleanField(default=True, db_default=True)
    withdrawal_requested_at = models.DateTimeField(null=True)
    # When the clock ended that counts for lateness; a corrected result keeps its first end.
    clock_ended_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    # The moment of what was done last; nothing is done before it.
    changed_at = models.DateTimeField(null=True)
    revision = models.IntegerField(default=1)
    chain_seq = models.IntegerField(default=0)
    chain_hash = models.BinaryField(max_length=32, null=True)
    # Whether its events tell what they changed; those of older versions of the software did not.
    replayable = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "id"], name="dossier_tenant_id"),
            models.UniqueConstraint(fields=["submission_key"], name="dossier_once_per_submission"),
            models.UniqueConstraint(fields=["commune_id", "code"], name="dossier_code_once"),
            models.UniqueConstraint(
                fields=["commune_id", "book_year", "book_entry"], name="dossier_book_once"
            ),
            # While it stands at a step, somebody's role, a next action and a date are known.
            models.CheckConstraint(
                condition=models.Q(step_key="")
                | (models.Q(next_at__isnull=False) & ~models.Q(step_role="") & ~models.Q(next_action="")),
                name="dossier_never_in_limbo",
            ),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{line}_state__in": values(line)}), name=f"dossier_{line}_line"
                )
                for line in MOVES
            ),
        ]
        indexes = [
            # What stands at a step: every open view and filter.
            models.Index(
                fields=["commune_id", "next_at", "id"],
                condition=~models.Q(step_key=""),
                name="dossier_waiting",
            ),
            # What has ended, and its filters, from the index alone (the wall reads the applicant).
            models.Index(
                fields=["commune_id", "finished_at", "id"],
                include=[
                    "applicant_id",
                    "procedure_code",
                    "channel",
                    "business_state",
                    "hamlet_id",
                    "holder_id",
                    "step_unit",
                    "due_at",
                    "clock_ended_at",
                    "counts_late",
                ],
                condition=models.Q(finished_at__isnull=False),
                name="dossier_closed",
            ),
            # What was paid and waits for the citizen to fetch it: few, and found at once.
            models.Index(
                fields=["commune_id", "finished_at", "id"],
                condition=models.Q(finance_state="refund_due"),
                name="dossier_refund_due",
            ),
            # Words of names: carried by the index, filtered there, newest first.
            models.Index(
                fields=["commune_id", "submitted_at", "id"],
                include=["search_text", "applicant_id"],
                name="dossier_words",
            ),
            models.Index(fields=["commune_id", "holder_id", "step_due_at", "id"], name="dossier_by_holder"),
            models.Index(fields=["commune_id", "business_state", "due_at", "id"], name="dossier_by_state"),
            models.Index(fields=["applicant_id", "-submitted_at"], name="dossier_by_applicant"),
            models.Index(fields=["commune_id", "owner_id_index"], name="dossier_by_owner"),
        ]
