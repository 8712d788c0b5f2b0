"""Ask the portal what was handed in for a commune, and take it in; what waits is tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.blocks.organisation import api as organisation
from motcua.casework.synchronisation.keeping import keep_told, key_of
from motcua.casework.synchronisation.models import PortalRun, ToldDossier
from motcua.casework.synchronisation.ports import NationalPortal, PortalDossier
from motcua.casework.synchronisation.use_cases.take_in import take_in
from motcua.kernel import ports, tenancy
from motcua.kernel.errors import NotAvailable

# How far the first question reaches back, and how far each further one reaches into what was asked before.
_FIRST, _OVERLAP = timedelta(days=30), timedelta(days=1)
# As many are tried in one run; the rest follows in the next.
_MOST = 50
_LONGEST_TROUBLE = 300
NEW_DOSSIERS = "new_dossiers"


@dataclass(frozen=True)
class PortalReport:
    """What a run did: how many were told, taken in, and tried in vain."""

    told: int = 0
    taken: int = 0
    aside: int = 0


def is_connected(commune_id: int) -> bool:
    """Tell whether a commune takes its dossiers from the portal."""
    unit = organisation.get_commune(commune_id).identifier
    return bool(unit) and ports.get(NationalPortal).serves(unit)


def ask_portal(commune_id: int, *, now: datetime) -> PortalReport:
    """Ask for what is new, keep it, and take in what is due; a portal that is silent is told on the page.

    Nothing is asked of the outside inside a transaction.
    """
    if not is_connected(commune_id):
        return PortalReport()
    unit, trouble = organisation.get_commune(commune_id).identifier, ""
    told: tuple[PortalDossier, ...] = ()
    try:
        told = ports.get(NationalPortal).new_dossiers(unit, _since(commune_id, now))
    except NotAvailable as silent:
        trouble = silent.message[:_LONGEST_TROUBLE]
    for one in _unknown(commune_id, told):
        keep_told(commune_id, one, now=now)
    _end(commune_id, trouble, now)
    done = [take_in(row, now=now) for row in _due(commune_id, now)]
    return PortalReport(len(told), sum(done), len(done) - sum(done))


def _since(commune_id: int, now: datetime) -> datetime:
    with tenancy.scope(communes=[commune_id]):
        runs = PortalRun.objects.filter(commune_id=commune_id, service=NEW_DOSSIERS)
        asked = runs.values_list("asked_at", flat=True).first()
    return asked - _OVERLAP if asked else now - _FIRST


def _unknown(commune_id: int, told: tuple[PortalDossier, ...]) -> list[PortalDossier]:
    """Return what is told for the first time or still waits, each once, the last word on it."""
    by_key = {key_of(one): one for one in told}
    with tenancy.scope(communes=[commune_id]):
        rows = ToldDossier.objects.filter(commune_id=commune_id, key__in=list(by_key))
        taken = set(rows.filter(dossier_id__isnull=False).values_list("key", flat=True))
    return [one for key, one in by_key.items() if key not in taken]


def _due(commune_id: int, now: datetime) -> list[ToldDossier]:
    with tenancy.scope(communes=[commune_id]):
        rows = ToldDossier.objects.filter(commune_id=commune_id, dossier_id=None, settled_at=None)
        return list(rows.filter(next_try_at__lte=now).order_by("next_try_at", "id")[:_MOST])


def _end(commune_id: int, trouble: str, now: datetime) -> None:
    """Write the run down; a question that was not answered is asked again from where it began."""
    with tenancy.scope(communes=[commune_id]):
        PortalRun.objects.update_or_create(
            commune_id=commune_id,
            service=NEW_DOSSIERS,
            defaults={"ended_at": now, "trouble": trouble, **({} if trouble else {"asked_at": now})},
        )
