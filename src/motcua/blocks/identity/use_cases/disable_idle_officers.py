"""Disable the accounts of officers who have not come for 45 days."""

from datetime import datetime

from django.db.models import F
from django.db.models.functions import Coalesce, Greatest

from motcua.blocks.audit.api import config
from motcua.blocks.identity.models import Account
from motcua.blocks.identity.rules import IDLE_BEFORE_DISABLED
from motcua.blocks.identity.sessions import end_all_sessions
from motcua.kernel import tenancy
from motcua.kernel.actors import system


def disable_idle_officers(now: datetime) -> int:
    """Disable who has neither logged in nor been given a password for 45 days, and return how many.

    Legal basis: TCVN 14423:2026, level 3 (unused accounts).
    """
    seen = Greatest(Coalesce("last_login", F("created_at")), Coalesce("password_changed_at", F("created_at")))
    idle = Account.objects.annotate(seen=seen).filter(
        kind=Account.Kind.OFFICER,
        is_active=True,
        commune_id__isnull=False,
        seen__lt=now - IDLE_BEFORE_DISABLED,
    )
    count = 0
    for account in idle.order_by("id"):
        commune_id = account.commune_id or 0
        with tenancy.scope(communes=[commune_id]):
            count += Account.objects.filter(id=account.id, is_active=True).update(is_active=False)
            end_all_sessions(account.id)
            config(system(commune_id), "account.idle", "account", account.id, now=now)
    return count
