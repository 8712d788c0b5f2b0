"""Tables of the workplace."""

from motcua.casework.workplace.models.bulk import BulkItem, BulkRun
from motcua.casework.workplace.models.own import DossierLabel, Label, PrivateNote, SavedView
from motcua.casework.workplace.models.thread import ThreadMessage

__all__ = ["BulkItem", "BulkRun", "DossierLabel", "Label", "PrivateNote", "SavedView", "ThreadMessage"]
