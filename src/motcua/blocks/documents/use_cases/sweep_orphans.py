"""Remove blobs that no row names: an upload whose transaction was rolled back, a file that was deleted."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.blocks.documents.files import file_store
from motcua.blocks.documents.models import StoredFile
from motcua.blocks.documents.store import BlobStore, Owner
from motcua.kernel import tenancy

# Longer than any transaction lives.
PATIENCE = timedelta(hours=24)
_BATCH = 500


@dataclass(frozen=True)
class Swept:
    """How many blobs were set aside, deleted for good, and put back."""

    quarantined: int = 0
    deleted: int = 0
    restored: int = 0

    def __add__(self, other: "Swept") -> "Swept":
        return Swept(
            self.quarantined + other.quarantined, self.deleted + other.deleted, self.restored + other.restored
        )


def scope_of(owner: Owner) -> AbstractContextManager[None]:
    """Return the scope that shows the files of an owner."""
    if owner.applicant_id is not None:
        return tenancy.scope(applicants=[owner.applicant_id])
    return tenancy.scope(communes=[owner.commune_id or 0])


def sweep_orphans(now: datetime) -> Swept:
    """Set orphans older than a day aside, and delete those set aside more than a day ago.

    Before each step the rows are asked anew: a blob that a row names is never deleted.
    """
    store, done = file_store(), Swept()
    for owner in store.owners(quarantined=True):
        done += _delete(store, owner, now)
    for owner in store.owners():
        done += _set_aside(store, owner, now)
    store.clear_incoming(now - PATIENCE)
    return done


def _named(owner: Owner, blobs: Iterable[str]) -> set[str]:
    """Return those blobs that a row of the owner names, in a transaction of its own."""
    wanted, found = list(blobs), set[str]()
    for start in range(0, len(wanted), _BATCH):
        with scope_of(owner):
            rows = StoredFile.objects.filter(
                commune_id=owner.commune_id,
                applicant_id=owner.applicant_id,
                blob__in=wanted[start : start + _BATCH],
            )
            found.update(rows.values_list("blob", flat=True))
    return found


def _old(store: BlobStore, owner: Owner, before: datetime, *, quarantined: bool) -> list[str]:
    return [blob for blob, at in store.blobs(owner, quarantined=quarantined) if at < before]


def _set_aside(store: BlobStore, owner: Owner, now: datetime) -> Swept:
    before = now - PATIENCE
    old = _old(store, owner, before, quarantined=False)
    orphans = sorted(set(old) - _named(owner, old))
    taken = [blob for blob in orphans if store.quarantine(owner, blob, unchanged_since=before, now=now)]
    # A row may have come to name one between the question and the move.
    back = _named(owner, taken)
    for blob in back:
        store.restore(owner, blob)
    return Swept(quarantined=len(taken) - len(back), restored=len(back))


def _delete(store: BlobStore, owner: Owner, now: datetime) -> Swept:
    old = _old(store, owner, now - PATIENCE, quarantined=True)
    named = _named(owner, old)
    for blob in old:
        if blob in named:
            store.restore(owner, blob)
        else:
            store.discard(owner, blob)
    return Swept(deleted=len(old) - len(named), restored=len(named))
