"""Change one's own password."""

from datetime import datetime

from django.contrib.auth.hashers import check_password

from motcua.blocks.audit.api import config
from motcua.blocks.identity.models import Account
from motcua.blocks.identity.rules import ADMIN_PASSWORD_AGE
from motcua.blocks.identity.sessions import end_all_sessions
from motcua.blocks.identity.use_cases.manage_officers import require_strong, set_password
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput, NotAllowed


def change_password(actor: Actor, old: str, new: str, *, now: datetime) -> Account:
    """Set a new password after checking the old one; every session of the account ends.

    Return the account: the caller opens its own session anew. Raises: InvalidInput by field (old, new).
    """
    if actor.account_id is None:
        raise NotAllowed("Hãy đăng nhập trước khi đổi mật khẩu.")
    with tenancy.scope(communes=[actor.home]):
        account = Account.objects.select_for_update().get(pk=actor.account_id)
        if not check_password(old, account.password):
            raise InvalidInput({"old": "Mật khẩu đang dùng không đúng."})
        require_strong(new, account, "new")
        account.must_change_password = False
        set_password(account, new, now)
        end_all_sessions(account.id)
        config(actor, "password.changed", "account", account.id, now=now)
    return account


def password_is_stale(account: Account, roles: frozenset[str], now: datetime) -> bool:
    """Tell whether the password must be changed first.

    So it is at the first login, and every 60 days for administrators. Legal basis: TCVN 14423:2026, level 3.
    """
    if account.must_change_password or account.password_changed_at is None:
        return True
    return "admin" in roles and now - account.password_changed_at > ADMIN_PASSWORD_AGE
