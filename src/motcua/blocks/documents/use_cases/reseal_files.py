"""Seal files anew after the key was rotated, so that an old key can be retired."""

from dataclasses import dataclass

from motcua.blocks.documents.files import file_store, owner_of
from motcua.blocks.documents.models import StoredFile
from motcua.blocks.documents.reading import CONTEXT, read_file
from motcua.blocks.documents.store import Owner
from motcua.blocks.documents.use_cases.sweep_orphans import scope_of
from motcua.kernel import sealing
from motcua.kernel.communes import all_communes


@dataclass(frozen=True)
class Resealed:
    """How many files were sealed anew, and how many still lie under an old key."""

    done: int
    left: int


def reseal_files(batch: int = 100) -> Resealed:
    """Seal up to `batch` files anew, a transaction each; repeat until none is left. Raises FileDamaged.

    The old bytes become orphans, which the sweeper removes. A file that an applicant and a commune shared has
    two blobs afterwards: their new seals differ.
    """
    primary = sealing.store().ring().primary
    done = left = 0
    for owner in _owners():
        for _ in range(batch - done):
            if not _reseal_one(owner, primary):
                break
            done += 1
        left += _count_old(owner, primary)
    return Resealed(done, left)


def _owners() -> list[Owner]:
    kept = file_store().owners()
    known = {owner.commune_id for owner in kept}
    return kept + [Owner(commune_id=c) for c in all_communes() if c not in known]


def _reseal_one(owner: Owner, primary: int) -> bool:
    with scope_of(owner):
        row = StoredFile.objects.select_for_update().filter(**_old(owner, primary)).order_by("id").first()
        if row is None:
            return False
        token = sealing.seal(read_file(row), context=CONTEXT)
        row.blob = file_store().write(owner_of(row), token)
        row.key = sealing.key_number(token)
        row.save(update_fields=["blob", "key"])
        return True


def _count_old(owner: Owner, primary: int) -> int:
    with scope_of(owner):
        return StoredFile.objects.filter(**_old(owner, primary)).count()


def _old(owner: Owner, primary: int) -> dict[str, object]:
    return {
        "commune_id": owner.commune_id,
        "applicant_id": owner.applicant_id,
        "key__lt": primary,
        "blob__gt": "",
    }
