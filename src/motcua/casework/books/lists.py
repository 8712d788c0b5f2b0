"""What every numbered list of results needs: its next number, the latest of its kind, one of them."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from motcua.casework.books.models import NumberedList
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import clock
from motcua.kernel.errors import NotFound

MOST = 100
NONE_CHOSEN = "Hãy chọn ít nhất một kết quả."
TOO_MANY = f"Mỗi danh sách có tối đa {MOST} kết quả; hãy lập thêm danh sách."

L = TypeVar("L", bound=NumberedList)


def next_in(commune_id: int, book: str, now: datetime) -> dict[str, Any]:
    """Return commune, year and the next number of a book of lists, as columns of a row; in the caller's scope."""
    year = clock.local_date(now).year
    return {"commune_id": commune_id, "year": year, "number": dossiers.take_entry(commune_id, book, year)}


def latest(kind: type[L], commune_id: int, limit: int) -> list[L]:
    """Return the latest lists of a commune, within the caller's scope."""
    return list(kind._default_manager.filter(commune_id=commune_id).order_by("-year", "-number")[:limit])


def get_list(kind: type[L], commune_id: int, list_id: UUID) -> L:
    """Return a list of a commune, within the caller's scope. Raises NotFound."""
    row = kind._default_manager.filter(commune_id=commune_id, id=list_id).first()
    if row is None:
        raise NotFound("Không tìm thấy danh sách này.")
    return row
