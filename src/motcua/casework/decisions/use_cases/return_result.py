"""Hand the result over, or to the post first."""

from motcua.blocks.payments import api as payments
from motcua.casework.decisions.errors import MoneyOwed, OtherWay
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import tenancy
from motcua.kernel.errors import InvalidInput

POST = "post"
WAYS = {"online": "Bản điện tử trên Cổng", "counter": "Bản giấy tại quầy", POST: "Bản giấy qua bưu điện"}


def return_result(call: dossiers.Call, how: str) -> dossiers.DossierInfo:
    """Hand over, online, at the counter or by post; what is owed must be paid first, what has no amount yet too.

    By post is what went out by post and arrived; while it is there, no other way is open. A late dossier is handed
    over all the same. Raises MoneyOwed, OtherWay. Legal basis: Decree 118/2025/NĐ-CP, Article 22.
    """
    if how not in WAYS:
        raise InvalidInput({"how": "Hãy chọn cách trả kết quả."})

    def tell(before: dossiers.Snapshot, after: dossiers.Snapshot) -> dossiers.ResultReturned:
        if (how == POST) != (before.delivery in dossiers.WITH_THE_POST):
            raise OtherWay(posted=how != POST)
        return dossiers.ResultReturned(how)

    with tenancy.scope(communes=[call.actor.home]):
        _require_paid(call)
        return dossiers.act(call, tell)


def post_result(call: dossiers.Call, parcel: str) -> dossiers.DossierInfo:
    """Give the result to the post; `parcel`: the number of the parcel, empty where the post tells it later.

    Raises MoneyOwed. Legal basis: Decree 118/2025/NĐ-CP, Article 22.
    """
    with tenancy.scope(communes=[call.actor.home]):
        _require_paid(call)
        return dossiers.move(call, dossiers.ResultPosted(parcel))


def _require_paid(call: dossiers.Call) -> None:
    owed = payments.owing(call.actor.home, call.dossier_id)
    if owed:
        raise MoneyOwed(owed.words)
