"""Write to the other side about a dossier."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.casework.dossiers import api as dossiers
from motcua.casework.workplace.errors import ThreadClosed
from motcua.casework.workplace.events import MessagePosted
from motcua.casework.workplace.models import ThreadMessage
from motcua.casework.workplace.queries import TEXT
from motcua.kernel import events, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput

LONGEST = 2_000


def post_message(actor: Actor, dossier_id: UUID, text: str, *, key: UUID, now: datetime) -> None:
    """Write a message; repeated under the same key, it is written once. An answer says that what was asked is read.

    Raises DossierNotFound, ThreadClosed, InvalidInput. Legal basis: Decree 118/2025/NĐ-CP, Article 18.
    """
    text = text.strip()
    if not 1 <= len(text) <= LONGEST:
        raise InvalidInput({"text": f"Hãy viết nội dung cần trao đổi, dài nhất {LONGEST} ký tự."})
    dossier = dossiers.get_dossier(actor, dossier_id)
    if dossier.state.is_left:
        raise ThreadClosed
    side = _side(actor)
    with tenancy.scope(communes=[dossier.commune_id], applicants=actor.applicants):
        if not _written(actor, dossier, text, key, now):
            return  # a double click: it stands there already
        _mark_read(dossier, side, now)
        events.record(
            key,
            MessagePosted(dossier.id, side),
            commune_id=dossier.commune_id,
            actor=actor,
            now=now,
            head=events.START,
            contents={TEXT: text},
        )


def _written(actor: Actor, dossier: dossiers.DossierInfo, text: str, key: UUID, now: datetime) -> bool:
    """Write the row; tell whether it is new."""
    message = ThreadMessage(
        id=key,
        commune_id=dossier.commune_id,
        applicant_id=dossier.applicant_id,
        dossier_id=dossier.id,
        side=_side(actor),
        author_name=actor.name,
        author_title=actor.title,
        text=text,
        posted_at=now,
    )
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def mark_thread_read(actor: Actor, dossier_id: UUID, *, now: datetime) -> None:
    """Note that this side has read what the other wrote."""
    dossier = dossiers.get_dossier(actor, dossier_id)
    with dossiers.scope_of(actor):
        _mark_read(dossier, _side(actor), now)


def _side(actor: Actor) -> str:
    return ThreadMessage.Side.CITIZEN if actor.kind == "citizen" else ThreadMessage.Side.OFFICER


def _mark_read(dossier: dossiers.DossierInfo, side: str, now: datetime) -> None:
    rows = ThreadMessage.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
    rows.filter(read_at__isnull=True).exclude(side=side).update(read_at=now)
