"""Refuse a dossier at reception, with a written reason."""

from motcua.casework.dossiers.events import DossierRefused
from motcua.casework.dossiers.queries import DossierInfo, as_info
from motcua.casework.dossiers.use_cases.acting import Call, finish_call, leave_process, lock
from motcua.kernel.errors import InvalidInput


def refuse(call: Call) -> DossierInfo:
    """Refuse within the caller's scope; the note is the reason the citizen reads, and is mandatory.

    Legal basis: Decree 118/2025/NĐ-CP, Article 17; form 03 of Circular 03/2025/TT-VPCP.
    """
    if not call.note.strip():
        raise InvalidInput({"note": "Hãy ghi rõ lý do từ chối; người dân sẽ đọc lý do này."})
    call, dossier = lock(call)
    leave_process(dossier, call.now)
    dossier.finished_at = call.now
    finish_call(call, dossier, DossierRefused())
    return as_info(dossier)
