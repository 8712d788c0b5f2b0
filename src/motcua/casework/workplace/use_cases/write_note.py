"""Write down something about a dossier for oneself."""

from datetime import datetime
from uuid import UUID

from motcua.casework.dossiers import api as dossiers
from motcua.casework.workplace.models import PrivateNote
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput

LONGEST = 2_000


def write_note(actor: Actor, dossier_id: UUID, text: str, *, now: datetime) -> None:
    """Keep a note that its author alone reads."""
    actor.require("dossier.view")
    if not 1 <= len(text.strip()) <= LONGEST:
        raise InvalidInput({"note": f"Hãy ghi điều cần nhớ, dài nhất {LONGEST} ký tự."})
    with tenancy.scope(communes=[actor.home]):
        dossiers.get_dossier(actor, dossier_id)
        PrivateNote.objects.create(
            commune_id=actor.home,
            dossier_id=dossier_id,
            staff_id=actor.staff,
            text=text.strip(),
            written_at=now,
        )


def delete_note(actor: Actor, note_id: UUID) -> None:
    """Delete a note of one's own; with another's nothing happens."""
    with tenancy.scope(communes=[actor.home]):
        PrivateNote.objects.filter(commune_id=actor.home, staff_id=actor.staff, id=note_id).delete()
