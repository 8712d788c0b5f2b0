"""The row of one parcel: found, locked behind its dossier, and whether another went out after it."""

from uuid import UUID

from motcua.casework.books.models import Parcel
from motcua.casework.dossiers import api as dossiers
from motcua.kernel.errors import NotFound


def find_parcel(commune_id: int, parcel_id: UUID) -> Parcel:
    """Return a parcel of a commune, within the caller's scope. Raises NotFound."""
    row = Parcel.objects.filter(commune_id=commune_id, id=parcel_id).first()
    if row is None:
        raise NotFound("Không tìm thấy bưu gửi này.")
    return row


def lock_parcel(commune_id: int, parcel_id: UUID) -> tuple[Parcel, dossiers.DossierInfo]:
    """Lock the dossier of a parcel and then the parcel, within the caller's scope. Raises NotFound."""
    seen = find_parcel(commune_id, parcel_id)
    dossier = dossiers.lock_dossier(commune_id, seen.dossier_id)
    return Parcel.objects.select_for_update().get(commune_id=commune_id, id=parcel_id), dossier


def is_last(row: Parcel) -> bool:
    """Whether no parcel of its dossier went out after it; within the caller's scope."""
    others = Parcel.objects.filter(commune_id=row.commune_id, dossier_id=row.dossier_id)
    return not others.filter(posted_at__gt=row.posted_at).exists()
