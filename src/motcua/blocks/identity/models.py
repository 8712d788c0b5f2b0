"""Accounts, what is proven about citizens, and the roles of officers."""

from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from motcua.kernel.fields import SealedJSONField, SealedTextField
from motcua.kernel.identifiers import new_id
from motcua.kernel.personal import BASIC, SENSITIVE, Personal, declared, personal
from motcua.kernel.tenancy import ApplicantModel, TenantKey, TenantModel

_BASIS = "Luật Căn cước; Nghị định 69/2024/NĐ-CP; Quyết định 29/2026/QĐ-TTg"


if TYPE_CHECKING:
    _Manager = BaseUserManager["Account"]
else:
    # Django's managers take type arguments only in its stubs.
    _Manager = BaseUserManager


class AccountManager(_Manager):
    """Finds accounts by their login name."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=username)


class Account(AbstractBaseUser):
    """Someone who can log in. A citizen is known by issuer and subject only, an officer by a login name."""

    class Kind(models.TextChoices):
        CITIZEN = "citizen"
        OFFICER = "officer"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    username = personal(
        models.CharField(max_length=80, unique=True),
        klass=BASIC,
        purpose="Đăng nhập của cán bộ; với người dân chỉ là mã tài khoản",
        basis=_BASIS,
        retention="Đến khi xóa tài khoản",
    )
    issuer = models.CharField(max_length=200, blank=True)
    subject = personal(
        models.CharField(max_length=200, blank=True),
        klass=BASIC,
        purpose="Nhận ra tài khoản mà nhà cung cấp định danh xác nhận",
        basis=_BASIS,
        retention="Đến khi xóa tài khoản",
    )
    commune_id = models.IntegerField(null=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    password_changed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    objects = AccountManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"],
                condition=~models.Q(subject=""),
                name="account_by_issuer_and_subject",
            )
        ]


class PasswordRecord(models.Model):
    """An earlier password (hashed): the last ten are not taken again."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    password = models.CharField(max_length=128)
    set_at = models.DateTimeField()


class SecondFactor(models.Model):
    """A time-based one-time password of an account; the secret is sealed, each code works once.

    Legal basis: TCVN 14423:2026, level 3 (two factors for officials on the Internet).
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    secret = personal(
        SealedTextField(),
        klass=SENSITIVE,
        purpose="Kiểm tra mã xác thực của cán bộ",
        basis="TCVN 14423:2026, cấp độ 3",
        retention="Đến khi đặt lại mã xác thực",
    )
    confirmed_at = models.DateTimeField(null=True)
    last_counter = models.BigIntegerField(default=0)


class RecoveryCode(models.Model):
    """A code (hashed) for the day the telephone is lost; it works once."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=128)
    used_at = models.DateTimeField(null=True)


class SessionRecord(models.Model):
    """A running session of an account; the oldest ends when there are too many."""

    session_key = models.CharField(max_length=40, unique=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    started_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["account", "started_at"], name="session_by_account")]


class CitizenProfile(ApplicantModel):
    """What the identity provider has proven of a citizen at the last login."""

    applicant_id = models.UUIDField(unique=True, editable=False)
    full_name = personal(
        models.CharField(max_length=120),
        klass=BASIC,
        purpose="Gọi đúng tên người dùng, điền sẵn tờ khai",
        basis=_BASIS,
        retention="Đến khi xóa tài khoản",
    )
    citizen_id_index = personal(
        models.BinaryField(max_length=16, null=True),
        klass=BASIC,
        purpose="Nhận ra người đã có hồ sơ mà không lưu số định danh ở dạng đọc được",
        basis=_BASIS,
        retention="Đến khi xóa tài khoản",
    )
    identity = personal(
        SealedJSONField(),
        klass=SENSITIVE,
        purpose="Điền sẵn tờ khai bằng dữ liệu định danh",
        basis=_BASIS,
        retention="Đến khi xóa tài khoản",
    )
    assurance = models.SmallIntegerField()
    proven_at = models.DateTimeField()
    # The account that stands for the person by their identity number: what was filed for them before they came.
    person_id = models.UUIDField(null=True)


class Role(models.Model):
    """A role and its permissions: data, changed without a release."""

    key = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=80)
    permissions = models.JSONField(default=list)


class RoleGrant(TenantModel):
    """A member of staff holds a role from a day to a day."""

    staff_id = models.UUIDField()
    role_key = models.CharField(max_length=30)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [TenantKey(column="staff_id", to="organisation.StaffMember", name="grant_staff")]
        indexes = [models.Index(fields=["commune_id", "staff_id"], name="grant_by_staff")]


_REPRESENTED = Personal(
    BASIC,
    purpose="Biết người dân nộp hồ sơ thay cho ai",
    basis=_BASIS,
    retention="Đến khi thôi thay mặt",
)


class Representation(TenantModel):
    """A citizen says that they act for a child, a parent or an organisation, and brings proof; an officer confirms.

    `applicant_id` is who acts, `person_id` the account that stands for whom they act for.
    Legal basis: Civil Code 91/2015/QH13, Articles 134-143 (representation by law and by authorisation).
    """

    wall = "commune_or_applicant"

    class Kind(models.TextChoices):
        CHILD = "child", "Con chưa thành niên"
        PARENT = "parent", "Cha hoặc mẹ"
        ORGANISATION = "organisation", "Tổ chức, doanh nghiệp"

    class State(models.TextChoices):
        PROPOSED = "proposed", "Chờ cán bộ xem giấy tờ"
        CONFIRMED = "confirmed", "Đã xác nhận"
        REFUSED = "refused", "Không được xác nhận"
        ENDED = "ended", "Đã thôi thay mặt"

    applicant_id = models.UUIDField()
    person_id = models.UUIDField()
    kind = models.CharField(max_length=15, choices=Kind.choices)
    name = declared(SealedTextField(), _REPRESENTED)
    number = declared(SealedTextField(), _REPRESENTED)
    proof_file_id = models.UUIDField()
    state = models.CharField(max_length=10, choices=State.choices)
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.UUIDField(null=True)
    reason = personal(
        models.CharField(max_length=300, blank=True),
        klass=BASIC,
        purpose="Cho người dân biết vì sao chưa xác nhận",
        basis=_BASIS,
        retention="Đến khi thôi thay mặt",
    )
    # The last day it counts; none: as long as nobody ends it.
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            TenantKey(column="decided_by_id", to="organisation.StaffMember", name="representation_staff"),
            models.UniqueConstraint(
                fields=["applicant_id", "person_id"],
                condition=models.Q(state__in=["proposed", "confirmed"]),
                name="representation_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="confirmed") | models.Q(decided_by_id__isnull=False),
                name="representation_confirmed_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["commune_id", "state", "proposed_at"], name="representation_to_confirm")
        ]
