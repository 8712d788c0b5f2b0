"""Form 07 and the lists: the register, what is handed over to citizens or units, what goes out by post.

Legal basis: Circular 03/2025/TT-VPCP, Annex I (form 07); before it Circular 01/2018/TT-VPCP.
"""

from dataclasses import dataclass
from datetime import datetime

from motcua.casework.notices.rules.forms.parts import Office, Party, Procedure
from motcua.casework.notices.rules.forms.sets import FormName
from motcua.kernel.money import money


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One dossier in the register; the receiver's signature is an empty cell for the pen."""

    entry: str
    dossier_code: str
    procedure: Procedure
    owner: Party
    channel: str
    received_at: datetime
    due_at: datetime
    returned_at: datetime | None
    method: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Form07:
    """Sổ theo dõi hồ sơ: a month of the year's book. `summary` closes it: how many, and how they stand."""

    name: FormName
    office: Office
    year: int
    month: int
    issued_at: datetime
    rows: tuple[RegisterRow, ...]
    summary: str
    keeper: str
    lookup_url: str = ""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One result handed over; `fee_due` in đồng."""

    dossier_code: str
    content: str
    result: str
    owner: str
    address: str
    fee_due: int = 0
    by_post: bool = False

    @property
    def fee_words(self) -> str:
        """Return the amount as it is printed; nothing is a dash."""
        return money(self.fee_due) if self.fee_due else "–"


@dataclass(frozen=True, slots=True)
class HandOverList:
    """Danh sách bàn giao kết quả: results that one gives and another takes, at one moment."""

    office: Office
    number: str
    issued_at: datetime
    handed_at: datetime
    giver: str
    giver_unit: str
    receiver: str
    receiver_unit: str
    rows: tuple[ResultRow, ...]
    lookup_url: str = ""

    @property
    def total(self) -> int:
        """Return what is to be collected, in đồng."""
        return sum(row.fee_due for row in self.rows)


@dataclass(frozen=True, slots=True)
class PostRow:
    """One parcel; `not_given`: why it does not count, where the postman did not take it after all."""

    parcel: str
    dossier_code: str
    owner: str
    address: str
    phone: str
    not_given: str = ""


@dataclass(frozen=True, slots=True)
class PostList:
    """Danh sách giao bưu tá: parcels that the postman takes along."""

    office: Office
    number: str
    issued_at: datetime
    handed_at: datetime
    giver: str
    postman: str
    rows: tuple[PostRow, ...]
    lookup_url: str = ""
