"""Lists for those outside: the applicant's own, the public one, the look-up; and what the log is held against."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from motcua.blocks.audit import api as audit
from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers.lists.asked import PAGE, Cursor
from motcua.casework.dossiers.lists.search import code_in
from motcua.casework.dossiers.models import Dossier, HistoryEntry, PublicProgress
from motcua.casework.dossiers.queries import Counterpart, DossierInfo, as_info, note_name, visible_to
from motcua.casework.dossiers.rules.access import read_submission_code, secret_of
from motcua.casework.dossiers.rules.codes import normalise_lookup_secret
from motcua.casework.dossiers.rules.states import State
from motcua.kernel import sealing, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.fields import opened


def list_for_applicant(actor: Actor, limit: int = 50) -> list[DossierInfo]:
    """Return the dossiers of a citizen and of those the citizen acts for, latest first."""
    with tenancy.scope(applicants=actor.applicants):
        rows = Dossier.objects.filter(**visible_to(actor)).order_by("-submitted_at")[:limit]
        return [as_info(row) for row in rows]


@dataclass(frozen=True)
class PublicInfo:
    """What anyone may see of a dossier; no personal data. `former`: the code it was asked for by, before a transfer."""

    id: UUID
    reference: str
    procedure_name: str
    owner_masked: str
    state: State
    step_name: str
    submitted_at: datetime
    accepted_at: datetime | None
    due_at: datetime | None
    finished_at: datetime | None
    former: str = ""


def _as_public(row: PublicProgress) -> PublicInfo:
    return PublicInfo(
        row.id, row.code or row.submission_code, row.procedure_name, row.owner_masked,
        State(row.business_state), row.step_name, row.submitted_at, row.accepted_at, row.due_at,
        row.finished_at,
    )  # fmt: skip


def list_public(commune_id: int, cursor: Cursor | None = None) -> tuple[list[PublicInfo], Cursor | None]:
    """Return a page of the public progress list, latest first. Legal basis: Decree 118/2025/NĐ-CP."""
    with tenancy.scope(public=[commune_id]):
        rows = PublicProgress.objects.filter(commune_id=commune_id, code__isnull=False)
        if cursor is not None:
            rows = rows.filter(Q(submitted_at__lt=cursor.at) | Q(submitted_at=cursor.at, id__lt=cursor.id))
        found = list(rows.order_by("-submitted_at", "-id")[: PAGE + 1])
        last = found[PAGE - 1] if len(found) > PAGE else None
        following = Cursor(last.submitted_at.isoformat(), str(last.id)) if last else None
        return [_as_public(row) for row in found[:PAGE]], following


def lookup_secret(dossier_id: UUID) -> str:
    """Return the secret of four signs printed on the receipt; they follow from the id and the index key."""
    return secret_of(sealing.blind_index(str(dossier_id), purpose="dossier.lookup"))


def list_progress(ids_by_commune: Mapping[int, Iterable[UUID]]) -> dict[UUID, PublicInfo]:
    """Return the public face of dossiers by id, of whichever communes; nothing of them is read besides."""
    with tenancy.scope(public=ids_by_commune):
        wanted = [one for ids in ids_by_commune.values() for one in ids]
        rows = PublicProgress.objects.filter(commune_id__in=ids_by_commune, id__in=wanted)
        return {row.id: _as_public(row) for row in rows}


def find_counterpart(at: Counterpart) -> PublicInfo:
    """Return the public face of the dossier that another one went on as, or came from."""
    return list_progress({at.commune_id: [at.id]})[at.id]


def read_code(typed: str) -> str:
    """Return the code a person meant, as it is stored: one name for every way to type it; nothing if none."""
    return code_in(typed) or read_submission_code(typed)


def look_up(commune_id: int, code: str, secret: str) -> PublicInfo | None:
    """Return the public face of a dossier for its code and secret, or None; writes nothing.

    What was handed in here for another commune is found here too; what was transferred, by its first code as well.
    """
    meant = read_code(code)
    either = Q(code=meant) | Q(submission_code=meant)
    with tenancy.scope(public=[commune_id]):
        row = PublicProgress.objects.filter(either, commune_id=commune_id).first()
    row = row or _handed_in_at(commune_id, either)
    try:
        told = normalise_lookup_secret(secret)
    except ValueError:
        return None
    return _led_on(row) if row is not None and lookup_secret(row.id) == told else None


def _led_on(row: PublicProgress) -> PublicInfo:
    """Return the public face of a dossier, of one that was transferred that of where it goes on."""
    found = _as_public(row)
    former = found.reference
    while row.transferred_to is not None and row.transferred_to_commune is not None:
        with tenancy.scope(public=[row.transferred_to_commune]):
            row = PublicProgress.objects.get(commune_id=row.transferred_to_commune, id=row.transferred_to)
        found = replace(_as_public(row), former=former)
    return found


def _handed_in_at(commune_id: int, meant: Q) -> PublicProgress | None:
    """Return the public face of a dossier of another commune that was handed in here."""
    others = [one for one in organisation.all_commune_ids() if one != commune_id]
    if not others:
        return None
    with tenancy.scope(public=others):
        return PublicProgress.objects.filter(meant, commune_id__in=others, also_at=commune_id).first()


def count_by_channel_and_place(
    commune_id: int, since: datetime, until: datetime
) -> dict[tuple[str, str], int]:
    """Count what was submitted from `since` to before `until`, by channel and place of help, in the caller's scope.

    What was transferred is counted where it goes on.
    """
    rows = Dossier.objects.filter(commune_id=commune_id, submitted_at__gte=since, submitted_at__lt=until)
    rows = rows.filter(transferred_to__isnull=True)
    told = rows.values_list("channel", "place").order_by().annotate(number=Count("id"))
    return {(channel, place): number for channel, place, number in told}


def chain_heads(commune_id: int) -> Iterator[audit.Head]:
    """Yield where each dossier's chain of events must end, for the verification of the log."""
    rows = Dossier.objects.filter(commune_id=commune_id).values_list("id", "chain_seq", "chain_hash")
    for dossier_id, seq, digest in rows.order_by("id").iterator():
        yield audit.Head(dossier_id, seq, bytes(digest) if digest else None)


def notes(commune_id: int) -> Iterator[audit.Content]:
    """Yield every note of the history, for the verification of the log."""
    rows = HistoryEntry.objects.filter(commune_id=commune_id, note__isnull=False)
    for dossier_id, seq, note in opened(rows, "note", "dossier_id", "seq"):
        yield audit.Content(dossier_id, note_name(seq), note)
