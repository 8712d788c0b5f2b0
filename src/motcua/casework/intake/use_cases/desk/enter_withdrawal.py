"""The desk enters a citizen's wish to have a dossier back, from a signed paper."""

from typing import IO

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.use_cases.desk import scans
from motcua.casework.intake.use_cases.request_withdrawal import write_request
from motcua.kernel import tenancy
from motcua.kernel.errors import InvalidInput


def enter_withdrawal(
    call: dossiers.Call, *, signed: bool, scan: "IO[bytes] | None" = None
) -> dossiers.DossierInfo:
    """Enter the wish; the note is the reason as the paper gives it. `signed`: the officer holds the signed paper.

    Raises InvalidInput at `signed` and `scan`, and what `dossiers.act` raises.
    """
    if not signed:
        raise InvalidInput({"signed": "Chỉ nhập khi đã có đơn giấy, người nộp ký tên."})
    checked = scans.look_at(scan)
    with tenancy.scope(communes=[call.actor.home]):
        return write_request(call, "paper", scans.keep(call.actor.home, checked, call.now))
