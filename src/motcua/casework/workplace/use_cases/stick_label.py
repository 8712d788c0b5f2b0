"""Stick a label on a dossier, and take it off."""

from datetime import datetime
from uuid import UUID

from motcua.casework.dossiers import api as dossiers
from motcua.casework.workplace.models import DossierLabel, Label
from motcua.kernel import tenancy, vietnamese
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput

LONGEST, MOST = 30, 10


def stick_label(actor: Actor, dossier_id: UUID, name: str, *, now: datetime) -> None:
    """Stick a label on a dossier; a word the commune does not have yet becomes one."""
    actor.require("dossier.view")
    name = " ".join(name.split())
    folded = vietnamese.fold(name)
    if not folded or len(name) > LONGEST:
        raise InvalidInput({"label": f"Hãy ghi nhãn bằng chữ hoặc số, dài nhất {LONGEST} ký tự."})
    with tenancy.scope(communes=[actor.home]):
        dossiers.get_dossier(actor, dossier_id)
        here = {"commune_id": actor.home}
        new = Label(**here, name=name, folded=folded, made_by_id=actor.staff, made_at=now)
        Label.objects.bulk_create([new], ignore_conflicts=True)
        label = Label.objects.get(**here, folded=folded)
        others = DossierLabel.objects.filter(**here, dossier_id=dossier_id).exclude(label_id=label.id)
        if others.count() >= MOST:
            raise InvalidInput({"label": f"Hồ sơ đã có {MOST} nhãn. Hãy gỡ bớt một nhãn."})
        stuck = DossierLabel(
            **here, label_id=label.id, dossier_id=dossier_id, stuck_by_id=actor.staff, stuck_at=now
        )
        DossierLabel.objects.bulk_create([stuck], ignore_conflicts=True)


def take_label_off(actor: Actor, dossier_id: UUID, label_id: UUID) -> None:
    """Take a label off a dossier; one that is stuck nowhere any more is forgotten."""
    actor.require("dossier.view")
    with tenancy.scope(communes=[actor.home]):
        here = DossierLabel.objects.filter(commune_id=actor.home, label_id=label_id)
        here.filter(dossier_id=dossier_id).delete()
        if not here.exists():
            Label.objects.filter(commune_id=actor.home, id=label_id).delete()
