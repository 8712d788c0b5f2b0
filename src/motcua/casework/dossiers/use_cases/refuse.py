"""Refuse a dossier at reception, with a written reason."""

from motcua.casework.dossiers.events import DossierRefused
from motcua.casework.dossiers.queries import DossierInfo
from motcua.casework.dossiers.use_cases.acting import Call, act
from motcua.kernel.errors import InvalidInput


def refuse(call: Call) -> DossierInfo:
    """Refuse within the caller's scope; the note is the reason the citizen reads, and is mandatory.

    Legal basis: Decree 118/2025/NĐ-CP, Article 17; form 03 of Circular 03/2025/TT-VPCP.
    """
    if not call.note.strip():
        raise InvalidInput({"note": "Hãy ghi rõ lý do từ chối; người dân sẽ đọc lý do này."})
    return act(call, lambda before, after: DossierRefused())
