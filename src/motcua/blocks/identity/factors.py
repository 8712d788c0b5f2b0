"""The second factor: enrolling a telephone, its codes, and the codes for the day it is lost."""

import base64
import secrets
from datetime import datetime

import pyotp
import segno
from django.db import transaction

from motcua.blocks.audit.api import login
from motcua.blocks.identity.errors import WrongCode
from motcua.blocks.identity.models import Account, RecoveryCode, SecondFactor
from motcua.blocks.identity.rules import matching_step, recovery_form
from motcua.blocks.identity.values import Enrolment
from motcua.kernel import sealing
from motcua.kernel.errors import Conflict

ISSUER = "Motcua"
RECOVERY_CODES = 8
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


def has_second_factor(account: Account) -> bool:
    """Tell whether the account has a second factor that was confirmed."""
    return SecondFactor.objects.filter(account=account, confirmed_at__isnull=False).exists()


def begin_second_factor(account: Account) -> Enrolment:
    """Return what an authenticator application needs; the same until it is confirmed.

    Raises: Conflict when a factor was confirmed before: only an administrator can take it away.
    """
    factor, _ = SecondFactor.objects.get_or_create(
        account=account, defaults={"secret": pyotp.random_base32()}
    )
    if factor.confirmed_at is not None:
        raise Conflict("Tài khoản này đã có mã xác thực. Mất điện thoại, hãy nhờ quản trị đặt lại.")
    uri = pyotp.TOTP(factor.secret).provisioning_uri(name=account.username, issuer_name=ISSUER)
    secret = factor.secret
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return Enrolment(grouped, uri, segno.make(uri, error="m").svg_data_uri(scale=5, border=3))


def confirm_second_factor(account: Account, code: str, *, now: datetime) -> list[str]:
    """Confirm the telephone with its first code, and return the recovery codes: they are never shown again.

    It ends the second step of this login.

    Raises: WrongCode; Conflict when nothing was begun or it was confirmed before.
    """
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().filter(account=account).first()
        if factor is None or factor.confirmed_at is not None:
            raise Conflict("Không có lượt thiết lập nào đang chờ. Mời đăng nhập lại từ đầu.")
        step = matching_step(code, pyotp.TOTP(factor.secret).generate_otp, now, factor.last_counter)
        if step is None:
            raise WrongCode
        SecondFactor.objects.filter(id=factor.id).update(confirmed_at=now, last_counter=step)
        codes = ["".join(secrets.choice(_SIGNS) for _ in range(12)) for _ in range(RECOVERY_CODES)]
        RecoveryCode.objects.filter(account=account).delete()
        RecoveryCode.objects.bulk_create(RecoveryCode(account=account, code=_hashed(code)) for code in codes)
    login(account.commune_id or 0, "login", "officer", account.id, now=now, purpose="first code")
    return ["-".join(code[at : at + 4] for at in range(0, 12, 4)) for code in codes]


def accept_code(account: Account, code: str, now: datetime) -> str | None:
    """Use up a code and return how it was proven ("totp", "recovery"), or None when it is not right."""
    with transaction.atomic():
        # The row lock decides between two uses of one code at once.
        rows = SecondFactor.objects.select_for_update().filter(account=account, confirmed_at__isnull=False)
        factor = rows.first()
        if factor is None:
            return None
        step = matching_step(code, pyotp.TOTP(factor.secret).generate_otp, now, factor.last_counter)
        if step is not None:
            SecondFactor.objects.filter(id=factor.id).update(last_counter=step)
            return "totp"
        unused = RecoveryCode.objects.filter(account=account, code=_hashed(code), used_at__isnull=True)
        return "recovery" if unused.update(used_at=now) else None


def _hashed(code: str) -> str:
    # Twelve random signs are beyond guessing, so a keyed hash is enough and can be looked up.
    return base64.b64encode(sealing.blind_index(recovery_form(code), purpose="recovery_code")).decode()
