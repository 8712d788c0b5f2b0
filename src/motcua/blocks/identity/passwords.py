"""Validators of passwords, named in the settings."""

from typing import Any

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from motcua.blocks.identity.models import PasswordRecord, SecondFactor
from motcua.blocks.identity.rules import weakness

REMEMBERED = 10


class StrengthValidator:
    """At least 8 signs beside a second factor; alone at least 14 from four classes."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError with the reason."""
        factors = SecondFactor.objects.filter(confirmed_at__isnull=False)
        guarded = user is not None and factors.filter(account_id=user.pk).exists()
        reason = weakness(password, has_second_factor=guarded)
        if reason is not None:
            raise ValidationError(reason, code="password_weak")

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return "Ít nhất 8 ký tự khi đã có mã xác thực, ít nhất 14 ký tự đủ bốn loại khi chưa có."


class HistoryValidator:
    """The last ten passwords are not taken again."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when the account had this password."""
        if user is None:
            return
        rows = PasswordRecord.objects.filter(account_id=user.pk).order_by("-set_at", "-id")
        earlier = list(rows.values_list("password", flat=True)[:REMEMBERED])
        if any(check_password(password, hashed) for hashed in earlier):
            raise ValidationError(
                "Mật khẩu này đã dùng gần đây. Hãy đặt mật khẩu khác.", code="password_used"
            )

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return f"Khác {REMEMBERED} mật khẩu gần nhất."
