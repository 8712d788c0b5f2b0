"""Running sessions of officers: at most three, the oldest gives way."""

from datetime import datetime
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.db import transaction

from motcua.blocks.audit.api import login
from motcua.blocks.identity.models import Account, SessionRecord

MOST_SESSIONS = 3


def _drop(keys: list[str]) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for key in keys:
        store(key).delete()
    SessionRecord.objects.filter(session_key__in=keys).delete()


def open_session(account: Account, session_key: str, *, now: datetime) -> None:
    """Note a session that has begun; the oldest ones of the account end when there are more than three."""
    with transaction.atomic():
        # The account's row decides between two logins at once.
        Account.objects.select_for_update().get(id=account.id)
        SessionRecord.objects.create(session_key=session_key, account=account, started_at=now)
        rows = SessionRecord.objects.filter(account=account).order_by("-started_at", "-id")
        _drop(list(rows.values_list("session_key", flat=True)[MOST_SESSIONS:]))


def end_session(session_key: str) -> None:
    """End a session: its cookie opens nothing any more."""
    _drop([session_key])


def log_out_officer(account: Account, session_key: str, *, now: datetime, how: str) -> None:
    """End a session and write down how it ended: "asked" by the officer, or "idle"."""
    end_session(session_key)
    login(account.commune_id or 0, "logout", "officer", account.id, now=now, purpose=how)


def end_all_sessions(account_id: UUID) -> int:
    """End every session of an account and return how many there were."""
    keys = list(SessionRecord.objects.filter(account_id=account_id).values_list("session_key", flat=True))
    _drop(keys)
    return len(keys)
