"""Tables of the dossier: its state, its steps, its history, its code counter, its public face."""

from motcua.casework.dossiers.models.code_counter import BookCounter, CodeCounter
from motcua.casework.dossiers.models.dossier import Dossier
from motcua.casework.dossiers.models.finding import DossierKey
from motcua.casework.dossiers.models.history import HistoryEntry, Pause, Step
from motcua.casework.dossiers.models.opinion import HeadOrder, Opinion
from motcua.casework.dossiers.models.part import SubDossier
from motcua.casework.dossiers.models.public import PublicProgress

__all__ = [
    "BookCounter",
    "CodeCounter",
    "Dossier",
    "DossierKey",
    "HeadOrder",
    "HistoryEntry",
    "Opinion",
    "Pause",
    "PublicProgress",
    "Step",
    "SubDossier",
]
