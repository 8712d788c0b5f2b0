"""Reads of the workplace."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import JSONField, UUIDField, Value
from django.db.models.functions import Cast

from motcua.blocks.audit import api as audit
from motcua.casework.dossiers import api as dossiers
from motcua.casework.workplace.models import DossierLabel, Label, PrivateNote, SavedView, ThreadMessage
from motcua.kernel import tenancy, vietnamese
from motcua.kernel.actors import Actor
from motcua.kernel.fields import opened

TEXT = "message"
# Dossiers that a list of one label, or of unread messages, is made of: the latest.
_MOST = 1_000


@dataclass(frozen=True)
class ViewInfo:
    """A list of the officer's own: its name and what its address asks."""

    id: UUID
    name: str
    asked: dict[str, str]


@dataclass(frozen=True)
class LabelInfo:
    """A label of the commune."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Desk:
    """What an officer's list offers beside its rows."""

    views: tuple[ViewInfo, ...]
    labels: tuple[LabelInfo, ...]


def read_desk(actor: Actor) -> Desk:
    """Return the officer's own lists and the commune's labels, in one statement."""
    actor.require("dossier.view")
    with tenancy.scope(communes=[actor.home]):
        views = SavedView.objects.filter(commune_id=actor.home, staff_id=actor.staff)
        labels = Label.objects.filter(commune_id=actor.home).annotate(
            nothing=Value(None, output_field=JSONField())
        )
        rows = views.values_list("id", "name", "asked").union(
            labels.values_list("id", "name", "nothing"), all=True
        )
        told = sorted(rows, key=lambda row: vietnamese.sort_key(row[1]))
    return Desk(
        tuple(ViewInfo(*row) for row in told if row[2] is not None),
        tuple(LabelInfo(*row[:2]) for row in told if row[2] is None),
    )


@dataclass(frozen=True)
class Marks:
    """What is stuck on a dossier in a list; `unread`: the citizen wrote and nobody has answered."""

    labels: tuple[UUID, ...] = ()
    unread: bool = False


def read_marks(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Marks]:
    """Return the labels and unread messages of dossiers, in one statement."""
    wanted = list(ids)
    with tenancy.scope(communes=[actor.home]):
        here = {"commune_id": actor.home, "dossier_id__in": wanted}
        stuck = DossierLabel.objects.filter(**here).values_list("dossier_id", "label_id")
        nothing = Cast(Value(None), UUIDField())
        unread = ThreadMessage.objects.filter(**here, **_UNREAD).annotate(nothing=nothing)
        rows = list(stuck.union(unread.values_list("dossier_id", "nothing"), all=True)) if wanted else []
    found: dict[UUID, list[UUID | None]] = defaultdict(list)
    for dossier_id, label_id in rows:
        found[dossier_id].append(label_id)
    return {
        key: Marks(tuple(one for one in marks if one), unread=None in marks) for key, marks in found.items()
    }


_UNREAD = {"side": ThreadMessage.Side.CITIZEN, "read_at__isnull": True}


def labelled(actor: Actor, label_id: UUID) -> frozenset[UUID]:
    """Return the dossiers that bear a label, the latest first labelled up to a bound."""
    with tenancy.scope(communes=[actor.home]):
        rows = DossierLabel.objects.filter(commune_id=actor.home, label_id=label_id).order_by("-stuck_at")
        return frozenset(rows.values_list("dossier_id", flat=True)[:_MOST])


def unanswered(actor: Actor) -> frozenset[UUID]:
    """Return the dossiers about which the citizen wrote and nobody has answered."""
    with tenancy.scope(communes=[actor.home]):
        rows = ThreadMessage.objects.filter(commune_id=actor.home, **_UNREAD).order_by("posted_at")
        return frozenset(rows.values_list("dossier_id", flat=True)[:_MOST])


def list_labels(actor: Actor, dossier_id: UUID) -> list[LabelInfo]:
    """Return the labels on a dossier, by name."""
    with tenancy.scope(communes=[actor.home]):
        stuck = DossierLabel.objects.filter(commune_id=actor.home, dossier_id=dossier_id)
        rows = Label.objects.filter(commune_id=actor.home, id__in=stuck.values("label_id"))
        return [LabelInfo(row.id, row.name) for row in rows.order_by("folded")]


@dataclass(frozen=True)
class NoteInfo:
    """A note of one's own."""

    id: UUID
    text: str
    written_at: datetime


def list_notes(actor: Actor, dossier_id: UUID) -> list[NoteInfo]:
    """Return what the officer wrote down about a dossier, the latest first; nobody else's."""
    with tenancy.scope(communes=[actor.home]):
        rows = PrivateNote.objects.filter(
            commune_id=actor.home, dossier_id=dossier_id, staff_id=actor.staff
        ).order_by("-written_at", "-id")
        return [NoteInfo(row.id, row.text, row.written_at) for row in rows]


@dataclass(frozen=True)
class MessageInfo:
    """A message of the thread; `mine`: it is of the side that reads."""

    id: UUID
    mine: bool
    author_name: str
    author_title: str
    text: str
    posted_at: datetime
    read_at: datetime | None


def read_thread(actor: Actor, dossier: dossiers.DossierInfo) -> list[MessageInfo]:
    """Return what was written about a dossier that the actor got, oldest first."""
    own = ThreadMessage.Side.CITIZEN if actor.kind == "citizen" else ThreadMessage.Side.OFFICER
    with dossiers.scope_of(actor):
        rows = ThreadMessage.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
        return [
            MessageInfo(
                row.id, row.side == own, row.author_name, row.author_title, row.text, row.posted_at, row.read_at
            )
            for row in rows.order_by("posted_at", "id")
        ]  # fmt: skip


def contents(commune_id: int) -> Iterator[audit.Content]:
    """Yield every message, for the verification of the log."""
    rows = ThreadMessage.objects.filter(commune_id=commune_id)
    for message_id, text in opened(rows, "text", "id"):
        yield audit.Content(message_id, TEXT, text)
