"""Hand the result over."""

from motcua.blocks.payments import api as payments
from motcua.casework.decisions.errors import MoneyOwed
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import tenancy
from motcua.kernel.errors import InvalidInput

WAYS = {"online": "Bản điện tử trên Cổng", "counter": "Bản giấy tại quầy"}


def return_result(call: dossiers.Call, how: str) -> dossiers.DossierInfo:
    """Hand over, online or at the counter; what is owed must be paid first, what has no amount yet too.

    A late dossier is handed over all the same. Legal basis: Decree 118/2025/NĐ-CP, Article 22.
    """
    if how not in WAYS:
        raise InvalidInput({"how": "Hãy chọn cách trả kết quả."})
    with tenancy.scope(communes=[call.actor.home]):
        owed = payments.owing(call.actor.home, call.dossier_id)
        if owed:
            raise MoneyOwed(owed.words)
        return dossiers.move(call, dossiers.ResultReturned(how))
