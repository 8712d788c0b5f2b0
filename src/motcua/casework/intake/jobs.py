"""Retention as it is declared: drafts ninety days after the last change, files on their way and receptions one day.

Each look may be repeated: what is gone is gone, what was begun is ended. A fault does not keep anything for good.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db import close_old_connections
from procrastinate.contrib.django import app

from motcua.blocks.documents import api as documents
from motcua.casework.intake.coming import Row, take_off
from motcua.casework.intake.models import Draft, Reception, SupplementRequest
from motcua.casework.intake.use_cases.release_files import release_files
from motcua.kernel import clock, tenancy
from motcua.kernel.jobs import RETRY

KEPT = timedelta(days=90)
UPLOAD_KEPT = timedelta(hours=24)
RECEPTION_KEPT = timedelta(hours=24)


@app.task(name="expire_draft", queue="upkeep", retry=RETRY)
def expire_draft(applicant_id: str, draft_id: str) -> None:
    """Delete a draft that lay untouched; one that was changed since is looked at again in time."""
    close_old_connections()
    drop_if_stale(UUID(applicant_id), UUID(draft_id))


def drop_if_stale(applicant: UUID, draft_id: UUID) -> bool:
    """Delete the draft and its files when its time is over, else look again later; tell whether it went."""
    with tenancy.scope(applicants=[applicant]):
        rows = Draft.objects.select_for_update().filter(applicant_id=applicant, id=draft_id)
        row = rows.filter(submitted_dossier_id__isnull=True).first()
        if row is None:
            return False
        if row.changed_at + KEPT > clock.now():
            watch(row)
            return False
        files = [UUID(key) for keys in row.papers.values() for key in keys]
        row.delete()
        release_files(applicant, files)
        return True


def watch(row: Draft) -> None:
    """Enqueue the look at a draft on the day its time is over, in the caller's transaction."""
    later = expire_draft.configure(schedule_at=row.changed_at + KEPT)
    later.defer(applicant_id=str(row.applicant_id), draft_id=str(row.id))


@app.task(name="expire_upload", queue="upkeep", retry=RETRY)
def expire_upload(applicant_id: str, upload_id: str, of: str = "") -> None:
    """Forget a file that nobody went on sending; one that is still coming is looked at again in time."""
    close_old_connections()
    drop_stale_upload(UUID(applicant_id), UUID(upload_id), of=UUID(of or applicant_id))


def drop_stale_upload(applicant: UUID, upload_id: UUID, *, of: UUID) -> bool:
    """Forget the file on its way when its time is over, else look again later; tell whether it went.

    `of`: whose the draft or dossier is, the applicant or who they act for.
    """
    with tenancy.scope(applicants=[applicant]):
        changed_at = documents.upload_changed_at(applicant, upload_id)
        if changed_at is None:
            return False
        if changed_at + UPLOAD_KEPT > clock.now():
            watch_upload(applicant, upload_id, changed_at, of=of)
            return False
    subject_id = documents.get_upload(applicant, upload_id).subject_id
    with tenancy.scope(applicants=[of]):
        for row in _trays(of, subject_id):
            take_off(row, upload_id)
    documents.forget_upload(applicant, upload_id)
    return True


def _trays(of: UUID, subject_id: UUID) -> Iterator[Row]:
    yield from Draft.objects.select_for_update().filter(applicant_id=of, id=subject_id)
    open_requests = SupplementRequest.objects.filter(applicant_id=of, answered_at__isnull=True)
    yield from open_requests.select_for_update().filter(dossier_id=subject_id)


def watch_upload(applicant: UUID, upload_id: UUID, changed_at: datetime, *, of: UUID | None) -> None:
    """Enqueue the look at a file on its way, in the caller's transaction."""
    later = expire_upload.configure(schedule_at=changed_at + UPLOAD_KEPT)
    later.defer(applicant_id=str(applicant), upload_id=str(upload_id), of=str(of or applicant))


@app.task(name="expire_reception", queue="upkeep", retry=RETRY)
def expire_reception(commune_id: int, person_id: str, reception_id: str) -> None:
    """Drop a reception that led to nothing; one that somebody still works on is looked at again in time."""
    close_old_connections()
    drop_stale_reception(commune_id, UUID(person_id), UUID(reception_id))


def drop_stale_reception(commune_id: int, person: UUID, reception_id: UUID) -> bool:
    """Drop the reception with its scans when its time is over, else look again later; tell whether it went.

    What it led to is not touched: the commune has copies of its own.
    """
    with tenancy.scope(communes=[commune_id], applicants=[person]):
        rows = Reception.objects.select_for_update().filter(commune_id=commune_id, id=reception_id)
        row = rows.first()
        if row is None:
            return False
        if row.changed_at + RECEPTION_KEPT > clock.now():
            watch_reception(row)
            return False
        throw_away(row)
        return True


def throw_away(row: Reception) -> None:
    """Delete a locked reception and the scans that nothing else names, within the scope of its person."""
    files = [UUID(key) for paper in row.papers.values() for key in paper["files"]]
    row.delete()
    release_files(row.person_id, files)


def watch_reception(row: Reception) -> None:
    """Enqueue the look at a reception on the day its time is over, in the caller's transaction."""
    later = expire_reception.configure(schedule_at=row.changed_at + RECEPTION_KEPT)
    later.defer(commune_id=row.commune_id, person_id=str(row.person_id), reception_id=str(row.id))
