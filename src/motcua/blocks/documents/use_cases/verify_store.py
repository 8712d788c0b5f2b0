"""Compare rows and blobs: after a backup, after a restore, and when the doctor asks."""

from dataclasses import dataclass
from uuid import UUID

from motcua.blocks.documents.errors import FileDamaged
from motcua.blocks.documents.files import file_store, owner_of
from motcua.blocks.documents.models import StoredFile
from motcua.blocks.documents.reading import read_file


@dataclass(frozen=True)
class StoreReport:
    """`missing`: rows without bytes; `altered`: rows whose bytes are wrong or under a lost key.

    `orphans` are blobs without a row: harmless, the sweeper removes them.
    """

    files: int
    missing: tuple[UUID, ...]
    altered: tuple[UUID, ...]
    orphans: int

    @property
    def sound(self) -> bool:
        """Tell whether every row has its bytes."""
        return not self.missing and not self.altered


def verify_store(using: str = "owner") -> StoreReport:
    """Read every file of every owner and compare it with its row.

    It asks as the owner of the tables, who sees all rows; with `using="default"` it sees the caller's scope.
    """
    store, named = file_store(), set[tuple[str, str]]()
    files, missing, altered = 0, list[UUID](), list[UUID]()
    # What was never opened has no bytes yet, and cannot lose any.
    for row in StoredFile.objects.using(using).exclude(blob="").order_by("id").iterator(chunk_size=500):
        owner = owner_of(row)
        files += 1
        named.add((owner.folder, row.blob))
        if not store.path(owner, row.blob).exists():
            missing.append(row.id)
            continue
        try:
            read_file(row)
        except FileDamaged:
            altered.append(row.id)
    kept = ((owner.folder, blob) for owner in store.owners() for blob, _ in store.blobs(owner))
    orphans = sum(pair not in named for pair in kept)
    return StoreReport(files, tuple(missing), tuple(altered), orphans)
